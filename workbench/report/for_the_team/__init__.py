"""Documents for those who work on the study: extracts, working copies, memos, handbook, agreement."""
