"""Safety plans: read, written, changed, tried out, and on somebody's own page."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from alongside.access.doors import SignedInRequest
from alongside.access.permissions import Permission
from alongside.access.saves import Saved, is_save, save_form, saved_or_shown
from alongside.kit import clock
from alongside.kit.dates import day_typed
from alongside.kit.forms import Rows, all_valid
from alongside.kit.refusals import AlreadyCorrected
from alongside.people.doors import families_page, family_page
from alongside.plans import actions, queries
from alongside.plans.forms import (
    RingsRow,
    SafetyForm,
    TriedForm,
    does_rows,
    kept_by,
    rings_rows,
    safety_by,
    safety_shown,
    tried_by,
)
from alongside.plans.queries import SafetyFormPage, SafetyToCorrect
from alongside.plans.rules import SafetyPlan
from alongside.timeline.rules import Audience

if TYPE_CHECKING:
    from alongside.people.models import Family

METHODS = ["GET", "POST"]
FORM = "plans/safety_form.jinja"


@family_page(Permission.RECORD_HELP)
@require_GET
def safety_plans(request: SignedInRequest, family: "Family") -> HttpResponse:
    """Every safety plan of a family."""
    return render(request, "plans/safety_plans.jinja", {"page": queries.safety_page(family, request.user)})


@family_page(Permission.RECORD_HELP)
@require_GET
def safety_plan(request: SignedInRequest, family: "Family", entry_id: UUID) -> HttpResponse:
    """One safety plan, how it was tried out, and from whom it is kept."""
    page = queries.one_safety_page(family, request.user, entry_id, clock.now())
    return render(request, "plans/safety_plan.jinja", {"page": page})


@family_page(Permission.RECORD_HELP)
@require_GET
def safety_paper(request: SignedInRequest, family: "Family", entry_id: UUID) -> HttpResponse:
    """The same as whose it is reads it, to print on one page and give to them."""
    page = queries.one_safety_page(family, request.user, entry_id, clock.now())
    return render(request, "plans/safety_paper.jinja", {"page": page})


@family_page(Permission.RECORD_HELP)
@require_http_methods(METHODS)
def write_safety_plan(request: SignedInRequest, family: "Family") -> HttpResponse:
    """A safety plan is made with somebody."""
    page = queries.safety_form(family, request.user, clock.now())
    initial = {"on": day_typed(clock.today()), "whose": request.GET.get("of", ""), "audience": "family"}
    form = SafetyForm(request.POST or None, page=page, initial=initial)
    does, rings = does_rows(request.POST or None, page.doers), _rings(request, page)

    def save(deed_id: UUID) -> Saved:
        row = actions.write_safety_plan(
            by=request.user, deed_id=deed_id, family_id=family.pk, plan=safety_by(form, does, rings, page),
            on=form.cleaned_data["on"], audience=Audience(form.cleaned_data["audience"]), kept=kept_by(form),
            at=clock.now(),
        )  # fmt: skip
        return Saved(_at(family, "safety_plan", row.pk), _at(family, "change_safety_plan", deed_id))

    return _saved_or_shown(request, (form, does, rings), save, {"page": page}, "The safety plan is on the record.")


@family_page(Permission.RECORD_HELP)
@require_http_methods(METHODS)
def change_safety_plan(request: SignedInRequest, family: "Family", deed_id: UUID) -> HttpResponse:
    """A safety plan is changed or put right; when somebody did so meanwhile, theirs stands beside mine."""
    found = queries.safety_to_correct(family, request.user, deed_id, clock.now())
    if found is None:
        raise Http404
    page, stands = found.page, found.stands
    if stands.deed_id != deed_id:
        here = _at(family, "change_safety_plan", stands.deed_id)
        return _both(request, found) if request.method == "POST" else redirect(here)
    shown = safety_shown(stands)
    form = SafetyForm(request.POST or None, page=page, changes=True, initial=shown, stood=shown)
    does = does_rows(request.POST or None, page.doers, stands.plan)
    rings = _rings(request, page, stands.plan)

    def save(new_deed: UUID) -> Saved:
        rows = actions.change_safety_plan(
            by=request.user, deed_id=new_deed, family_id=family.pk, corrects=stands.entry_id,
            plan=safety_by(form, does, rings, page, stands.plan.whose), on=form.cleaned_data["on"], at=clock.now(),
        )  # fmt: skip
        return Saved(_at(family, "safety_plan", rows[0].pk), _at(family, "change_safety_plan", new_deed))

    done = "The safety plan is changed. The earlier version is kept."
    try:
        return _saved_or_shown(request, (form, does, rings), save, {"page": page, "stands": stands}, done)
    except AlreadyCorrected:
        return _both(request, queries.safety_to_correct(family, request.user, deed_id, clock.now()))


@family_page(Permission.RECORD_HELP)
@require_http_methods(METHODS)
def try_out_safety_plan(request: SignedInRequest, family: "Family") -> HttpResponse:
    """A safety plan is looked at again and tried out."""
    page = queries.try_out_page(family, request.user, clock.now())
    lines = page.lines
    if not lines:
        return redirect(_at(family, "safety_plans"))
    which = request.GET.get("plan", "") or (str(lines[0].entry_id) if len(lines) == 1 else "")
    form = TriedForm(
        request.POST or None, plans=lines, people=page.persons, opened_on=page.opened_on,
        initial={"on": day_typed(clock.today()), "which": which},
    )  # fmt: skip

    def save(deed_id: UUID) -> Saved:
        given = form.cleaned_data
        actions.try_out_safety_plan(
            by=request.user, deed_id=deed_id, family_id=family.pk, entry_id=UUID(given["which"]), told=tried_by(form),
            together=[UUID(person) for person in given["together"]], on=given["on"], again_on=given["again_on"],
            at=clock.now(),
        )  # fmt: skip
        return Saved(_at(family, "safety_plan", UUID(given["which"])))

    return saved_or_shown(
        request, form, save, template="plans/safety_tried.jinja", context={"page": page},
        done="How the safety plan went is on the record.",
    )  # fmt: skip


@families_page(Permission.SEE_OWN_RECORD)
@require_GET
def own_safety_plans(request: SignedInRequest) -> HttpResponse:
    """The safety plans that a parent or a child reads, their own first."""
    page = queries.own_safety_plans(request.user, clock.now())
    return render(request, "plans/own_safety.jinja", {"page": page})


def _saved_or_shown(
    request: SignedInRequest, forms: tuple[SafetyForm, Rows[Any], Rows[Any]], save: Callable[[UUID], Saved],
    context: Mapping[str, Any], done: str,
) -> HttpResponse:  # fmt: skip
    form, does, rings = forms
    if is_save(request) and all_valid(form, does, rings):
        answer = save_form(request, form, save, more=[does.cleaned, rings.cleaned], rows=[does, rings])
        if answer is not None:
            messages.success(request, done)
            return answer
    return render(request, FORM, {**context, "form": form, "does": does, "rings": rings})


def _rings(request: SignedInRequest, page: SafetyFormPage, stands: SafetyPlan | None = None) -> Rows[RingsRow]:
    return rings_rows(request.POST or None, page, stands, request.GET.get("of", ""))


def _both(request: SignedInRequest, found: SafetyToCorrect | None) -> HttpResponse:
    """Theirs to read, mine still in the form; saving now takes the place of theirs. Raises Http404 when they said that
    it was never made.
    """
    if found is None:
        raise Http404
    page, stands = found.page, found.stands
    form = SafetyForm(request.POST, page=page, changes=True, stood=safety_shown(stands))
    does, rings = does_rows(request.POST, page.doers, stands.plan), rings_rows(request.POST, page)
    context = {"page": page, "form": form, "does": does, "rings": rings, "stands": stands, "theirs": stands}
    return render(request, FORM, context, status=409)


def _at(family: "Family", name: str, *more: UUID) -> str:
    return reverse(f"plans:{name}", args=[family.pk, *more])
