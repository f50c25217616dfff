"""Pages of the light bulb: all children of a family, one child opened, and what is said of it."""

from collections.abc import Callable
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
from alongside.aids.forms import BarrierAgainForm, BarrierForm, DaysForm, DifferenceForm, LookForm
from alongside.aids.queries import BulbPage
from alongside.aids.views._asked import days_asked
from alongside.kit import clock
from alongside.people.doors import family_page

if TYPE_CHECKING:
    from alongside.aids.queries import BarrierLine
    from alongside.people.models import Family

METHODS = ["GET", "POST"]
FORM = "aids/form.jinja"


@family_page(Permission.RECORD_HELP)
@require_GET
def pictures(request: SignedInRequest, family: "Family") -> HttpResponse:
    """The aids of a family: every child's bulb."""
    page = queries.pictures_page(family, request.user, at=clock.now())
    return render(request, "aids/pictures.jinja", {"page": page})


@family_page(Permission.RECORD_HELP)
@require_http_methods(METHODS)
def bulb(request: SignedInRequest, family: "Family", child_id: UUID) -> HttpResponse:
    """One child's bulb with all its facts, and its question."""
    page = _page(request, family, child_id)
    form = LookForm(request.POST or None, people=page.family_now, name=page.name)

    def save(deed_id: UUID) -> Saved:
        actions.look_at_bulb(
            by=request.user, deed_id=deed_id, family_id=family.pk, told=form.told(child_id, page.as_of), at=clock.now()
        )
        return Saved(_here(family, child_id))

    days = days_asked(request, DaysForm).shown(first=page.window.first, as_of=page.as_of)
    return saved_or_shown(
        request, form, save, template="aids/bulb.jinja", done="Your answer is kept.",
        context={"page": page, "days_form": days},
    )  # fmt: skip


@family_page(Permission.RECORD_HELP)
@require_http_methods(METHODS)
def see_difference(request: SignedInRequest, family: "Family", child_id: UUID) -> HttpResponse:
    """Evidence that something is different for the child."""
    page = _page(request, family, child_id)
    offered = queries.evidence_offered(page.work, request.user, child_id, clock.today())
    form = DifferenceForm(
        request.POST or None, name=page.name, people=page.who_may_say, offered=offered,
        initial={"on": clock.today(), "rests_on": request.GET.getlist("rests_on")},
    )  # fmt: skip

    return _told(
        request, page, form, actions.see_difference, button="Save what is different",
        done="What is different is on the record.",
    )  # fmt: skip


@family_page(Permission.RECORD_HELP)
@require_http_methods(METHODS)
def name_barrier(request: SignedInRequest, family: "Family", child_id: UUID) -> HttpResponse:
    """What stands in the way of help for the child."""
    page = _page(request, family, child_id)
    form = BarrierForm(
        request.POST or None, name=page.name, barriers=page.work.choices("bulb_barrier"), owners=page.helpers,
        initial={"on": clock.today()},
    )  # fmt: skip

    return _told(
        request, page, form, actions.name_barrier, button="Save what is in the way",
        done="What is in the way is on the record.",
    )  # fmt: skip


@family_page(Permission.RECORD_HELP)
@require_http_methods(METHODS)
def look_again_at_barrier(request: SignedInRequest, family: "Family", entry_id: UUID) -> HttpResponse:
    """What became of what stood in the way."""
    barrier = queries.barrier_open(family.pk, request.user, entry_id)
    if barrier is None:
        raise Http404
    child_id = UUID(barrier.facts["child"])
    page = _page(request, family, child_id)
    form = BarrierAgainForm(request.POST or None, initial={"on": clock.today()})

    def save(deed_id: UUID) -> Saved:
        actions.look_again_at_barrier(
            by=request.user, deed_id=deed_id, family_id=family.pk, barrier_id=entry_id, how=form.cleaned_data["how"],
            again_on=form.next_day(), on=form.cleaned_data["on"], at=clock.now(),
        )  # fmt: skip
        return Saved(_here(family, child_id))

    told = next((each for each in page.barriers if each.look_id == entry_id), None)
    return saved_or_shown(
        request, form, save, template=FORM, context=_of_form(page, "Save how it is", told), done="It is on the record."
    )  # fmt: skip


def _told(
    request: SignedInRequest, page: BulbPage, form: DifferenceForm | BarrierForm, tell: Callable[..., object], *,
    button: str, done: str,
) -> HttpResponse:  # fmt: skip
    """The page of a form that tells one thing of the child; once saved, back to their bulb."""
    family, child_id = page.family, page.child.person_id

    def save(deed_id: UUID) -> Saved:
        tell(by=request.user, deed_id=deed_id, family_id=family.pk, told=form.told(child_id), at=clock.now())
        return Saved(_here(family, child_id))

    return saved_or_shown(request, form, save, template=FORM, context=_of_form(page, button), done=done)


def _of_form(page: BulbPage, button: str, barrier: "BarrierLine | None" = None) -> dict[str, object]:
    """What the form's template shows beside the form: whose it is, and what is in the way where it is about that."""
    return {"page": page, "button": button, "barrier": barrier}


def _page(request: SignedInRequest, family: "Family", child_id: UUID) -> BulbPage:
    days = days_asked(request, DaysForm)
    page = queries.bulb_page(family, request.user, child_id, at=clock.now(), as_of=days.as_of, first=days.first)
    if page is None:
        raise Http404
    return page


def _here(family: "Family", child_id: UUID) -> str:
    return reverse("aids:bulb", args=[family.pk, child_id])
