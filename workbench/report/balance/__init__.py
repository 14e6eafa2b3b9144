"""Whose voices are printed, held against whose are coded."""
