"""What should happen: frozen facts in, a decision with its reasons out."""
