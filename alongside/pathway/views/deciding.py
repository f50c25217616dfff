"""A manager's pages: what waits, one referral opened, and the decision about it."""

import uuid
from collections.abc import Iterator

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from alongside.access.doors import SignedInRequest
from alongside.access.permissions import Permission
from alongside.access.saves import Saved, all_shown, is_save, save_form
from alongside.kit import clock
from alongside.kit.dates import count_words
from alongside.kit.words import capital
from alongside.pathway import actions, queries
from alongside.pathway.forms import AcceptForm, AllocateAgainForm, AllocateForm, AskForm, DeclineForm
from alongside.pathway.rules import UNDECIDED, Standing
from alongside.people.doors import families_page


@families_page(Permission.ALLOCATE)
@require_GET
def allocation(request: SignedInRequest) -> HttpResponse:
    """Referrals to decide, families to allocate, and how many families each key worker has."""
    return render(request, "pathway/allocation.jinja", {"page": queries.allocation_page(request.user, clock.now())})


@families_page(Permission.ALLOCATE)
@require_GET
def decide(request: SignedInRequest, family_id: int) -> HttpResponse:
    """One referral with everything it says, and who of it may be known already."""
    page = queries.referral_page(request.user, family_id, clock.now(), request.request_id)
    return render(request, "pathway/decide.jinja", {"page": page})


@families_page(Permission.ALLOCATE)
@require_http_methods(["GET", "POST"])
def accept(request: SignedInRequest, family_id: int) -> HttpResponse:
    """Yes."""
    place = queries.place(request.user, family_id, clock.now(), *UNDECIDED)
    form = AcceptForm(request.POST or None)
    if is_save(request) and form.is_valid():
        given = form.cleaned_data

        def save(deed_id: uuid.UUID) -> Saved:
            actions.accept(
                by=request.user, family_id=family_id, deed_id=deed_id, below_threshold=given["threshold"] == "below",
                reason=given["reason"], told=given["told"], at=clock.now(),
            )  # fmt: skip
            return Saved(reverse("pathway:allocate", args=[family_id]))

        answer = save_form(request, form, save)
        if answer is not None:
            messages.success(request, "Accepted. Now choose who will be their key worker.")
            return answer
    return _decision(request, place, form, "Accept the referral")


@families_page(Permission.ALLOCATE)
@require_http_methods(["GET", "POST"])
def ask(request: SignedInRequest, family_id: int) -> HttpResponse:
    """Not yet: ask the referrer for more."""
    place = queries.place(request.user, family_id, clock.now(), *UNDECIDED)
    form = AskForm(request.POST or None)
    if is_save(request) and form.is_valid():

        def save(deed_id: uuid.UUID) -> Saved:
            actions.ask_for_more(
                by=request.user, family_id=family_id, deed_id=deed_id, question=form.cleaned_data["question"],
                at=clock.now(),
            )  # fmt: skip
            return Saved(reverse("pathway:decide", args=[family_id]))

        answer = save_form(request, form, save)
        if answer is not None:
            messages.success(request, "Asked. Their answer will show here.")
            return answer
    return _decision(request, place, form, "Ask the referrer")


@families_page(Permission.ALLOCATE)
@require_http_methods(["GET", "POST"])
def decline(request: SignedInRequest, family_id: int) -> HttpResponse:
    """No, with the reason."""
    page = queries.decline_page(request.user, family_id, clock.now())
    form = DeclineForm(request.POST or None, reasons=page.reasons)
    if is_save(request) and form.is_valid():
        given = form.cleaned_data

        def save(deed_id: uuid.UUID) -> Saved:
            actions.decline(
                by=request.user, family_id=family_id, deed_id=deed_id, reason=given["reason"], told=given["told"],
                at=clock.now(),
            )  # fmt: skip
            return Saved(reverse("pathway:allocation"))

        answer = save_form(request, form, save)
        if answer is not None:
            messages.success(request, f"Declined. Whoever referred {page.place.called} reads the reason now.")
            return answer
    return _decision(request, page.place, form, "Decline the referral")


@families_page(Permission.ALLOCATE)
@require_http_methods(["GET", "POST"])
def allocate(request: SignedInRequest, family_id: int) -> HttpResponse:
    """The family gets its key worker."""
    page = queries.allocate_page(request.user, family_id, clock.now(), Standing.ACCEPTED)
    form = AllocateForm(
        request.POST or None, workers=[(str(load.user.pk), load.user.name, load.words) for load in page.loads],
        seniors=[(str(user.pk), user.name) for user in page.seniors],
    )  # fmt: skip
    if is_save(request) and form.is_valid():
        given = form.cleaned_data

        def save(deed_id: uuid.UUID) -> Saved:
            actions.allocate(
                by=request.user, family_id=family_id, deed_id=deed_id, worker=page.worker(given["worker"]),
                senior=page.worker(given["senior"]) if given["senior"] else None, note=given["note"], at=clock.now(),
            )  # fmt: skip
            return Saved(reverse("pathway:allocation"))

        answer = save_form(request, form, save)
        if answer is not None:
            messages.success(request, f"{capital(page.place.called)}: the key worker is allocated.")
            return answer
    return render(request, "pathway/allocate.jinja", {"page": page, "form": form})


@families_page(Permission.ALLOCATE)
@require_http_methods(["GET", "POST"])
def allocate_again(request: SignedInRequest, family_id: int) -> HttpResponse:
    """Another key worker takes over."""
    page = queries.change_page(request.user, family_id, clock.now())
    shown = all_shown(request) if request.method == "POST" else page.seen
    loads = [load for load in page.loads if page.before is None or load.user.pk != page.before.user_id]
    form = AllocateAgainForm(
        request.POST or None, workers=[(str(load.user.pk), load.user.name, load.words) for load in loads],
        leaves=page.leaves, promised=page.promised, shown=shown,
    )  # fmt: skip
    if is_save(request) and form.is_valid():
        given = form.cleaned_data
        promises = {uuid.UUID(each) for each in given.get("promises", ())}

        def save(deed_id: uuid.UUID) -> Saved:
            done = actions.allocate_again(
                by=request.user, family_id=family_id, deed_id=deed_id, worker=page.worker(given["worker"]),
                reason=given["reason"], promises=promises, shown=shown, at=clock.now(),
            )  # fmt: skip
            _say(request, page, done, [each.what for each in page.promised if each.promise_id not in promises])
            return Saved(reverse("desk:family", args=[family_id]))

        answer = save_form(request, form, save)
        if answer is not None:
            return answer
    return render(request, "pathway/allocate_again.jinja", {"page": page, "form": form})


def _say(request: SignedInRequest, page: queries.ChangePage, done: actions.HandedOver, stays: list[str]) -> None:
    """Who takes over, how much of what was promised goes with it, what does not, and what is to be seen to now."""
    new, before = str(done.helper.user), page.leaves
    words = f"{capital(page.place.called)}: {new} takes over"
    if done.taken_over:
        words += f", and with it {_things(done.taken_over)} {page.leaves} promised"
    if stays:
        named = "; ".join(f"“{what}”" for what in stays)
        words += f". Written as {before}’s still, who sees it here no longer: {named}. {new} sees it among what is due"
    messages.success(request, f"{words}.")
    for said in _to_see_to(page, new):
        messages.warning(request, said)
    if done.not_taken_over:
        messages.warning(request, f"Not taken over, as it changed meanwhile: {'; '.join(done.not_taken_over)}.")


def _to_see_to(page: queries.ChangePage, new: str) -> Iterator[str]:
    """What was booked, so that people hear who comes; and the forms that whoever left cannot open any more."""
    if page.booked:
        yield f"Ring to say that {new} comes. {' '.join(each.words for each in page.booked)}"
    if page.unfinished:
        forms, they = (
            ("a form", "it is") if page.unfinished == 1 else (f"{count_words(page.unfinished)} forms", "they are")
        )
        yield (
            f"{page.leaves} has {forms} about this family that nobody can open now, unless {page.leaves} helps the "
            f"family again: {they} thrown away after 14 days."
        )


def _things(number: int) -> str:
    return f"{count_words(number)} {'thing' if number == 1 else 'things'}"


def _decision(
    request: SignedInRequest, place: queries.Place, form: AcceptForm | AskForm | DeclineForm, button: str
) -> HttpResponse:
    return render(request, "pathway/decision.jinja", {"place": place, "form": form, "button": button})
