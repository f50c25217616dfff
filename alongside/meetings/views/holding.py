"""Writing down a meeting that was held, and putting it right."""

import uuid
from collections.abc import Collection
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from alongside.access.doors import SignedInRequest
from alongside.access.permissions import Permission
from alongside.access.saves import STOOD, Saved, all_shown, is_save, is_unfinished, saved_or_shown
from alongside.kit import clock
from alongside.kit.refusals import AlreadyCorrected
from alongside.meetings import actions, queries
from alongside.meetings.forms import HoldForm, Several, agreed_told, held_told, hold_forms, joining_told
from alongside.meetings.queries import HoldPage
from alongside.people.doors import family_page

if TYPE_CHECKING:
    from alongside.people.models import Family

TEMPLATE = "meetings/hold.jinja"


@family_page(Permission.RECORD_HELP)
@require_http_methods(["GET", "POST"])
def record(request: SignedInRequest, family: "Family", kind: str) -> HttpResponse:
    """A meeting that nobody planned here: on concern, or one that was held already."""
    page = queries.hold_page(request.user, family.pk, kind, clock.now())
    if page is None:
        raise Http404
    return _written_down(request, family, page, None, reverse("meetings:page", args=[family.pk]))


@family_page(Permission.RECORD_HELP)
@require_http_methods(["GET", "POST"])
def hold(request: SignedInRequest, family: "Family", meeting_id: uuid.UUID) -> HttpResponse:
    """The meeting that was planned, as it was held."""
    page = queries.hold_page(request.user, family.pk, "", clock.now(), meeting_id)
    if page is None:
        raise Http404
    if page.meeting and page.meeting.held and request.method != "POST":
        return redirect("meetings:meeting", family.pk, meeting_id)
    return _written_down(request, family, page, meeting_id, _meeting(family, meeting_id))


def _written_down(
    request: SignedInRequest, family: "Family", page: HoldPage, meeting_id: uuid.UUID | None, leave: str
) -> HttpResponse:
    form, rows = hold_forms(request.POST or None, page, request.FILES or None)

    def save(deed_id: uuid.UUID) -> Saved:
        actions.hold_meeting(
            by=request.user, deed_id=deed_id, family_id=family.pk, held=held_told(page, form, rows), at=clock.now(),
            meeting_id=meeting_id, actions=agreed_told(page, rows), joining=joining_told(rows),
        )  # fmt: skip
        correct_at = reverse("meetings:correct", args=[family.pk, deed_id])
        return Saved(_meeting(family, meeting_id or deed_id), correct_at)

    context = {"page": page, "leave": leave}
    return saved_or_shown(
        request, form, save, template=TEMPLATE, context=context, done="The meeting is on the record.", rows=rows
    )


@family_page(Permission.RECORD_HELP)
@require_http_methods(["GET", "POST"])
def correct(request: SignedInRequest, family: "Family", deed_id: uuid.UUID) -> HttpResponse:
    """Put a meeting right; when somebody changed it meanwhile, both texts are shown and a person chooses."""
    page = queries.correct_page(request.user, family.pk, deed_id, clock.now())
    if page is None:
        raise Http404
    if page.newest != deed_id and request.method != "POST":
        return _elsewhere(family, page.newest)
    form, rows = hold_forms(request.POST or None, page, request.FILES or None)

    def save(new_deed: uuid.UUID) -> Saved:
        actions.correct_meeting(
            by=request.user, deed_id=new_deed, family_id=family.pk, corrects=deed_id, at=clock.now(),
            held=held_told(page, form, rows), shown=all_shown(request),
            actions=agreed_told(page, rows), joining=joining_told(rows),
        )  # fmt: skip
        meeting_id = page.meeting.meeting_id if page.meeting else deed_id
        return Saved(_meeting(family, meeting_id), reverse("meetings:correct", args=[family.pk, new_deed]))

    stood = request.POST.get(STOOD, "") if is_save(request) else _stood(page.stood)
    leave = _meeting(family, page.meeting.meeting_id) if page.meeting else reverse("meetings:page", args=[family.pk])
    if is_unfinished(request) and all_shown(request) != page.stood:
        return _both(request, page, form, rows, leave)
    context = {"page": page, "leave": leave, "corrects": True, "stood": stood}
    done = "The meeting is put right. The earlier version is kept."
    try:
        return saved_or_shown(request, form, save, template=TEMPLATE, context=context, done=done, rows=rows)
    except AlreadyCorrected:
        return _both(request, page, form, rows, leave)


def _elsewhere(family: "Family", newest: uuid.UUID | None) -> HttpResponse:
    """The form that puts right what stands now; nothing when the meeting did not happen."""
    if newest is None:
        raise Http404
    return redirect("meetings:correct", family.pk, newest)


def _both(request: SignedInRequest, page: HoldPage, form: HoldForm, rows: Several, leave: str) -> HttpResponse:
    """Theirs to read, mine still in the form.

    Saving now takes the place of theirs, or is a meeting of its own when they said that this one did not happen.
    """
    context = {
        "page": page, "form": form, "rows": rows, "leave": leave, "corrects": True, "theirs": page.meeting,
        "gone": page.meeting is None, "stood": _stood(page.stood), "newest": page.newest,
    }  # fmt: skip
    return render(request, TEMPLATE, context, status=409)


def _stood(entries: Collection[uuid.UUID]) -> str:
    return " ".join(sorted(map(str, entries)))


def _meeting(family: "Family", meeting_id: uuid.UUID) -> str:
    return reverse("meetings:meeting", args=[family.pk, meeting_id])
