"""Agreements as tests make them, through actions."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from alongside.access import scope
from alongside.access.models import User
from alongside.agreements import actions
from alongside.agreements.rules import Agreement, Answer
from alongside.agreements.rules.consent import GIVEN, Recipient
from alongside.agreements.rules.telling import ConsentTold
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.people import actions as people
from alongside.people.models import Agency, Helper
from alongside.timeline import actions as timeline
from alongside.timeline.models import Entry
from alongside.timeline.rules import Audience, Happened, Nature, NewEntry, NewText, Part
from alongside.timeline.tests.factories import SmithFamily, account

WANTS = ("Take turns and listen", "Ring before you come")


def agreed(smiths: SmithFamily, *answers: tuple[UUID, str], **said: Any) -> list[Entry]:
    """An agreement with the Smiths; without answers Katie said yes."""
    given = answers or ((smiths.katie, "yes"),)
    with scope.acting_as(smiths.worker):
        return actions.record_agreement(
            by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, on=clock.today(), at=clock.now(),
            agreement=Agreement(**({"family_wants": WANTS, "purpose": "A plan together"} | said)),
            answers=[Answer(person, answer) for person, answer in given],
        )  # fmt: skip


@dataclass
class School:
    """A school that helps the Smiths: Ms Rao signs in for it."""

    agency: Agency
    rao: User
    helper: Helper

    @property
    def to(self) -> Recipient:
        return Recipient("agency", self.agency.pk)


def school(smiths: SmithFamily, name: str = "Hill Primary") -> School:
    """Ms Rao joins the team around the family for her school; being a helper shows her nothing yet."""
    rao = account("partner")
    with scope.acting_as(smiths.worker):
        agency = people.agency_named(by=smiths.worker, name=f"{name} {rao.sign_in_name[-6:]}", kind="school")
        helper = people.add_helper(
            by=smiths.worker, family_id=smiths.family.pk, involvement=smiths.involvement, role="school", user=rao,
            agency=agency, at=clock.now() - timedelta(days=20),
        )  # fmt: skip
    return School(agency, rao, helper)


def holds(smiths: SmithFamily, person: UUID, *children: UUID) -> None:
    """Somebody holds parental responsibility for these children."""
    with scope.acting_as(smiths.worker):
        for child in children:
            people.record_responsibility(
                by=smiths.worker, family_id=smiths.family.pk, child_id=child, basis="mother", holder_person_id=person,
                at=clock.now() - timedelta(days=30), since=clock.today() - timedelta(days=1000),
            )  # fmt: skip


def consent(
    smiths: SmithFamily, to: Recipient, *about: UUID, by: UUID | None = None, kind: str = GIVEN, **more: Any
) -> list[Entry]:
    """Somebody (Katie) says yes or no, yesterday unless told otherwise."""
    told = ConsentTold(
        **({"kind": kind, "by": by or smiths.katie, "about": about, "to": to, "to_name": "Hill Primary",
            "on": clock.today() - timedelta(days=1), "purpose": "So that school can help", "understood": "yes",
            "what": "How things are"}
           | more)
    )  # fmt: skip
    with scope.acting_as(smiths.worker):
        return actions.record_consent(
            by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, told=told, at=clock.now()
        )


def withdraw(smiths: SmithFamily, given: list[Entry], *about: UUID, words: str = "") -> list[Entry]:
    """Whoever said yes takes it back."""
    with scope.acting_as(smiths.worker):
        return actions.withdraw_consent(
            by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, withdraws=given[0].deed_id, about=about,
            words=words, at=clock.now(),
        )  # fmt: skip


def wrote(smiths: SmithFamily, words: str, *about: tuple[UUID, Part], audience: Audience = Audience.AROUND) -> Entry:
    """Something on the record, for the team around the family unless told otherwise."""
    with scope.acting_as(smiths.worker):
        (entry,) = timeline.record(
            by=smiths.worker, deed_id=uuid7(), **smiths.where, happened=Happened.day(clock.today()), at=clock.now(),
            entries=[
                NewEntry(
                    "visits.child_said", Nature.VOICE, {"name": "Somebody"}, about,
                    [NewText("words", words, about[0][0] if about else None)], audience=audience,
                )
            ],
        )  # fmt: skip
        return entry


def known_to(user: User) -> set[str]:
    """Every text of an entry that somebody can read, asked in plain SQL."""
    with scope.acting_as(user), connection.cursor() as cursor:
        cursor.execute("SELECT body FROM entry_text")
        return {row[0] for row in cursor.fetchall()}


def families_open_to(user: User) -> int:
    """How many families somebody sees from now on."""
    with transaction.atomic():
        return scope.open_families(user)


def work_ended(smiths: SmithFamily) -> None:
    """The work with the Smiths has ended, and somebody keeps in touch."""
    with scope.acting_as(smiths.worker):
        timeline.record(
            by=smiths.worker, deed_id=uuid7(), **smiths.where, happened=Happened.day(clock.today()), at=clock.now(),
            entries=[
                NewEntry(
                    "pathway.closed", Nature.PROCESS, {"reason": "Planned ending", "follow_up_by": "Joanne"},
                    subtype="planned",
                )
            ],
        )  # fmt: skip
