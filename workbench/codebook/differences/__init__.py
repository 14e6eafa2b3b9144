"""What differs between two codebooks, as values and in words."""
