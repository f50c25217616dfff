"""The page that says what to try first."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from alongside.access.doors import SignedInRequest
from alongside.access.permissions import Permission
from alongside.demo import queries
from alongside.people.doors import families_page


@families_page(Permission.OWN_ACCOUNT)
@require_GET
def first_steps(request: SignedInRequest) -> HttpResponse:
    """A few things to try in five minutes. In a service for real families there is no such page."""
    if not settings.DEMONSTRATION:
        raise Http404
    return render(request, "demo/first_steps.jinja", {"page": queries.first_steps(request.user)})
