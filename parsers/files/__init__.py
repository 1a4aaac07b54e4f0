"""Every file of a mail, wherever it lies, and which of them is the document."""
