"""The work with a family that an aid tells of: since when, until when, and what its practice model says of the aids."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.access.models import User
from alongside.kit.reads import once
from alongside.people import queries as people
from alongside.people.models import Involvement, InvolvementModel
from alongside.practice.queries import model_of
from alongside.practice.rules import LightBulb, PracticeModel, RelationshipStage
from alongside.timeline import queries as timeline
from alongside.timeline.clocks import CLOSED, DECLINED, FOLLOW_UP_ENDED
from alongside.timeline.models import Entry


@dataclass(frozen=True, slots=True)
class Work:
    """The newest involvement of a family. `closed_on`: the day on which the help ended, whatever the follow-up.
    models: the practice models it follows now, by id.
    """

    family_id: int
    involvement_id: UUID
    opened_on: date
    closed_on: date | None
    models: tuple[PracticeModel, ...]

    @property
    def light_bulb(self) -> LightBulb | None:
        """What the first model that has one says of the light bulb."""
        return next((model.light_bulb for model in self.models if model.light_bulb), None)

    @property
    def relationship_stages(self) -> tuple[RelationshipStage, ...]:
        """The stages of a relationship, in order; none where no model has any."""
        return next((model.relationship_stages for model in self.models if model.relationship_stages), ())

    def label(self, list_name: str, item_id: str) -> str:
        """The words for an item of a list."""
        return next((model.label(list_name, item_id) for model in self.models if model.items(list_name)), item_id)

    def choices(self, list_name: str) -> list[tuple[str, str]]:
        """A list as a form offers it."""
        return [(item.id, item.label) for model in self.models for item in model.items(list_name)]

    def choices_explained(self, list_name: str) -> list[tuple[str, str, str]]:
        """The same, each with what it means, "" where that is plain."""
        return [(item.id, item.label, item.hint) for model in self.models for item in model.items(list_name)]

    def holds(self, day: date) -> bool:
        """Whether the work went on that day."""
        return self.opened_on <= day and (self.closed_on is None or day <= self.closed_on)

    def as_of(self, day: date) -> date:
        """The day of which an aid can tell: never after the help ended."""
        return min(day, self.closed_on) if self.closed_on else day


ENDS = (CLOSED, DECLINED, FOLLOW_UP_ENDED)


@once
def work_with(family_id: int, user: User) -> Work | None:
    """The newest involvement of one family; None before there is one. Three queries at most: what else a page shows has
    often read the same.
    """
    newest = people.current_involvement(family_id, user)
    if newest is None:
        return None
    ends = timeline.told(family_id, user, ENDS, involvement_id=newest.pk, with_about=False)
    ended = min((each.entry.happened_to for each in ends), default=None)
    return Work(family_id, newest.pk, newest.opened_on, ended, tuple(people.models_of(newest)))


def earlier_work(family_id: int, user: User, involvement_id: UUID) -> Work | None:
    """An involvement of the family, be it the newest or an earlier one. Four queries at most."""
    now = work_with(family_id, user)
    if now is None or now.involvement_id == involvement_id:
        return now
    row = Involvement.objects.visible_to(user).filter(family_id=family_id, pk=involvement_id).first()
    if row is None:
        return None
    ended, models = _ended([family_id], [row.pk], user), tuple(people.models_of(row))
    return Work(family_id, row.pk, row.opened_on, ended.get(row.pk), models)


def works(family_ids: Collection[int], user: User) -> dict[int, Work]:
    """The newest involvement of each of these families. Three queries, whatever their number."""
    if len(family_ids) == 1:
        (family_id,) = family_ids
        return {family_id: work} if (work := work_with(family_id, user)) else {}
    newest: dict[int, Involvement] = {}
    rows = Involvement.objects.visible_to(user).filter(family_id__in=list(family_ids))
    for row in rows.order_by("opened_on", "id"):
        newest[row.family_id] = row
    ids = [row.pk for row in newest.values()]
    models, ended = _models(ids, user), _ended(newest.keys(), ids, user)
    return {
        family_id: Work(family_id, row.pk, row.opened_on, ended.get(row.pk), models.get(row.pk, ()))
        for family_id, row in newest.items()
    }


def _models(involvement_ids: Collection[UUID], user: User) -> dict[UUID, tuple[PracticeModel, ...]]:
    found: dict[UUID, dict[str, PracticeModel]] = {}
    followed = InvolvementModel.objects.visible_to(user).filter(involvement_id__in=involvement_ids)
    for row in followed.order_by("recorded_at", "id"):
        model = model_of(row.model_version_id)
        found.setdefault(row.involvement_id, {})[model.id] = model
    return {each: tuple(models[name] for name in sorted(models)) for each, models in found.items()}


def _ended(family_ids: Collection[int], involvement_ids: Collection[UUID], user: User) -> dict[UUID, date]:
    ends = Entry.objects.visible_to(user).live().filter(
        family_id__in=family_ids, kind__in=ENDS, involvement_id__in=involvement_ids
    )  # fmt: skip
    found: dict[UUID, date] = {}
    for involvement_id, day in ends.order_by("-happened_to").values_list("involvement_id", "happened_to"):
        found[involvement_id] = day
    return found
