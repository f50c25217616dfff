"""Pages of accounts and teams, and the sign of life."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from alongside.access import actions, queries
from alongside.access.doors import SignedInRequest, public, requires
from alongside.access.forms import (
    AddAccountForm,
    AddTeamForm,
    AgreeRenewalForm,
    AskRenewalForm,
    EndAccountForm,
    ReopenAccountForm,
)
from alongside.access.permissions import Permission
from alongside.access.saves import Saved, is_save, save_form
from alongside.kit import clock


@public
@require_GET
def health(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """The service answers."""
    return HttpResponse("ok", content_type="text/plain")


@requires(Permission.MANAGE_ACCOUNTS)
@require_GET
def accounts(request: SignedInRequest) -> HttpResponse:
    """Everybody who may sign in, by name."""
    page = queries.accounts(number=request.GET.get("page", ""), at=clock.now())
    return render(request, "access/accounts.jinja", {"page": page})


@requires(Permission.MANAGE_ACCOUNTS)
@require_http_methods(["GET", "POST"])
def add_account(request: SignedInRequest) -> HttpResponse:
    """Add somebody who signs in."""
    teams = {str(team.pk): team for team in queries.all_teams()}
    form = AddAccountForm(request.POST or None, teams=[(key, team.name) for key, team in teams.items()])
    if is_save(request) and form.is_valid():
        given = form.cleaned_data

        def save(deed_id: uuid.UUID) -> Saved:  # noqa: ARG001
            actions.add_account(
                by=request.user,
                sign_in_name=given["sign_in_name"],
                name=given["name"],
                role=given["role"],
                password=given["password"],
                job_title=given["job_title"],
                telephone=given["telephone"],
                team=teams.get(given["team"]),
                at=clock.now(),
            )
            return Saved(reverse("access:accounts"))

        answer = save_form(request, form, save)
        if answer is not None:
            messages.success(request, f"{given['name']} can sign in now.")
            return answer
    return render(request, "access/account_form.jinja", {"form": form, "button": "Add the account"})


@requires(Permission.MANAGE_ACCOUNTS)
@require_http_methods(["GET", "POST"])
def end_account(request: SignedInRequest, user_id: uuid.UUID) -> HttpResponse:
    """Ask once more, then end an account."""
    line = queries.account(user_id)
    if line is None:
        raise Http404
    form = EndAccountForm(request.POST or None)
    if is_save(request) and form.is_valid():

        def save(deed_id: uuid.UUID) -> Saved:  # noqa: ARG001
            actions.end_account(by=request.user, user=line, at=clock.now())
            return Saved(reverse("access:accounts"))

        answer = save_form(request, form, save)
        if answer is not None:
            messages.success(request, f"{line.name} can sign in no more.")
            return answer
    return render(request, "access/end_account.jinja", {"form": form, "account": line})


@requires(Permission.MANAGE_ACCOUNTS)
@require_http_methods(["GET", "POST"])
def add_team(request: SignedInRequest) -> HttpResponse:
    """Add a team."""
    form = AddTeamForm(request.POST or None)
    if is_save(request) and form.is_valid():

        def save(deed_id: uuid.UUID) -> Saved:  # noqa: ARG001
            actions.add_team(by=request.user, name=form.cleaned_data["team_name"])
            return Saved(reverse("access:accounts"))

        answer = save_form(request, form, save)
        if answer is not None:
            return answer
    return render(request, "access/account_form.jinja", {"form": form, "button": "Add the team"})


@requires(Permission.MANAGE_ACCOUNTS)
@require_http_methods(["GET", "POST"])
def reopen_account(request: SignedInRequest, user_id: uuid.UUID) -> HttpResponse:
    """Ask once more, then open again an account that closed because nobody used it."""
    line = queries.account(user_id)
    if line is None or line.dormant_at is None:
        raise Http404
    form = ReopenAccountForm(request.POST or None)
    if is_save(request) and form.is_valid():

        def save(deed_id: uuid.UUID) -> Saved:  # noqa: ARG001
            actions.reopen_account(by=request.user, user=line, at=clock.now())
            return Saved(reverse("access:accounts"))

        answer = save_form(request, form, save)
        if answer is not None:
            messages.success(request, f"{line.name} can sign in again.")
            return answer
    return render(request, "access/reopen_account.jinja", {"form": form, "account": line})


@requires(Permission.MANAGE_ACCOUNTS)
@require_http_methods(["GET", "POST"])
def renewal(request: SignedInRequest, user_id: uuid.UUID) -> HttpResponse:
    """One administrator asks that somebody's second step be taken away, a second one agrees."""
    found = queries.renewal_of(user_id, at=clock.now())
    if found is None:
        raise Http404
    asks = found.asked_by is None
    form = (AskRenewalForm if asks else AgreeRenewalForm)(request.POST or None)
    if is_save(request) and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("why", "password") if name in form.fields}

        def save(deed_id: uuid.UUID) -> Saved:  # noqa: ARG001
            actions.renew_second_step(by=request.user, user=found.user, at=clock.now(), **given)
            return Saved(reverse("access:accounts"))

        answer = save_form(request, form, save)
        if answer is not None:
            messages.success(request, _RENEWAL_ASKED if asks else f"{found.user.name} signs in with the new password.")
            return answer
    return render(
        request, "access/renewal.jinja", {"form": form, "found": found, "may_agree": found.may_agree(request.user)}
    )


_RENEWAL_ASKED = "Asked. Another administrator has 24 hours to agree; until then nothing changes."
