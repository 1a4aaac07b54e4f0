"""Biểu đồ: figures over time, drawn on the server as SVG with a table beside each."""
