"""Alongside: the one shared record for everyone who helps a family."""

__version__ = "0.1.0"
