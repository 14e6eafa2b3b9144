"""A report as a Word file: its parts, styles and template, and the marks in it."""
