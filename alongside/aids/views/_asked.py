"""What an address asks for."""

from datetime import date

from alongside.access.doors import SignedInRequest
from alongside.kit import clock
from alongside.kit.dates import parse_day


def day_asked(request: SignedInRequest, name: str) -> date | None:
    """A day somebody chose in an address; None for none, and for one that cannot be read."""
    try:
        return parse_day(request.GET.get(name, ""), clock.today())
    except ValueError:
        return None
