"""Opinion rounds (CB 10.7): asked by mail or on a page, answered, chased, summed up."""
