"""Pages that add people, put them right, and record what is known of them."""

import uuid
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from alongside.access.doors import SignedInRequest
from alongside.access.permissions import Permission
from alongside.access.saves import Saved, is_save, is_unfinished, save_form
from alongside.kit import clock
from alongside.kit.refusals import AlreadyCorrected
from alongside.pathway import actions, queries
from alongside.pathway.forms import (
    AddPersonForm,
    FactForm,
    PutRightForm,
    RelationshipForm,
    ResponsibilityForm,
    fact_form,
)
from alongside.pathway.forms.facts import WRONG
from alongside.pathway.forms.people import AGENCY
from alongside.people.doors import family_page
from alongside.people.queries import FactLine
from alongside.people.rules import FACT_KINDS, the_family

if TYPE_CHECKING:
    from alongside.people.models import Family

VERSION = "version"
"""The hidden name under which a form says which version of the record it was filled in from."""

ASKED_WITH_MORE = {"visiting_restriction": "assessments:assess_risk"}
"""Facts that are never a bare line: the page that asks for their reason and their day of review as well (S10)."""


@family_page(Permission.RECORD_HELP)
@require_http_methods(["GET", "POST"])
def add_person(request: SignedInRequest, family: "Family") -> HttpResponse:
    """Somebody belongs to the family."""
    form = AddPersonForm(request.POST or None)
    if is_save(request) and form.is_valid():
        given = form.cleaned_data

        def save(deed_id: uuid.UUID) -> Saved:
            added = actions.add_person(
                by=request.user, family_id=family.pk, deed_id=deed_id, at=clock.now(), role=given["role"],
                in_household=bool(given["in_household"]), since=given["since"], protected=bool(given["protected"]),
                **form.life(),
            )  # fmt: skip
            return Saved(_people(family), reverse("pathway:correct_person", args=[family.pk, added.person_id]))

        answer = save_form(request, form, save)
        if answer is not None:
            messages.success(request, f"{given['name'] or given['described_as']} is among the people of the family.")
            return answer
    page = queries.people_page(request.user, family.pk, clock.today())
    return render(request, "pathway/add_person.jinja", {"page": page, "form": form})


@family_page(Permission.RECORD_HELP)
@require_http_methods(["GET", "POST"])
def put_person_right(
    request: SignedInRequest,
    family: "Family",
    person_id: uuid.UUID,
) -> HttpResponse:
    """What somebody is called, their birth or death, their place in the family."""
    known = queries.person_put_right(request.user, family.pk, person_id, clock.today())
    form = PutRightForm(request.POST or None, person=known.person, before=known.place_before)
    theirs = _somebody_was_faster(request, known.person.known_as.pk)
    if is_save(request) and form.is_valid() and not theirs:

        def save(deed_id: uuid.UUID) -> Saved:
            actions.change_known_as(
                by=request.user, family_id=family.pk, deed_id=deed_id, known_as=known.person.known_as, at=clock.now(),
                **form.changes(),
            )  # fmt: skip
            return Saved(_where_now(family, person_id) if form.moves else _people(family), request.path)

        try:
            answer = save_form(request, form, save)
        except AlreadyCorrected:
            theirs, answer = True, None
            known = queries.person_put_right(request.user, family.pk, person_id, clock.today())
        if answer is not None:
            messages.success(request, form.saved_words())
            return answer
    context = {"called": the_family(family.name), "family": family, "known": known, "form": form, "theirs": theirs}
    return render(request, "pathway/put_person_right.jinja", context)


@family_page(Permission.RECORD_HELP)
@require_GET
def choose_fact(
    request: SignedInRequest,
    family: "Family",
    person_id: uuid.UUID | None = None,
) -> HttpResponse:
    """About whom, and what, a fact is to be recorded."""
    page = queries.people_page(request.user, family.pk, clock.today())
    wanted = str(person_id or request.GET.get("person", ""))
    people = [known for known in page.people if wanted in ("", str(known.person.person_id))]
    if not people and wanted:
        raise Http404
    return render(request, "pathway/choose_fact.jinja", {
        "page": page, "people": people, "kinds": FACT_KINDS, "asked_with_more": ASKED_WITH_MORE,
    })  # fmt: skip


@family_page(Permission.RECORD_HELP)
@require_http_methods(["GET", "POST"])
def record_fact(
    request: SignedInRequest,
    family: "Family",
    person_id: uuid.UUID,
    kind: str,
) -> HttpResponse:
    """A fact about somebody; what is known already is shown first."""
    if kind in ASKED_WITH_MORE:
        return redirect(ASKED_WITH_MORE[kind], family.pk)
    form_class = fact_form(kind)
    if form_class is None:
        raise Http404
    known = queries.person_told_of(request.user, family.pk, person_id, kind, clock.today())
    standing = None if FACT_KINDS[kind].several else next(iter(known.of(kind)), None)
    form = form_class(request.POST or None, person=known.person, known=standing, before=known.moved_from)
    return _fact(request, family, known, form, standing, corrects=False)


@family_page(Permission.RECORD_HELP)
@require_http_methods(["GET", "POST"])
def correct_fact(
    request: SignedInRequest,
    family: "Family",
    fact_row_id: uuid.UUID,
) -> HttpResponse:
    """A fact that was written down wrongly."""
    known, fact = queries.fact_known(request.user, family.pk, fact_row_id, clock.today())
    form_class = fact_form(fact.kind)
    if form_class is None:
        raise Http404
    form = form_class(request.POST or None, person=known.person, known=fact, corrects=True)
    return _fact(request, family, known, form, fact, corrects=True)


def _fact(
    request: SignedInRequest,
    family: "Family",
    known: queries.Known,
    form: FactForm,
    fact: FactLine | None,
    *,
    corrects: bool,
) -> HttpResponse:
    theirs = _somebody_was_faster(request, fact.fact.pk if fact else "")
    if is_save(request) and form.is_valid() and not theirs:
        given = form.cleaned_data
        put_right = corrects or given.get("happened") == WRONG

        def save(deed_id: uuid.UUID) -> Saved:
            actions.record_fact(
                by=request.user, family_id=family.pk, deed_id=deed_id, person_id=known.person.person_id, kind=form.kind,
                value=given["value"], since=given["since"], protected=given["protected"], at=clock.now(),
                corrects=fact.fact if fact is not None and put_right else None, **form.decided(),
            )  # fmt: skip
            return Saved(_people(family), request.path)

        try:
            answer = save_form(request, form, save)
        except AlreadyCorrected:
            theirs, answer = True, None
        if answer is not None:
            messages.success(request, f"{FACT_KINDS[form.kind].label} of {known.person.name}: on the record.")
            return answer
    context = {
        "called": the_family(family.name),
        "family": family,
        "known": known,
        "form": form,
        "fact": fact,
        "theirs": theirs,
        "corrects": corrects,
    }
    return render(request, "pathway/record_fact.jinja", context)


@family_page(Permission.RECORD_HELP)
@require_http_methods(["GET", "POST"])
def record_relationship(request: SignedInRequest, family: "Family") -> HttpResponse:
    """How two people are related."""
    page = queries.people_page(request.user, family.pk, clock.today())
    form = RelationshipForm(request.POST or None, people=page.choices)
    if is_save(request) and form.is_valid():
        given = form.cleaned_data

        def save(deed_id: uuid.UUID) -> Saved:
            actions.record_relationship(
                by=request.user, family_id=family.pk, deed_id=deed_id, from_person_id=uuid.UUID(given["from_person"]),
                kind=given["kind"], to_person_id=uuid.UUID(given["to_person"]), certainty=given["certainty"],
                since=given["since"], at=clock.now(),
            )  # fmt: skip
            return Saved(_people(family))

        answer = save_form(request, form, save)
        if answer is not None:
            messages.success(request, "The relationship is on the record.")
            return answer
    return render(request, "pathway/record_relationship.jinja", {"page": page, "form": form})


@family_page(Permission.RECORD_HELP)
@require_http_methods(["GET", "POST"])
def record_responsibility(request: SignedInRequest, family: "Family") -> HttpResponse:
    """Who holds parental responsibility for a child."""
    page = queries.people_page(request.user, family.pk, clock.today())
    form = ResponsibilityForm(request.POST or None, people=page.choices, children=page.children)
    if is_save(request) and form.is_valid():
        given = form.cleaned_data
        by_agency = given["holder"] == AGENCY

        def save(deed_id: uuid.UUID) -> Saved:
            actions.record_responsibility(
                by=request.user, family_id=family.pk, deed_id=deed_id, child_id=uuid.UUID(given["child"]),
                basis=given["basis"], holder_person_id=None if by_agency else uuid.UUID(given["holder"]),
                agency=given["agency"] if by_agency else "", since=given["since"], at=clock.now(),
            )  # fmt: skip
            return Saved(_people(family))

        answer = save_form(request, form, save)
        if answer is not None:
            messages.success(request, "Parental responsibility is on the record.")
            return answer
    return render(request, "pathway/record_responsibility.jinja", {"page": page, "form": form})


def _somebody_was_faster(request: SignedInRequest, now: object) -> bool:
    """Whether the record changed since this form was shown."""
    shown = request.POST.get(VERSION)
    return (is_save(request) or is_unfinished(request)) and shown is not None and shown != str(now)


def _where_now(family: "Family", person_id: uuid.UUID) -> str:
    return reverse("pathway:record_fact", args=[family.pk, person_id, "address"])


def _people(family: "Family") -> str:
    return reverse("desk:people", args=[family.pk])
