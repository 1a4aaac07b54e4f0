"""The structure of a mail: bytes to headers and parts, behind limits."""
