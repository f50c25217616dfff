"""What every answer carries."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from alongside.kit.ids import uuid7


class PersonalPagesAreNotKept:
    """Number each request for the logs, and let no browser or proxy keep a page that was made for one person."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.request_id = uuid7()  # type: ignore[attr-defined]
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store, private")
        # Also where nobody asked who is signed in, or the header would tell a page that is refused from one that is
        # missing.
        patch_vary_headers(response, ("Cookie",))
        return response
