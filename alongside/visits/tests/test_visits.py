"""A visit recorded, read and put right, in the words of those who do it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from alongside.access import scope
from alongside.kit.clock import at
from alongside.kit.ids import uuid7
from alongside.kit.refusals import AlreadyCorrected, NotAllowed, Unacceptable
from alongside.people import actions as people
from alongside.timeline import queries as timeline
from alongside.timeline.actions import change_audience
from alongside.timeline.models import Entry, EntryAbout
from alongside.timeline.rules import Audience, Nature
from alongside.timeline.tests.factories import DAY, NOON, SmithFamily, account, smith_family
from alongside.visits import actions, queries
from alongside.visits.rules import ChildSeen, VisitTold

pytestmark = pytest.mark.django_db


@pytest.fixture
def smiths() -> SmithFamily:
    return smith_family()


def told(smiths: SmithFamily, **more) -> VisitTold:
    amy = ChildSeen(
        smiths.amy, "alone", "feelings_cards", 25, "Larger cards", "I want Nan.", "She held on to the card."
    )
    liam = ChildSeen(smiths.liam, "seen", words="Car!")
    usual = VisitTold(
        DAY, 90, ("direct_work", "safety"), "home", (amy, liam), present=(smiths.katie,),
        response="Katie laughed with us.", engagement="joined_in",
    )  # fmt: skip
    return replace(usual, **more)


def record(smiths: SmithFamily, what: VisitTold, by=None, now=NOON) -> list[Entry]:
    return actions.record_visit(by=by or smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, told=what, at=now)


def correct(smiths: SmithFamily, deed_id, what: VisitTold, now=NOON) -> list[Entry]:
    return actions.correct_visit(
        by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, corrects=deed_id, told=what, at=now
    )


def as_told(visit: VisitTold | None) -> VisitTold:
    """The children in one order, because a visit has none."""
    assert visit is not None
    return replace(visit, children=tuple(sorted(visit.children, key=lambda child: str(child.person_id))))


def shown(smiths: SmithFamily) -> list[tuple[str, str]]:
    deeds = timeline.page(smiths.family.pk, smiths.worker).deeds
    return [(line.entry.nature, line.entry.sentence) for deed in deeds for line in deed.entries]


def test_a_visit_to_two_children_is_process_help_and_two_voices(smiths):
    with scope.acting_as(smiths.worker):
        record(smiths, told(smiths))
        first, *others = shown(smiths)
        assert [first, *sorted(others)] == [
            ("process", "Visit: home. Amy and Liam seen, Amy alone."),
            ("intervention", "Direct work with Amy: Feelings cards."),
            ("voice", "Amy said, in their own words."),
            ("voice", "Liam said, in their own words."),
        ]


def test_ninety_minutes_with_two_children_are_ninety_and_never_more(smiths):
    with scope.acting_as(smiths.worker):
        rows = record(smiths, told(smiths))
        minutes = {nature: [row.minutes for row in rows if row.nature == nature] for nature in Nature}
        assert minutes[Nature.PROCESS] == [90]
        assert minutes[Nature.INTERVENTION] == [25]
        assert minutes[Nature.VOICE] == [None, None]


def test_ninety_minutes_with_three_children_are_ninety_for_each_and_ninety_for_the_worker(smiths):
    with scope.acting_as(smiths.worker):
        tia = people.add_person(by=smiths.worker, family_id=smiths.family.pk, at=NOON, name="Tia", role="child")
        seen = tuple(ChildSeen(child, "seen") for child in (smiths.amy, smiths.liam, tia.person_id))
        rows = record(smiths, told(smiths, children=seen))
        assert sum(row.minutes or 0 for row in rows) == 90
        about = EntryAbout.objects.visible_to(smiths.worker).select_related("entry")
        for child in seen:
            assert sum(row.entry.minutes for row in about.filter(person_id=child.person_id)) == 90


def test_the_words_of_each_child_have_a_strand_of_their_own(smiths):
    with scope.acting_as(smiths.worker):
        rows = record(smiths, told(smiths))
        assert len({row.strand_id for row in rows}) == len(rows)


def test_a_child_not_seen_is_only_mentioned(smiths):
    with scope.acting_as(smiths.worker):
        record(smiths, told(smiths, children=(ChildSeen(smiths.amy, "no"),)))
        (deed,) = timeline.page(smiths.family.pk, smiths.worker).deeds
        assert deed.first.entry.sentence == "Visit: home. Amy was not seen."
        assert deed.first.names("mentioned") == ["Amy"]


def test_a_day_before_a_child_was_born_is_refused_with_the_reason(smiths):
    with scope.acting_as(smiths.worker), pytest.raises(Unacceptable) as refusal:
        record(smiths, replace(told(smiths), day=date(2020, 5, 1)))
    assert refusal.value.field == "day"
    assert "Liam was not born before 9 September 2022" in refusal.value.message


def test_what_was_told_comes_back_to_be_put_right(smiths):
    with scope.acting_as(smiths.worker):
        (visit, *_) = record(smiths, told(smiths))
        assert as_told(queries.told(smiths.worker, smiths.family.pk, visit.deed_id)) == as_told(told(smiths))


def test_putting_right_supersedes_every_part_and_keeps_the_first(smiths):
    with scope.acting_as(smiths.worker):
        (visit, *_) = record(smiths, told(smiths))
        better = replace(told(smiths), minutes=60, place="school")
        (again, *_) = correct(smiths, visit.deed_id, better)
        assert shown(smiths)[0] == ("process", "Visit: school or nursery. Amy and Liam seen, Amy alone.")
        assert as_told(queries.told(smiths.worker, smiths.family.pk, again.deed_id)) == as_told(better)
        assert len(timeline.entry(smiths.worker, smiths.family.pk, again.pk).versions) == 2


def test_words_left_out_are_retracted_and_new_words_begin_a_strand(smiths):
    with scope.acting_as(smiths.worker):
        (visit, *_) = record(smiths, told(smiths))
        amy, liam = told(smiths).children
        silent = replace(amy, words="", tool="", minutes=None, adapted="")
        correct(smiths, visit.deed_id, replace(told(smiths), children=(silent, liam)))
        assert [nature for nature, _ in shown(smiths)] == ["process", "voice"]
        retracted = Entry.objects.visible_to(smiths.worker).filter(retracts=True)
        assert sorted(row.kind for row in retracted) == ["visits.child_said", "visits.direct_work"]


def test_two_people_putting_the_same_visit_right_the_second_is_told(smiths):
    with scope.acting_as(smiths.worker):
        (visit, *_) = record(smiths, told(smiths))
        (theirs, *_) = correct(smiths, visit.deed_id, replace(told(smiths), minutes=60))
        with pytest.raises(AlreadyCorrected) as collision:
            correct(smiths, visit.deed_id, replace(told(smiths), minutes=75))
        assert collision.value.theirs == theirs.deed_id


def test_words_that_others_may_read_can_still_be_put_right(smiths):
    with scope.acting_as(smiths.worker):
        rows = record(smiths, told(smiths))
        said = next(row for row in rows if row.kind == "visits.child_said")
        share(smiths, said)
        correct(smiths, rows[0].deed_id, replace(told(smiths), minutes=60))
        live = [line.entry for deed in timeline.page(smiths.family.pk, smiths.worker).deeds for line in deed.entries]
        assert sorted(entry.audience for entry in live if entry.kind == "visits.child_said") == ["family", "team"]
        assert len([entry for entry in live if entry.kind == "visits.visit"]) == 1


def share(smiths: SmithFamily, entry: Entry) -> None:
    change_audience(
        by=smiths.worker, family_id=smiths.family.pk, strand_id=entry.strand_id, audience=Audience.FAMILY,
        why="Amy wants Mum to read it", at=NOON, deed_id=uuid7(),
    )  # fmt: skip


def test_nobody_records_a_visit_to_a_family_that_is_not_theirs(smiths):
    stranger = account("key_worker")
    with scope.acting_as(stranger), pytest.raises(NotAllowed):
        record(smiths, told(smiths), by=stranger)


def test_what_is_known_is_shown_before_the_visit_in_few_queries(smiths, django_assert_max_num_queries):
    with scope.acting_as(smiths.worker):
        for days in range(8):
            record(smiths, replace(told(smiths), day=DAY - timedelta(days=days)))
        with django_assert_max_num_queries(27):
            page = queries.visit_page(smiths.worker, smiths.family.pk, at(DAY).date())
        assert page.last_visit.happened_on == DAY
        assert {line.name for line in page.children} == {"Amy", "Liam"}


def test_where_the_last_visit_was_is_filled_in(smiths):
    with scope.acting_as(smiths.worker):
        assert queries.visit_page(smiths.worker, smiths.family.pk, DAY).usual_place == ""
        record(smiths, told(smiths, place="school"))
        assert queries.visit_page(smiths.worker, smiths.family.pk, DAY).usual_place == "school"
