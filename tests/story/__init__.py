"""Whole roads on real servers."""
