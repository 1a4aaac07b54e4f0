"""The running system: workers driven by one loop."""
