"""What Word and spreadsheet files need in common."""
