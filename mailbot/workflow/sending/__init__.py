"""Letters and documents that leave: composed, sealed, signed, delivered, chased."""
