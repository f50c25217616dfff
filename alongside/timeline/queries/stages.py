"""At which pathway stage a family is: computed from entries, never set by hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, Subquery

from alongside.access.models import User
from alongside.kit.reads import once
from alongside.people import queries as people
from alongside.people.models import Involvement, InvolvementModel
from alongside.practice.queries import model_of
from alongside.practice.rules import PracticeModel, Stage
from alongside.timeline.clocks import CLOSED, DECLINED, FOLLOW_UP_ENDED
from alongside.timeline.models import Entry
from alongside.timeline.queries.clocks import models_by_involvement

STAGE_BEGAN = "pathway.stage_began"
ENDS = {DECLINED: "Referral declined", FOLLOW_UP_ENDED: "Ended"}


@dataclass(frozen=True, slots=True)
class StageLine:
    """Where a family is. `words`: "Support, stage 5 of 7"; `ended`: no work goes on; `closed`: the work
    has ended and is followed up.
    """

    stage_id: str
    name: str
    order: int
    of: int
    since: date
    ended: bool
    closed: bool
    involvement_id: UUID
    opened_on: date

    @property
    def words(self) -> str:
        return self.name if self.ended else f"{self.name}, stage {self.order} of {self.of}"


def work_is_over(family_id: int, user: User) -> bool:
    """Whether the work with the family has ended, followed up or not, or never began: nothing new is agreed then, and
    what was agreed can be read. Asks `stage_of`.
    """
    stage = stage_of(family_id, user)
    return stage is not None and (stage.closed or stage.ended)


def goes_on() -> Q:
    """Of families: those whose newest involvement was not closed, declined or ended, and those without any."""
    newest = Involvement.objects.filter(family_id=OuterRef("family_id")).order_by("-opened_on", "-id").values("pk")[:1]
    ends = Entry.objects.live().filter(
        family_id=OuterRef("pk"), kind__in=(CLOSED, DECLINED, FOLLOW_UP_ENDED), involvement_id=Subquery(newest)
    )
    return ~Q(Exists(ends))


@once
def stage_of(family_id: int, user: User) -> StageLine | None:
    """The stage of the family's newest involvement; None before there is one."""
    newest = people.current_involvement(family_id, user)
    if newest is None:
        return None
    followed = models_by_involvement(family_id).get(newest.pk, [])
    model = next((each.newest for each in reversed(followed) if each.newest.stages), None)
    return _stages([newest], {newest.pk: model} if model else {}, user).get(family_id)


def stages_of(family_ids: Sequence[int], user: User) -> dict[int, StageLine]:
    """The stage of each family's newest involvement. Three queries, whatever their number."""
    newest: dict[int, Involvement] = {}
    for row in Involvement.objects.visible_to(user).filter(family_id__in=list(family_ids)).order_by("opened_on", "id"):
        newest[row.family_id] = row
    return _stages(list(newest.values()), _stage_models([row.pk for row in newest.values()]), user)


def _stages(involvements: Sequence[Involvement], models: dict[UUID, PracticeModel], user: User) -> dict[int, StageLine]:
    moves = _last_moves(involvements, models, user)
    found = {}
    for involvement in involvements:
        model, move = models.get(involvement.pk), moves.get(involvement.pk)
        if model is not None and move is not None:
            found[involvement.family_id] = _line(involvement, model, move)
    return found


def _stage_models(involvement_ids: Sequence[UUID]) -> dict[UUID, PracticeModel]:
    """The model with stages that each involvement follows now."""
    found: dict[UUID, PracticeModel] = {}
    rows = InvolvementModel.objects.filter(involvement_id__in=involvement_ids).order_by("recorded_at", "id")
    for row in rows:
        model = model_of(row.model_version_id)
        if model.stages:
            found[row.involvement_id] = model
    return found


def _last_moves(
    involvements: Sequence[Involvement], models: dict[UUID, PracticeModel], user: User
) -> dict[UUID, Entry]:
    moving = Q(kind__in=[STAGE_BEGAN, *ENDS])
    for matcher in {matcher for model in models.values() for stage in model.stages for matcher in stage.enter_on}:
        moving |= Q(kind=matcher.kind) if matcher.subtype is None else Q(kind=matcher.kind, subtype=matcher.subtype)
    last = (
        Entry.objects.live()
        .filter(moving, family_id=OuterRef("family_id"), involvement_id=OuterRef("pk"))
        .order_by("-happened_on", "-id")
        .values("id")[:1]
    )
    # Asked apart: together, every entry of every family in scope is looked at.
    ids = Involvement.objects.filter(pk__in=[row.pk for row in involvements]).values_list(Subquery(last), flat=True)
    moves = Entry.objects.visible_to(user).filter(pk__in=[each for each in ids if each])
    return {row.involvement_id: row for row in moves if row.involvement_id}


def _line(involvement: Involvement, model: PracticeModel, move: Entry) -> StageLine:
    stage = _entered(model, move)
    ended = ENDS.get(move.kind)
    return StageLine(
        stage_id=stage.id if stage else "",
        name=ended or (stage.name if stage else ""),
        order=stage.order if stage else 0,
        of=len(model.stages),
        since=move.happened_on,
        ended=ended is not None,
        closed=move.kind == CLOSED,
        involvement_id=involvement.pk,
        opened_on=involvement.opened_on,
    )


def _entered(model: PracticeModel, move: Entry) -> Stage | None:
    for stage in model.stages:
        if move.kind == STAGE_BEGAN and move.subtype == stage.id:
            return stage
        if any(matcher.matches(move.kind, move.subtype) for matcher in stage.enter_on):
            return stage
    return None
