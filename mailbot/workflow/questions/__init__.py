"""Letters that ask something, and answers understood by what was asked."""
