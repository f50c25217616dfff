"""Change: the scale of a goal, and how far somebody is with changing."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from alongside.access.doors import SignedInRequest
from alongside.access.permissions import Permission
from alongside.access.saves import Saved, saved_or_shown
from alongside.kit import clock
from alongside.kit.dates import day_typed
from alongside.kit.refusals import AlreadyCorrected
from alongside.people.doors import family_page
from alongside.plans import actions, queries
from alongside.plans.forms import ScaleForm, StageForm, scaled_by, stage_by, stage_shown
from alongside.plans.queries import StageToCorrect

if TYPE_CHECKING:
    from alongside.people.models import Family

METHODS = ["GET", "POST"]


@family_page(Permission.RECORD_HELP)
@require_GET
def change(request: SignedInRequest, family: "Family", goal_id: UUID) -> HttpResponse:
    """One goal: where each person sees it over time, and how far they are with changing."""
    page = queries.change_page(family, request.user, str(goal_id), clock.now())
    return render(request, "plans/change.jinja", {"page": page})


@family_page(Permission.RECORD_HELP)
@require_http_methods(METHODS)
def scale(request: SignedInRequest, family: "Family", goal_id: UUID) -> HttpResponse:
    """Where one person sees the goal today."""
    page = queries.change_page(family, request.user, str(goal_id), clock.now())
    form = ScaleForm(request.POST or None, page=page, initial={"on": day_typed(clock.today())})

    def save(deed_id: UUID) -> Saved:
        actions.scale(
            by=request.user, deed_id=deed_id, family_id=family.pk, goal_id=str(goal_id), told=scaled_by(form),
            at=clock.now(),
        )  # fmt: skip
        return Saved(reverse("plans:change", args=[family.pk, goal_id]))

    return saved_or_shown(
        request, form, save, template="plans/scale.jinja", context={"page": page}, done="It is on the record."
    )


@family_page(Permission.RECORD_HELP)
@require_http_methods(METHODS)
def stage(request: SignedInRequest, family: "Family", goal_id: UUID) -> HttpResponse:
    """How far one person is with changing."""
    page = queries.change_page(family, request.user, str(goal_id), clock.now())
    form = StageForm(request.POST or None, page=page, initial={"on": day_typed(clock.today())})

    def save(deed_id: UUID) -> Saved:
        actions.see_stage(
            by=request.user, deed_id=deed_id, family_id=family.pk, goal_id=str(goal_id), told=stage_by(form),
            at=clock.now(),
        )  # fmt: skip
        return Saved(reverse("plans:change", args=[family.pk, goal_id]))

    return saved_or_shown(
        request, form, save, template="plans/stage.jinja", context={"page": page}, done="It is on the record."
    )


@family_page(Permission.RECORD_HELP)
@require_http_methods(METHODS)
def correct_stage(request: SignedInRequest, family: "Family", deed_id: UUID) -> HttpResponse:
    """Put right how far somebody was seen to be; when somebody did so meanwhile, theirs stands beside mine."""
    found = queries.stage_to_correct(family, request.user, deed_id, clock.now())
    if found is None:
        raise Http404
    page, seen = found.page, found.seen
    if seen.deed_id != deed_id:
        return _both(request, found) if request.method == "POST" else redirect(_correct_at(family, seen.deed_id))
    form = StageForm(request.POST or None, page=page, initial=stage_shown(seen))

    def save(new_deed: UUID) -> Saved:
        actions.see_stage(
            by=request.user, deed_id=new_deed, family_id=family.pk, goal_id=seen.goal_id, told=stage_by(form),
            at=clock.now(), corrects=seen.entry_id,
        )  # fmt: skip
        return Saved(reverse("plans:change", args=[family.pk, seen.goal_id]), _correct_at(family, new_deed))

    context = {"page": page, "corrects": True}
    done = "It is put right. The earlier version is kept."
    try:
        return saved_or_shown(request, form, save, template="plans/stage.jinja", context=context, done=done)
    except AlreadyCorrected:
        return _both(request, queries.stage_to_correct(family, request.user, deed_id, clock.now()))


def _correct_at(family: "Family", deed_id: UUID | None) -> str:
    return reverse("plans:correct_stage", args=[family.pk, deed_id])


def _both(request: SignedInRequest, found: StageToCorrect | None) -> HttpResponse:
    """Theirs to read, mine still in the form; saving now takes the place of theirs. Raises Http404 when they said that
    it did not happen.
    """
    if found is None:
        raise Http404
    form = StageForm(request.POST, page=found.page)
    context = {"page": found.page, "form": form, "corrects": True, "theirs": found.seen, "their_stage": found.words}
    return render(request, "plans/stage.jinja", context, status=409)
