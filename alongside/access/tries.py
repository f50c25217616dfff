"""Whoever tries many passwords waits longer and longer, and nobody else waits with them.

What went wrong is counted by name and place together, by place, and by name. A browser in which the account's owner
signed in before is held up by none but the first, so nobody is locked out of their account by somebody elsewhere. A
name that nobody has is counted like any other. The name and the place are kept as digests under the service's secret.
"""

import hashlib
import ipaddress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from allauth.core.internal.httpkit import get_client_ip
from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from alongside.access import actions, queries
from alongside.access.entering import (
    CODES_OF_ONE_NAME,
    ONE_NAME,
    ONE_NAME_FROM_ONE_PLACE,
    ONE_PLACE,
    Patience,
    failures_now,
    waits_until,
)

KNOWN = "known_browser"
KNOWN_FOR = 90 * 24 * 60 * 60
MOST_KNOWN = 8
"""Names that one browser is known for; an office's shared machine keeps the last."""


@dataclass(frozen=True, slots=True)
class Try:
    """One try to show who one is, and by what its failure is counted."""

    counted: tuple[tuple[str, Patience], ...]

    def waits(self) -> float:
        """Seconds until it may be made; 0 when now."""
        now = datetime.now(UTC)
        found = queries.failures([key for key, _ in self.counted])
        until = [
            waits_until(patience, failures_now(failures, last, now), last)
            for key, patience in self.counted
            for failures, last in (found.get(key, (0, now)),)
        ]
        return max(0.0, (max(until) - now).total_seconds())

    def failed(self) -> None:
        """Count it."""
        actions.note_failures(by=None, keys=[key for key, _ in self.counted], at=datetime.now(UTC))

    def succeeded(self) -> None:
        """Forget what failed for this name from this place; who knows one password may not go on trying others."""
        actions.forget_failures(by=None, key=self.counted[0][0])


def of_password(request: HttpRequest, name: str) -> Try:
    """A try to sign in as somebody."""
    place, who = place_of(request), _digest("name", name.casefold())
    first = (_digest("both", who, place), ONE_NAME_FROM_ONE_PLACE)
    if is_known(request, name):
        return Try((first,))
    return Try((first, (_digest("place", place), ONE_PLACE), (who, ONE_NAME)))


def of_code(request: HttpRequest, user: Any) -> Try:
    """A try of a second step by somebody whose password was right."""
    who = _digest("codes", str(user.pk))
    return Try(((_digest("both", who, place_of(request)), ONE_NAME_FROM_ONE_PLACE), (who, CODES_OF_ONE_NAME)))


def place_of(request: HttpRequest) -> str:
    """From where a request comes: one address, or of the new kind the network that one household or office has."""
    try:
        address = ipaddress.ip_address(str(get_client_ip(request) or ""))
    except ValueError:
        return "unknown"
    return str(address) if address.version == 4 else str(ipaddress.ip_network((address, 56), strict=False))


def is_known(request: HttpRequest, name: str) -> bool:
    """Whether the owner of that sign-in name signed in here before."""
    return _digest("known", name.casefold()) in _known(request)


def remember(request: HttpRequest, response: HttpResponse, name: str) -> None:
    """Let this browser be known for that sign-in name."""
    mine = _digest("known", name.casefold())
    names = [mine, *(each for each in _known(request) if each != mine)][:MOST_KNOWN]
    response.set_signed_cookie(
        _cookie(), ".".join(names), salt=KNOWN, max_age=KNOWN_FOR, httponly=True, samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip


def _cookie() -> str:
    return f"__Host-{KNOWN}" if settings.SESSION_COOKIE_SECURE else KNOWN


def _known(request: HttpRequest) -> list[str]:
    try:
        return str(request.get_signed_cookie(_cookie(), salt=KNOWN, max_age=KNOWN_FOR)).split(".")
    except (KeyError, signing.BadSignature):
        return []


def _digest(*parts: str) -> str:
    whole = hashlib.sha256("\n".join(parts).encode()).hexdigest()
    return salted_hmac("alongside.tries", whole, algorithm="sha256").hexdigest()
