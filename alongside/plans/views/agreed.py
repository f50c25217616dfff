"""Pages of what people said they would do."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from alongside.access.doors import SignedInRequest
from alongside.access.permissions import Permission
from alongside.access.saves import Saved, saved_or_shown
from alongside.kit import clock
from alongside.kit.dates import day_typed
from alongside.people.doors import family_page
from alongside.plans import actions, queries
from alongside.plans.action_rows import action_rows, actions_from
from alongside.plans.forms import AgreeForm, FinishForm

if TYPE_CHECKING:
    from alongside.people.models import Family


@family_page(Permission.RECORD_HELP)
@require_GET
def actions_agreed(request: SignedInRequest, family: "Family") -> HttpResponse:
    """Everything agreed with a family: open, and done."""
    return render(request, "plans/actions.jinja", {"page": queries.actions_page(family, request.user, clock.now())})


@family_page(Permission.RECORD_HELP)
@require_GET
def action(request: SignedInRequest, family: "Family", entry_id: UUID) -> HttpResponse:
    """One action; the address of an earlier version leads on to it as it is now."""
    page = queries.action_page(family, request.user, entry_id, clock.now())
    if page.action.entry_id != entry_id:
        return redirect("plans:action", family.pk, page.action.entry_id)
    return render(request, "plans/action.jinja", {"page": page})


@family_page(Permission.RECORD_HELP)
@require_http_methods(["GET", "POST"])
def agree(request: SignedInRequest, family: "Family") -> HttpResponse:
    """Agree something to do."""
    page = queries.agree_page(family, request.user, clock.now())
    form = AgreeForm(request.POST or None, initial={"on": day_typed(clock.today())})
    rows = action_rows(request.POST or None, page.doers)

    def save(deed_id: UUID) -> Saved:
        actions.agree_actions(
            by=request.user, deed_id=deed_id, family_id=family.pk, actions=actions_from(rows, page.doers),
            on=form.cleaned_data["on"], at=clock.now(),
        )  # fmt: skip
        return Saved(reverse("plans:actions", args=[family.pk]))

    return saved_or_shown(
        request, form, save, template="plans/agree.jinja", context={"page": page}, done="It is agreed.", rows=rows
    )


@family_page(Permission.RECORD_HELP)
@require_http_methods(["GET", "POST"])
def finish(request: SignedInRequest, family: "Family", entry_id: UUID) -> HttpResponse:
    """Say what became of an action."""
    page = queries.action_page(family, request.user, entry_id, clock.now())
    form = FinishForm(request.POST or None, initial={"on": day_typed(clock.today())})

    def save(deed_id: UUID) -> Saved:
        given = form.cleaned_data
        actions.finish_action(
            by=request.user, deed_id=deed_id, family_id=family.pk, action=page.action.entry_id, how=given["how"],
            on=given["on"], words=given["words"], again_by=given["again_by"], at=clock.now(),
        )  # fmt: skip
        return Saved(reverse("plans:actions", args=[family.pk]))

    return saved_or_shown(
        request, form, save, template="plans/finish.jinja", context={"page": page}, done="It is on the record."
    )
