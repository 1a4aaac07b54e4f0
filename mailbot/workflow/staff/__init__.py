"""The people of an agency: who they are, when they are away, what they hand over when they move."""
