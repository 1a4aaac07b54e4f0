"""Invented official documents in many layouts, made by several PDF producers, and what must be read from them."""
