"""Somebody in the risk assessment lives elsewhere now, or here: it is looked at again."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.access.models import User
from alongside.assessments import permissions, queries, rules
from alongside.kit.clock import london_day
from alongside.kit.ids import uuid7
from alongside.people import queries as people
from alongside.people.rules import within
from alongside.timeline import actions as timeline
from alongside.timeline.rules import Happened

DID_NOT_MOVE = "They did not move: that was put right"


@transaction.atomic
def look_again_after_move(*, by: User, family_id: int, person_id: UUID, undoes: datetime | None, at: datetime) -> None:
    """Whoever leads the help is asked, once, to look again at risks and restrictions that rest on somebody whose home
    changed. The next assessment answers it. `undoes`: when the move was written down that was none; what that one
    asked is asked no more, and what another did still is. Raises NotAllowed.
    """
    permissions.require(by, family_id)
    if undoes:
        asked = queries.asked_after_move(by, family_id, person_id, undoes)
        if asked:
            timeline.retract(by=by, family_id=family_id, entry_ids=asked, why=DID_NOT_MOVE, at=at, deed_id=uuid7())
        return
    called = people.known_as(family_id, by, person_id)
    name = "somebody" if called.protected else within(str(called), people.family(by, family_id).name)
    stands = queries.rests_on(by, family_id, person_id, str(called))
    if stands is None:
        return
    asks = rules.after_move(person_id, name, of=stands.facts["of"], on=london_day(at), promise_id=uuid7())
    timeline.record(
        by=by, deed_id=uuid7(), family_id=family_id, involvement_id=stands.entry.involvement_id, at=at,
        happened=Happened.instant(at), entries=[asks],
    )  # fmt: skip
