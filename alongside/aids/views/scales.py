"""Pages of the scales: every child's side by side, and which help answers a step."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from alongside.access.doors import SignedInRequest
from alongside.access.permissions import Permission
from alongside.access.saves import STOOD, Saved, is_save, is_unfinished, saved_or_shown, shown_for
from alongside.aids import actions, queries
from alongside.aids.forms import AnswerForm, DaysForm, LevelForm, StepForm
from alongside.aids.queries import StepTakenBack
from alongside.aids.views._asked import days_asked
from alongside.kit import clock
from alongside.kit.refusals import AlreadyCorrected
from alongside.people.doors import family_page

if TYPE_CHECKING:
    from alongside.people.models import Family

METHODS = ["GET", "POST"]
ANSWER, DONE = "aids/answer.jinja", "It is on the record."
GONE = "The step that this help answered was taken back, so there is no pair to put right. The help stands by itself."


@family_page(Permission.RECORD_HELP)
@require_http_methods(METHODS)
def scales(request: SignedInRequest, family: "Family") -> HttpResponse:
    """The scales of all children, and their question."""
    days = days_asked(request, DaysForm)
    page = queries.scales_page(family, request.user, at=clock.now(), as_of=days.as_of, first=days.first)
    children = [(str(each.child.person_id), each.name) for each in page.children]
    form = LevelForm(request.POST or None, children=children)
    last = page.window.last if page.window else clock.today()

    days_form = days.shown(first=page.window.first if page.window else last, as_of=last)

    def save(deed_id: UUID) -> Saved:
        actions.look_at_scales(by=request.user, deed_id=deed_id, family=family, told=form.told(last), at=clock.now())
        return Saved(_here(family))

    return saved_or_shown(
        request, form, save, template="aids/scales.jinja", context={"page": page, "days_form": days_form},
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
        request, form, save, template=ANSWER, context={"offered": offered, "again": None}, done=DONE
    )  # fmt: skip


@family_page(Permission.RECORD_HELP)
@require_http_methods(METHODS)
def answer_with(request: SignedInRequest, family: "Family", child_id: UUID, help_id: UUID) -> HttpResponse:
    """Which step help that was given answers, for one child."""
    offered = queries.step_offered(family, request.user, child_id, help_id, at=clock.now())
    if offered is None:
        raise Http404
    form = StepForm(request.POST or None, offered=offered)

    def save(deed_id: UUID) -> Saved:
        actions.answer_step(
            by=request.user, deed_id=deed_id, family=family, told=form.told(child_id, help_id), at=clock.now()
        )
        return Saved(_here(family))

    return saved_or_shown(
        request, form, save, template="aids/answer_with.jinja", context={"offered": offered}, done=DONE
    )  # fmt: skip


@family_page(Permission.RECORD_HELP)
@require_http_methods(METHODS)
def answer_again(request: SignedInRequest, family: "Family", deed_id: UUID) -> HttpResponse:
    """What was said to answer a step is put right; when somebody did so meanwhile, both are shown."""
    found = queries.answer_to_correct(family, request.user, deed_id, at=clock.now())
    if found is None:
        raise Http404
    if isinstance(found, StepTakenBack):
        messages.info(request, GONE)
        return redirect(_here(family))
    offered = found.offered
    stands = {"help": [str(each) for each in found.chosen], "strength": found.strength}
    form = AnswerForm(request.POST or None, offered=offered, initial=stands, stood=stands)

    def save(new_deed: UUID) -> Saved:
        actions.answer_again(
            by=request.user, deed_id=new_deed, family=family, corrects=deed_id, at=clock.now(),
            told=form.told(offered.child.person_id, offered.step.strand), shown=shown_for(request),
        )  # fmt: skip
        return Saved(_here(family))

    shown = request.POST.get(STOOD, "") if is_save(request) else str(found.line.id)
    context = {"offered": offered, "again": found, "stood": shown, "theirs": False}
    collided = {**context, "form": form, "stood": str(found.line.id), "theirs": True}
    if is_unfinished(request) and shown_for(request) != found.line.id:
        return render(request, ANSWER, collided, status=409)
    try:
        return saved_or_shown(request, form, save, template=ANSWER, context=context, done=DONE)
    except AlreadyCorrected:
        return render(request, ANSWER, collided, status=409)


def _here(family: "Family") -> str:
    return reverse("aids:scales", args=[family.pk])
