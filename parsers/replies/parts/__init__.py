"""The parts of an order: who leads, who helps, who is told, and what a sentence says by itself."""
