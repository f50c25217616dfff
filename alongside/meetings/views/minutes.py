"""Minutes: for whom they can be made, and made for one reader."""

import uuid
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from alongside.access.doors import SignedInRequest
from alongside.access.permissions import Permission
from alongside.kit import clock
from alongside.meetings import queries
from alongside.people.doors import family_page

if TYPE_CHECKING:
    from alongside.people.models import Family


@family_page(Permission.RECORD_HELP)
@require_GET
def minutes(request: SignedInRequest, family: "Family", meeting_id: uuid.UUID) -> HttpResponse:
    """For whom minutes can be made, what is left out for each, and who has had them."""
    page = queries.minutes_choice(request.user, family.pk, meeting_id, clock.now())
    if page is None:
        raise Http404
    return render(request, "meetings/minutes.jinja", {"page": page, "meeting": page.meeting})


@family_page(Permission.RECORD_HELP)
@require_GET
def minutes_for(request: SignedInRequest, family: "Family", meeting_id: uuid.UUID, key: str) -> HttpResponse:
    """The minutes for one reader, to read through, print and give out."""
    page = queries.minutes_page(request.user, family.pk, meeting_id, key, clock.now())
    if page is None:
        raise Http404
    return render(request, "meetings/minutes_for.jinja", {"page": page, "meeting": page.meeting})
