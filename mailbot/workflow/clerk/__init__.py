"""What clerks do in the portal: paper, corrections, refusals, recalls, the book."""
