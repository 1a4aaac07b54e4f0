"""Ủy quyền: the calendar of lent power, the form, what was decided under it."""
