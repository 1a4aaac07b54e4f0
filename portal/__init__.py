"""The clerk's pages: they show what mailbot knows and call its workflow functions."""
