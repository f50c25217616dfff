"""How fast pages are and how much they read, as ratios within one run: `python -m bench`."""
