"""What is written on pages, whatever the file format: bytes to text, with places and pictures."""
