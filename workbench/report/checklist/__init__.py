"""A checklist for reporting, beside a report."""
