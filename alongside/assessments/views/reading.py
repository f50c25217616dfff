"""Pages on which an assessment is read, completed and agreed."""

import uuid
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from alongside.access.doors import SignedInRequest
from alongside.access.permissions import Permission
from alongside.access.saves import STOOD, Saved, is_save, is_unfinished, saved_or_shown, shown_for
from alongside.assessments import actions, queries
from alongside.assessments.forms import AgreeForm, CompleteForm, OpenForm, agree_rows, chosen_by, given_by, open_rows
from alongside.assessments.queries import OpenPage
from alongside.kit import clock
from alongside.kit.refusals import AlreadyCorrected
from alongside.people.doors import families_page, family_page

if TYPE_CHECKING:
    from alongside.people.models import Family


@family_page(Permission.RECORD_HELP)
@require_safe
def version(request: SignedInRequest, family: "Family", number: int | None = None) -> HttpResponse:
    """A version whole, to read or print; the one being written when no number is given."""
    page = queries.version_page(request.user, family.pk, number, clock.today())
    return render(request, "assessments/version.jinja", {"page": page})


@family_page(Permission.RECORD_HELP)
@require_safe
def compare(request: SignedInRequest, family: "Family") -> HttpResponse:
    """Two versions side by side."""
    before, after = (_number(request.GET.get(name, "")) for name in ("before", "after"))
    page = queries.compare_page(request.user, family.pk, before, after, clock.today())
    return render(request, "assessments/compare.jinja", {"page": page})


@family_page(Permission.RECORD_HELP)
@require_safe
def one_page(request: SignedInRequest, family: "Family") -> HttpResponse:
    """Worries, strengths and what needs to happen, on one page."""
    page = queries.map_page(request.user, family.pk, clock.today())
    return render(request, "assessments/map.jinja", {"page": page})


@family_page(Permission.RECORD_HELP)
@require_safe
def look_back(request: SignedInRequest, family: "Family", person_id: uuid.UUID) -> HttpResponse:
    """What somebody said of themselves on the first day, and since."""
    page = queries.look_back(request.user, family.pk, person_id, clock.today())
    return render(request, "assessments/look_back.jinja", {"page": page})


@family_page(Permission.RECORD_HELP)
@require_http_methods(["GET", "POST"])
def complete(request: SignedInRequest, family: "Family", number: int) -> HttpResponse:
    """Say that a version is complete."""
    page = queries.complete_page(request.user, family.pk, clock.today())
    form = CompleteForm(request.POST or None, principles=page.principles)

    def save(deed_id: uuid.UUID) -> Saved:
        actions.complete(
            by=request.user, deed_id=deed_id, family_id=family.pk, version=number, kept=form.cleaned_data["kept"],
            note=form.cleaned_data["note"], at=clock.now(),
        )  # fmt: skip
        return Saved(reverse("assessments:open", args=[family.pk, number]))

    context = {"page": page, "number": number}
    done = f"Version {number} is complete. Now say who reads it."
    return saved_or_shown(request, form, save, template="assessments/complete.jinja", context=context, done=done)


@family_page(Permission.RECORD_HELP)
@require_http_methods(["GET", "POST"])
def agree(request: SignedInRequest, family: "Family", number: int) -> HttpResponse:
    """What each says of a version."""
    page = queries.agree_page(request.user, family.pk, number, clock.today())
    form, rows = AgreeForm(request.POST or None), agree_rows(request.POST or None, page)

    def save(deed_id: uuid.UUID) -> Saved:
        actions.agree(
            by=request.user, deed_id=deed_id, family_id=family.pk, version=number, answers=given_by(rows, page),
            at=clock.now(),
        )  # fmt: skip
        return Saved(reverse("assessments:version", args=[family.pk, number]))

    return saved_or_shown(
        request, form, save, template="assessments/agree.jinja", context={"page": page}, rows=rows,
        done="Their answers are kept.",
    )  # fmt: skip


@family_page(Permission.RECORD_HELP)
@require_http_methods(["GET", "POST"])
def open_to(request: SignedInRequest, family: "Family", number: int) -> HttpResponse:
    """Who reads a version, part by part."""
    page = queries.readers_page(request.user, family.pk, number, clock.now())
    form, rows = OpenForm(request.POST or None), open_rows(request.POST or None, page)

    def save(deed_id: uuid.UUID) -> Saved:
        actions.open_to(
            by=request.user, deed_id=deed_id, family_id=family.pk, version=number, choices=chosen_by(rows),
            stood=shown_for(request), at=clock.now(),
        )  # fmt: skip
        return Saved(reverse("assessments:agree", args=[family.pk, number]))

    kept = is_save(request) or is_unfinished(request)
    context = {"page": page, "theirs": False, "stood": request.POST.get(STOOD, "") if kept else _said_in(page)}
    template = "assessments/open.jinja"
    try:
        return saved_or_shown(
            request, form, save, template=template, context=context, rows=rows,
            done="It is said who reads it. Now ask each whether it is right.",
        )  # fmt: skip
    except AlreadyCorrected:
        page = queries.readers_page(request.user, family.pk, number, clock.now())
        context |= {"page": page, "stood": _said_in(page), "theirs": True, "form": form, "rows": rows}
        return render(request, template, context, status=409)


@family_page(Permission.SEE_FAMILIES)
@require_safe
def read(request: SignedInRequest, family: "Family") -> HttpResponse:
    """What of the assessment somebody from another agency may read, on one page."""
    page = queries.read_page(request.user, family.pk)
    return render(request, "assessments/read.jinja", {"page": page, "family": family})


@families_page(Permission.SEE_OWN_RECORD)
@require_safe
def own(request: SignedInRequest) -> HttpResponse:
    """The assessment as a parent or a young person reads it; printed, it is their copy."""
    page = queries.own_assessments(request.user, clock.now())
    return render(request, "assessments/own.jinja", {"page": page, "stamp": f"For {request.user.name}."})


@family_page(Permission.RECORD_HELP)
@require_safe
def correct(request: SignedInRequest, family: "Family", deed_id: uuid.UUID) -> HttpResponse:
    """From an entry on the timeline to the page on which it is put right."""
    place = queries.place_of(request.user, family.pk, deed_id)
    if place is None:
        raise Http404
    name, more = place
    return redirect(f"assessments:{name}", family.pk, *more)


def _said_in(page: OpenPage) -> str:
    return str(page.said_in or "")


def _number(written: str) -> int | None:
    """A version as it stands in an address; what is no number is none that is there."""
    return (int(written) if written.isascii() and written.isdigit() and len(written) < 5 else -1) if written else None
