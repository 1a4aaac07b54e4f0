"""Vietnamese text in the encodings used before Unicode, and how to tell them apart."""
