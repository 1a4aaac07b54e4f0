"""More time, or help: asked by who works on a document, decided by who gave the work."""
