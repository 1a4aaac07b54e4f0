"""The demonstration: an embedded agency, its mail servers and a pretend authority, all on loopback."""
