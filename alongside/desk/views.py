"""Pages of the desk. Each asks one page-shaped query and shows it."""

import uuid
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from alongside.access import actions as access
from alongside.access.doors import SignedInRequest, requires
from alongside.access.permissions import Permission, user_may
from alongside.desk import queries
from alongside.desk.forms import FindFamilyForm, GapForm
from alongside.kit import clock
from alongside.people.doors import families_page, family_page

if TYPE_CHECKING:
    from alongside.people.models import Family


@requires(Permission.OWN_ACCOUNT)
@require_GET
def today(request: SignedInRequest) -> HttpResponseBase:
    """The first page after signing in, whatever somebody's role."""
    if user_may(request.user, Permission.SEE_OWN_RECORD):
        return redirect("desk:own_record")
    if user_may(request.user, Permission.OVERSEE_TEAM):
        return _team_today(request)
    if user_may(request.user, Permission.RECORD_HELP):
        return _my_today(request)
    if user_may(request.user, Permission.SEE_FAMILIES):
        return _partners_today(request)
    return render(request, "desk/what_i_can_do.jinja", {"greeted": queries.greeted(request.user, at=clock.now())})


@families_page(Permission.SEE_FAMILIES)
def _partners_today(request: SignedInRequest) -> HttpResponse:
    greeted = queries.greeted_partner(request.user, at=clock.now())
    return render(request, "desk/what_i_can_do.jinja", {"greeted": greeted})


@families_page(Permission.RECORD_HELP)
def _my_today(request: SignedInRequest) -> HttpResponse:
    return render(request, "desk/today.jinja", {
        "page": queries.my_day(request.user, at=clock.now()), "may_refer": user_may(request.user, Permission.REFER),
    })  # fmt: skip


@families_page(Permission.OVERSEE_TEAM)
def _team_today(request: SignedInRequest) -> HttpResponse:
    return render(request, "desk/team_today.jinja", {"page": queries.team_day(request.user, at=clock.now())})


@families_page(Permission.OVERSEE_TEAM)
@require_GET
def team(request: SignedInRequest) -> HttpResponse:
    """Who works with whom, each number with the names behind it."""
    page = queries.team_page(request.user, at=clock.now(), gap=request.GET.get("days", ""))
    return render(request, "desk/team.jinja", {"page": page, "form": GapForm(initial={"days": str(page.gap)})})


@families_page(Permission.SEE_FAMILIES)
@require_GET
def families(request: SignedInRequest) -> HttpResponse:
    """Every family the person may see, by name. Whoever records help and looks for one finds it as anywhere."""
    if request.GET.get("name", "").strip() and user_may(request.user, Permission.RECORD_HELP):
        return redirect(f"{reverse('desk:find')}?{urlencode({'q': request.GET['name']})}")
    page = queries.families(
        request.user, name=request.GET.get("name", ""), number=request.GET.get("page", ""), at=clock.now()
    )
    form = FindFamilyForm(initial={"name": page.name})
    return render(request, "desk/families.jinja", {"page": page, "form": form})


@families_page(Permission.RECORD_HELP)
@require_GET
def find(request: SignedInRequest) -> HttpResponse:
    """Families and people, by whatever is known of them."""
    page = queries.find_page(request.user, text=request.GET.get("q", ""), at=clock.now(), request_id=request.request_id)
    return render(request, "desk/find.jinja", {"page": page, "find_text": page.text})


@families_page(Permission.RECORD_HELP)
@require_GET
def person(request: SignedInRequest, person_id: uuid.UUID) -> HttpResponse:
    """One person, in every family of theirs that the reader sees."""
    return render(request, "desk/person.jinja", {"page": queries.person_page(person_id, request.user, at=clock.now())})


@family_page(Permission.SEE_FAMILIES)
@require_GET
def family(request: SignedInRequest, family: "Family") -> HttpResponse:
    """One family on one screen. What stands here is news no more to whoever helps it."""
    # What is recorded while the page is read is news the next time.
    at = clock.now()
    page = queries.family_page(family, request.user, at=at)
    if page.may_record:
        access.note_look(
            by=request.user, family_id=family.pk, at=at if page.is_all_news else None, seen=page.seen
        )  # fmt: skip
    return render(request, "desk/family.jinja", {"page": page})


@family_page(Permission.RECORD_HELP)
@require_GET
def record(request: SignedInRequest, family: "Family") -> HttpResponse:
    """What else can be recorded for this family."""
    return render(request, "desk/record.jinja", {"page": queries.what_to_record(family, request.user)})


@family_page(Permission.RECORD_HELP)
@require_GET
def people(request: SignedInRequest, family: "Family") -> HttpResponse:
    """Everybody in the family and what is known of them."""
    return render(request, "desk/people.jinja", {"page": queries.people_page(family, request.user, at=clock.now())})


@families_page(Permission.OWN_ACCOUNT)
@require_GET
def drafts(request: SignedInRequest) -> HttpResponse:
    """What the person typed and has not saved yet."""
    return render(request, "desk/drafts.jinja", {"page": queries.drafts_page(request.user, at=clock.now())})


@families_page(Permission.OWN_ACCOUNT)
@require_POST
def throw_draft_away(request: SignedInRequest, draft_id: uuid.UUID) -> HttpResponse:
    """The person wants a draft no more."""
    access.throw_draft_away(by=request.user, draft_id=draft_id)
    messages.success(request, "The draft is thrown away.")
    return redirect("desk:drafts")


@families_page(Permission.SEE_OWN_RECORD)
@require_GET
def own_record(request: SignedInRequest) -> HttpResponse:
    """What a parent or child may read about themselves."""
    return render(
        request,
        "desk/own_record.jinja",
        {"page": queries.own_record(request.user, at=clock.now(), before=request.GET.get("before", ""))},
    )


@requires(Permission.OWN_ACCOUNT)
@require_GET
def account(request: SignedInRequest) -> HttpResponse:
    """One's own account."""
    return render(request, "desk/account.jinja", {"page": queries.account(request.user, at=clock.now())})
