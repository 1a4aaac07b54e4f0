"""Words that were made to be more than words."""
