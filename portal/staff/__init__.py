"""Người và đơn vị: who works here, how orders name them, how they log in, what they hand over."""
