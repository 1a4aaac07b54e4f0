"""Files that hold files: opened in memory, with limits counted while bytes come out."""
