"""Pages that record a visit and put one right."""

import uuid
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from alongside.access.doors import SignedInRequest
from alongside.access.permissions import Permission
from alongside.access.saves import Saved, is_save, save_form
from alongside.access.scope import Basis
from alongside.kit import clock
from alongside.kit.forms import Rows, all_valid
from alongside.kit.refusals import AlreadyCorrected
from alongside.people.doors import family_page
from alongside.timeline import queries as timeline
from alongside.visits import actions, queries
from alongside.visits.forms import VisitForm, child_rows, initial_of, today_typed, told_by
from alongside.visits.queries import VisitPage

if TYPE_CHECKING:
    from alongside.people.models import Family


@family_page(Permission.RECORD_HELP)
@require_http_methods(["GET", "POST"])
def record(request: SignedInRequest, family: "Family", basis: Basis) -> HttpResponse:  # noqa: ARG001
    """A visit, its direct work and the children's words, on one page."""
    page = queries.visit_page(request.user, family.pk, clock.today())
    form, rows = _forms(request, page, today_typed(), None)
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
    basis: Basis,  # noqa: ARG001
    deed_id: uuid.UUID,
) -> HttpResponse:
    """Put a visit right; when somebody did so meanwhile, both texts are shown and a person chooses."""
    stands = queries.told(request.user, family.pk, deed_id)
    newest = queries.newest_deed(request.user, family.pk, deed_id)
    if newest is None:
        raise Http404
    if stands is None and request.method != "POST":
        return redirect("visits:correct", family.pk, newest)
    page = queries.visit_page(request.user, family.pk, clock.today())
    seen = {child.person_id: child for child in stands.children} if stands else {}
    form, rows = _forms(request, page, initial_of(stands) if stands else {}, seen)
    if is_save(request) and all_valid(form, rows):

        def save(new_deed: uuid.UUID) -> Saved:
            told = told_by(form, rows)
            actions.correct_visit(
                by=request.user, deed_id=new_deed, family_id=family.pk, corrects=deed_id, told=told, at=clock.now()
            )
            return _saved(family, new_deed)

        try:
            answer = save_form(request, form, save, more=rows.cleaned)
        except AlreadyCorrected as collision:
            return _both(request, page, form, rows, collision)
        if answer is not None:
            messages.success(request, "The visit is put right. The earlier version is kept.")
            return answer
    context = {"page": page, "form": form, "rows": rows, "corrects": stands}
    return render(request, "visits/record.jinja", context)


def _both(
    request: SignedInRequest, page: VisitPage, form: VisitForm, rows: Rows, collision: AlreadyCorrected
) -> HttpResponse:
    """Theirs to read, mine still in the form; saving now takes the place of theirs."""
    deed = timeline.deed(request.user, page.family.pk, uuid.UUID(str(collision.theirs))) if collision.theirs else None
    if deed is None:
        raise Http404
    context = {"page": page, "form": form, "rows": rows, "theirs": deed, "corrects": True}
    return render(request, "visits/record.jinja", context, status=409)


def _forms(
    request: SignedInRequest, page: VisitPage, initial: dict[str, Any], seen: dict[uuid.UUID, Any] | None
) -> tuple[VisitForm, Rows]:
    data = request.POST or None
    form = VisitForm(data, initial=initial, lists=page.lists, adults=page.adults)
    return form, child_rows(data, page.children, page.lists["direct_work_tool"], seen)


def _saved(family: "Family", deed_id: uuid.UUID) -> Saved:
    return Saved(reverse("timeline:page", args=[family.pk]), reverse("visits:correct", args=[family.pk, deed_id]))
