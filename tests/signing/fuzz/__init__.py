"""Signed files with random damage: whatever they have become, they get a verdict, and never a better one."""
