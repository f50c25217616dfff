"""Pages of an ending: how it stands, and what is done so that it is a good one."""

import uuid
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from alongside.access.doors import SignedInRequest
from alongside.access.permissions import Permission
from alongside.access.saves import (
    STOOD,
    Saved,
    as_paper,
    is_for_paper,
    is_save,
    is_unfinished,
    saved_or_shown,
    shown_for,
)
from alongside.endings import actions, queries
from alongside.endings.actions import LookingBack
from alongside.endings.forms import (
    ExitPlanForm,
    HandOverForm,
    JourneyForm,
    LetterForm,
    NoSafetyPlanForm,
    initial_of,
    own_words,
)
from alongside.kit import clock
from alongside.kit.forms.apart import said_why
from alongside.kit.refusals import AlreadyCorrected
from alongside.people.doors import family_page
from alongside.timeline.rules import Audience

if TYPE_CHECKING:
    from alongside.people.models import Family

FORM = "endings/form.jinja"
PAPER = "endings/letter_paper.jinja"


@family_page(Permission.RECORD_HELP)
@require_GET
def ending(request: SignedInRequest, family: "Family") -> HttpResponse:
    """How the ending stands."""
    return render(request, "endings/ending.jinja", {"page": queries.ending_page(family, request.user, clock.now())})


@family_page(Permission.RECORD_HELP)
@require_GET
def deed(request: SignedInRequest, family: "Family", entry_id: uuid.UUID) -> HttpResponse:
    """What one deed of the ending told."""
    page = queries.deed_page(family, request.user, entry_id)
    if page is None:
        raise Http404
    return render(request, "endings/deed.jinja", {"page": page})


@family_page(Permission.RECORD_HELP)
@require_GET
def letter(request: SignedInRequest, family: "Family", entry_id: uuid.UUID) -> HttpResponse:
    """A letter as it went out, which prints as a letter."""
    page = queries.letter_page(family, request.user, entry_id, clock.now())
    if page is None:
        raise Http404
    return render(request, PAPER, {"page": page})


@family_page(Permission.LEAD_HELP)
@require_http_methods(["GET", "POST"])
def plan_exit(request: SignedInRequest, family: "Family") -> HttpResponse:
    """The ending is planned, or planned anew from what stands."""
    page = queries.exit_form(family, request.user, clock.now())
    here = page.here
    if here.closed_on is not None and request.method == "GET":
        raise Http404
    shown = initial_of(here.plan)
    form = ExitPlanForm(
        request.POST or None, opened_on=here.opened_on, people=here.people, met=here.met, meetings=here.meetings,
        initial={"on": clock.today(), "turn_to": page.turn_to, **shown}, stood=shown,
    )  # fmt: skip

    def save(deed_id: uuid.UUID) -> Saved:
        actions.plan_exit(
            by=request.user, deed_id=deed_id, family_id=family.pk, plan=form.plan(), on=form.cleaned_data["on"],
            at=clock.now(), shown=shown_for(request),
        )  # fmt: skip
        return _back(family)

    stands = str(here.planned.id) if here.planned else ""
    template, opened = "endings/plan_exit.jinja", request.POST.get(STOOD, "") if is_save(request) else stands
    context = {"page": here, "of_plan": page.of_plan, "stood": opened, "theirs": None}
    collided = {**context, "form": form, "theirs": here.planned, "stood": stands}
    if is_unfinished(request) and request.POST.get(STOOD, "") != stands:
        return render(request, template, collided, status=409)
    try:
        return saved_or_shown(request, form, save, template=template, context=context, done="The ending is planned.")
    except AlreadyCorrected:
        return render(request, template, collided, status=409)


@family_page(Permission.LEAD_HELP)
@require_http_methods(["GET", "POST"])
def review_journey(request: SignedInRequest, family: "Family") -> HttpResponse:
    """Looking back on the journey together."""
    here = queries.ending_form(family, request.user, clock.now())
    form = JourneyForm(
        request.POST or None, opened_on=here.opened_on, people=here.people, initial={"on": clock.today()}
    )
    rows = own_words(request.POST or None, here.people, family.name)

    def save(deed_id: uuid.UUID) -> Saved:
        given = form.cleaned_data
        told = LookingBack(given["back"], given["now"], given["forward"], given["strengths"])
        said = {uuid.UUID(key): row["words"] for key, row in rows.cleaned}
        actions.review_journey(
            by=request.user, deed_id=deed_id, family_id=family.pk, on=given["on"], together=form.persons(), told=told,
            said=said, at=clock.now(),
        )  # fmt: skip
        return _back(family)

    return saved_or_shown(
        request, form, save, template="endings/journey.jinja", context={"page": here}, rows=rows,
        done="The journey you looked back on is on the record.",
    )  # fmt: skip


@family_page(Permission.LEAD_HELP)
@require_http_methods(["GET", "POST"])
def no_safety_plan(request: SignedInRequest, family: "Family") -> HttpResponse:
    """Without a safety plan, one is written, or it is said why none is needed; where there is one, it is tried out."""
    page = queries.no_safety_plan_page(family, request.user, clock.now())
    if page.has_plan and request.method == "GET":
        return redirect("plans:try_out_safety_plan", family.pk)
    here = page.here
    form = NoSafetyPlanForm(request.POST or None, opened_on=here.opened_on, initial={"on": clock.today()})

    def save(deed_id: uuid.UUID) -> Saved:
        given = form.cleaned_data
        actions.need_no_safety_plan(
            by=request.user, deed_id=deed_id, family_id=family.pk, on=given["on"], why=given["why"], at=clock.now()
        )
        return _back(family)

    return saved_or_shown(
        request, form, save, template="endings/no_safety_plan.jinja", context={"page": here},
        done="Why no safety plan is needed is on the record.",
    )  # fmt: skip


@family_page(Permission.LEAD_HELP)
@require_http_methods(["GET", "POST"])
def hand_over(request: SignedInRequest, family: "Family") -> HttpResponse:
    """The new lead was introduced at a visit together."""
    here = queries.ending_form(family, request.user, clock.now())
    form = HandOverForm(
        request.POST or None, opened_on=here.opened_on, people=here.people,
        initial={"on": clock.today(), "to": here.plan.hand_over_to if here.plan else ""},
    )  # fmt: skip

    def save(deed_id: uuid.UUID) -> Saved:
        given = form.cleaned_data
        actions.hand_over(
            by=request.user, deed_id=deed_id, family_id=family.pk, on=given["on"], together=form.persons(),
            to=given["to"], agreed=given["agreed"], at=clock.now(),
        )  # fmt: skip
        return _back(family)

    return saved_or_shown(
        request, form, save, template=FORM, context={"page": here, "button": "Save the hand-over"},
        done="The hand-over is on the record.",
    )  # fmt: skip


@family_page(Permission.LEAD_HELP)
@require_http_methods(["GET", "POST"])
def give_letter(request: SignedInRequest, family: "Family") -> HttpResponse:
    """A letter about the ending to one person, begun from what is agreed; it may be printed before it went out."""
    prints, to = is_for_paper(request), request.GET.get("to", "")
    page = queries.letter_form(family, request.user, to, clock.now(), prints=prints)
    here, begun = page.here, {"to": str(page.to.person_id), "body": page.text} if page.to else {}
    initial = {"on": clock.today(), **begun}
    form = LetterForm(
        request.POST or None, opened_on=here.opened_on, people=here.people, known=page.known, initial=initial,
        secrets=page.secrets,
    )  # fmt: skip
    if prints and form.may_be_printed():
        paper = page.paper(form.to_name, form.cleaned_data["body"])
        return as_paper(request, render(request, PAPER, {"page": paper}))

    def save(deed_id: uuid.UUID) -> Saved:
        given = form.cleaned_data
        row, *_ = actions.give_letter(
            by=request.user, deed_id=deed_id, family_id=family.pk, on=given["on"], to=uuid.UUID(given["to"]),
            how=given["how"], body=given["body"], at=clock.now(), safe=given.get("safe"),
            as_known=bool(given.get("as_known")), why_told=given.get("why_told", ""),
            why_safe=said_why().get(given["to"], ""), audience=Audience(given["audience"]),
        )  # fmt: skip
        return Saved(reverse("endings:letter", args=[family.pk, row.pk]))

    return saved_or_shown(
        request, form, save, template="endings/letter.jinja",
        context={"page": here, "found": page.readers, "panels": page.panels, "begun": page.begun},
        done="The letter is on the record. You can print it here.",
    )  # fmt: skip


def _back(family: "Family") -> Saved:
    return Saved(reverse("endings:ending", args=[family.pk]))
