"""Pages of whoever leads the help: a stage began, more time, who helps, the end of the work, the follow-up."""

import uuid
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from alongside.access.doors import SignedInRequest
from alongside.access.permissions import Permission
from alongside.access.saves import STOOD, Saved, all_shown, is_save, save_form
from alongside.kit import clock
from alongside.kit.forms import Rows, all_valid
from alongside.kit.refusals import AlreadyCorrected, NotAllowed
from alongside.pathway import actions, queries
from alongside.pathway.forms import (
    RUNS_ON,
    UNLIT,
    CloseForm,
    EndFollowUpForm,
    FollowUpForm,
    HelperJoinsForm,
    HelperLeavesForm,
    PauseForm,
    ResumeForm,
    RunsOnRow,
    StageForm,
    UnlitRow,
    going_on,
    last_day_typed,
    left_told,
    left_typed,
    runs_on,
    unlit_rows,
)
from alongside.people.doors import family_page

if TYPE_CHECKING:
    from alongside.people.models import Family

LAW_SEEN = "law-seen"


@family_page(Permission.RECORD_HELP)
@require_safe
def where_we_are(request: SignedInRequest, family: "Family") -> HttpResponse:
    """At which stage the family is and what each stage is for: to read, and to hand to a parent on paper."""
    page = queries.where_page(request.user, family.pk, clock.now())
    return render(request, "pathway/where_we_are.jinja", {"page": page})


@family_page(Permission.RECORD_HELP)
@require_safe
def referral(request: SignedInRequest, family: "Family", entry_id: uuid.UUID | None = None) -> HttpResponse:
    """What the referrer wrote, for those who help the family: the newest referral, or the one of an entry."""
    page = queries.referral_read(request.user, family.pk, entry_id)
    return render(request, "pathway/referral.jinja", {"page": page})


@family_page(Permission.LEAD_HELP)
@require_http_methods(["GET", "POST"])
def begin_stage(request: SignedInRequest, family: "Family") -> HttpResponse:
    """A pathway stage began."""
    page = queries.stages_page(request.user, family.pk, clock.now())
    form = StageForm(request.POST or None, stages=page.stages, opened_on=page.place.involvement.opened_on)
    if is_save(request) and form.is_valid():
        given = form.cleaned_data

        def save(deed_id: uuid.UUID) -> Saved:
            actions.begin_stage(
                by=request.user, family_id=family.pk, deed_id=deed_id, stage_id=given["stage"], on=given["on"],
                why=given["why"], at=clock.now(),
            )  # fmt: skip
            return Saved(_family(family))

        answer = save_form(request, form, save)
        if answer is not None:
            return answer
    return render(request, "pathway/begin_stage.jinja", {"page": page, "form": form})


@family_page(Permission.LEAD_HELP)
@require_GET
def choose_clock(request: SignedInRequest, family: "Family") -> HttpResponse:
    """What is due, to choose for what more time was agreed."""
    place, choices = queries.clocks_to_pause(request.user, family.pk, clock.now())
    return render(request, "pathway/choose_clock.jinja", {"place": place, "choices": choices})


@family_page(Permission.LEAD_HELP)
@require_http_methods(["GET", "POST"])
def pause_clock(
    request: SignedInRequest,
    family: "Family",
    model_id: str,
    clock_id: str,
) -> HttpResponse:
    """More time was agreed for one thing; or, when it is on hold, its time runs again."""
    page = queries.clock_to_pause(request.user, family.pk, model_id, clock_id, clock.now())
    if page.choice.paused_on is not None:
        return _resume(request, family, page)
    form = PauseForm(
        request.POST or None, people=[(str(person), name) for person, name in page.people],
        opened_on=page.place.involvement.opened_on,
    )  # fmt: skip
    if is_save(request) and form.is_valid():
        given = form.cleaned_data

        def save(deed_id: uuid.UUID) -> Saved:
            actions.pause_clock(
                by=request.user, family_id=family.pk, deed_id=deed_id, model_id=model_id, clock_id=clock_id,
                on=given["on"], agreed_with=[uuid.UUID(person) for person in given["agreed_with"]],
                others=given["others"], why=given["why"], at=clock.now(),
            )  # fmt: skip
            return Saved(reverse("timeline:due", args=[family.pk]))

        answer = save_form(request, form, save)
        if answer is not None:
            messages.success(request, f"“{page.choice.line.name}” is on hold.")
            return answer
    return render(request, "pathway/pause_clock.jinja", {"page": page, "form": form})


def _resume(request: SignedInRequest, family: "Family", page: queries.PausePage) -> HttpResponse:
    line, paused_on = page.choice.line, page.choice.paused_on
    if paused_on is None:
        raise NotAllowed
    form = ResumeForm(request.POST or None, paused_on=paused_on)
    if is_save(request) and form.is_valid():
        given = form.cleaned_data

        def save(deed_id: uuid.UUID) -> Saved:
            actions.resume_clock(
                by=request.user, family_id=family.pk, deed_id=deed_id, model_id=line.model_id, clock_id=line.clock_id,
                on=given["on"], why=given["why"], at=clock.now(),
            )  # fmt: skip
            return Saved(reverse("timeline:due", args=[family.pk]))

        answer = save_form(request, form, save)
        if answer is not None:
            messages.success(request, f"Time runs again for “{line.name}”.")
            return answer
    return render(request, "pathway/resume_clock.jinja", {"page": page, "form": form})


@family_page(Permission.LEAD_HELP)
@require_http_methods(["GET", "POST"])
def helper_joins(request: SignedInRequest, family: "Family") -> HttpResponse:
    """Somebody of another agency begins to help."""
    page = queries.helpers_page(request.user, family.pk, clock.now())
    form = HelperJoinsForm(
        request.POST or None, accounts=page.offered, referrer=page.referrer,
        initial={"role": page.referrer.role if page.referrer else ""},
    )  # fmt: skip
    if is_save(request) and form.is_valid():
        given = form.helper()
        partner = page.partner(given.pop("account"))
        typed = given.pop("name")
        name = partner.name if partner is not None else typed

        def save(deed_id: uuid.UUID) -> Saved:
            actions.helper_joins(
                by=request.user, family_id=family.pk, deed_id=deed_id, name=name, user=partner, at=clock.now(), **given
            )
            return Saved(reverse("pathway:helper_joins", args=[family.pk]))

        answer = save_form(request, form, save)
        if answer is not None:
            messages.success(request, f"{name} is among those who help.")
            return answer
    return render(request, "pathway/helper_joins.jinja", {"page": page, "form": form})


@family_page(Permission.LEAD_HELP)
@require_http_methods(["GET", "POST"])
def helper_leaves(
    request: SignedInRequest,
    family: "Family",
    helper_id: uuid.UUID,
) -> HttpResponse:
    """Ask once more, then somebody helps no longer."""
    page = queries.helpers_page(request.user, family.pk, clock.now())
    line = page.line(helper_id)
    form = HelperLeavesForm(request.POST or None)
    if is_save(request) and form.is_valid():

        def save(deed_id: uuid.UUID) -> Saved:
            actions.helper_leaves(
                by=request.user, family_id=family.pk, deed_id=deed_id, helper=line.helper, at=clock.now()
            )
            return Saved(reverse("pathway:helper_joins", args=[family.pk]))

        answer = save_form(request, form, save)
        if answer is not None:
            return answer
    return render(request, "pathway/helper_leaves.jinja", {"page": page, "line": line, "form": form})


@family_page(Permission.LEAD_HELP)
@require_http_methods(["GET", "POST"])
def close(request: SignedInRequest, family: "Family") -> HttpResponse:
    """The work with the family ends."""
    last_day = last_day_typed(request.POST, clock.today())
    typed = left_typed(request.POST)
    page = queries.close_page(request.user, family.pk, clock.now(), last_day, typed)
    followers = {str(user.pk): user for user in page.followers}
    form = CloseForm(
        request.POST or None, reasons=page.reasons, followers=[(key, user.name) for key, user in followers.items()],
        opened_on=page.place.involvement.opened_on, exit_planned=page.exit_planned, met=page.met,
        planned=page.planned, in_law=page.in_law, today=page.today,
        initial={"follow_up_by": str(page.key_worker_id or ""), "leads_now": page.planned.leads_now},
    )  # fmt: skip
    rows = runs_on(request.POST or None, page.runs_after(form.last_day(page.today)))
    children = _unlit(request, page)
    if is_save(request) and all_valid(form, rows, children) and _law_was_seen(request, form):
        given = {name: value for name, value in form.cleaned_data.items() if name != "form_key"}
        follower = followers[given.pop("follow_up_by")]

        def save(deed_id: uuid.UUID) -> Saved:
            actions.close(
                by=request.user, family_id=family.pk, deed_id=deed_id, follow_up_by=follower, at=clock.now(),
                asked=actions.Asked(going_on(rows), all_shown(request)), left=left_told(children), **given,
            )  # fmt: skip
            stays = follower.pk == request.user.pk or request.basis.basis == "lead_team"
            return Saved(_family(family) if stays else reverse("desk:families"))

        try:
            answer = save_form(request, form, save, more=_answered(request), rows=[rows, children])
        except AlreadyCorrected:
            page = queries.close_page(request.user, family.pk, clock.now(), last_day, typed)
            return _close_shown(request, form, page)
        if answer is not None:
            messages.success(request, f"The work with {page.place.called} has ended. {follower.name} keeps in touch.")
            return answer
        return _close_shown(request, form, page, rows, children)
    return _close_shown(request, form, page)


def _close_shown(
    request: SignedInRequest, form: CloseForm, page: queries.ClosePage, rows: Rows[RunsOnRow] | None = None,
    children: Rows[UnlitRow] | None = None,
) -> HttpResponse:  # fmt: skip
    """The page that ends the work; it says so when what runs on stands otherwise than when it was opened. `rows` and
    `children` hold what was refused.
    """
    last_day = form.last_day(page.today)
    rows = rows or runs_on(request.POST or None, page.runs_after(last_day))
    changed = request.method == "POST" and sorted(request.POST.get(STOOD, "").split()) != page.stands.split()
    context = {
        "page": page, "form": form, "rows": rows, "changed": changed and not page.place.cannot, "last_day": last_day,
        "law_typed": _law_typed(request, form), "law_seen": LAW_SEEN,
        "children": children or _unlit(request, page), "later": any(row.running.day for row in rows),
    }  # fmt: skip
    return render(request, "pathway/close.jinja", context, status=409 if changed else 200)


def _law_typed(request: SignedInRequest, form: CloseForm) -> str:
    """What was typed of the law although nothing is asked of it any more."""
    return "" if "in_law" in form.fields else request.POST.get("in_law", "").strip()


def _law_was_seen(request: SignedInRequest, form: CloseForm) -> bool:
    """What is not kept is shown once before the work ends."""
    seen = not _law_typed(request, form) or LAW_SEEN in request.POST
    if not seen:
        form.add_error("on", "With this last day nothing is asked of the law. Look below at what you wrote of it")
    return seen


def _unlit(request: SignedInRequest, page: queries.ClosePage) -> Rows[UnlitRow]:
    return unlit_rows(request.POST or None, page.unlit, page.planned.unchanged)


def _answered(request: SignedInRequest) -> list[tuple[str, str]]:
    """What was answered of what runs on, and of children whom no help had reached. Once the work has ended nothing runs
    on, and the same form sent twice is known by what was typed.
    """
    return sorted((name, str(value)) for name, value in request.POST.items() if name.startswith((RUNS_ON, UNLIT)))


@family_page(Permission.LEAD_HELP)
@require_http_methods(["GET", "POST"])
def follow_up(request: SignedInRequest, family: "Family") -> HttpResponse:
    """How the family is getting on after the work ended."""
    page = queries.follow_up_page(request.user, family.pk, clock.now())
    form = FollowUpForm(request.POST or None, ways=page.ways, outcomes=page.outcomes, closed_on=page.closed_on)
    if is_save(request) and form.is_valid():
        given = form.cleaned_data

        def save(deed_id: uuid.UUID) -> Saved:
            actions.record_follow_up(
                by=request.user, family_id=family.pk, deed_id=deed_id, on=given["on"], way=given["way"],
                outcome=given["outcome"], note=given["note"], at=clock.now(),
            )  # fmt: skip
            return Saved(reverse("pathway:follow_up", args=[family.pk]))

        answer = save_form(request, form, save)
        if answer is not None:
            messages.success(request, "The follow-up is on the record.")
            return answer
    return render(request, "pathway/follow_up.jinja", {"page": page, "form": form})


@family_page(Permission.LEAD_HELP)
@require_http_methods(["GET", "POST"])
def end_follow_up(request: SignedInRequest, family: "Family") -> HttpResponse:
    """The follow-up ends, and with it the involvement."""
    page = queries.follow_up_page(request.user, family.pk, clock.now())
    form = EndFollowUpForm(request.POST or None, closed_on=page.closed_on)
    if is_save(request) and form.is_valid():
        given = form.cleaned_data

        def save(deed_id: uuid.UUID) -> Saved:
            actions.end_follow_up(
                by=request.user, family_id=family.pk, deed_id=deed_id, on=given["on"], note=given["note"],
                at=clock.now(),
            )  # fmt: skip
            return Saved(_family(family) if request.basis.basis == "lead_team" else reverse("desk:families"))

        answer = save_form(request, form, save)
        if answer is not None:
            messages.success(request, f"The follow-up with {page.place.called} has ended.")
            return answer
    return render(request, "pathway/end_follow_up.jinja", {"page": page, "form": form})


def _family(family: "Family") -> str:
    return reverse("desk:family", args=[family.pk])
