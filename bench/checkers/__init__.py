"""Ways to check the signatures of one file; each runs in a process of its own, so that none lends another its cures."""
