"""Signing in, roles, doors, saves and scope, as those who use them meet them."""
