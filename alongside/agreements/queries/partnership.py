"""Partnership agreements as they stand."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from alongside.access.models import User
from alongside.agreements.queries.consent import able_since, known_people
from alongside.agreements.rules import agreeing, former
from alongside.agreements.rules import agreement as rules
from alongside.agreements.rules.agreeing import FamilySays
from alongside.kit import hooks
from alongside.people import queries as people
from alongside.people.rules import within
from alongside.timeline import queries as timeline
from alongside.timeline.queries import ToldLine
from alongside.timeline.rules import InTheirName

SETTLING = (rules.AGREED, rules.LOOKED_AT_AGAIN)


def family_says(family_id: int, user: User, involvement_id: UUID, today: date) -> FamilySays:
    """Whether the family agrees to an assessment, who said so, and who said no. The one place that decides it."""
    told = timeline.told(family_id, user, [rules.AGREED], involvement_id=involvement_id)
    here = [line for line in people.people_of(family_id, user, today) if line.of_family and not line.died_on]
    record = known_people(family_id, user, today)
    meetings = [
        one for _, asked in hooks.answers("said_of_assessment") for one in asked(family_id, user, involvement_id)
    ]
    called = people.family(user, family_id).name
    return agreeing.family_says(
        _answered(told), meetings, today=today, record=record, able=able_since(family_id, user),
        children={line.person_id for line in here if line.is_child and not line.is_unborn},
        adults={line.person_id for line in here if not line.is_child},
        names={person: within(name, called) for person, name in people.names_of(family_id, user).items()},
    )  # fmt: skip


def _answered(told: Sequence[ToldLine]) -> list[agreeing.Answered]:
    """What each answered to each agreement, in the order in which they were made."""
    current = {version.deed_id for version in rules.current(versions_of(told))}
    in_order = sorted(told, key=lambda line: (line.entry.happened_on, line.entry.recorded_at, line.id))
    return [
        agreeing.Answered(
            UUID(person), answer == "yes", line.entry.happened_on, agreeing.IN_AGREEMENT, place,
            line.entry.deed_id in current,
        )
        for place, line in enumerate(in_order)
        for person, answer in line.content["answers"]
        if answer in ("yes", "no")
    ]  # fmt: skip


def names_former(family_id: int, user: User, worker: User) -> list[InTheirName]:
    """The agreements that stand in the name of this worker. Two queries."""
    told = timeline.told(family_id, user, [rules.AGREED])
    standing = {version.deed_id for version in rules.current(versions_of(told))}
    return [
        former.in_their_name(how, worker.name, agreed=line.entry.deed_id, stands=line.id)
        for line in told
        if line.entry.deed_id in standing
        and (how := former.how_it_stands(
            rules.Agreement.from_content(line.content), worker.name, wrote_it=line.entry.recorded_by_id == worker.pk
        ))
    ]  # fmt: skip


def asked_of(told: Sequence[ToldLine], deed_id: UUID) -> list[str]:
    """Which promises to look at this agreement again stand among these lines, by their ids."""
    asked = (line for line in told if line.entry.kind == former.NAMES_FORMER)
    return [line.facts["promise_id"] for line in asked if line.facts["agreement"] == str(deed_id)]


def needless(family_id: int, user: User, leads: UUID | None = None) -> list[UUID]:
    """What asks for an agreement to be looked at again although it stands no more, the work has ended, or it stands in
    the name of whoever `leads` the help now. Two queries.
    """
    told = timeline.told(family_id, user, [*SETTLING, former.NAMES_FORMER], with_about=False)
    live = {str(line.entry.deed_id) for line in told if line.entry.kind == rules.AGREED}
    done = {promise for line in told for promise in line.facts.get("settles_too", ())}
    asked = [line for line in told if line.entry.kind == former.NAMES_FORMER and line.facts["promise_id"] not in done]
    over = bool(asked) and timeline.work_is_over(family_id, user)
    return [
        line.id for line in asked
        if over or line.facts["agreement"] not in live or line.facts.get("worker_id") == str(leads)
    ]  # fmt: skip


def versions_of(told: Sequence[ToldLine]) -> list[rules.Version]:
    """Each recorded agreement, as the rules weigh it."""
    return [rules.Version(line.entry.deed_id, rules.Agreement.from_content(line.content).revises) for line in told]
