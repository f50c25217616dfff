"""What somebody said they would do is due until it is settled, and somebody sees to it."""

from datetime import timedelta

import pytest

from alongside.access import scope
from alongside.kit.clock import at
from alongside.kit.ids import uuid7
from alongside.kit.refusals import NotAllowed, Unacceptable
from alongside.plans import actions, queries
from alongside.plans.rules import Doer, NewAction, action_entry
from alongside.timeline import actions as timeline_actions
from alongside.timeline import queries as timeline
from alongside.timeline.models import Due
from alongside.timeline.rules import Audience, Happened
from alongside.timeline.tests.factories import DAY, NOON, SmithFamily, account, smith_family

pytestmark = pytest.mark.django_db
IN_A_WEEK, IN_TEN_DAYS = DAY + timedelta(days=7), DAY + timedelta(days=10)


@pytest.fixture
def smiths() -> SmithFamily:
    return smith_family()


def ring_school(smiths: SmithFamily, **changed) -> NewAction:
    given = {
        "what": "Ring the school about a quiet room", "who": Doer("Paula", user_id=smiths.worker.pk),
        "by_when": IN_A_WEEK, "for_persons": (smiths.amy,),
    }  # fmt: skip
    return NewAction(**{**given, **changed})


def agree(smiths: SmithFamily, *agreed: NewAction, **more):
    return actions.agree_actions(
        by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, actions=agreed, on=DAY, at=NOON, **more
    )


def finish(smiths: SmithFamily, entry, how="done", **more):
    given = {"on": DAY, "words": "", "at": NOON} | more
    return actions.finish_action(
        by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, action=entry.pk, how=how, **given
    )


def due(smiths: SmithFamily, moment=NOON) -> list[tuple[str, str, str]]:
    lines = timeline.what_is_due(smiths.family.pk, smiths.worker, moment)
    return [(line.name, line.subject_name, line.words) for line in lines if line.source == "action"]


def test_an_action_is_due_by_its_day_in_every_list_and_opens_to_its_page(smiths):
    with scope.acting_as(smiths.worker):
        (entry,) = agree(smiths, ring_school(smiths))
        assert entry.sentence == "Action agreed: Paula, by 9 March 2026, for Amy."
        assert due(smiths) == [("Ring the school about a quiet room", "Paula", "Mon 9 Mar")]
        (stored,) = [line for line in timeline.due_for_user(smiths.worker, NOON) if line.source == "action"]
        (line,) = [
            line for line in timeline.what_is_due(smiths.family.pk, smiths.worker, NOON) if line.source == "action"
        ]
        assert stored == line
        assert (line.url_name, line.url_args) == ("plans:action", (smiths.family.pk, entry.pk))
        assert line in timeline.next_due_of([smiths.family.pk], smiths.worker, NOON, most=9)[smiths.family.pk]


def test_the_stored_list_holds_none_of_the_words(smiths):
    with scope.acting_as(smiths.worker):
        agree(smiths, ring_school(smiths))
        (row,) = Due.objects.visible_to(smiths.worker).filter(source="action")
        assert row.name == "Action agreed"


def test_what_a_worker_does_is_theirs_and_what_anybody_else_does_is_the_key_workers_to_follow_up(smiths):
    with scope.acting_as(smiths.manager):
        agreed = (
            ring_school(smiths, who=Doer("Rob", user_id=smiths.manager.pk)),
            ring_school(smiths, who=Doer("Katie", person_id=smiths.katie)),
            ring_school(smiths, who=Doer("Ms Spragg, housing")),
        )
        actions.agree_actions(
            by=smiths.manager, deed_id=uuid7(), family_id=smiths.family.pk, actions=agreed, on=DAY, at=NOON
        )
        rows = Due.objects.visible_to(smiths.manager).filter(source="action")
        owners = sorted(map(str, rows.values_list("owner_id", flat=True)))
    assert owners == sorted(map(str, (smiths.worker.pk, smiths.worker.pk, smiths.manager.pk)))


def test_an_agencys_action_that_nobody_did_shows_how_late_it_is(smiths):
    with scope.acting_as(smiths.worker):
        agree(smiths, ring_school(smiths, who=Doer("Ms Spragg, housing")))
        assert due(smiths, at(IN_TEN_DAYS)) == [
            ("Ring the school about a quiet room", "Ms Spragg, housing", "3 days late")
        ]


@pytest.mark.parametrize("how", ["done", "partly", "not_done", "no_longer_needed"])
def test_each_outcome_ends_it(smiths, how):
    with scope.acting_as(smiths.worker):
        (entry,) = agree(smiths, ring_school(smiths))
        finish(smiths, entry, how, words="She rang on Tuesday")
        assert due(smiths) == []
        (line,) = queries.actions_of(smiths.family.pk, smiths.worker)
        assert (line.how, line.done_on, line.said) == (how, DAY, "She rang on Tuesday")
        assert queries.open_actions(smiths.family.pk, smiths.worker) == []


def test_the_rest_of_it_goes_on_with_a_new_day(smiths):
    with scope.acting_as(smiths.worker):
        (entry,) = agree(smiths, ring_school(smiths))
        finish(smiths, entry, "partly", again_by=IN_TEN_DAYS)
        assert due(smiths) == [("Ring the school about a quiet room", "Paula", "Thu 12 Mar")]
        (line,) = queries.open_actions(smiths.family.pk, smiths.worker)
        assert (line.who, line.for_names, line.owner_id) == ("Paula", ("Amy",), smiths.worker.pk)


def test_an_action_that_was_never_agreed_is_not_due(smiths):
    with scope.acting_as(smiths.worker):
        (entry,) = agree(smiths, ring_school(smiths))
        timeline_actions.retract(
            by=smiths.worker, family_id=smiths.family.pk, entry_ids=[entry.pk], why="Another family", at=NOON,
            deed_id=uuid7(),
        )  # fmt: skip
        assert due(smiths) == []
        assert not Due.objects.visible_to(smiths.worker).filter(source="action").exists()


def test_an_outcome_that_was_a_mistake_makes_it_due_again(smiths):
    with scope.acting_as(smiths.worker):
        (entry,) = agree(smiths, ring_school(smiths))
        (done,) = finish(smiths, entry)
        timeline_actions.retract(
            by=smiths.worker, family_id=smiths.family.pk, entry_ids=[done.pk], why="Not yet", at=NOON, deed_id=uuid7()
        )
        assert len(due(smiths)) == 1


def test_an_action_that_others_may_read_now_is_due_once(smiths):
    with scope.acting_as(smiths.worker):
        (entry,) = agree(smiths, ring_school(smiths))
        new = timeline_actions.change_audience(
            by=smiths.worker, family_id=smiths.family.pk, strand_id=entry.strand_id, audience=Audience.AROUND,
            why="The school helps", at=NOON, deed_id=uuid7(),
        )  # fmt: skip
        (row,) = Due.objects.visible_to(smiths.worker).filter(source="action")
        assert row.because == [new.pk]
        finish(smiths, new)
        assert due(smiths) == []


def test_an_action_put_right_stays_the_same_promise(smiths):
    with scope.acting_as(smiths.worker):
        (entry,) = agree(smiths, ring_school(smiths))
        (line,) = queries.open_actions(smiths.family.pk, smiths.worker)
        right = ring_school(smiths, by_when=IN_TEN_DAYS, promise_id=line.promise_id)
        timeline_actions.record(
            by=smiths.worker, deed_id=uuid7(), happened=Happened.day(DAY), at=NOON,
            entries=[action_entry(right, {smiths.amy: "Amy"}, supersedes_id=entry.pk)], **smiths.where,
        )  # fmt: skip
        assert [words for _, _, words in due(smiths)] == ["Thu 12 Mar"]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"what": " "}, "what"),
        ({"who": Doer("")}, "who"),
        ({"by_when": DAY - timedelta(days=1)}, "by_when"),
    ],
)
def test_what_is_not_clear_is_refused(smiths, changed, field):
    with scope.acting_as(smiths.worker), pytest.raises(Unacceptable) as refusal:
        agree(smiths, ring_school(smiths, **changed))
    assert refusal.value.field == field


def test_an_action_ends_once_and_not_before_it_was_agreed(smiths):
    with scope.acting_as(smiths.worker):
        (entry,) = agree(smiths, ring_school(smiths))
        with pytest.raises(Unacceptable):
            finish(smiths, entry, on=DAY - timedelta(days=1))
        with pytest.raises(Unacceptable):
            finish(smiths, entry, how="somehow")
        finish(smiths, entry)
        with pytest.raises(Unacceptable, match="Somebody has said"):
            finish(smiths, entry)


def test_somebody_of_another_family_is_refused(smiths):
    others = smith_family()
    with scope.acting_as(smiths.worker):
        for changed in ({"for_persons": (others.amy,)}, {"who": Doer("Katie", person_id=others.katie)}):
            with pytest.raises(NotAllowed):
                agree(smiths, ring_school(smiths, **changed))
    with scope.acting_as(others.worker):
        (theirs,) = agree(others, ring_school(others))
    with scope.acting_as(smiths.worker), pytest.raises(NotAllowed):
        finish(smiths, theirs)


def test_nobody_agrees_anything_for_a_family_that_is_not_theirs(smiths):
    stranger = account("key_worker")
    with scope.acting_as(stranger), pytest.raises(NotAllowed):
        actions.agree_actions(
            by=stranger, deed_id=uuid7(), family_id=smiths.family.pk, actions=[ring_school(smiths)], on=DAY, at=NOON
        )
