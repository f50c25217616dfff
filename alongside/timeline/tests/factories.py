"""A family with a key worker, made through actions, for the timeline's own tests."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from alongside.access import actions as access
from alongside.access import scope
from alongside.access.models import Team, User
from alongside.access.queries import all_teams
from alongside.kit import clock
from alongside.kit.clock import at
from alongside.kit.ids import uuid7
from alongside.people import actions as people
from alongside.people.models import Family, Involvement
from alongside.practice.queries import current_version
from alongside.timeline import actions as timeline
from alongside.timeline.models import Entry

DAY = date(2026, 3, 2)
NOON = at(DAY)


def account(role: str, *, team: Team | None = None) -> User:
    """Somebody who signs in, in that role."""
    number = uuid7().hex[-12:]
    return access.add_account(
        by=None,
        sign_in_name=f"{role}.{number}",
        name=f"{role.replace('_', ' ').title()} {number[:4]}",
        role=role,
        password="a long enough password",
        at=NOON - timedelta(days=400),
        team=team,
    )


@dataclass
class SmithFamily:
    """Katie with Amy and Liam, their key worker, the team's manager and the open involvement."""

    family: Family
    involvement: Involvement
    worker: User
    manager: User
    katie: UUID
    amy: UUID
    liam: UUID

    @property
    def where(self) -> dict[str, object]:
        """What `record` needs to know of the family."""
        return {"family_id": self.family.pk, "involvement_id": self.involvement.pk}


def smith_family(moment: datetime = NOON) -> SmithFamily:
    """Made as a referral makes a family; afterwards the key worker helps."""
    team = next(iter(all_teams()), None) or access.add_team(by=None, name="Family Help")
    manager, worker = account("manager", team=team), account("key_worker", team=team)
    number = people.next_family_id()
    front_door = scope.acting_for("front_door", place="pathway.receive_referral", family_id=number)
    with scope.acting_as(manager), front_door:
        family = people.make_family(by=manager, family_id=number, name="Smith family", lead_team=team, at=moment)
        known = {
            name: people.add_person(by=manager, family_id=number, at=moment, name=name, role=role, birth=(born, born))
            for name, role, born in (
                ("Katie", "mother", date(1997, 1, 5)),
                ("Amy", "child", date(2017, 6, 1)),
                ("Liam", "child", date(2022, 9, 9)),
            )
        }
        versions = [current_version("family_intervention"), current_version("statutory_england")]
        involvement = people.open_involvement(
            by=manager, family_id=number, on=moment.date(), at=moment, model_versions=versions
        )
        people.add_helper(
            by=manager, family_id=number, involvement=involvement, role="key_worker", at=moment, user=worker
        )
    return SmithFamily(family, involvement, worker, manager, *(known[n].person_id for n in ("Katie", "Amy", "Liam")))


def signed_in(smiths: SmithFamily, person: UUID, role: str = "parent") -> User:
    """An account of somebody of the family, who reads what is theirs."""
    user = account(role)
    with scope.acting_as(smiths.manager):
        people.link_account(by=smiths.manager, family_id=smiths.family.pk, person_id=person, user=user, at=clock.now())
    return user


def did_not_happen(smiths: SmithFamily, *entries: Entry) -> None:
    """The key worker takes these back."""
    with scope.acting_as(smiths.worker):
        timeline.retract(
            by=smiths.worker, family_id=smiths.family.pk, entry_ids=[entry.pk for entry in entries], why="Never done",
            at=clock.now(), deed_id=uuid7(),
        )  # fmt: skip


def keep_from(smiths: SmithFamily, person: UUID, entry: Entry) -> None:
    """A manager keeps that from somebody, for a reason of their own."""
    with scope.acting_as(smiths.manager):
        timeline.withhold_strand(
            by=smiths.manager, family_id=smiths.family.pk, strand_id=entry.strand_id, from_person_id=person,
            why="He looks for them", at=clock.now(),
        )  # fmt: skip
