"""Pages of agreements and consent."""

import uuid
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from alongside.access.doors import SignedInRequest
from alongside.access.permissions import Permission
from alongside.access.saves import STOOD, Saved, is_save, is_unfinished, saved_or_shown, shown_for
from alongside.agreements import actions, forms, queries
from alongside.agreements.rules.agencies import SIGNED
from alongside.agreements.rules.copies import due_by
from alongside.kit import clock
from alongside.kit.dates import day_long
from alongside.kit.forms import Form, Rows
from alongside.kit.refusals import AlreadyCorrected
from alongside.people.doors import families_page, family_page

if TYPE_CHECKING:
    from alongside.people.models import Family


@family_page(Permission.RECORD_HELP)
@require_GET
def overview(request: SignedInRequest, family: "Family") -> HttpResponse:
    """Who agreed to what."""
    page = queries.overview(family, request.user, clock.now())
    return render(request, "agreements/overview.jinja", {"page": page, "signed": SIGNED})


@family_page(Permission.RECORD_HELP)
@require_GET
def shown(request: SignedInRequest, family: "Family", deed_id: uuid.UUID) -> HttpResponse:
    """One agreement with the family; printed, it is their copy."""
    page = queries.agreement_shown(family, request.user, deed_id)
    if page is None:
        raise Http404
    stamp = f"Family {family.reference}, for the family."
    return render(request, "agreements/shown.jinja", {"page": page, "stamp": stamp})


@family_page(Permission.RECORD_HELP)
@require_http_methods(["GET", "POST"])
def make(request: SignedInRequest, family: "Family") -> HttpResponse:
    """The family and the worker agree how they work together."""
    return _agreement(request, family, None)


@family_page(Permission.RECORD_HELP)
@require_http_methods(["GET", "POST"])
def revise(request: SignedInRequest, family: "Family", deed_id: uuid.UUID) -> HttpResponse:
    """They agree anew; the version before stays."""
    return _agreement(request, family, deed_id)


def _agreement(
    request: SignedInRequest, family: "Family", revises: uuid.UUID | None, theirs: uuid.UUID | None = None
) -> HttpResponse:
    """The page of an agreement. `theirs`: the version that somebody saved while this one was written."""
    page = queries.agreement_page(family, request.user, clock.now(), revises=revises, theirs=theirs)
    if page is None:
        raise Http404
    data, before = request.POST or None, page.before
    shown = forms.first_shown(before.agreement if before else None, page.for_the_family)
    form = forms.AgreementForm(data, initial=shown)
    rows = forms.answer_rows(data, page.persons, dict(before.answered) if before else None)
    if theirs is not None:
        return render(request, "agreements/make.jinja", {"page": page, "form": form, "rows": rows}, status=409)

    def save(deed_id: uuid.UUID) -> Saved:
        actions.record_agreement(
            by=request.user, deed_id=deed_id, family_id=family.pk, on=form.cleaned_data["day"], at=clock.now(),
            agreement=forms.agreement_of(form, revises), answers=forms.answers_of(rows),
        )  # fmt: skip
        return Saved(
            reverse("agreements:shown", args=[family.pk, deed_id]),
            reverse("agreements:revise", args=[family.pk, deed_id]),
        )

    try:
        return saved_or_shown(
            request, form, save, template="agreements/make.jinja", rows=rows, context={"page": page},
            done="The agreement is on the record.",
        )  # fmt: skip
    except AlreadyCorrected as collision:
        return _agreement(request, family, revises, uuid.UUID(str(collision.theirs)))


@family_page(Permission.RECORD_HELP)
@require_http_methods(["GET", "POST"])
def look_again(request: SignedInRequest, family: "Family", deed_id: uuid.UUID) -> HttpResponse:
    """They look at the agreement again, and it stays as it is. By its deed, or by what asks for it."""
    page = queries.again_page(family, request.user, deed_id, clock.now())
    if page is None:
        raise Http404
    form = forms.LookAgainForm(request.POST or None, people=page.persons, initial=forms.again_shown(page))

    def save(new_deed: uuid.UUID) -> Saved:
        given = form.cleaned_data
        actions.look_again(
            by=request.user, deed_id=new_deed, family_id=family.pk, agreed=page.deed_id, on=given["day"],
            took_part=[uuid.UUID(person) for person in given["took_part"]], note=given["note"], at=clock.now(),
        )  # fmt: skip
        return Saved(reverse("agreements:shown", args=[family.pk, page.deed_id]))

    def now() -> dict[str, Any]:
        return {"page": queries.again_page(family, request.user, deed_id, clock.now())}

    return _saved_unless_settled(
        request, form, save, now, template="agreements/look_again.jinja", context={"page": page},
        done="The agreement was looked at again, and stays as it is.",
    )  # fmt: skip


@family_page(Permission.RECORD_HELP)
@require_http_methods(["GET", "POST"])
def consent(request: SignedInRequest, family: "Family") -> HttpResponse:
    """Somebody is asked whether others may know, and says yes or no."""
    page = queries.consent_page(family, request.user, clock.now())
    form = forms.ConsentForm(request.POST or None, page=page, initial=forms.today_typed(request.GET.get("to", "")))

    def save(deed_id: uuid.UUID) -> Saved:
        told = form.consent()
        actions.record_consent(by=request.user, deed_id=deed_id, family_id=family.pk, told=told, at=clock.now())
        return _overview(family)

    done = "What they said is on the record, and counts from now on."
    return saved_or_shown(request, form, save, template="agreements/consent.jinja", context={"page": page}, done=done)


@family_page(Permission.RECORD_HELP)
@require_http_methods(["GET", "POST"])
def withdraw(request: SignedInRequest, family: "Family", deed_id: uuid.UUID) -> HttpResponse:
    """Whoever said yes takes it back: for the person whose row was pressed, and whoever else is ticked."""
    chosen = request.POST.getlist("about") if request.POST else request.GET.getlist("for")
    page = queries.withdraw_page(family, request.user, deed_id, clock.now(), chosen=chosen)
    if page is None:
        raise Http404
    form = forms.WithdrawForm(request.POST or None, people=page.asked, chosen=page.chosen)

    def save(new_deed: uuid.UUID) -> Saved:
        given = form.cleaned_data
        actions.withdraw_consent(
            by=request.user, deed_id=new_deed, family_id=family.pk, withdraws=deed_id, words=given["words"],
            about=tuple(uuid.UUID(person) for person in given["about"]), at=clock.now(),
        )  # fmt: skip
        return Saved(request.path)

    return _saved_unless_settled(
        request, form, save, lambda: {"gone": True}, template="agreements/withdraw.jinja",
        context={"page": page, "gone": False}, done="It is taken back. Nobody reads on the ground of it any more.",
    )  # fmt: skip


@family_page(Permission.RECORD_HELP)
@require_http_methods(["GET", "POST"])
def share(request: SignedInRequest, family: "Family") -> HttpResponse:
    """Something is shared without consent, after two steps."""
    page = queries.consent_page(family, request.user, clock.now())
    form = forms.ShareForm(request.POST or None, page=page)

    def save(deed_id: uuid.UUID) -> Saved:
        actions.share_without_consent(
            by=request.user, deed_id=deed_id, family_id=family.pk, sharing=form.sharing(), at=clock.now()
        )
        return _overview(family)

    return saved_or_shown(
        request, form, save, template="agreements/share.jinja", context={"page": page},
        done="The decision is on the record with its reasons, and goes to the manager.",
    )  # fmt: skip


@family_page(Permission.RECORD_HELP)
@require_GET
def sharing(request: SignedInRequest, family: "Family", deed_id: uuid.UUID) -> HttpResponse:
    """Why something was shared without consent."""
    page = queries.sharing_page(family, request.user, deed_id, clock.now())
    if page is None:
        raise Http404
    return render(request, "agreements/sharing.jinja", {"page": page})


@family_page(Permission.RECORD_HELP)
@require_http_methods(["GET", "POST"])
def end_sharing(request: SignedInRequest, family: "Family", deed_id: uuid.UUID) -> HttpResponse:
    """What was shared without consent is shared no longer, before its last day."""
    page = queries.sharing_page(family, request.user, deed_id, clock.now())
    if page is None:
        raise Http404
    form = forms.EndSharingForm(request.POST or None)

    def save(new_deed: uuid.UUID) -> Saved:
        actions.end_sharing(
            by=request.user, deed_id=new_deed, family_id=family.pk, ends=deed_id, why=form.cleaned_data["why"],
            at=clock.now(),
        )  # fmt: skip
        return Saved(reverse("agreements:sharing", args=[family.pk, deed_id]))

    def now() -> dict[str, Any]:
        return {"page": queries.sharing_page(family, request.user, deed_id, clock.now())}

    return _saved_unless_settled(
        request, form, save, now, template="agreements/end_sharing.jinja", context={"page": page},
        done="It is shared no longer. Nobody reads on the ground of it any more.",
    )  # fmt: skip


@family_page(Permission.RECORD_HELP)
@require_http_methods(["GET", "POST"])
def agencies(request: SignedInRequest, family: "Family") -> HttpResponse:
    """What agencies agree among themselves; what somebody else wrote down meanwhile is shown beside it."""
    page = queries.agencies_page(family, request.user, clock.now())
    data = request.POST or None
    shown = forms.among_shown(page.among)
    form = forms.AgenciesForm(data, people=page.persons, initial=shown, stood=shown)
    rows = forms.promise_rows(data, page.among, page.in_plan)

    def save(deed_id: uuid.UUID) -> Saved:
        actions.record_agencies(
            by=request.user, deed_id=deed_id, family_id=family.pk, on=form.cleaned_data["day"], at=clock.now(),
            among=forms.among_of(form, rows), stood=shown_for(request),
        )  # fmt: skip
        return _overview(family)

    stands = str(page.stood or "")
    clash = is_unfinished(request) and shown_for(request) != page.stood
    stood = request.POST.get(STOOD, "") if is_save(request) else stands
    context = {"page": page, "stood": stood, "clash": clash, "signed": SIGNED}
    return _saved_unless_settled(
        request, form, save, lambda: {"clash": True, "stood": stands}, rows=rows, context=context,
        template="agreements/agencies.jinja", done="What the agencies promised is on the record.",
    )  # fmt: skip


@family_page(Permission.OVERSEE_TEAM)
@require_http_methods(["GET", "POST"])
def look_at(request: SignedInRequest, family: "Family", entry_id: uuid.UUID) -> HttpResponse:
    """The manager looks at a clash of consents, or at a decision to share without."""
    page = queries.look_page(family, request.user, entry_id)
    if page is None:
        raise Http404
    form = forms.LookForm(request.POST or None)

    def save(deed_id: uuid.UUID) -> Saved:
        actions.look_at(
            by=request.user, deed_id=deed_id, family_id=family.pk, entry_id=entry_id, note=form.cleaned_data["note"],
            at=clock.now(),
        )  # fmt: skip
        return _overview(family)

    return _saved_unless_settled(
        request, form, save, lambda: {"gone": True}, template="agreements/look_at.jinja",
        context={"page": page, "gone": page.done}, done="What you looked at is on the record.",
    )  # fmt: skip


@families_page(Permission.SEE_OWN_RECORD)
@require_GET
def own(request: SignedInRequest) -> HttpResponse:
    """What a parent or a child agreed and said of sharing; printed, it is their copy."""
    page = queries.own_page(request.user, clock.now())
    return render(request, "agreements/own.jinja", {"page": page, "stamp": f"For {page.name}."})


@family_page(Permission.RECORD_HELP)
@require_http_methods(["GET", "POST"])
def ask_for_copy(request: SignedInRequest, family: "Family") -> HttpResponse:
    """Somebody asks for a copy of what is written about them."""
    page = queries.copies_page(family, request.user, clock.now())
    form = forms.CopyForm(request.POST or None, people=page.persons, initial=forms.copy_shown())

    def save(deed_id: uuid.UUID) -> Saved:
        actions.ask_for_copy(
            by=request.user, deed_id=deed_id, family_id=family.pk, request=form.request(), at=clock.now()
        )
        return Saved(reverse("agreements:ask_copy", args=[family.pk]))

    return saved_or_shown(
        request, form, save, template="agreements/ask_copy.jinja", context={"page": page},
        done="It is on the record, and due in a month.",
    )  # fmt: skip


@family_page(Permission.RECORD_HELP)
@require_http_methods(["GET", "POST"])
def copy(request: SignedInRequest, family: "Family", entry_id: uuid.UUID) -> HttpResponse:
    """What somebody asked a copy of, and what became of it."""
    page = queries.copy_page(family, request.user, entry_id, clock.now())
    if page is None:
        raise Http404
    form = forms.AnswerCopyForm(request.POST or None, initial=forms.answer_shown())

    def save(deed_id: uuid.UUID) -> Saved:
        actions.answer_copy(
            by=request.user, deed_id=deed_id, family_id=family.pk, entry_id=entry_id, on=form.cleaned_data["day"],
            answer=form.answer(form.cleaned_data), at=clock.now(),
        )  # fmt: skip
        return Saved(request.path)

    def now() -> dict[str, Any]:
        return {"page": queries.copy_page(family, request.user, entry_id, clock.now())}

    return _saved_unless_settled(
        request, form, save, now, template="agreements/copy.jinja", context={"page": page},
        done="What became of it is on the record.",
    )  # fmt: skip


@families_page(Permission.SEE_OWN_RECORD)
@require_http_methods(["GET", "POST"])
def ask_for_own_copy(request: SignedInRequest) -> HttpResponse:
    """A parent or young person asks for a copy of what is written about them."""
    page = queries.own_choices(request.user, clock.now())
    form = forms.OwnCopyForm(request.POST or None, choices=page)

    def save(deed_id: uuid.UUID) -> Saved:
        given = form.cleaned_data
        actions.ask_for_own_copy(
            by=request.user, deed_id=deed_id, about=given["about"], how=given["how"], words=given["words"],
            at=clock.now(),
        )  # fmt: skip
        return Saved(reverse("agreements:own"))

    due = day_long(due_by(clock.today()))
    return saved_or_shown(
        request, form, save, template="agreements/own_copy.jinja", context={"due": due},
        done=f"We know that you want a copy. You hear from us by {due}.",
    )  # fmt: skip


def _saved_unless_settled(
    request: SignedInRequest, form: Form, save: Callable[[uuid.UUID], Saved], settled: Callable[[], dict[str, Any]],
    *, template: str, context: dict[str, Any], done: str, rows: Rows | None = None,
) -> HttpResponse:  # fmt: skip
    """Save it, or show the page; where somebody settled the same meanwhile, the page with what was typed, and with what
    `settled` tells of it.
    """
    try:
        return saved_or_shown(request, form, save, template=template, context=context, done=done, rows=rows)
    except AlreadyCorrected:
        return render(request, template, {**context, **settled(), "form": form, "rows": rows}, status=409)


def _overview(family: "Family") -> Saved:
    return Saved(reverse("agreements:overview", args=[family.pk]))
