"""Codebooks: YAML files that say which codes there are, what they mean, and what became of them."""
