"""Django's PostgreSQL backend, with room for the plans of all our questions on every connection."""
