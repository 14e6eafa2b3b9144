"""For each quotation, how many people could have said it to a reader of the report."""
