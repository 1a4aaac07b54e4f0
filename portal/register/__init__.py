"""Sổ văn bản đến: the book by views, on screen, on paper and as a spreadsheet; corrections of its lines."""
