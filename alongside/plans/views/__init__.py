"""The pages of plans, one file per journey. Each loads what it shows, saves through one action, and redirects."""
