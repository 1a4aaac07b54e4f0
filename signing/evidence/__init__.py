"""What keeps a verdict provable for years: what it rested on, judging it again, until when, and fresh timestamps."""
