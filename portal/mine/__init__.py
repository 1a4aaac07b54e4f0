"""Văn bản của tôi: what leaders and officers do in the portal, made for a telephone."""
