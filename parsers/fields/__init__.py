"""What a document says about itself: text to the fields of the register."""
