"""Work on its way back: returned as misrouted, recalled, given to somebody else, opened again."""
