"""A generated corpus of honest and hostile signed files, every one with the verdict and the sentence it must get."""
