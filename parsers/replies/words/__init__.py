"""Every word and turn of speech the grammar of orders knows: here a missing one is added, nowhere else."""
