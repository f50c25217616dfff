"""Agreements, consent and sharing without it, as plain values."""

from alongside.agreements.rules.agreement import Agreement, Answer

__all__ = ["Agreement", "Answer"]
