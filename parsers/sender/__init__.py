"""Who vouches for the sender of a mail: Authentication-Results and DKIM."""
