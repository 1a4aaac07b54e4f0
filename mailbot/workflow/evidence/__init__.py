"""Verdicts that stay provable: keep what they rested on, reach them again, warn in time, stamp anew."""
