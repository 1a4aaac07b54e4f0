"""SIGKILL at every named place and at random moments: nothing is lost, doubled or skipped."""
