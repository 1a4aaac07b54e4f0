"""Power lent for a time: made and ended, found when a letter goes out, given back when it is over."""
