"""What a form was shown for, as its hidden input says."""

from uuid import UUID

from alongside.access.doors import SignedInRequest

STOOD = "stood"
"""The hidden input that says which entry a form was shown for."""


def shown_for(request: SignedInRequest) -> UUID | None:
    """The entry the form says it was shown for, None for none; what cannot be read as such is none that stands."""
    written = request.POST.get(STOOD, "")
    try:
        return UUID(written) if written else None
    except ValueError:
        return UUID(int=0)
