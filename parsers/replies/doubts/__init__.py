"""What makes an order doubtful although it could be read: the last look before it counts."""
