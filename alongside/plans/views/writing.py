"""Writing the next version, one part to a page, and putting it together."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from alongside.access.doors import SignedInRequest
from alongside.access.permissions import Permission
from alongside.access.saves import Saved, saved_or_shown
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.kit.refusals import AlreadyCorrected
from alongside.people.doors import family_page
from alongside.plans import actions, queries
from alongside.plans.forms import (
    GoalForm,
    LeaveOutForm,
    PartForm,
    TogetherForm,
    WayOutForm,
    content_by,
    goal_by,
    goal_initial,
    part_rows,
    step_rows,
    way_out_initial,
)
from alongside.plans.queries import PlanPage
from alongside.plans.rules import PARTS, Plan

if TYPE_CHECKING:
    from alongside.people.models import Family

METHODS = ["GET", "POST"]
STOOD = "stood"
"""The hidden input that says what a form was shown for."""


@family_page(Permission.RECORD_HELP)
@require_http_methods(METHODS)
def goal(request: SignedInRequest, family: "Family", goal_id: UUID | None = None) -> HttpResponse:
    """A goal with its steps, new or written again; when somebody wrote it meanwhile both texts are shown."""
    key = str(goal_id) if goal_id else request.POST.get("goal_id") or str(uuid7())
    page = queries.written_page(family, request.user, clock.now())
    stands = page.goal(key) if goal_id else None
    data = request.POST or None
    smaller = page.working.made_smaller(key)
    shown = goal_initial(stands, smaller) if stands else {"kind": "vision"}
    form = GoalForm(data, page=page, goal_id=key, initial=shown, stood=shown if stands else None)
    rows = step_rows(data, page, stands)
    part = f"goal:{key}"
    stood = request.POST.get(STOOD) or page.working.stands(part)

    def save(deed_id: UUID) -> Saved:
        told = goal_by(form, rows, key, page.doers)
        actions.write_goal(
            by=request.user, deed_id=deed_id, family_id=family.pk, goal=told, stood=stood, at=clock.now()
        )
        return Saved(_plan_url(family))

    context = {"page": page, "goal": stands, "goal_id": key, "smaller": smaller, STOOD: stood}
    try:
        return saved_or_shown(
            request, form, save, template="plans/goal.jinja", context=context, done="The goal is written.", rows=rows
        )
    except AlreadyCorrected:
        now = queries.written_page(family, request.user, clock.now())
        theirs = now.working.plan.goal(key)
        both = _both(now, part, Plan(goals=(theirs,)) if theirs else Plan())
        both |= {"form": form, "rows": rows, "smaller": now.working.made_smaller(key)}
        return render(request, "plans/goal.jinja", {**context, **both}, status=409)


@family_page(Permission.RECORD_HELP)
@require_http_methods(METHODS)
def leave_out(request: SignedInRequest, family: "Family", goal_id: UUID) -> HttpResponse:
    """Leave a goal out of the next version, with the reason."""
    page = queries.written_page(family, request.user, clock.now())
    form = LeaveOutForm(request.POST or None)
    stood = request.POST.get(STOOD) or page.working.stands(f"goal:{goal_id}")

    def save(deed_id: UUID) -> Saved:
        actions.leave_out_goal(
            by=request.user, deed_id=deed_id, family_id=family.pk, goal_id=str(goal_id),
            why=form.cleaned_data["why"], stood=stood, at=clock.now(),
        )  # fmt: skip
        return Saved(_plan_url(family))

    context = {"page": page, "goal": page.goal(str(goal_id)), STOOD: stood}
    try:
        return saved_or_shown(
            request, form, save, template="plans/leave_out.jinja", context=context, done="It is left out."
        )
    except AlreadyCorrected:
        now = queries.written_page(family, request.user, clock.now())
        theirs = now.working.plan.goal(str(goal_id))
        both = _both(now, f"goal:{goal_id}", Plan(goals=(theirs,)) if theirs else Plan())
        return render(request, "plans/leave_out.jinja", {**context, **both, "form": form}, status=409)


@family_page(Permission.RECORD_HELP)
@require_http_methods(METHODS)
def part(request: SignedInRequest, family: "Family", part: str) -> HttpResponse:
    """Another part of the plan: what matters most, what agencies do, rewards and consequences, the way out."""
    if part not in PARTS or part == "goal":
        raise Http404
    page = queries.part_page(family, request.user, part, clock.now())
    data = request.POST or None
    rows = part_rows(data, part, page) if part != "exit" else None
    form = PartForm(data) if rows is not None else WayOutForm(data, initial=way_out_initial(page))
    stood = request.POST.get(STOOD) or page.working.stands(part)

    def save(deed_id: UUID) -> Saved:
        actions.write_part(
            by=request.user, deed_id=deed_id, family_id=family.pk, part=part,
            content=content_by(part, form, rows, page), stood=stood, at=clock.now(),
        )  # fmt: skip
        return Saved(_plan_url(family))

    context = {"page": page, "part": part, "title": PARTS[part], STOOD: stood}
    try:
        return saved_or_shown(
            request, form, save, template="plans/part.jinja", context=context, done="It is written.", rows=rows
        )
    except AlreadyCorrected:
        now = queries.part_page(family, request.user, part, clock.now())
        both = _both(now, part, Plan.from_content(now.working.whole.part(part)))
        return render(request, "plans/part.jinja", {**context, **both, "form": form, "rows": rows}, status=409)


@family_page(Permission.RECORD_HELP)
@require_http_methods(METHODS)
def together(request: SignedInRequest, family: "Family") -> HttpResponse:
    """Look at the whole, with what it changes, and make it the next version."""
    page = queries.written_page(family, request.user, clock.now())
    form = TogetherForm(request.POST or None)
    start = request.POST.get("start", page.working.start)
    stood = request.POST.get(STOOD, page.working.seen)

    def save(deed_id: UUID) -> Saved:
        made = actions.put_together(
            by=request.user, deed_id=deed_id, family_id=family.pk, start=start, stood=stood, at=clock.now()
        )
        return Saved(reverse("plans:version", args=[family.pk, made.facts["version_id"]]))

    try:
        return saved_or_shown(
            request, form, save, template="plans/together.jinja", context=_whole(page),
            done="The version is put together. Now ask each person what they say to it.",
        )  # fmt: skip
    except AlreadyCorrected:
        now = queries.written_page(family, request.user, clock.now())
        return render(
            request, "plans/together.jinja", {**_whole(now), "form": form, "meanwhile": now.newest}, status=409
        )


def _whole(page: PlanPage) -> dict[str, Any]:
    before = page.newest.plan if page.newest else Plan()
    return {"page": page, "compared": page.compared(before, page.working.whole)}


def _both(now: PlanPage, part: str, theirs: Plan) -> dict[str, Any]:
    """Theirs to read, beside mine still in the form; saving now takes the place of theirs."""
    told = now.working.decided(part) or now.working.written.get(part)
    by_name = told.by_name if told else now.newest.by_name if now.newest else ""
    return {"page": now, "theirs": now.compared(Plan(), theirs), "by_name": by_name, STOOD: now.working.stands(part)}


def _plan_url(family: "Family") -> str:
    return reverse("plans:plan", args=[family.pk])
