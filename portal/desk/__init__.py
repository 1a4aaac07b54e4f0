"""The clerk's desk: what can be done with a waiting document besides confirming its paper."""
