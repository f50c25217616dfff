"""Change: the scale of a goal, and how far somebody is with changing."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from alongside.access.doors import SignedInRequest
from alongside.access.permissions import Permission
from alongside.access.saves import Saved, saved_or_shown
from alongside.kit import clock
from alongside.kit.dates import day_typed
from alongside.people.doors import family_page
from alongside.plans import actions, queries
from alongside.plans.forms import ScaleForm, StageForm, scaled_by, stage_by

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
