"""Sealing the logs of looks and of changes, and proving that nobody has changed them since. Knows nothing of Django."""
