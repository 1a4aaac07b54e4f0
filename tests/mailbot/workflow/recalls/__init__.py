"""Documents we sent and ask back."""
