"""Pages that record a visit and put one right."""

import uuid
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from alongside.access.doors import SignedInRequest
from alongside.access.permissions import Permission
from alongside.access.saves import STOOD, Saved, all_shown, is_save, is_unfinished, save_form, saved_or_shown
from alongside.kit import clock
from alongside.kit.forms import Rows, all_valid
from alongside.kit.refusals import AlreadyCorrected
from alongside.people.doors import family_page
from alongside.plans.action_rows import action_rows, actions_from
from alongside.timeline import queries as timeline
from alongside.visits import actions, queries
from alongside.visits.forms import (
    FEW_CHILDREN,
    REST,
    PlanForm,
    VisitForm,
    adult_rows,
    child_rows,
    first_shown,
    initial_of,
    none_in,
    plan_shown,
    plan_told,
    seen_in,
    told_by,
)
from alongside.visits.queries import PlannedAgain, PlanPage, VisitPage
from alongside.visits.rules import RecordedAlready, VisitPlan, VisitTold

if TYPE_CHECKING:
    from alongside.people.models import Family

ANOTHER = "another"
"""The button that says: this is another visit of the same day, with the same children."""

type Mine = tuple[VisitForm, Rows, Rows]
"""What somebody typed: the visit, each child, each adult of whom more is told."""


@family_page(Permission.RECORD_HELP)
@require_http_methods(["GET", "POST"])
def record(request: SignedInRequest, family: "Family") -> HttpResponse:
    """A visit, its direct work and the children's words, on one page."""
    page = queries.visit_page(request.user, family.pk, clock.today())
    form, rows, adults = _forms(request, page, first_shown(page), None)
    agreed = action_rows(request.POST or None, page.doers)
    context = {"page": page, "form": form, "rows": rows, "adults": adults, "actions": agreed}
    if is_save(request) and all_valid(form, rows, adults, agreed):

        def save(deed_id: uuid.UUID) -> Saved:
            actions.record_visit(
                by=request.user, deed_id=deed_id, family_id=family.pk, told=told_by(form, rows, adults),
                at=clock.now(), agreed=actions_from(agreed, page.doers), another=ANOTHER in request.POST,
            )  # fmt: skip
            return _saved(family, deed_id)

        try:
            answer = save_form(request, form, save, more=[rows.cleaned, adults.cleaned, agreed.cleaned])
        except RecordedAlready as same:
            return render(request, "visits/record.jinja", {**context, "same": same.deed_id}, status=409)
        if answer is not None:
            messages.success(request, "The visit is on the record.")
            return answer
    return render(request, "visits/record.jinja", context)


@family_page(Permission.RECORD_HELP)
@require_http_methods(["GET", "POST"])
def correct(
    request: SignedInRequest,
    family: "Family",
    deed_id: uuid.UUID,
) -> HttpResponse:
    """Put a visit right; when somebody changed it meanwhile, both texts are shown and a person chooses."""
    found = queries.correction(request.user, family.pk, deed_id, clock.today())
    if found is None:
        raise Http404
    if found.newest != deed_id and request.method != "POST":
        return _elsewhere(family, found.newest)
    page, stands = found.page, found.told
    form, rows, adults = _forms(request, page, initial_of(stands) if stands else {}, stands, seen=True)
    agreed = action_rows(request.POST or None, page.doers)
    if is_save(request) and all_valid(form, rows, adults, agreed):

        def save(new_deed: uuid.UUID) -> Saved:
            told = told_by(form, rows, adults)
            actions.correct_visit(
                by=request.user, deed_id=new_deed, family_id=family.pk, corrects=deed_id, told=told, at=clock.now(),
                shown=all_shown(request), agreed=actions_from(agreed, page.doers),
            )  # fmt: skip
            return _saved(family, new_deed)

        try:
            answer = save_form(request, form, save, more=[rows.cleaned, adults.cleaned, agreed.cleaned])
        except AlreadyCorrected as collision:
            theirs = uuid.UUID(str(collision.theirs)) if collision.theirs else None
            return _both(request, page, (form, rows, adults), theirs, again=theirs == deed_id)
        if answer is not None:
            messages.success(request, "The visit is put right. The earlier version is kept.")
            return answer
    if is_unfinished(request) and all_shown(request) != set(found.stood):
        return _both(request, page, (form, rows, adults), found.newest, again=found.newest == deed_id)
    stood = request.POST.get(STOOD, "") if is_save(request) else _stood(found.stood)
    context = {
        "page": page, "form": form, "rows": rows, "adults": adults, "actions": agreed, "corrects": True, "stood": stood,
    }  # fmt: skip
    return render(request, "visits/record.jinja", context)


@family_page(Permission.RECORD_HELP)
@require_http_methods(["GET", "POST"])
def plan(request: SignedInRequest, family: "Family") -> HttpResponse:
    """Plan the next visit together with the parent; what both sides wanted to talk about is filled in."""
    page = queries.plan_page(request.user, family.pk, clock.today())
    left = page.left_to_talk
    initial = {"topics_family": left.topics_family, "topics_ours": left.topics_ours}
    return _planned(request, family, page, initial, None)


@family_page(Permission.RECORD_HELP)
@require_http_methods(["GET", "POST"])
def plan_anew(request: SignedInRequest, family: "Family", deed_id: uuid.UUID) -> HttpResponse:
    """Change a visit that is planned; when somebody changed it meanwhile, both are shown and a person chooses."""
    found = queries.planned_again(request.user, family.pk, deed_id, clock.today())
    if found is None:
        raise Http404
    if found.newest != deed_id and request.method != "POST":
        return _planned_elsewhere(family, found.newest)
    if is_unfinished(request) and found.newest != deed_id:
        return _both_plans(request, family, found)
    shown = plan_shown(VisitPlan.from_content(found.line.content)) if found.line else {}
    try:
        return _planned(request, family, found.page, shown, deed_id)
    except AlreadyCorrected:
        return _both_plans(request, family, found)


@family_page(Permission.RECORD_HELP)
@require_GET
def planned(request: SignedInRequest, family: "Family", entry_id: uuid.UUID) -> HttpResponse:
    """A visit that is planned: before its day the plan, from its day on the form that records it."""
    page = queries.planned_page(request.user, family.pk, entry_id)
    if page is None:
        return redirect("timeline:entry", family.pk, entry_id)
    if page.plan.day <= clock.today():
        return redirect("visits:record", family.pk)
    return render(request, "visits/planned.jinja", {"page": page})


def _planned(
    request: SignedInRequest, family: "Family", page: PlanPage, initial: dict[str, Any], instead_of: uuid.UUID | None
) -> HttpResponse:
    form = _plan_form(request, page, initial, stood=initial if instead_of else None)

    def save(deed_id: uuid.UUID) -> Saved:
        entry = actions.plan_visit(
            by=request.user, deed_id=deed_id, family_id=family.pk, plan=plan_told(form), at=clock.now(),
            instead_of=instead_of,
        )  # fmt: skip
        return Saved(
            reverse("visits:planned", args=[family.pk, entry.pk]),
            reverse("visits:plan_anew", args=[family.pk, deed_id]),
        )

    context = {"page": page, "changes": instead_of is not None}
    return saved_or_shown(
        request, form, save, template="visits/plan.jinja", context=context, done="The visit is planned together."
    )


def _both_plans(request: SignedInRequest, family: "Family", found: PlannedAgain) -> HttpResponse:
    """Their plan to read, mine still in the form; saving now takes the place of theirs, or is a plan of its own when
    they said that this one does not stand.
    """
    name, args = ("plan_anew", [found.newest]) if found.newest else ("plan", [])
    context = {
        "page": found.page, "form": _plan_form(request, found.page, {}), "changes": True, "theirs": found.line,
        "reads": found.reads, "gone": found.line is None, "goes_to": reverse(f"visits:{name}", args=[family.pk, *args]),
    }  # fmt: skip
    return render(request, "visits/plan.jinja", context, status=409)


def _plan_form(
    request: SignedInRequest, page: PlanPage, initial: dict[str, Any], stood: dict[str, Any] | None = None
) -> PlanForm:
    """`stood`: the plan that is changed, as the record holds it."""
    return PlanForm(request.POST or None, initial=initial, people=page.people, stood=stood)


def _planned_elsewhere(family: "Family", newest: uuid.UUID | None) -> HttpResponse:
    """The plan that stands now; nothing when it was said that none does."""
    if newest is None:
        raise Http404
    return redirect("visits:plan_anew", family.pk, newest)


def _elsewhere(family: "Family", newest: uuid.UUID | None) -> HttpResponse:
    """The form that puts right what stands now; nothing when the visit did not happen."""
    if newest is None:
        raise Http404
    return redirect("visits:correct", family.pk, newest)


def _both(
    request: SignedInRequest, page: VisitPage, mine: Mine, theirs: uuid.UUID | None, *, again: bool
) -> HttpResponse:
    """Theirs to read, mine still in the form; saving now takes the place of theirs, or is a visit of its own when they
    said that this one did not happen. `again`: parts of the same deed changed.
    """
    deed = timeline.deed(request.user, page.family.pk, theirs) if theirs else None
    form, rows, adults = mine
    context = {
        "page": page, "form": form, "rows": rows, "adults": adults, "corrects": True, "again": again,
        "actions": action_rows(request.POST or None, page.doers),
        "theirs": deed, "gone": deed is None, "stood": _stood([line.id for line in deed.entries] if deed else []),
    }  # fmt: skip
    return render(request, "visits/record.jinja", context, status=409)


def _stood(entries: Collection[uuid.UUID]) -> str:
    """Which entries a form was shown for; it carries them, so that a change meanwhile is noticed."""
    return " ".join(sorted(map(str, entries)))


def _forms(
    request: SignedInRequest, page: VisitPage, initial: dict[str, Any], stands: VisitTold | None, *, seen: bool = False
) -> Mine:
    data, tools = request.POST or None, page.lists["direct_work_tool"]
    many = len(page.children) > FEW_CHILDREN or bool(stands and stands.why_no_children)
    rest = many and REST in request.POST
    form = VisitForm(
        data,
        request.FILES or None,
        initial=initial,
        lists=page.lists,
        adults=page.adults,
        many=many,
        none=none_in(data, page),
    )
    children = child_rows(data, page.children, tools, seen_in(stands) if seen else None, rest=rest)
    return form, children, adult_rows(data, page, tools, stands.adults if stands else ())


def _saved(family: "Family", deed_id: uuid.UUID) -> Saved:
    timeline_page = reverse("timeline:page", args=[family.pk])
    return Saved(f"{timeline_page}?recorded={deed_id}", reverse("visits:correct", args=[family.pk, deed_id]))
