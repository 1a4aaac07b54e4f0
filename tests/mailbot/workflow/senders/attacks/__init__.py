"""Replies nobody of ours wrote, table by table; `test_hostile.py` sends them all through one desk."""
