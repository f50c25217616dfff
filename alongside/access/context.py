"""What every page is given: who is signed in, and where they can go."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from alongside.access.permissions import Permission, user_may


def signed_in(request: HttpRequest) -> dict[str, Any]:
    """`person_signed_in` (name, role, account_url, sign_out_url) or None, `find_url`: where they look for somebody,
    `nav`: (label, address, current) of the pages their role may open, and `draft_note`: what the door found of drafts
    of this page, and `glass`: on what somebody sees this family who does not help it.
    """
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"person_signed_in": None, "nav": [], "family_nav": family_nav(None)}
    # An address may stand there for each of several permissions; nobody is shown it twice.
    mine = [
        (label, reverse(url_name))
        for label, url_name, permission in settings.NAVIGATION
        if user_may(user, Permission(permission))
    ]
    # Of two that lie under one another, such as referrals and one's own, the nearer is where the reader is.
    here = max((url for _, url in mine if _is_under(request.path, url)), key=len, default="")
    nav = [(label, url, url == here) for label, url in dict.fromkeys(mine)]
    person = {
        "name": user.name,
        "role": user.role_meant.name,
        "account_url": reverse("desk:account"),
        "sign_out_url": reverse("account_logout"),
    }
    return {
        "find_url": reverse("desk:find") if user_may(user, Permission.RECORD_HELP) else "",
        "person_signed_in": person,
        "nav": nav,
        "family_nav": family_nav(user),
        "draft_note": getattr(request, "draft_note", None),
        "glass": getattr(request, "glass", None),
    }


def family_nav(user: Any) -> Callable[[int, str], list[tuple[str, str, bool]]]:
    """For the side navigation of a family's pages: `family_nav(family.pk, "Timeline")` gives (label, address,
    current).
    """

    def pages(family_id: int, current: str) -> list[tuple[str, str, bool]]:
        return [
            (label, reverse(url_name, args=[family_id]), label == current)
            for label, url_name, permission in settings.FAMILY_PAGES
            if user is not None and user_may(user, Permission(permission))
        ]

    return pages


def _is_under(path: str, url: str) -> bool:
    return path == url if url == "/" else path.startswith(url)
