"""Pages of what time a child has, of what comes next, and of a legal planning meeting that is asked for."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from alongside.access.doors import SignedInRequest
from alongside.access.permissions import Permission
from alongside.access.saves import Saved, saved_or_shown
from alongside.aids import actions, queries
from alongside.aids.forms import MeetingForm, NextStepForm, ReplyForm, TimescaleForm
from alongside.kit import clock
from alongside.people.doors import family_page

if TYPE_CHECKING:
    from alongside.aids.queries import StepForms, TimescaleLine
    from alongside.people.models import Family

METHODS = ["GET", "POST"]


@family_page(Permission.RECORD_HELP)
@require_http_methods(METHODS)
def timescale(request: SignedInRequest, family: "Family", child_id: UUID) -> HttpResponse:
    """What time a child has, said for the first time or anew from what stands."""
    page = _forms(request, family)
    child = page.named(child_id)
    if child is None:
        raise Http404
    said = page.said.times_of(child_id)
    form = TimescaleForm(request.POST or None, name=child.name, initial=_initial(said[0]) if said else {})

    def save(deed_id: UUID) -> Saved:
        actions.say_timescale(by=request.user, deed_id=deed_id, family=family, told=form.told(child_id), at=clock.now())
        return Saved(reverse("aids:scales", args=[family.pk]))

    return saved_or_shown(
        request, form, save, template="aids/timescale.jinja", done=f"What time {child.name} has is on the record.",
        context={"page": page, "child": child, "said": said},
    )  # fmt: skip


@family_page(Permission.RECORD_HELP)
@require_http_methods(METHODS)
def next_step(request: SignedInRequest, family: "Family") -> HttpResponse:
    """What comes next for a child or several."""
    page = _forms(request, family)
    only = [each.id for each in page.children] if len(page.children) == 1 else []
    form = NextStepForm(request.POST or None, page=page, initial={"children": request.GET.getlist("child") or only})

    def save(deed_id: UUID) -> Saved:
        actions.say_next_step(by=request.user, deed_id=deed_id, family=family, told=form.told(), at=clock.now())
        return Saved(reverse("aids:scales", args=[family.pk]))

    return saved_or_shown(
        request, form, save, template="aids/next_step.jinja", context={"page": page},
        done="What comes next is on the record.",
    )  # fmt: skip


@family_page(Permission.RECORD_HELP)
@require_http_methods(METHODS)
def ask_for_meeting(request: SignedInRequest, family: "Family") -> HttpResponse:
    """A manager is asked for a legal planning meeting; what the record holds stands beside it."""
    page = queries.legal_form(family, request.user, request.GET.getlist("child"), at=clock.now())
    if page is None:
        raise Http404
    form = MeetingForm(request.POST or None, page=page, initial=_asked_before(page))

    def save(deed_id: UUID) -> Saved:
        entries = actions.ask_for_meeting(
            by=request.user, deed_id=deed_id, family=family, told=form.told(), at=clock.now()
        )
        return Saved(reverse("aids:legal_planning", args=[family.pk, entries[-1].pk]))

    return saved_or_shown(
        request, form, save, template="aids/ask_for_meeting.jinja", context={"page": page},
        done="It is on the manager’s first page now.",
    )  # fmt: skip


@family_page(Permission.RECORD_HELP)
@require_http_methods(METHODS)
def legal_planning(request: SignedInRequest, family: "Family", entry_id: UUID) -> HttpResponse:
    """What a manager was asked, with its evidence, as one paper; and the manager’s answer."""
    page = queries.legal_page(family, request.user, entry_id, at=clock.now())
    if page is None:
        raise Http404
    form = ReplyForm(request.POST or None)

    def save(deed_id: UUID) -> Saved:
        actions.answer_request(
            by=request.user, deed_id=deed_id, family=family, entry_id=entry_id, told=form.told(), at=clock.now()
        )
        return Saved(reverse("aids:legal_planning", args=[family.pk, entry_id]))

    return saved_or_shown(
        request, form, save, template="aids/legal_planning.jinja", context={"page": page},
        done="Your answer is with whoever leads the help.",
    )  # fmt: skip


def _forms(request: SignedInRequest, family: "Family") -> "StepForms":
    page = queries.step_forms(family, request.user, at=clock.now())
    if page is None:
        raise Http404
    return page


def _initial(line: "TimescaleLine") -> dict[str, Any]:
    """What was said before, to be said anew."""
    return {
        "since": line.since, "by": line.by, "changed": line.changed, "why": line.why, "met": line.met,
        "other_plan": line.other_plan, "told_parents": line.told, "told_words": line.told_words,
    }  # fmt: skip


def _asked_before(page: queries.LegalPage) -> dict[str, Any]:
    """For whom it is asked; and, where more was wanted, what was written the last time."""
    last = page.asks_again_after
    told: dict[str, Any] = {part: last.text(part) for part in ("harm", "network", "parents")} if last else {}
    told |= {"rests_on": last.line.facts["rests_on"]} if last else {}
    children = (
        list(last.children) if last else [each for each in page.chosen if len(page.chosen) == 1 or page.is_chosen]
    )
    return {"children": children, "manager": last.line.facts["owner_id"] if last else page.only_manager, **told}
