"""Is everything ready, and how is it doing?"""
