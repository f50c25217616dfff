"""The pages shown when a request cannot be answered, for Django's handler names and CSRF_FAILURE_VIEW.

None of them reads the database, and not found is the same page whoever asks and for whatever reason.
"""

from collections.abc import Sequence

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string


def not_found(_request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django passes it by name
    return _page("kit/404.jinja", 404)


TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def bad_request(_request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, TOO_MUCH):
        return _page("kit/413.jinja", 413)
    return _page("kit/400.jinja", 400)


def forgery(_request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django passes it by name
    return _page("kit/403_csrf.jinja", 403)


def not_so(_request: HttpRequest, lets: Sequence[str]) -> HttpResponse:
    """For what an address does not let be asked of it; `lets`: the methods that it does."""
    page = _page("kit/405.jinja", 405)
    page.headers["Allow"] = ", ".join(lets)
    return page


def broken(_request: HttpRequest) -> HttpResponse:
    return _page("kit/500.jinja", 500)


def _page(template: str, status: int) -> HttpResponse:
    """Rendered without the request, so that no context processor can fail, or tell one person's page from another's."""
    return HttpResponse(render_to_string(template), status=status)
