"""Minutes: for whom they can be made, and made for one reader."""

import uuid
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from alongside.access.doors import SignedInRequest
from alongside.access.permissions import Permission
from alongside.access.saves import Saved, saved_or_shown
from alongside.kit import clock
from alongside.kit.dates import day_typed
from alongside.meetings import actions, queries
from alongside.meetings.forms import GiveForm
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


@family_page(Permission.RECORD_HELP)
@require_http_methods(["GET", "POST"])
def give(request: SignedInRequest, family: "Family", meeting_id: uuid.UUID, key: str) -> HttpResponse:
    """Write down that this reader was given their minutes; how they can safely be reached stands beside it."""
    page = queries.minutes_page(request.user, family.pk, meeting_id, key, clock.now())
    if page is None:
        raise Http404
    form = GiveForm(request.POST or None, reader=page.reader, initial={"on": day_typed(clock.today())})
    leave = reverse("meetings:minutes", args=[family.pk, meeting_id])

    def save(deed_id: uuid.UUID) -> Saved:
        actions.give_minutes(
            by=request.user, deed_id=deed_id, family_id=family.pk, meeting_id=meeting_id, key=key, at=clock.now(),
            how=form.cleaned_data["how"], on=form.cleaned_data["on"], **form.assured(),
        )  # fmt: skip
        return Saved(leave)

    context = {"page": page, "meeting": page.meeting, "leave": leave}
    return saved_or_shown(
        request, form, save, template="meetings/give.jinja", context=context, done="It is on the record."
    )
