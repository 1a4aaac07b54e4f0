"""Data an administrator can replace by files of the agency's own."""
