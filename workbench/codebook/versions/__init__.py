"""Where a codebook was before: in files, in git, in the database; and the life of each code."""
