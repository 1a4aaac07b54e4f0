"""Letters: a document and its reasons become a Vietnamese mail; nothing is sent here."""
