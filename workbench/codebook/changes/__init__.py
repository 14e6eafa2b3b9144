"""Changes of codebooks, file and database in one step: what they touch, and what happens to codings."""
