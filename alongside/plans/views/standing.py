"""Each person's answer to a version, and putting it in force."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from alongside.access.doors import SignedInRequest
from alongside.access.permissions import Permission
from alongside.access.saves import Saved, saved_or_shown
from alongside.kit import clock
from alongside.kit.dates import day_typed
from alongside.people.doors import family_page
from alongside.plans import actions, queries
from alongside.plans.forms import AnswerForm, ForceForm, agency_rows, agreed_by, answer_by
from alongside.plans.rules import although
from alongside.timeline.rules import Audience

if TYPE_CHECKING:
    from alongside.people.models import Family

METHODS = ["GET", "POST"]


@family_page(Permission.RECORD_HELP)
@require_http_methods(METHODS)
def answer(request: SignedInRequest, family: "Family", version_id: str) -> HttpResponse:
    """What one person says of a version; each is asked for themselves."""
    page = queries.answer_page(family, request.user, clock.now())
    version = page.version(version_id)
    initial = {"who": request.GET.get("who", ""), "on": day_typed(clock.today()), "audience": "team"}
    form = AnswerForm(request.POST or None, page=page, asked=page.asked(version), initial=initial)

    def save(deed_id: UUID) -> Saved:
        actions.answer(
            by=request.user, deed_id=deed_id, family_id=family.pk, version_id=version_id, told=answer_by(form),
            at=clock.now(),
        )  # fmt: skip
        return Saved(reverse("plans:version", args=[family.pk, version_id]))

    return saved_or_shown(
        request, form, save, template="plans/answer.jinja", context={"page": page, "version": version},
        done="The answer is on the record.",
    )  # fmt: skip


@family_page(Permission.LEAD_HELP)
@require_http_methods(METHODS)
def put_in_force(request: SignedInRequest, family: "Family", version_id: str) -> HttpResponse:
    """Let a version stand, with the reason when somebody said no, was not asked, or has not agreed to its part."""
    page = queries.force_page(family, request.user, version_id, clock.now())
    version = page.version(version_id)
    spite = although(version.refusers, page.not_asked(version))
    rows = agency_rows(request.POST or None, page, version)
    initial = {"on": day_typed(clock.today())}
    form = ForceForm(request.POST or None, spite=spite, waiting=bool(list(rows)), initial=initial, apart=page.apart)

    def save(deed_id: UUID) -> Saved:
        given = form.cleaned_data
        actions.put_in_force(
            by=request.user, deed_id=deed_id, family_id=family.pk, version_id=version_id, on=given["on"],
            audience=Audience(given["audience"]), reason=given.get("reason", ""), at=clock.now(),
            agreed=agreed_by(rows), why_safe=form.why_safe,
        )  # fmt: skip
        return Saved(reverse("plans:plan", args=[family.pk]))

    context = {"page": page, "version": version, "asked": page.asked(version), "spite": spite}
    return saved_or_shown(
        request, form, save, template="plans/put_in_force.jinja", context=context, done="The plan is in force.",
        rows=rows,
    )  # fmt: skip
