"""Planning a meeting, changing the plan, and saying that it did not happen."""

import uuid
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from alongside.access.doors import SignedInRequest
from alongside.access.permissions import Permission
from alongside.access.saves import STOOD, Saved, is_save, is_unfinished, saved_or_shown, shown_for
from alongside.kit import clock
from alongside.kit.refusals import AlreadyCorrected
from alongside.meetings import actions, queries
from alongside.meetings.forms import CancelForm, PrepareForm, check_rows, plan_forms, plan_told, prepared_told
from alongside.people.doors import family_page

if TYPE_CHECKING:
    from alongside.people.models import Family


@family_page(Permission.RECORD_HELP)
@require_http_methods(["GET", "POST"])
def plan(request: SignedInRequest, family: "Family", kind: str) -> HttpResponse:
    """A meeting to come: when, what for, who is asked, and how it was explained."""
    page = queries.plan_page(request.user, family.pk, kind, clock.now())
    if page is None:
        raise Http404
    form, rows = plan_forms(request.POST or None, page)

    def save(deed_id: uuid.UUID) -> Saved:
        told = plan_told(page, form, rows)
        actions.plan_meeting(by=request.user, deed_id=deed_id, family_id=family.pk, plan=told, at=clock.now())
        return Saved(_meeting(family, deed_id), reverse("meetings:plan_anew", args=[family.pk, deed_id]))

    context = {"page": page, "leave": reverse("meetings:page", args=[family.pk])}
    return saved_or_shown(
        request, form, save, template="meetings/plan.jinja", context=context, done="The meeting is planned.", rows=rows
    )


def _over(request: SignedInRequest, family: "Family", deed_id: uuid.UUID) -> HttpResponse:
    """From a plan that nothing changes any more to its meeting, which was held or did not happen. Raises Http404."""
    found = queries.meeting_of_deed(family.pk, request.user, deed_id)
    if found is None or request.method == "POST":
        raise Http404
    return redirect("meetings:meeting", family.pk, found[0])


@family_page(Permission.RECORD_HELP)
@require_http_methods(["GET", "POST"])
def plan_anew(request: SignedInRequest, family: "Family", deed_id: uuid.UUID) -> HttpResponse:
    """Change what is planned; when somebody changed it meanwhile, what they wrote is shown beside what is typed."""
    page = queries.plan_page(request.user, family.pk, "", clock.now(), deed_id)
    if page is None or page.meeting is None or page.meeting.planned is None:
        return _over(request, family, deed_id)
    stands = page.meeting.planned.entry.deed_id
    if stands != deed_id and request.method != "POST":
        return redirect("meetings:plan_anew", family.pk, stands)
    form, rows = plan_forms(request.POST or None, page)
    meeting_url = _meeting(family, page.meeting.meeting_id)

    def save(new_deed: uuid.UUID) -> Saved:
        actions.plan_meeting_anew(
            by=request.user, deed_id=new_deed, family_id=family.pk, corrects=deed_id, at=clock.now(),
            plan=plan_told(page, form, rows),
        )  # fmt: skip
        return Saved(meeting_url, reverse("meetings:plan_anew", args=[family.pk, new_deed]))

    context = {"page": page, "leave": meeting_url, "changes": True}
    collided = {**context, "form": form, "rows": rows, "theirs": page.meeting, "newest": stands}
    if is_unfinished(request) and stands != deed_id:
        return render(request, "meetings/plan.jinja", collided, status=409)
    try:
        return saved_or_shown(
            request, form, save, template="meetings/plan.jinja", context=context, done="The plan is changed.", rows=rows
        )
    except AlreadyCorrected:
        return render(request, "meetings/plan.jinja", collided, status=409)


@family_page(Permission.RECORD_HELP)
@require_http_methods(["GET", "POST"])
def cancel(request: SignedInRequest, family: "Family", meeting_id: uuid.UUID) -> HttpResponse:
    """Say that a planned meeting did not happen, and why."""
    page = queries.meeting_page(request.user, family.pk, meeting_id, clock.now())
    if page is None or page.meeting.planned is None:
        raise Http404
    form = CancelForm(request.POST or None)

    def save(deed_id: uuid.UUID) -> Saved:
        actions.cancel_meeting(
            by=request.user, deed_id=deed_id, family_id=family.pk, meeting_id=meeting_id, at=clock.now(),
            why=form.cleaned_data["why"],
        )  # fmt: skip
        return Saved(reverse("meetings:page", args=[family.pk]))

    context = {"page": page, "meeting": page.meeting, "leave": _meeting(family, meeting_id)}
    return saved_or_shown(
        request, form, save, template="meetings/cancel.jinja", context=context, done="It is on the record."
    )


@family_page(Permission.RECORD_HELP)
@require_http_methods(["GET", "POST"])
def prepare(request: SignedInRequest, family: "Family", meeting_id: uuid.UUID) -> HttpResponse:
    """What has happened since the last meeting, and how far the plan and any contract were kept."""
    page = queries.prepare_page(request.user, family.pk, meeting_id, clock.now())
    if page is None:
        raise Http404
    stood = page.meeting.prepared
    begun = {"note": stood.note, "brought": [each.strand for each in stood.brought]} if stood else {}
    form = PrepareForm(request.POST or None, notes=page.notes, initial=begun)
    rows = check_rows(request.POST or None, page)

    def save(deed_id: uuid.UUID) -> Saved:
        actions.prepare_review(
            by=request.user, deed_id=deed_id, family_id=family.pk, meeting_id=meeting_id, at=clock.now(),
            prepared=prepared_told(form, rows), shown=shown_for(request),
        )  # fmt: skip
        return Saved(_meeting(family, meeting_id), reverse("meetings:prepare", args=[family.pk, meeting_id]))

    stands = str(page.meeting.prepared_line.id) if page.meeting.prepared_line else ""
    template, opened = "meetings/prepare.jinja", request.POST.get(STOOD, "") if is_save(request) else stands
    context = {"page": page, "meeting": page.meeting, "leave": _meeting(family, meeting_id), "stood": opened}
    collided = {**context, "form": form, "rows": rows, "theirs": stood, "stood": stands}
    if is_unfinished(request) and request.POST.get(STOOD, "") != stands:
        return render(request, template, collided, status=409)
    try:
        return saved_or_shown(
            request, form, save, template=template, context=context, done="The review is prepared.", rows=rows
        )
    except AlreadyCorrected:
        return render(request, template, collided, status=409)


def _meeting(family: "Family", meeting_id: uuid.UUID) -> str:
    return reverse("meetings:meeting", args=[family.pk, meeting_id])
