"""Where an involvement stands, and the words of its practice models."""

import uuid
from collections.abc import Iterable, Mapping
from datetime import date

from django.conf import settings

from alongside.access.models import User
from alongside.access.permissions import Permission, user_may
from alongside.kit.reads import once
from alongside.pathway.rules import KEY_WORKER_CHANGES, MARKS, UNDECIDED, Standing, standing
from alongside.people import queries as people
from alongside.people.models import Involvement
from alongside.practice.models import ModelVersion
from alongside.practice.queries import current_model, current_version
from alongside.practice.rules import ListItem, PracticeModel, Stage
from alongside.timeline.clocks import CLOSED, PAUSED, RESUMED
from alongside.timeline.models import Entry


@once
def standing_of(user: User, involvement: Involvement, today: date) -> Standing:
    """Where the involvement stands today, from its live entries. One query."""
    return standings_of(user, {involvement.pk: involvement.family_id}, today)[involvement.pk]


def standings_of(user: User, families: Mapping[uuid.UUID, int], today: date) -> dict[uuid.UUID, Standing]:
    """Where each of these involvements, by its family, stands. One query whatever their number."""
    deeds: dict[uuid.UUID, list[tuple[str, date]]] = {pk: [] for pk in families}
    # By family too: of all families in scope only those few are then looked through.
    mine = Entry.objects.visible_to(user).live().filter(family_id__in=set(families.values()))
    rows = mine.filter(involvement_id__in=list(deeds), kind__in=MARKS)
    for involvement_id, kind, day in rows.order_by("happened_on", "id").values_list(
        "involvement_id", "kind", "happened_on"
    ):
        deeds[involvement_id].append((kind, day))
    return {pk: standing(told, today) for pk, told in deeds.items()}


def waits_for_decision(user: User, family_id: int, today: date) -> bool:
    """Whether the family's newest referral has been neither accepted nor declined. Two queries."""
    involvement = people.current_involvement(family_id, user)
    return involvement is not None and standing_of(user, involvement, today) in UNDECIDED


def may_change_key_worker(user: User, family_id: int, today: date) -> bool:
    """Whether this person may hand the family on to another key worker now. Two queries, or none."""
    if not user_may(user, Permission.ALLOCATE):
        return False
    involvement = people.current_involvement(family_id, user)
    return involvement is not None and standing_of(user, involvement, today) in KEY_WORKER_CHANGES


@once
def closed_on(user: User, involvement: Involvement) -> date | None:
    """The day the work ended, or None."""
    rows = (
        Entry.objects.visible_to(user)
        .live()
        .filter(family_id=involvement.family_id, involvement=involvement, kind=CLOSED)
    )
    return rows.order_by("-happened_on", "-id").values_list("happened_on", flat=True).first()


def paused_clocks(user: User, involvement: Involvement) -> dict[tuple[str, str], date]:
    """The clocks on hold, by model and clock, with the day from which more time was agreed. One query."""
    rows = (
        Entry.objects.visible_to(user)
        .live()
        .filter(family_id=involvement.family_id, involvement=involvement, kind__in=(PAUSED, RESUMED))
    )
    found: dict[tuple[str, str], date] = {}
    told = rows.order_by("happened_on", "id").values_list("kind", "facts__model", "subtype", "happened_on")
    for kind, model_id, clock_id, day in told:
        if kind == PAUSED:
            found.setdefault((model_id, clock_id), day)
        else:
            found.pop((model_id, clock_id), None)
    return found


def default_versions() -> list[ModelVersion]:
    """The versions a new involvement follows: those in use of the service's own models."""
    return [current_version(model_id) for model_id in settings.DEFAULT_PRACTICE_MODELS]


def default_models() -> list[PracticeModel]:
    """The service's own practice models as they are in use."""
    return [current_model(model_id) for model_id in settings.DEFAULT_PRACTICE_MODELS]


def lists_of_today(*names: str) -> dict[str, tuple[ListItem, ...]]:
    """Lists of the models in use, for a referral that has no involvement yet."""
    models = default_models()
    return {name: _items(models, name) for name in names}


def items_of(involvement: Involvement, *names: str) -> dict[str, tuple[ListItem, ...]]:
    """Lists of the models the involvement follows. One query."""
    models = people.models_of(involvement)
    return {name: _items(models, name) for name in names}


def words_of_list(involvement: Involvement, name: str) -> dict[str, str]:
    """The words of one list of the involvement's models, by id, in order."""
    return {item.id: item.label for item in items_of(involvement, name)[name]}


def stages_of_involvement(involvement: Involvement) -> tuple[Stage, ...]:
    """The pathway stages of the model the involvement follows, in order."""
    stages = next((model.stages for model in people.models_of(involvement) if model.stages), ())
    return tuple(sorted(stages, key=lambda stage: stage.order))


def _items(models: Iterable[PracticeModel], name: str) -> tuple[ListItem, ...]:
    return next((model.items(name) for model in models if model.items(name)), ())
