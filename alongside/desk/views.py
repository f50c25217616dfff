"""Pages of the desk. Each asks one page-shaped query and shows it."""

import uuid
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alongside.access import actions as access
from alongside.access.doors import SignedInRequest, requires
from alongside.access.permissions import Permission, user_may
from alongside.access.saves import Saved, is_save, save_form
from alongside.desk import actions, queries
from alongside.desk.forms import BreakGlassForm, FindFamilyForm, GapForm, KnownForm, ReviewGlassForm
from alongside.kit import clock
from alongside.kit.refusals import Unacceptable
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


@requires(Permission.RECORD_HELP)
@require_http_methods(["GET", "POST"])
def known(request: SignedInRequest) -> HttpResponse:
    """Whether somebody is known to another team, and whom to ring. What is asked for stands in no address."""
    form = KnownForm(request.POST or None)
    page = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            page = queries.known_page(
                request.user, name=given["name"], birth=given["birth"], number=given["number"],
                request_id=request.request_id, at=clock.now(),
            )  # fmt: skip
        except Unacceptable as refusal:
            form.add_error(refusal.field, refusal.message)
    return render(request, "desk/known.jinja", {"form": form, "page": page})


@requires(Permission.RECORD_HELP)
@require_http_methods(["GET", "POST"])
def break_glass(request: SignedInRequest, family_id: int) -> HttpResponse:
    """Somebody of our own staff has to see a family now that they do not help."""
    at = clock.now()
    may = queries.may_see_now(request.user, family_id, at=at)
    if may == "sees":
        return redirect("desk:family", family_id)
    if not may:
        raise Http404
    form = BreakGlassForm(request.POST or None)
    if is_save(request) and form.is_valid():
        given = form.cleaned_data

        def save(_: uuid.UUID) -> Saved:
            actions.break_glass(
                by=request.user, family_id=family_id, reason=given["reason"], what_for=given["what_for"],
                writes=given["writes"], at=at,
            )  # fmt: skip
            return Saved(reverse("desk:family", args=[family_id]))

        answer = save_form(request, form, save)
        if answer is not None:
            return answer
    return render(request, "desk/break_glass.jinja", {"form": form})


@family_page(Permission.SEE_FAMILIES)
@require_POST
def end_glass(request: SignedInRequest, family: "Family") -> HttpResponse:
    """They need it no longer."""
    glass = getattr(request, "glass", None)
    if glass is None:
        raise Http404
    actions.end_glass(by=request.user, glass=glass, at=clock.now())
    messages.success(request, f"You see the {family.name} no longer.")
    return redirect("desk:today")


@family_page(Permission.OVERSEE_TEAM)
@require_http_methods(["GET", "POST"])
def review_glass(request: SignedInRequest, family: "Family", glass_id: uuid.UUID) -> HttpResponse:
    """A manager looks at why somebody saw the family, and at what they looked at."""
    page = queries.glass_page(family, request.user, glass_id)
    form = ReviewGlassForm(request.POST or None)
    if is_save(request) and form.is_valid():
        given = form.cleaned_data

        def save(_: uuid.UUID) -> Saved:
            actions.review_glass(
                by=request.user, glass=page.glass, justified=given["justified"], found=given["found"], at=clock.now()
            )
            return Saved(reverse("desk:review_glass", args=[family.pk, glass_id]))

        answer = save_form(request, form, save)
        if answer is not None:
            messages.success(request, "It is written down that you looked at this.")
            return answer
    return render(request, "desk/review_glass.jinja", {"page": page, "form": form})
