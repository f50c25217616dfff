"""Pages of the building blocks: all relationships, one of them, and what its worker says of it."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from alongside.access.doors import SignedInRequest
from alongside.access.permissions import Permission
from alongside.access.saves import Saved, saved_or_shown
from alongside.aids import actions, queries
from alongside.aids.forms import BlockLookForm, DayForm, MoveOnForm, StepBackForm, StuckForm, TalkForm, TickForm
from alongside.aids.queries import BlockPage
from alongside.aids.views._asked import days_asked
from alongside.kit import clock
from alongside.people.doors import family_page

if TYPE_CHECKING:
    from alongside.people.models import Family
    from alongside.practice.rules import RelationshipStage

METHODS = ["GET", "POST"]
FORM = "aids/block_form.jinja"


@family_page(Permission.RECORD_HELP)
@require_GET
def blocks(request: SignedInRequest, family: "Family") -> HttpResponse:
    """All relationships; the question is answered on the page of the one it is asked of."""
    days = days_asked(request, DayForm)
    page = queries.blocks_page(family, request.user, at=clock.now(), as_of=days.as_of)
    asked = page.street.asked
    form = BlockLookForm(block=asked, reader_id=request.user.pk) if asked else None
    context = {"page": page, "form": form, "days_form": days.shown(as_of=page.street.as_of)}
    return render(request, "aids/blocks.jinja", context)


@family_page(Permission.RECORD_HELP)
@require_http_methods(METHODS)
def block(request: SignedInRequest, family: "Family", other_id: UUID) -> HttpResponse:
    """One relationship with what shows its stages, and its question."""
    page = _page(request, family, other_id)
    form = BlockLookForm(request.POST or None, block=page.block, reader_id=request.user.pk)

    def save(deed_id: UUID) -> Saved:
        actions.look_at_blocks(
            by=request.user, deed_id=deed_id, family=family, other_id=other_id, words=form.cleaned_data["helps_us_on"],
            means=form.cleaned_data["means"], as_of=page.as_of, at=clock.now(),
        )  # fmt: skip
        return Saved(_here(family, other_id))

    return saved_or_shown(
        request, form, save, template="aids/block.jinja", done="Your answer is kept.",
        context={"page": page, "days_form": days_asked(request, DayForm).shown(as_of=page.as_of)},
    )  # fmt: skip


@family_page(Permission.RECORD_HELP)
@require_http_methods(METHODS)
def move_on(request: SignedInRequest, family: "Family", other_id: UUID, stage_id: str) -> HttpResponse:
    """A relationship moves on, after what is asked before."""
    page = _own(request, family, other_id)
    stage, before = _stage(page, stage_id, 0), _stage(page, stage_id, -1)
    form = MoveOnForm(request.POST or None, asked=before.before_moving, initial={"on": clock.today()})

    def save(deed_id: UUID) -> Saved:
        actions.move_on(
            by=request.user, deed_id=deed_id, family=family, told=form.told(other_id, stage_id), at=clock.now()
        )
        return Saved(_here(family, other_id))

    shown = [page.block.shown(line) for line in before.before_moving]
    context = _of_form(page, f"Move on to {stage.name.lower()}", "Save that we move on") | {"evidence": shown}
    return saved_or_shown(request, form, save, template=FORM, context=context, done=f"You are at {stage.name.lower()}.")


@family_page(Permission.RECORD_HELP)
@require_http_methods(METHODS)
def move_back(request: SignedInRequest, family: "Family", other_id: UUID, stage_id: str) -> HttpResponse:
    """A relationship goes back to the stage before."""
    page = _own(request, family, other_id)
    stage = _stage(page, stage_id, 0)
    form = StepBackForm(request.POST or None, initial={"on": clock.today()})

    def save(deed_id: UUID) -> Saved:
        actions.move_back(
            by=request.user, deed_id=deed_id, family=family, told=form.told(other_id, stage_id), at=clock.now()
        )
        return Saved(_here(family, other_id))

    context = _of_form(page, f"Go back to {stage.name.lower()}", "Save that we go back")
    return saved_or_shown(request, form, save, template=FORM, context=context, done=f"You are at {stage.name.lower()}.")


@family_page(Permission.RECORD_HELP)
@require_http_methods(METHODS)
def tick_line(request: SignedInRequest, family: "Family", other_id: UUID, line_id: str) -> HttpResponse:
    """Something that belongs to a stage is done."""
    page = _own(request, family, other_id)
    found = page.line(line_id)
    if found is None:
        raise Http404
    form = TickForm(request.POST or None, initial={"on": clock.today()})

    def save(deed_id: UUID) -> Saved:
        actions.tick_line(
            by=request.user, deed_id=deed_id, family=family, told=form.told(other_id, line_id), at=clock.now()
        )
        return Saved(_here(family, other_id))

    context = _of_form(page, found[1].line.words, "Save what was done")
    return saved_or_shown(request, form, save, template=FORM, context=context, done="It is on the record.")


@family_page(Permission.RECORD_HELP)
@require_http_methods(METHODS)
def say_stuck(request: SignedInRequest, family: "Family", other_id: UUID) -> HttpResponse:
    """A relationship is stuck, and the manager is asked to talk it through."""
    page = _own(request, family, other_id)
    form = StuckForm(request.POST or None)

    def save(deed_id: UUID) -> Saved:
        actions.say_stuck(
            by=request.user, deed_id=deed_id, family=family, other_id=other_id, about=form.cleaned_data["about"],
            at=clock.now(),
        )  # fmt: skip
        return Saved(_here(family, other_id))

    context = _of_form(page, "Talk it through with the manager", "Ask the manager")
    return saved_or_shown(request, form, save, template=FORM, context=context, done="Your manager sees it now.")


@family_page(Permission.RECORD_HELP)
@require_http_methods(METHODS)
def talk_through(request: SignedInRequest, family: "Family", entry_id: UUID) -> HttpResponse:
    """What is stuck, and what is tried since it was talked through."""
    page = queries.talk_page(family, request.user, entry_id, clock.now())
    if page is None:
        raise Http404
    form = TalkForm(request.POST or None)

    def save(deed_id: UUID) -> Saved:
        actions.talk_through(
            by=request.user, deed_id=deed_id, family=family, entry_id=entry_id, tried=form.cleaned_data["tried"],
            at=clock.now(),
        )  # fmt: skip
        return Saved(reverse("aids:blocks", args=[family.pk]))

    return saved_or_shown(
        request, form, save, template="aids/talk_through.jinja", context={"page": page}, done="It is on the record."
    )


def _of_form(page: BlockPage, heading: str, button: str) -> dict[str, object]:
    """What the form's template shows beside the form."""
    return {"page": page, "heading": heading, "button": button, "evidence": ()}


def _page(request: SignedInRequest, family: "Family", other_id: UUID) -> BlockPage:
    page = queries.block_page(
        family, request.user, other_id, at=clock.now(), as_of=days_asked(request, DayForm).as_of
    )  # fmt: skip
    if page is None:
        raise Http404
    return page


def _own(request: SignedInRequest, family: "Family", other_id: UUID) -> BlockPage:
    """A relationship of the reader's own: nobody else says where it stands."""
    page = _page(request, family, other_id)
    if not page.is_own:
        raise Http404
    return page


def _stage(page: BlockPage, stage_id: str, further: int) -> "RelationshipStage":
    """The stage of that id, or the one so much further; whether it can be moved to now is for the action to say, which
    keeps what was typed.
    """
    ids = [each.id for each in page.block.stages]
    place = ids.index(stage_id) + further if stage_id in ids else -1
    if place < 0:
        raise Http404
    return page.block.stages[place]


def _here(family: "Family", other_id: UUID) -> str:
    return reverse("aids:block", args=[family.pk, other_id])
