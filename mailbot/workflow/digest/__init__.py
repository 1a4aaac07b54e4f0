"""Two letters a working day that gather what did not need one of its own, and answers to them by number (HH 11.1)."""
