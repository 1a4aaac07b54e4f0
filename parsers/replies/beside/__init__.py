"""What stands beside an order and orders nothing: courtesies, reasons, the state of things, habits of typing."""
