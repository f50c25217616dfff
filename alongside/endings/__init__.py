"""Ending well: the exit, the letter, and what stays open.

A planned ending whatever the outcome (S18; 002:3862-3901).
"""
