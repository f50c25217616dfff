"""Pages of the timeline."""

import uuid
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from alongside.access import actions as access
from alongside.access.doors import SignedInRequest
from alongside.access.permissions import Permission
from alongside.access.rules import KEY
from alongside.access.saves import Saved, is_save, is_unfinished, save_form
from alongside.kit import clock
from alongside.kit.files.giving import download
from alongside.kit.forms import Form
from alongside.kit.hooks import Panel, panels_on
from alongside.kit.refusals import AlreadyCorrected, NotAllowed
from alongside.kit.words import capital
from alongside.people.doors import family_page
from alongside.people.rules import the_family
from alongside.timeline import actions, queries
from alongside.timeline.forms import WHOLE, AudienceForm, ChronologyForm, EndWithholdingForm, RetractForm, WithholdForm
from alongside.timeline.rules import Audience

if TYPE_CHECKING:
    from alongside.people.models import Family

Save = Callable[[uuid.UUID], Saved]
STATE = "state"
"""The hidden input that says which versions a form was shown for."""
RECORDED = "recorded"
"""In the address of the timeline: the deed that was recorded just before, of which rooms may ask something."""


@family_page(Permission.SEE_FAMILIES)
@require_GET
def page(request: SignedInRequest, family: "Family") -> HttpResponse:
    """What happened, by day, the newest first: all of it, or what the reader chose. What stands here is news to them no
    more.
    """
    at = clock.now()
    shown = queries.timeline_view(family, request.user, asked=request.GET.dict(), at=at)
    if shown.may_record:
        access.note_look(
            by=request.user, family_id=family.pk, at=at if shown.is_all_news else None, seen=shown.seen
        )  # fmt: skip
    form = ChronologyForm(request.GET, offered=shown.offered)
    asked = {name: form.data.get(name, "") for name in form.fields if name != KEY and form.data.get(name)}
    deed_id = _just_recorded(request) if shown.may_record else None
    beside = (
        panels_on("recorded", family_id=family.pk, user=request.user, deed_id=deed_id, at=clock.now())
        if deed_id
        else []
    )
    context = {"page": shown, "form": form, "asked": asked, "panels": beside}
    return render(request, "timeline/page.jinja", context)


@family_page(Permission.SEE_FAMILIES)
@require_GET
def entry(request: SignedInRequest, family: "Family", entry_id: uuid.UUID) -> HttpResponse:
    """One entry whole, with its history; its deed is news to the reader no more."""
    opened = _opened(request, family, entry_id)
    if opened.may_record:
        access.note_look(by=request.user, family_id=family.pk, at=None, seen=opened.seen)
    beside = panels_on("entry", family_id=family.pk, user=request.user, opened=opened, at=clock.now())
    return render(request, "timeline/entry.jinja", {"opened": opened, "panels": beside})


@family_page(Permission.SEE_FAMILIES)
@require_GET
def file(request: SignedInRequest, family: "Family", entry_id: uuid.UUID) -> HttpResponse:
    """The file that an entry attaches, as a download and never as a page."""
    found = queries.attached_file(family.pk, request.user, entry_id)
    if found is None:
        raise Http404
    return download(found.name, found.media_type, found.body)


@family_page(Permission.RECORD_HELP)
@require_GET
def due(request: SignedInRequest, family: "Family") -> HttpResponse:
    """Everything that has to follow, the most urgent first."""
    lines = queries.what_is_due(family.pk, request.user, clock.now())
    context = {"family": family, "called": capital(the_family(family.name)), "lines": lines}
    return render(request, "timeline/due.jinja", context)


@family_page(Permission.RECORD_HELP)
@require_GET
def clock_runs(
    request: SignedInRequest,
    family: "Family",
    model_id: str,
    clock_id: str,
) -> HttpResponse:
    """One thing that has to follow, with everything it rests on."""
    shown = queries.clock_detail(family.pk, request.user, model_id, clock_id, clock.now())
    if shown is None:
        raise Http404
    context = {"family": family, "called": capital(the_family(family.name)), "page": shown}
    return render(request, "timeline/clock.jinja", context)


@family_page(Permission.RECORD_HELP)
@require_http_methods(["GET", "POST"])
def retract(
    request: SignedInRequest,
    family: "Family",
    entry_id: uuid.UUID,
) -> HttpResponse:
    """Something on the record did not happen."""
    opened = _opened(request, family, entry_id)
    form = RetractForm(request.POST or None, this=opened.line.title, with_it=[line.title for line in opened.with_it])

    def save(deed_id: uuid.UUID) -> Saved:
        given = form.cleaned_data
        those = opened.deed_entries if given.get("what") == WHOLE else [opened.line]
        actions.retract(
            by=request.user, family_id=family.pk, entry_ids=[line.id for line in those], why=given["why"],
            at=clock.now(), deed_id=deed_id,
        )  # fmt: skip
        return Saved(_entry_url(family, opened.line.id))

    done = "It is on the record that this did not happen."
    return _change(request, opened, form, save, page="timeline/retract.jinja", done=done)


@family_page(Permission.RECORD_HELP)
@require_http_methods(["GET", "POST"])
def audience(
    request: SignedInRequest,
    family: "Family",
    entry_id: uuid.UUID,
) -> HttpResponse:
    """Others may read something, or fewer."""
    opened = _opened(request, family, entry_id)
    apart = queries.apart_by_name(opened, request.user, clock.now())
    form = AudienceForm(request.POST or None, initial={"audience": opened.line.entry.audience}, apart=apart)

    def save(deed_id: uuid.UUID) -> Saved:
        given = form.cleaned_data
        new = actions.change_audience(
            by=request.user, family_id=family.pk, strand_id=opened.line.entry.strand_id, why=given["why"],
            audience=Audience(given["audience"]), at=clock.now(), deed_id=deed_id,
            why_safe=form.why_safe,
        )  # fmt: skip
        return Saved(_entry_url(family, new.pk))

    done = "Who may read this is changed."
    beside = panels_on("audience", family_id=family.pk, user=request.user, opened=opened, at=clock.now())
    return _change(request, opened, form, save, page="timeline/audience.jinja", done=done, beside=beside)


@family_page(Permission.WITHHOLD)
@require_http_methods(["GET", "POST"])
def withhold(
    request: SignedInRequest,
    family: "Family",
    entry_id: uuid.UUID,
) -> HttpResponse:
    """Something is kept from one person of the family."""
    opened = _opened(request, family, entry_id)
    people = queries.people_to_keep_from(family, request.user, opened.line.entry.strand_id)
    names = {str(person_id): name for person_id, name in people}
    form = WithholdForm(request.POST or None, people=list(names.items()))
    if is_save(request) and opened.detail.is_live and form.is_valid():
        given = form.cleaned_data

        def save(_: uuid.UUID) -> Saved:
            actions.withhold_strand(
                by=request.user, family_id=family.pk, strand_id=opened.line.entry.strand_id, why=given["why"],
                from_person_id=uuid.UUID(given["from_person"]), partners_may_read=form.partners_may_read,
                at=clock.now(),
            )  # fmt: skip
            return Saved(_entry_url(family, opened.line.id))

        answer = save_form(request, form, save)
        if answer is not None:
            also = "" if form.partners_may_read else ", and from partners"
            messages.success(request, f"This is kept from {names[given['from_person']]}{also}.")
            return answer
    return render(request, "timeline/withhold.jinja", {"opened": opened, "form": form, "anybody": bool(names)})


@family_page(Permission.WITHHOLD)
@require_http_methods(["GET", "POST"])
def end_withholding(
    request: SignedInRequest,
    family: "Family",
    entry_id: uuid.UUID,
    withholding_id: uuid.UUID,
) -> HttpResponse:
    """Something is kept from one person no longer."""
    opened = _opened(request, family, entry_id)
    kept = next(
        (each for each in opened.detail.kept_from if each.withholding_id == withholding_id and not each.through), None
    )
    if kept is None:
        raise Http404
    form = EndWithholdingForm(request.POST or None)
    if is_save(request) and form.is_valid():

        def save(_: uuid.UUID) -> Saved:
            actions.end_withholding(by=request.user, family_id=family.pk, withholding_id=withholding_id, at=clock.now())
            return Saved(_entry_url(family, opened.line.id))

        answer = save_form(request, form, save)
        if answer is not None:
            messages.success(request, f"This is kept from {kept.name} no longer.")
            return answer
    return render(request, "timeline/end_withholding.jinja", {"opened": opened, "form": form, "kept": kept})


def _just_recorded(request: SignedInRequest) -> uuid.UUID | None:
    """The deed that was recorded before the page was shown, when its address says so."""
    try:
        return uuid.UUID(request.GET.get(RECORDED, ""))
    except ValueError:
        return None


def _change(
    request: SignedInRequest, opened: queries.OpenedEntry, form: Form, save: Save, *, page: str, done: str,
    beside: Sequence[Panel] = (),
) -> HttpResponse:  # fmt: skip
    """Save what the form asks for, unless somebody changed the entry since it was shown: then the page shows what
    stands now above what was typed.
    """
    theirs = False

    def save_what_was_shown(deed_id: uuid.UUID) -> Saved:
        # Asked inside the save, so that a form delivered twice meets its own first answer and not its own change.
        if request.POST.get(STATE, opened.state) != opened.state or not opened.detail.is_live:
            raise AlreadyCorrected(opened.line.id)
        try:
            return save(deed_id)
        except NotAllowed as gone:
            raise AlreadyCorrected(None) from gone

    if is_save(request) and form.is_valid():
        try:
            answer = save_form(request, form, save_what_was_shown)
        except AlreadyCorrected:
            answer, theirs, opened = None, True, _opened(request, opened.family, opened.line.id)
        if answer is not None:
            messages.success(request, done)
            return answer
    elif is_unfinished(request):
        theirs = request.POST.get(STATE, opened.state) != opened.state
    shown_for = opened.state if theirs else request.POST.get(STATE, opened.state)
    context = {"opened": opened, "form": form, "theirs": theirs, "shown_for": shown_for, "panels": beside}
    return render(request, page, context)


def _entry_url(family: "Family", entry_id: uuid.UUID) -> str:
    return reverse("timeline:entry", args=[family.pk, entry_id])


def _opened(request: SignedInRequest, family: "Family", entry_id: uuid.UUID) -> queries.OpenedEntry:
    found = queries.opened_entry(family, request.user, entry_id)
    if found is None:
        raise Http404
    return found
