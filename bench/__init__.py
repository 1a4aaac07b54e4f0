"""`./run bench [name]`: how fast and how small mailbot is, beside programs doing the same work in the same run."""
