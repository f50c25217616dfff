"""Named reads of agreements."""

from alongside.agreements.queries.partnership import has_agreement

__all__ = ["has_agreement"]
