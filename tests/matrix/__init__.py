"""Who may see and do what, walked: every address, every way of asking, everybody."""
