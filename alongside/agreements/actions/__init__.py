"""Named writes of agreements."""

from alongside.agreements.actions.partnership import record_agreement

__all__ = ["record_agreement"]
