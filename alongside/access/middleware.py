"""What every answer carries."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.functional import SimpleLazyObject

from alongside.access import looks, scope, sessions
from alongside.kit.ids import uuid7

A_YEAR = 31_536_000
GUARDS = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
}
"""What no answer goes without, be it a page, a refusal, a static file or a download."""


class EveryAnswerIsGuarded:
    """The outermost of all, so that whatever answers has passed it: a static file and a refusal of a header too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in GUARDS.items():
            response.headers.setdefault(name, value)
        if settings.SESSION_COOKIE_SECURE:
            response.headers["Strict-Transport-Security"] = f"max-age={A_YEAR}; includeSubDomains"
        return response


class PersonalPagesAreNotKept:
    """Number each request for the logs, and let no browser or proxy keep a page that was made for one person."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.request_id = uuid7()  # type: ignore[attr-defined]
        told = scope.of_request.set(str(request.request_id))  # type: ignore[attr-defined]
        try:
            response = self.get_response(request)
        finally:
            scope.of_request.reset(told)
        # What a view did before it failed is taken back, and its look with it.
        looks.log_what_failed(request, response.status_code)
        response.headers.setdefault("Cache-Control", "no-store, private")
        # Also where nobody asked who is signed in, or the header would tell a page that is refused from one that is
        # missing.
        patch_vary_headers(response, ("Cookie",))
        return response


class WhoIsThere:
    """Ask of a session not only whose it is but whether it lives, and note that they were there. Only a page that asks
    who is signed in looks at all.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.user = SimpleLazyObject(lambda: sessions.who_is_there(request))  # type: ignore[assignment]
        response = self.get_response(request)
        sessions.seen(request)
        return response
