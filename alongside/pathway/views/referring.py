"""Pages of whoever refers: send a referral, or write one down for a family that rang; see what became of it, answer
what is asked. No family is ever shown here.
"""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from alongside.access.doors import SignedInRequest, requires
from alongside.access.permissions import Permission
from alongside.access.saves import Saved, is_save, save_form
from alongside.kit import clock
from alongside.kit.forms import Rows, all_valid
from alongside.pathway import actions, queries
from alongside.pathway.forms import PersonRow, RangForm, RangRow, ReferralForm, ReplyForm, told_by

NOBODY = "Name or describe at least one person in the family"
SENT = "Sent. Nothing more to do; we tell you here what is decided."
WRITTEN_DOWN = "Written down. Whoever decides on referrals sees it now."


@requires(Permission.REFER)
@require_http_methods(["GET", "POST"])
def refer(request: SignedInRequest) -> HttpResponse:
    """Ask for help for a family; for the team, write down what was said when a family rang."""
    page = queries.refer_page(request.user)
    contact = {"agency": page.agency, "telephone": page.telephone}
    form = (ReferralForm if page.outside else RangForm)(request.POST or None, lists=page.lists, initial=contact)
    people = _people(request, outside=page.outside)
    if is_save(request) and all_valid(form, people):
        if not people.cleaned:
            people[0].add_error("name", NOBODY)
        else:

            def save(deed_id: uuid.UUID) -> Saved:
                told = told_by(form.cleaned_data, people.cleaned)
                sent = actions.receive_referral(by=request.user, deed_id=deed_id, told=told, at=clock.now())
                return Saved(reverse("pathway:my_referral", args=[sent.pk]))

            answer = save_form(request, form, save, more=people.cleaned)
            if answer is not None:
                messages.success(request, SENT if page.outside else WRITTEN_DOWN)
                return answer
    return render(request, "pathway/refer.jinja", {"form": form, "people": people, "page": page})


def _people(request: SignedInRequest, *, outside: bool) -> Rows[PersonRow]:
    if outside:
        return Rows.growing(PersonRow, request.POST or None, prefix="person", least=2)
    asked_by = request.POST.get("asked_by", "")
    return Rows.growing(RangRow, request.POST or None, prefix="person", least=2, asked_by=asked_by)


@requires(Permission.REFER)
@require_GET
def my_referrals(request: SignedInRequest) -> HttpResponse:
    """Everything this person has referred."""
    return render(request, "pathway/my_referrals.jinja", {"page": queries.my_referrals(request.user)})


@requires(Permission.REFER)
@require_http_methods(["GET", "POST"])
def my_referral(request: SignedInRequest, submission_id: uuid.UUID) -> HttpResponse:
    """One of their own referrals, what became of it, and room for an answer while nobody has decided."""
    page = queries.my_referral(request.user, submission_id)
    if page is None:
        raise Http404
    form = ReplyForm(request.POST or None)
    if is_save(request) and form.is_valid():

        def save(deed_id: uuid.UUID) -> Saved:
            actions.give_more_information(
                by=request.user, deed_id=deed_id, submission_id=submission_id, words=form.cleaned_data["words"],
                at=clock.now(),
            )  # fmt: skip
            return Saved(reverse("pathway:my_referral", args=[submission_id]))

        answer = save_form(request, form, save)
        if answer is not None:
            messages.success(request, "Sent. The person who decides sees your answer now.")
            return answer
    return render(request, "pathway/my_referral.jinja", {"page": page, "form": form})
