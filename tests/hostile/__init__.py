"""Requests that nobody sends by accident."""
