"""Pages that record a visit and put one right."""

import uuid
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from alongside.access.doors import SignedInRequest
from alongside.access.permissions import Permission
from alongside.access.saves import Saved, is_save, is_unfinished, save_form
from alongside.kit import clock
from alongside.kit.forms import Rows, all_valid
from alongside.kit.refusals import AlreadyCorrected
from alongside.people.doors import family_page
from alongside.timeline import queries as timeline
from alongside.visits import actions, queries
from alongside.visits.forms import VisitForm, child_rows, first_shown, initial_of, seen_in, told_by
from alongside.visits.queries import VisitPage

if TYPE_CHECKING:
    from alongside.people.models import Family

STOOD = "stood"
"""The hidden input that says which entries a form was shown for."""


@family_page(Permission.RECORD_HELP)
@require_http_methods(["GET", "POST"])
def record(request: SignedInRequest, family: "Family") -> HttpResponse:
    """A visit, its direct work and the children's words, on one page."""
    page = queries.visit_page(request.user, family.pk, clock.today())
    form, rows = _forms(request, page, first_shown(page.usual_place), None)
    if is_save(request) and all_valid(form, rows):

        def save(deed_id: uuid.UUID) -> Saved:
            told = told_by(form, rows)
            actions.record_visit(by=request.user, deed_id=deed_id, family_id=family.pk, told=told, at=clock.now())
            return _saved(family, deed_id)

        answer = save_form(request, form, save, more=rows.cleaned)
        if answer is not None:
            messages.success(request, "The visit is on the record.")
            return answer
    return render(request, "visits/record.jinja", {"page": page, "form": form, "rows": rows})


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
    form, rows = _forms(request, page, initial_of(stands) if stands else {}, seen_in(stands))
    if is_save(request) and all_valid(form, rows):

        def save(new_deed: uuid.UUID) -> Saved:
            told = told_by(form, rows)
            actions.correct_visit(
                by=request.user, deed_id=new_deed, family_id=family.pk, corrects=deed_id, told=told, at=clock.now(),
                shown=_shown(request),
            )  # fmt: skip
            return _saved(family, new_deed)

        try:
            answer = save_form(request, form, save, more=rows.cleaned)
        except AlreadyCorrected as collision:
            theirs = uuid.UUID(str(collision.theirs)) if collision.theirs else None
            return _both(request, page, form, rows, theirs, again=theirs == deed_id)
        if answer is not None:
            messages.success(request, "The visit is put right. The earlier version is kept.")
            return answer
    if is_unfinished(request) and _shown(request) != set(found.stood):
        return _both(request, page, form, rows, found.newest, again=found.newest == deed_id)
    stood = (is_save(request) and request.POST.get(STOOD)) or _stood(found.stood)
    context = {"page": page, "form": form, "rows": rows, "corrects": True, "stood": stood}
    return render(request, "visits/record.jinja", context)


def _elsewhere(family: "Family", newest: uuid.UUID | None) -> HttpResponse:
    """The form that puts right what stands now; nothing when the visit did not happen."""
    if newest is None:
        raise Http404
    return redirect("visits:correct", family.pk, newest)


def _both(
    request: SignedInRequest, page: VisitPage, form: VisitForm, rows: Rows, theirs: uuid.UUID | None, *, again: bool
) -> HttpResponse:
    """Theirs to read, mine still in the form; saving now takes the place of theirs, or is a visit of its own when they
    said that this one did not happen. `again`: parts of the same deed changed.
    """
    deed = timeline.deed(request.user, page.family.pk, theirs) if theirs else None
    context = {
        "page": page, "form": form, "rows": rows, "corrects": True, "again": again,
        "theirs": deed, "gone": deed is None, "stood": _stood([line.id for line in deed.entries] if deed else []),
    }  # fmt: skip
    return render(request, "visits/record.jinja", context, status=409)


def _stood(entries: Collection[uuid.UUID]) -> str:
    """Which entries a form was shown for; it carries them, so that a change meanwhile is noticed."""
    return " ".join(sorted(map(str, entries)))


def _shown(request: SignedInRequest) -> set[uuid.UUID]:
    """The entries the form says it was shown for; what cannot be read as such matches nothing that stands."""
    try:
        return {uuid.UUID(one) for one in request.POST.get(STOOD, "").split()}
    except ValueError:
        return {uuid.UUID(int=0)}


def _forms(
    request: SignedInRequest, page: VisitPage, initial: dict[str, Any], seen: dict[uuid.UUID, Any] | None
) -> tuple[VisitForm, Rows]:
    data = request.POST or None
    form = VisitForm(data, initial=initial, lists=page.lists, adults=page.adults)
    return form, child_rows(data, page.children, page.lists["direct_work_tool"], seen)


def _saved(family: "Family", deed_id: uuid.UUID) -> Saved:
    return Saved(reverse("timeline:page", args=[family.pk]), reverse("visits:correct", args=[family.pk, deed_id]))
