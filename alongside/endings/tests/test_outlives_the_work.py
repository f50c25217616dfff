"""Before the work ends it is told what a manager has still to look at, who waits for a copy, and what stays as it is
when nobody looks any more: what is kept from somebody, and where nobody visits alone.
"""

from datetime import timedelta

import pytest

from alongside.access import scope
from alongside.agreements import actions as agreements
from alongside.agreements.rules.copies import Request, due_by
from alongside.agreements.rules.sharing import Sharing
from alongside.agreements.tests.factories import school
from alongside.endings.tests.test_left_open import left_open, smiths
from alongside.kit import clock
from alongside.kit.dates import day_long
from alongside.kit.ids import uuid7
from alongside.people import actions as people
from alongside.timeline import actions as timeline
from alongside.timeline.models import Entry
from alongside.timeline.rules import Happened, Nature, NewEntry, NewText, Part
from alongside.timeline.tests.factories import SmithFamily

__all__ = ["smiths"]
pytestmark = pytest.mark.django_db


def shared(smiths: SmithFamily) -> Entry:
    """Something was shared without consent; what goes to the manager."""
    hill = school(smiths)
    sharing = Sharing(
        about=(smiths.liam,), to=hill.to.key, to_name="Hill Primary", why_not_asked="urgent", confidential=(),
        purpose="To keep Liam safe", what="What he said.", decided_by="Rob Yates", urgent=True, told="will_tell",
        told_why="Once he is safe.", until=clock.today() + timedelta(days=5),
    )  # fmt: skip
    with scope.acting_as(smiths.worker):
        return agreements.share_without_consent(
            by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, sharing=sharing, at=clock.now()
        )[1]


def said_by_amy(smiths: SmithFamily) -> Entry:
    with scope.acting_as(smiths.worker):
        told = NewEntry(
            "visits.child_said", Nature.VOICE, {"name": "Amy"}, [(smiths.amy, Part.SAID)],
            [NewText("words", "Only for you.", smiths.amy)],
        )  # fmt: skip
        (entry,) = timeline.record(
            by=smiths.worker, deed_id=uuid7(), **smiths.where, happened=Happened.day(clock.today()), at=clock.now(),
            entries=[told],
        )  # fmt: skip
        return entry


def test_a_manager_has_still_to_look_at_what_was_shared(smiths):
    asked = shared(smiths)
    said = "One thing is still for the manager to look at, of what is shared"
    assert said in left_open(smiths)
    with scope.acting_as(smiths.manager):
        agreements.look_at(
            by=smiths.manager, deed_id=uuid7(), family_id=smiths.family.pk, entry_id=asked.pk, note="It was right.",
            at=clock.now(),
        )  # fmt: skip
    assert said not in left_open(smiths)


def test_somebody_waits_for_a_copy_of_what_is_written(smiths):
    with scope.acting_as(smiths.worker):
        agreements.ask_for_copy(
            by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, at=clock.now(),
            request=Request(smiths.katie, (smiths.katie,), clock.today(), "paper"),
        )  # fmt: skip
    due = day_long(due_by(clock.today()))
    assert f"Katie waits for a copy of what is written, due by {due}" in left_open(smiths)


def test_what_is_kept_from_somebody_stays_so(smiths):
    said = "One thing is kept from Katie, and stays so"
    assert said not in left_open(smiths)
    with scope.acting_as(smiths.manager):
        timeline.withhold_strand(
            by=smiths.manager, family_id=smiths.family.pk, strand_id=said_by_amy(smiths).strand_id,
            from_person_id=smiths.katie, why="x", at=clock.now(),
        )  # fmt: skip
    assert said in left_open(smiths)


def test_a_visiting_restriction_goes_on_after_the_work(smiths):
    for until, words in ((None, "with no last day"), (clock.today() + timedelta(days=60), "until")):
        with scope.acting_as(smiths.worker):
            people.record_fact(
                by=smiths.worker, family_id=smiths.family.pk, person_id=smiths.katie, kind="visiting_restriction",
                value="Never alone, two dogs", at=clock.now(), until=until,
            )  # fmt: skip
        found = [line for line in left_open(smiths) if line.startswith("A visiting restriction stands for Katie")]
        assert any(words in line and "it goes on after the work" in line for line in found)
