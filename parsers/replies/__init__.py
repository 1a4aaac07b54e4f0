"""Answers to letters that carry more than one document."""
