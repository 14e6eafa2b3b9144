"""The text of a codebook, edited in place and proved by reading it again."""
