"""A report read back: whether its quotations are what was said, and whether those who said it are named."""

ENDINGS = (".docx", ".md", ".markdown", ".txt")
"""How the name of a report that can be read may end."""
