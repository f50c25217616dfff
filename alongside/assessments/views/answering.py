"""Pages on which an assessment is begun and answered."""

import uuid
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from alongside.access.doors import SignedInRequest
from alongside.access.permissions import Permission
from alongside.access.saves import STOOD, Saved, is_save, is_unfinished, saved_or_shown, shown_for
from alongside.assessments import actions, queries
from alongside.assessments.forms import About, Before, QuestionsForm, StartForm, ViewForm, words_before
from alongside.assessments.queries import SectionPage
from alongside.kit import clock
from alongside.kit.dates import day_long
from alongside.kit.refusals import AlreadyCorrected
from alongside.people.doors import family_page

if TYPE_CHECKING:
    from alongside.people.models import Family


@family_page(Permission.RECORD_HELP)
@require_safe
def overview(request: SignedInRequest, family: "Family") -> HttpResponse:
    """The assessment as a whole: begin it, or see what is answered and go on."""
    page = queries.overview(request.user, family.pk, clock.today())
    form = StartForm(agreed=page.agreed) if page.assessment.started is None else None
    return render(request, "assessments/overview.jinja", {"page": page, "form": form})


@family_page(Permission.RECORD_HELP)
@require_http_methods(["GET", "POST"])
def start(request: SignedInRequest, family: "Family") -> HttpResponse:
    """Begin it."""
    page = queries.overview(request.user, family.pk, clock.today())
    if page.assessment.started is not None and request.method != "POST":
        return redirect(_overview(family))
    form = StartForm(request.POST or None, agreed=page.agreed)

    def save(deed_id: uuid.UUID) -> Saved:
        actions.start(
            by=request.user, deed_id=deed_id, family_id=family.pk, at=clock.now(),
            reason=form.cleaned_data.get("reason", ""),
        )  # fmt: skip
        return Saved(_overview(family))

    context = {"page": page}
    return saved_or_shown(
        request, form, save, template="assessments/overview.jinja", context=context, done="The assessment has begun."
    )


@family_page(Permission.RECORD_HELP)
@require_safe
def person(request: SignedInRequest, family: "Family", person_id: uuid.UUID) -> HttpResponse:
    """Everything that is asked of one person."""
    held, steps = queries.person_steps(request.user, family.pk, person_id, clock.today())
    return render(request, "assessments/person.jinja", {"held": held, "page": steps})


@family_page(Permission.RECORD_HELP)
@require_http_methods(["GET", "POST"])
def section(
    request: SignedInRequest, family: "Family", section_id: str, person_id: uuid.UUID | None = None
) -> HttpResponse:
    """One section, of a person or of the family; when somebody changed it meanwhile, both are shown."""
    page = queries.section_page(request.user, family.pk, section_id, person_id, clock.today())
    form = _form(request, page)

    def save(deed_id: uuid.UUID) -> Saved:
        actions.answer_section(
            by=request.user, deed_id=deed_id, family_id=family.pk, section_id=section_id, person_id=person_id,
            answers=form.answers(page.section), stood=shown_for(request), at=clock.now(),
        )  # fmt: skip
        return Saved(_back(page), request.path)

    kept = is_save(request) or is_unfinished(request)
    stood = request.POST.get(STOOD, "") if kept else _entry(page)
    context: dict[str, Any] = {"page": page, "back": _back(page), "stood": stood, "theirs": False, "was": _was(page)}
    try:
        return saved_or_shown(
            request, form, save, template="assessments/section.jinja", context=context, done="The answers are kept."
        )
    except AlreadyCorrected:
        page = queries.section_page(request.user, family.pk, section_id, person_id, clock.today())
        context |= {"page": page, "stood": _entry(page), "theirs": True, "form": form}
        return render(request, "assessments/section.jinja", context, status=409)


@family_page(Permission.RECORD_HELP)
@require_http_methods(["GET", "POST"])
def differ(
    request: SignedInRequest, family: "Family", section_id: str, person_id: uuid.UUID | None = None
) -> HttpResponse:
    """How somebody sees a section differently."""
    page = queries.section_page(request.user, family.pk, section_id, person_id, clock.today())
    form = ViewForm(request.POST or None, people=page.held.people)

    def save(deed_id: uuid.UUID) -> Saved:
        given = form.cleaned_data
        actions.give_view(
            by=request.user, deed_id=deed_id, family_id=family.pk, section_id=section_id, about=person_id,
            words=given["words"], at=clock.now(), agency=given["agency"],
            person_id=uuid.UUID(given["whose"]) if given["whose"] else None,
        )  # fmt: skip
        return Saved(_section(page))

    context = {"page": page, "back": _section(page)}
    return saved_or_shown(
        request, form, save, template="assessments/differ.jinja", context=context, done="Their view is kept beside it."
    )


@family_page(Permission.RECORD_HELP)
@require_http_methods(["GET", "POST"])
def correct_view(request: SignedInRequest, family: "Family", entry_id: uuid.UUID) -> HttpResponse:
    """Put right how somebody sees a section; when somebody did so meanwhile, both texts are shown."""
    found = queries.view_page(request.user, family.pk, entry_id, clock.today())
    view, kept = found.view, is_save(request) or is_unfinished(request)
    if view is None and not kept:
        raise Http404
    initial = {"whose": str(view.person_id or ""), "agency": "" if view.person_id else view.whose, "words": view.words,
               } if view else {}  # fmt: skip
    form = ViewForm(request.POST or None, people=found.page.held.people, initial=initial)
    stood = (shown_for(request) if kept else None) or (view.said.entry_id if view else entry_id)

    def save(deed_id: uuid.UUID) -> Saved:
        given = form.cleaned_data
        actions.correct_view(
            by=request.user, deed_id=deed_id, family_id=family.pk, stood=stood, words=given["words"], at=clock.now(),
            agency=given["agency"], person_id=uuid.UUID(given["whose"]) if given["whose"] else None,
        )  # fmt: skip
        return Saved(_section(found.page))

    context: dict[str, Any] = {"page": found.page, "back": _section(found.page), "stood": stood, "view": view}
    context["theirs"] = view is None or view.said.entry_id != stood
    try:
        return saved_or_shown(
            request, form, save, template="assessments/correct_view.jinja", context=context, done="It is put right."
        )
    except AlreadyCorrected:
        view = queries.view_page(request.user, family.pk, stood, clock.today()).view
        context |= {"view": view, "stood": view.said.entry_id if view else stood, "theirs": True, "form": form}
        return render(request, "assessments/correct_view.jinja", context, status=409)


def _form(request: SignedInRequest, page: SectionPage) -> QuestionsForm:
    stands = page.stands.filled.answers if page.stands else {}
    record = {
        question: (line.value, f"since {day_long(line.since)}")
        for question, line in page.known.items()
        if page.section.question(question).kind in ("line", "text", "choice")
    }
    about = About(page.held.ref.set_id, page.held.people, page.person)
    before = {page.section.id: Before(stands, record, taken_over=_of_harm(page))}
    return QuestionsForm(request.POST or None, sections=[page.section], about=about, before=before)


def _of_harm(page: SectionPage) -> dict[str, tuple[Any, str]]:
    """What the risk assessment knows, and where from in words."""
    if page.risk is None:
        return {}
    source = f"the risk assessment of {day_long(page.risk.said.on)}, by {page.risk.said.by}"
    return {question: (answer, source) for question, answer in page.of_harm.items()}


def _was(page: SectionPage) -> dict[str, str]:
    """The answers of an earlier version, in words, to stand beside the new."""
    if page.stands is None or not page.is_new:
        return {}
    old = page.held.sets[page.stands.ref.version_id].section(page.section.id)
    return words_before(old, page.stands.filled.answers, page.held.names)


def _entry(page: SectionPage) -> str:
    return str(page.stands.said.entry_id) if page.stands else ""


def _overview(family: "Family") -> str:
    return reverse("assessments:overview", args=[family.pk])


def _back(page: SectionPage) -> str:
    """The list a section was chosen from."""
    if page.person is None:
        return _overview(page.held.family)
    return reverse("assessments:person", args=[page.held.family.pk, page.person.person_id])


def _section(page: SectionPage) -> str:
    if page.person is None:
        return reverse("assessments:section", args=[page.held.family.pk, page.section.id])
    return reverse("assessments:section_of", args=[page.held.family.pk, page.person.person_id, page.section.id])
