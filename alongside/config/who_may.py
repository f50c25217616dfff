"""Who may come to which address, and how: the list in `who_may.txt`, held against what the views say, and kept to.

ASVS 5.0: 8.1.1 (what may be done to what is written down), 8.2.1 (only by whoever holds the permission).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.core import checks
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import get_resolver

from alongside.access.rules import OPENS, Permission
from alongside.kit import errors

LIST = Path(__file__).with_name("who_may.txt")
METHODS = ("GET", "POST")


@dataclass(frozen=True, slots=True)
class Line:
    """What is declared of one address. `route`: as Django writes it, without its first slash."""

    route: str
    methods: tuple[str, ...]
    opens: str
    permission: Permission

    @property
    def lets(self) -> tuple[str, ...]:
        """What a browser may ask: whatever may be looked at may be asked whether it is there."""
        return (*self.methods, "HEAD") if "GET" in self.methods else self.methods


def read(text: str) -> dict[str, Line]:
    """The list by address. Raises ValueError for a line that cannot be read, and for an address that stands twice."""
    found: dict[str, Line] = {}
    for number, written in enumerate(text.splitlines(), 1):
        if not written.strip() or written.startswith("#"):
            continue
        *methods, opens, permission, address = written.split()
        known = methods and all(method in METHODS for method in methods) and opens in OPENS
        if not known or permission not in set(Permission) or not address.startswith("/"):
            raise ValueError(f"who_may, line {number} cannot be read: {written}")
        line = Line(address[1:], tuple(methods), opens, Permission(permission))
        if line.route in found:
            raise ValueError(f"who_may, line {number}: {address} stands twice")
        found[line.route] = line
    return found


@cache
def declared() -> dict[str, Line]:
    """The list of the service."""
    return read(LIST.read_text("utf-8"))


def differences(lines: dict[str, Line], resolver: Any) -> Iterator[str]:
    """In what the list and the views behind the addresses do not say the same."""
    seen = set()
    for route, view in _views(resolver):
        seen.add(route)
        says = tuple(getattr(view, name, None) for name in ("opens", "permission"))
        if route not in lines:
            yield f"/{route} is not in who_may.txt"
        elif says != (lines[route].opens, lines[route].permission):
            yield f"/{route} is {' '.join(map(str, says))} to its view, and something else in who_may.txt"
    yield from (f"/{route} is in who_may.txt and leads nowhere" for route in lines if route not in seen)


def _views(resolver: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from _views(pattern, route)
        else:
            yield route, pattern.callback


def check(**_: Any) -> list[checks.CheckMessage]:
    """The service does not start where the list and the views differ."""
    try:
        found = list(differences(declared(), get_resolver("alongside.config.urls")))
    except ValueError as wrong:
        found = [str(wrong)]
    return [checks.Error(each, id="alongside.E100") for each in found]


class OnlyWhatIsDeclared:
    """Answers whoever asks for what the list does not let, the same on every record there is and is not: before anybody
    is known and anything is read.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponseBase | None:
        """None where the address lets it."""
        line = declared().get(request.resolver_match.route) if request.resolver_match else None
        lets = line.lets if line else ()
        return None if request.method in lets else errors.not_so(request, lets)
