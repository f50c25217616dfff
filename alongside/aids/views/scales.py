"""Pages of the scales: every child's side by side, and which help answers a step."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from alongside.access.doors import SignedInRequest
from alongside.access.permissions import Permission
from alongside.access.saves import Saved, saved_or_shown
from alongside.aids import actions, queries
from alongside.aids.forms import AnswerForm, DaysForm, LevelForm
from alongside.aids.views._asked import day_asked
from alongside.kit import clock
from alongside.people.doors import family_page

if TYPE_CHECKING:
    from alongside.people.models import Family

METHODS = ["GET", "POST"]


@family_page(Permission.RECORD_HELP)
@require_http_methods(METHODS)
def scales(request: SignedInRequest, family: "Family") -> HttpResponse:
    """The scales of all children, and their question."""
    page = queries.scales_page(
        family, request.user, at=clock.now(), as_of=day_asked(request, "as_of"), first=day_asked(request, "first")
    )
    form = LevelForm(request.POST or None)
    last = page.window.last if page.window else clock.today()

    def save(deed_id: UUID) -> Saved:
        actions.look_at_scales(
            by=request.user, deed_id=deed_id, family=family, level=form.cleaned_data["level"],
            with_whom=form.cleaned_data["with_whom"], as_of=last, at=clock.now(),
        )  # fmt: skip
        return Saved(_here(family))

    days = DaysForm(initial={"first": page.window.first, "as_of": last} if page.window else {})
    return saved_or_shown(
        request, form, save, template="aids/scales.jinja", context={"page": page, "days_form": days},
        done="Your answer is kept.",
    )  # fmt: skip


@family_page(Permission.RECORD_HELP)
@require_http_methods(METHODS)
def answer_step(request: SignedInRequest, family: "Family", child_id: UUID, process: UUID) -> HttpResponse:
    """Which help answers a step, for one child."""
    offered = queries.answer_offered(family, request.user, child_id, process, at=clock.now())
    if offered is None:
        raise Http404
    form = AnswerForm(request.POST or None, offered=offered)

    def save(deed_id: UUID) -> Saved:
        actions.answer_step(
            by=request.user, deed_id=deed_id, family=family, told=form.told(child_id, process), at=clock.now()
        )
        return Saved(_here(family))

    return saved_or_shown(
        request, form, save, template="aids/answer.jinja", context={"offered": offered}, done="It is on the record."
    )


def _here(family: "Family") -> str:
    return reverse("aids:scales", args=[family.pk])
