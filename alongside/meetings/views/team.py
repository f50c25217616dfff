"""How the team around the family works together."""

import uuid
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from alongside.access.doors import SignedInRequest
from alongside.access.permissions import Permission
from alongside.access.saves import STOOD, Saved, is_save, is_unfinished, saved_or_shown, shown_for
from alongside.kit import clock
from alongside.kit.dates import day_typed
from alongside.kit.refusals import AlreadyCorrected
from alongside.meetings import actions, queries
from alongside.meetings.forms import TeamForm, agency_rows, team_told
from alongside.people.doors import family_page

if TYPE_CHECKING:
    from alongside.people.models import Family


@family_page(Permission.RECORD_HELP)
@require_http_methods(["GET", "POST"])
def team(request: SignedInRequest, family: "Family") -> HttpResponse:
    """The one message to the family, and what each agency gives, holds back and changes until when."""
    page = queries.team_page(request.user, family.pk, clock.now())
    shown = {"message": page.agreed.message if page.agreed else "", "on": day_typed(clock.today())}
    form, rows = TeamForm(request.POST or None, initial=shown), agency_rows(request.POST or None, page)
    leave = reverse("meetings:page", args=[family.pk])
    stands = str(page.line.id) if page.line else ""

    def save(deed_id: uuid.UUID) -> Saved:
        actions.agree_team(
            by=request.user, deed_id=deed_id, family_id=family.pk, agreed=team_told(form, rows), at=clock.now(),
            shown=shown_for(request), on=form.cleaned_data["on"],
        )  # fmt: skip
        return Saved(leave)

    stood = request.POST.get(STOOD, "") if is_save(request) else stands
    context = {"page": page, "leave": leave, "stood": stood}
    collided = {**context, "form": form, "rows": rows, "theirs": page.agreed, "stood": stands}
    template = "meetings/team.jinja"
    if is_unfinished(request) and request.POST.get(STOOD, "") != stands:
        return render(request, template, collided, status=409)
    try:
        return saved_or_shown(
            request, form, save, template=template, context=context, done="It is on the record.", rows=rows
        )
    except AlreadyCorrected:
        return render(request, template, collided, status=409)
