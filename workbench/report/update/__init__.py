"""A report that was worked on, brought up to date with the study by tracked changes."""
