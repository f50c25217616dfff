"""The meetings of a family, and one of them."""

import uuid
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from alongside.access.doors import SignedInRequest
from alongside.access.permissions import Permission
from alongside.kit import clock
from alongside.meetings import queries
from alongside.meetings.rules import ON_THE_WAY, TYPES
from alongside.people.doors import family_page

if TYPE_CHECKING:
    from alongside.people.models import Family


@family_page(Permission.RECORD_HELP)
@require_GET
def page(request: SignedInRequest, family: "Family") -> HttpResponse:
    """The meetings to come, those held, and how the team around the family works together."""
    found = queries.meetings_page(request.user, family.pk, clock.now())
    return render(request, "meetings/page.jinja", {"page": found, "types": TYPES, "on_the_way": ON_THE_WAY})


@family_page(Permission.RECORD_HELP)
@require_GET
def meeting(request: SignedInRequest, family: "Family", meeting_id: uuid.UUID) -> HttpResponse:
    """One meeting, as the service's own staff read it."""
    found = queries.meeting_page(request.user, family.pk, meeting_id, clock.now())
    if found is None:
        raise Http404
    return render(request, "meetings/meeting.jinja", {"page": found, "meeting": found.meeting})


@family_page(Permission.RECORD_HELP)
@require_GET
def entry(request: SignedInRequest, family: "Family", entry_id: uuid.UUID) -> HttpResponse:
    """From an entry of the timeline to the meeting it belongs to."""
    found = queries.meeting_of_entry(family.pk, request.user, entry_id)
    if found is None:
        raise Http404
    return redirect("meetings:meeting", family.pk, found)
