"""A whole-family assessment begun and answered, each person in their own right."""

import json
from datetime import timedelta

import pytest
from django.db import connection

from alongside.access import scope
from alongside.agreements.tests.factories import agreed, holds
from alongside.assessments import actions, queries
from alongside.assessments.rules import Given
from alongside.assessments.tests.factories import acting, agree, answer, begin, complete, differ
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.kit.refusals import NotAllowed, Unacceptable
from alongside.timeline import actions as timeline_actions
from alongside.timeline import queries as timeline
from alongside.timeline.rules import Happened, Nature, NewEntry
from alongside.timeline.tests.factories import SmithFamily, account, smith_family

pytestmark = pytest.mark.django_db


@pytest.fixture
def smiths() -> SmithFamily:
    return smith_family(clock.now() - timedelta(days=40))


def standing(smiths: SmithFamily) -> dict:
    page = queries.overview(smiths.worker, smiths.family.pk, clock.today())
    return {key: dict(one.filled.answers) for key, one in page.assessment.standing().items()}


def sentences(smiths: SmithFamily) -> list[str]:
    deeds = timeline.page(smiths.family.pk, smiths.worker).deeds
    return [line.entry.sentence for deed in deeds for line in deed.entries]


def test_it_does_not_begin_without_agreement_unless_a_reason_says_so(smiths):
    with acting(smiths):
        with pytest.raises(Unacceptable) as refused:
            begin(smiths, reason=" \u200b")
        assert refused.value.field == "reason"
        (entry,) = begin(smiths)
        assert entry.facts == {"agreed": False}
        assert sentences(smiths)[0] == "The assessment began without the family’s agreement."


def test_it_begins_once(smiths):
    with acting(smiths):
        begin(smiths)
        with pytest.raises(Unacceptable):
            begin(smiths)


def test_nothing_is_answered_before_it_begins(smiths):
    with acting(smiths), pytest.raises(NotAllowed):
        answer(smiths, "own_view", smiths.amy, hard="Nights")


def test_a_section_of_a_person_is_kept_and_read_back(smiths):
    with acting(smiths):
        begin(smiths)
        answer(smiths, "own_view", smiths.amy, hard="The nights.", where_now=4)
        assert standing(smiths) == {("own_view", smiths.amy): {"hard": "The nights.", "where_now": 4}}
        assert sentences(smiths)[0] == "Assessment, own view: Amy."


def test_in_one_version_an_answer_is_put_right_and_afterwards_stands_beside(smiths):
    with acting(smiths):
        begin(smiths)
        first = answer(smiths, "history", generations="One")
        second = answer(smiths, "history", generations="Two")
        assert second.supersedes_id == first.pk
        complete(smiths)
        third = answer(smiths, "history", generations="Three")
        assert third.supersedes_id is None
        assert third.facts["version"] == 2
        page = queries.compare_page(smiths.worker, smiths.family.pk, None, None, clock.today())
        (part,) = page.parts
        assert [(line.before, line.after) for line in part.lines] == [("Two", "Three")]


def test_what_somebody_said_of_themselves_on_another_day_is_never_written_over(smiths):
    day_one = clock.now() - timedelta(days=10)
    with clock.travel(day_one), acting(smiths):
        begin(smiths)
        answer(smiths, "own_view", smiths.katie, hard="Everything", where_now=2)
        answer(smiths, "own_view", smiths.katie, hard="Nearly everything", where_now=2)
    with acting(smiths):
        answer(smiths, "own_view", smiths.katie, hard="Mornings", where_now=5)
        back = queries.look_back(smiths.worker, smiths.family.pk, smiths.katie, clock.today())
    assert [one.filled.answers["hard"] for one, _ in back.times] == ["Nearly everything", "Mornings"]


def test_own_words_are_a_voice_and_read_exactly(smiths):
    words = "  I like tea.\n\nكيتي 🫖 "
    with acting(smiths):
        begin(smiths)
        entry = answer(smiths, "own_view", smiths.amy, going_well=words)
        (line,) = timeline.page(smiths.family.pk, smiths.worker).deeds[0].entries
    assert entry.nature == "voice"
    assert [text.body for text in line.texts] == [words]
    assert line.about == ((smiths.amy, "Amy", "said"),)


def test_the_counts_on_the_page_are_those_of_the_entries(smiths):
    with acting(smiths):
        begin(smiths)
        answer(smiths, "disadvantage", smiths.katie, workless=True, money=True, poor_health=True, no_support=False)
        answer(smiths, "families_at_risk", no_work=True, housing=True)
        shown = queries.overview(smiths.worker, smiths.family.pk, clock.today()).noticed
        with connection.cursor() as cursor:
            cursor.execute(
                """
                SELECT e.facts->'counted', (
                    SELECT count(*) FROM jsonb_each(c.content->'filled'->'answers') a
                    WHERE a.value = 'true'::jsonb
                )
                FROM entry e JOIN entry_content c ON c.entry_id = e.id
                WHERE e.kind = 'assessments.section_answered' AND e.facts->>'section_id' = 'disadvantage'
                """
            )
            ((counted, yes),) = cursor.fetchall()
    assert [(one.prompt.id, len(one.facts)) for one in shown] == [("multiple_disadvantage", 3)]
    assert yes == 3
    assert json.loads(counted) == {"multiple_disadvantage": ["workless", "money", "poor_health"]}


def test_help_given_meanwhile_is_counted_from_the_day_it_began(smiths):
    with clock.travel(clock.now() - timedelta(days=5)), acting(smiths):
        begin(smiths)
    for days, minutes in ((8, 30), (4, 25), (1, 20)):
        on = clock.today() - timedelta(days=days)
        help_ = NewEntry(
            "visits.direct_work", Nature.INTERVENTION, {"name": "Amy", "tool": "Feelings cards"}, minutes=minutes
        )
        with acting(smiths):
            timeline_actions.record(
                by=smiths.worker, deed_id=uuid7(), **smiths.where, happened=Happened.day(on), entries=[help_],
                at=clock.now(),
            )  # fmt: skip
    with acting(smiths):
        given = queries.overview(smiths.worker, smiths.family.pk, clock.today()).meanwhile
    assert (given.times, given.minutes) == (2, 45)


def test_an_agreement_of_the_family_needs_no_reason(smiths):
    holds(smiths, smiths.katie, smiths.amy)
    agreed(smiths, (smiths.katie, "no"))
    with acting(smiths), pytest.raises(Unacceptable):
        begin(smiths, reason="")
    agreed(smiths, (smiths.katie, "yes"))
    with acting(smiths):
        (entry,) = begin(smiths, reason="")
    assert entry.facts == {"agreed": True}


def test_a_version_is_not_completed_twice_nor_with_nothing_new(smiths):
    with acting(smiths):
        begin(smiths)
        with pytest.raises(Unacceptable):
            complete(smiths)
        answer(smiths, "history", generations="One")
        complete(smiths)
        with pytest.raises(Unacceptable):
            complete(smiths, version=1)
        with pytest.raises(Unacceptable):
            complete(smiths, version=2)
        answer(smiths, "history", generations="Two")
        with pytest.raises(NotAllowed):
            complete(smiths, version=2, kept=["no_such_principle"], note="x")


def test_each_answer_to_a_version_is_an_entry_of_its_own(smiths):
    with acting(smiths):
        begin(smiths)
        answer(smiths, "history", generations="One")
        complete(smiths)
        said = [
            Given("yes", smiths.katie, how="read_out"),
            Given("could_not", smiths.amy, reason="She was at Nan’s."),
            Given("no", agency="Housing", reason="The roof."),
        ]
        rows = agree(smiths, said)
        assert len({row.strand_id for row in rows}) == 3
        assert [(row.kind, row.subtype) for row in rows] == [
            ("assessments.agreed", "yes"), ("assessments.agreed", "could_not"), ("assessments.agreed", "no"),
        ]  # fmt: skip
        for wrong in ([], [Given("no", smiths.katie)], [Given("perhaps", smiths.katie)], [Given("yes")]):
            with pytest.raises(Unacceptable):
                agree(smiths, wrong)
    other = smith_family(clock.now() - timedelta(days=40))
    with acting(smiths), pytest.raises(NotAllowed):
        agree(smiths, [Given("yes", other.katie)])


def test_nobody_elses_worker_may_write_anything(smiths):
    with acting(smiths):
        begin(smiths)
    stranger = account("key_worker")
    with scope.acting_as(stranger):
        for deed in (
            lambda: answer(smiths, "history", by=stranger, stood=None, generations="x"),
            lambda: actions.start(by=stranger, deed_id=uuid7(), family_id=smiths.family.pk, at=clock.now(), reason="x"),
        ):
            with pytest.raises(NotAllowed):
                deed()


def test_a_view_is_kept_from_somebody_without_the_rest(smiths):
    with acting(smiths):
        begin(smiths)
        answer(smiths, "history", generations="One")
        view = differ(smiths, "history", "Dad was never there.", person_id=smiths.amy)
        page = queries.section_page(smiths.worker, smiths.family.pk, "history", None, clock.today())
    assert [(one.whose, one.words) for one in page.views] == [("Amy", "Dad was never there.")]
    assert view.nature == "voice"
    assert page.stands.said.entry_id != view.pk
