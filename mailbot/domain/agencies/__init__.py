"""Other agencies: how they are called, what became of them, how they write to us; and whether three names agree."""
