"""A report read back: whether its quotations are what was said, and whether those who said it are named."""
