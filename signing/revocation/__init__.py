"""Revocation: lists and answers of authorities, read, recognised and asked for; fetching them is others' work."""
