"""The process that holds the agencies' keys, and how the others ask it for a signature."""
