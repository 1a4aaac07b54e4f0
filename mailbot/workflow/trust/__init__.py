"""Whom we trust: adding and removing certificates, fetching revocation data, and telling in time what will fail."""
