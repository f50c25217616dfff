"""Whatever a room records for others than our own staff: where somebody lives, and that is protected, is not in it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from alongside.access import scope
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.kit.refusals import Unacceptable
from alongside.people import actions as people
from alongside.timeline import actions as timeline
from alongside.timeline.kinds import all_kinds
from alongside.timeline.models import Entry
from alongside.timeline.rules import Audience, Happened, NewEntry, NewText, Part
from alongside.timeline.tests.factories import SmithFamily, smith_family

pytestmark = pytest.mark.django_db
HOME, TYPED = "4 Mill Lane, Leeds LS1 2AB", "We met at 4 Mill Ln."
ASKS_WHO_READS = {
    "assessments.opened", "endings.letter_given", "plans.answered", "plans.put_in_force", "plans.safety_plan"
}  # fmt: skip
"""The kinds whose form asks it, and offers that only our own staff do."""
LEAVE_OUT = "Leave out what is protected"
NESTED = {"steps": [{"what": "Meet", "where": [TYPED]}]}


@pytest.fixture
def smiths() -> SmithFamily:
    found = smith_family(clock.now() - timedelta(days=40))
    with scope.acting_as(found.worker):
        people.record_fact(
            by=found.worker, family_id=found.family.pk, person_id=found.katie, kind="address", value=HOME,
            at=clock.now(), protected=True,
        )  # fmt: skip
    return found


def record(smiths: SmithFamily, *entries: NewEntry) -> list[Entry]:
    with scope.acting_as(smiths.worker):
        return timeline.record(
            by=smiths.worker, deed_id=uuid7(), happened=Happened.day(clock.today()), entries=entries, at=clock.now(),
            **smiths.where,
        )  # fmt: skip


def test_the_kinds_whose_form_asks_who_reads_it_are_kinds() -> None:
    assert all_kinds().keys() >= ASKS_WHO_READS


def what_to_do(key: str) -> str:
    """What the refusal says, which is no more than the form of that kind offers."""
    or_ours = ", or let only our own staff read it" if key in ASKS_WHO_READS else ""
    return f"^{LEAVE_OUT}{or_ours}: “Address” of Katie"


@pytest.mark.parametrize("audience", [Audience.AROUND, Audience.FAMILY])
@pytest.mark.parametrize("key", sorted(all_kinds()))
def test_a_protected_address_stands_in_nothing_that_others_read(smiths, monkeypatch, key, audience) -> None:
    kind = replace(all_kinds()[key], sentence=lambda _: "Something happened.")
    monkeypatch.setattr("alongside.timeline.actions.recording.kind_of", lambda _: kind)
    about = [(smiths.amy, Part.WITH)]
    empty = NewEntry(key, min(kind.natures), about=about, audience=audience)
    told = [replace(empty, texts=[NewText(part, TYPED)]) for part in ("note", "words")]
    told += [replace(empty, facts={"who": TYPED})]
    told += [replace(empty, content=NESTED)] if kind.can_be_read else []
    for entry in told:
        with pytest.raises(Unacceptable, match=what_to_do(key)):
            record(smiths, entry)
    with scope.acting_as(smiths.worker):
        assert not Entry.objects.filter(kind=key).exists()


@pytest.mark.parametrize("holds", ["plans.put_in_force", "agreements.partnership_agreed"])
def test_the_refusal_names_what_the_form_offers_of_the_entries_that_hold_it(smiths, monkeypatch, holds) -> None:
    """And not what the form of another entry of the same deed offers."""
    kinds = {key: replace(kind, sentence=lambda _: "Something happened.") for key, kind in all_kinds().items()}
    monkeypatch.setattr("alongside.timeline.actions.recording.kind_of", kinds.__getitem__)
    told = [
        NewEntry(
            key, min(kinds[key].natures), about=[(smiths.amy, Part.WITH)], audience=Audience.FAMILY,
            texts=[NewText("note", TYPED if key == holds else "We met.")],
        )
        for key in ("plans.put_in_force", "agreements.partnership_agreed")
    ]  # fmt: skip
    with pytest.raises(Unacceptable, match=what_to_do(holds)) as refused:
        record(smiths, *told)
    assert LEAVE_OUT.lower() in refused.value.told[TYPED].lower()
    assert ("only our own staff" in refused.value.told[TYPED]) is (holds in ASKS_WHO_READS)
