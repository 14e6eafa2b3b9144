"""Where a study's rows are kept: the database, its migrations, its journal and its backups."""
