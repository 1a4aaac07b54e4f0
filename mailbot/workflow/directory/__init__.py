"""The address book of agencies at work: take in a new one, use the current one, compare a document with it."""
