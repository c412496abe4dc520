"""Django's PostgreSQL, but that rows are written cheaper. Named in the settings as the database's engine."""
