"""The states of codebooks that the database has seen, and which of them a coding was made under."""
