"""Every address says who may open it."""

from collections.abc import Iterator, Mapping
from enum import Enum
from fnmatch import fnmatchcase
from typing import Any

from .house import Breach


def addresses(resolver: Any, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Every route below a resolver, as its whole pattern and the view it calls."""
    for pattern in resolver.url_patterns:
        route = prefix + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from addresses(pattern, route)
        else:
            yield route, pattern.callback


def permission_of(callback: Any) -> object:
    """What the view says about who may open it, whether a function or a class."""
    declared = getattr(callback, "permission", None)
    return declared if declared is not None else getattr(getattr(callback, "view_class", None), "permission", None)


def every_route_has_a_permission(resolver: Any, permissions: type[Enum], excused: Mapping[str, str]) -> list[Breach]:
    """Every view carries a member of `permissions`; `excused` maps route patterns (`*` matches anything) to reasons."""
    breaches, used = [], set()
    for route, callback in addresses(resolver):
        matching = {pattern for pattern in excused if fnmatchcase(route, pattern)}
        if isinstance(permission_of(callback), permissions):
            continue
        used |= matching
        if not matching:
            name = f"{callback.__module__}.{getattr(callback, '__qualname__', callback)}"
            mend = f"declare it with a member of {permissions.__name__}, or excuse the route with a reason"
            breaches.append(Breach(f"/{route}", f"{name} does not say who may open it", mend))
    return breaches + [
        Breach("ROUTES", f"no open route matches '{pattern}'", "take the excuse down")
        for pattern in sorted(set(excused) - used)
    ]
