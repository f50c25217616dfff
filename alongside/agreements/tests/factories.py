"""Agreements as tests make them, through actions."""

from typing import Any
from uuid import UUID

from alongside.access import scope
from alongside.agreements import actions
from alongside.agreements.rules import Agreement, Answer
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.timeline.models import Entry
from alongside.timeline.tests.factories import SmithFamily

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
