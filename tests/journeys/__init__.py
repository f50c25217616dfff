"""Whole ways through the service in a real browser, told in the words of practice."""
