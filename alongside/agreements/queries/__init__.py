"""Named reads of agreements."""

from alongside.agreements.queries.consent import Consents, consents, grants, state_of, stopped, taken_back, told_of
from alongside.agreements.queries.partnership import has_agreement

__all__ = ["Consents", "consents", "grants", "has_agreement", "state_of", "stopped", "taken_back", "told_of"]
