"""Whose words a reply carries: quotes, forwarded parts, signatures, disclaimers and banners are cut away."""
