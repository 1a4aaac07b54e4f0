"""Lấy ý kiến (CB 10.7): rounds of opinions begun, answered, chased and ended in the portal."""
