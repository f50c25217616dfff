"""What each step of the pathway writes, and what it refuses."""

from datetime import timedelta

import pytest

from alongside.access import scope
from alongside.kit import clock
from alongside.kit.refusals import NotAllowed, Unacceptable
from alongside.pathway import actions, queries
from alongside.pathway.rules import PersonTold, Standing
from alongside.pathway.tests import factories
from alongside.pathway.tests.factories import moment, some_uuid
from alongside.people import queries as people
from alongside.timeline import queries as timeline

pytestmark = pytest.mark.django_db


def sentences(one: factories.Pathway) -> list[str]:
    """What the timeline says, the newest first."""
    with scope.acting_as(one.manager):
        deeds = timeline.page(one.family_id, one.manager).deeds
    return [line.entry.sentence for deed in deeds for line in deed.entries]


def stands(one: factories.Pathway) -> Standing:
    with scope.acting_as(one.manager):
        involvement = people.current_involvement(one.family_id, one.manager)
        return queries.standing_of(one.manager, involvement, clock.today())


def told_to_referrer(one: factories.Pathway) -> list[tuple[str, str]]:
    with scope.acting_as(one.referrer):
        page = queries.my_referral(one.referrer, one.submission.pk)
    return [(answer.kind, answer.words) for answer in page.answers]


class TestReceiving:
    def test_a_referral_makes_the_family_its_people_and_what_was_said_of_them(self) -> None:
        one = factories.waiting()

        with scope.acting_as(one.manager):
            lines = people.people_of(one.family_id, one.manager, clock.today())
            facts = {(fact.kind, fact.words) for fact in people.facts_of(one.family_id, one.manager)}
            assert people.family(one.manager, one.family_id).name == "Smith"

        assert [line.name for line in lines] == ["Katie Smith", "Amy Smith", "Liam Smith", "Liam’s dad"]
        assert [line.in_household for line in lines] == [True, True, True, False]
        assert {("school", "Hillview Primary"), ("address", "4 Mill Lane"), ("phone", "01632 960123")} <= facts

    def test_the_sentence_of_a_referral_quotes_nothing_of_it(self) -> None:
        one = factories.waiting()

        assert sentences(one) == ["Ms Treadwell (Hillview Primary) asked for help for the family."]

    def test_it_follows_the_services_own_practice_models(self) -> None:
        one = factories.waiting()

        with scope.acting_as(one.manager):
            involvement = people.current_involvement(one.family_id, one.manager)
            models = [model.id for model in people.models_of(involvement, one.manager)]

        assert models == ["family_intervention", "statutory_england"]

    def test_an_unborn_baby_and_somebody_only_described_are_enough(self) -> None:
        one = factories.pathway()
        baby = PersonTold(described_as="baby expected", role="baby expected", due_on=clock.today() + timedelta(days=90))

        one.refer(people=(baby,), address="", family_telephone="")

        with scope.acting_as(one.manager):
            (line,) = people.people_of(one.family_id, one.manager, clock.today())
        assert line.is_unborn
        assert line.is_child

    def test_nobody_without_the_role_refers(self) -> None:
        one = factories.pathway()

        with pytest.raises(NotAllowed):
            one.refer(by=one.worker)

    def test_a_referral_needs_somebody_in_the_family(self) -> None:
        one = factories.pathway()

        with pytest.raises(Unacceptable, match="at least one person"):
            one.refer(people=())

    def test_one_referrer_never_reads_anothers(self) -> None:
        one = factories.waiting()
        other = factories.account("referrer", "Mr Lowe")

        with scope.acting_as(other):
            assert queries.my_referrals(other) == []
            assert queries.my_referral(other, one.submission.pk) is None
            assert queries.my_referral(one.referrer, one.submission.pk) is None, "not in somebody else’s scope"


class TestDeciding:
    def test_accepted_below_the_threshold_needs_the_reason(self) -> None:
        one = factories.waiting()

        with pytest.raises(Unacceptable, match="threshold"):
            one.accept(below_threshold=True)
        one.accept(below_threshold=True, reason="A new baby is coming.")

        assert sentences(one)[0] == "The referral was accepted, below the usual threshold."
        assert stands(one) is Standing.ACCEPTED

    def test_a_question_reaches_the_referrer_and_their_answer_comes_back(self) -> None:
        one = factories.waiting()

        one.act(one.manager, actions.ask_for_more, question="Who lives there?")
        assert stands(one) is Standing.ASKED
        with scope.acting_as(one.referrer):
            actions.give_more_information(
                by=one.referrer, deed_id=some_uuid(), submission_id=one.submission.pk, words="Katie.", at=clock.now()
            )

        assert stands(one) is Standing.ANSWERED
        assert told_to_referrer(one) == [("question", "Who lives there?"), ("reply", "Katie.")]
        assert sentences(one)[:2] == ["Ms Treadwell gave more information.", "More information was asked from Ms Treadwell."]

    def test_nobody_answers_for_another_referrer(self) -> None:
        one = factories.waiting()
        other = factories.account("referrer", "Mr Lowe")

        with pytest.raises(NotAllowed), scope.acting_as(other):
            actions.give_more_information(
                by=other, deed_id=some_uuid(), submission_id=one.submission.pk, words="Hello", at=clock.now()
            )

    def test_declining_tells_the_referrer_why_and_ends_the_involvement(self) -> None:
        one = factories.waiting()

        one.act(one.manager, actions.decline, reason="other_help_fits_better", told="The children’s centre will ring you.")

        assert stands(one) is Standing.DECLINED
        assert told_to_referrer(one) == [("declined", "The children’s centre will ring you.")]
        with scope.acting_as(one.manager):
            assert timeline.what_is_due(one.family_id, one.manager, clock.now()) == []
            assert queries.waiting_referrals(one.manager, clock.now()).to_decide == ()

    @pytest.mark.parametrize("given", [{"reason": "no such reason", "told": "x"}, {"reason": "no_room", "told": "  "}])
    def test_declining_needs_a_reason_of_the_list_and_words_for_the_referrer(self, given: dict[str, str]) -> None:
        one = factories.waiting()

        with pytest.raises(Unacceptable):
            one.act(one.manager, actions.decline, **given)

    def test_what_is_decided_is_not_decided_again(self) -> None:
        one = factories.accepted()

        for action, given in (
            (actions.accept, {}),
            (actions.ask_for_more, {"question": "?"}),
            (actions.decline, {"reason": "no_room", "told": "Full"}),
        ):
            with pytest.raises(Unacceptable, match="has been accepted"):
                one.act(one.manager, action, **given)

    def test_a_family_is_not_allocated_before_it_is_accepted(self) -> None:
        one = factories.waiting()

        with pytest.raises(Unacceptable, match="not been decided"):
            one.allocate()

    def test_the_referrer_hears_who_the_key_worker_is(self) -> None:
        one = factories.helped()

        with scope.acting_as(one.referrer):
            page = queries.my_referral(one.referrer, one.submission.pk)

        last = page.answers[-1]
        assert (last.kind, last.from_name, last.from_telephone) == ("allocated", "Joanne Mercer", "01632 960002")
        assert page.status == "A key worker has been allocated"

    @pytest.mark.parametrize("role", ["manager", "referrer", "chair"])
    def test_only_key_workers_lead_the_help(self, role: str) -> None:
        one = factories.accepted()

        with pytest.raises(Unacceptable, match="key worker of the team"):
            one.allocate(worker=factories.account(role, "Somebody"))


class TestLeading:
    def test_a_change_of_key_worker_says_after_whom(self) -> None:
        one = factories.helped()
        leon = factories.account("key_worker", "Leon Achterberg", one.team)

        one.act(one.manager, actions.allocate_again, worker=leon, reason="Part time.")

        assert "Leon Achterberg became the family’s key worker, after Joanne Mercer." in sentences(one)
        with pytest.raises(Unacceptable, match="already"):
            one.act(one.manager, actions.allocate_again, worker=leon, reason="Again")

    def test_a_stage_that_began_by_hand_moves_the_family(self) -> None:
        one = factories.helped()

        one.act(one.worker, actions.begin_stage, stage_id="assessment", on=clock.today(), why="All agreed.")

        with scope.acting_as(one.worker):
            assert timeline.stage_of(one.family_id, one.worker).words == "Assessment, stage 3 of 7"

    @pytest.mark.parametrize("days", [-1, 60])
    def test_a_stage_begins_neither_tomorrow_nor_before_the_family_came(self, days: int) -> None:
        one = factories.helped()

        with pytest.raises(Unacceptable):
            one.act(one.worker, actions.begin_stage, stage_id="assessment", on=clock.today() - timedelta(days=days), why="")

    def test_more_time_holds_a_clock_until_its_time_runs_again(self) -> None:
        one = factories.helped()
        clock_ids = {"model_id": "family_intervention", "clock_id": "first_visit"}

        one.act(one.worker, actions.pause_clock, on=clock.today(), agreed_with=[], others="the school", why="Ill.", **clock_ids)
        with scope.acting_as(one.worker):
            states = {line.clock_id: line.state for line in timeline.what_is_due(one.family_id, one.worker, clock.now())}
        assert states["first_visit"] == "hold"
        with pytest.raises(Unacceptable, match="on hold already"):
            one.act(one.worker, actions.pause_clock, on=clock.today(), agreed_with=[], others="x", why="y", **clock_ids)
        one.act(one.worker, actions.resume_clock, on=clock.today(), **clock_ids)

        with scope.acting_as(one.worker):
            states = {line.clock_id: line.state for line in timeline.what_is_due(one.family_id, one.worker, clock.now())}
        assert states["first_visit"] == "late"
        assert "More time was agreed with the school for: visit the family for the first time." in sentences(one)

    def test_a_clock_of_the_law_refuses(self) -> None:
        one = factories.helped()

        with pytest.raises(Unacceptable, match="set by law"):
            one.act(
                one.worker, actions.pause_clock, model_id="statutory_england", clock_id="assessment", on=clock.today(),
                agreed_with=[], others="everybody", why="Busy",
            )  # fmt: skip

    def test_more_time_needs_somebody_who_agreed_and_a_reason(self) -> None:
        one = factories.helped()
        given = {"model_id": "family_intervention", "clock_id": "first_visit", "on": clock.today(), "agreed_with": []}

        with pytest.raises(Unacceptable, match="with whom"):
            one.act(one.worker, actions.pause_clock, why="Ill", **given)
        with pytest.raises(Unacceptable, match="why"):
            one.act(one.worker, actions.pause_clock, why=" ", others="Katie", **given)

    def test_somebody_of_another_agency_joins_and_leaves(self) -> None:
        one = factories.helped()

        helper = one.act(one.worker, actions.helper_joins, role="health", name="Ms Spragg", agency="Health trust")
        assert sentences(one)[0] == "Ms Spragg began to help the family as health."
        one.act(one.worker, actions.helper_leaves, helper=helper)

        with scope.acting_as(one.worker):
            names = [line.name for line in people.helpers_of(one.family_id, one.worker, clock.now())]
        assert names == ["Joanne Mercer"]

    def test_a_key_worker_does_not_just_leave(self) -> None:
        one = factories.helped()
        with scope.acting_as(one.worker):
            helper = people.key_worker_of(one.family_id, one.worker, clock.now())

        with pytest.raises(Unacceptable, match="who takes over"):
            one.act(one.worker, actions.helper_leaves, helper=helper)


class TestClosing:
    def test_what_changed_and_what_still_worries_are_kept_apart(self) -> None:
        one = factories.helped()

        one.close(worries="Money is short.")

        with scope.acting_as(one.manager):
            texts = timeline.texts_of_parts(one.family_id, one.manager, ["working", "worries"], limit=1)
        assert texts["working"][0][0].body == "Amy sleeps."
        assert texts["worries"][0][0].body == "Money is short."

    def test_only_the_clocks_of_following_up_go_on(self) -> None:
        one = factories.closed()

        with scope.acting_as(one.worker):
            due = {line.clock_id for line in timeline.what_is_due(one.family_id, one.worker, clock.now())}
        assert due == {"follow_up_contact", "follow_up_end"}

    def test_a_follow_up_is_recorded_and_moves_its_clock(self) -> None:
        one = factories.closed()

        one.act(one.worker, actions.record_follow_up, on=clock.today(), way="phone", outcome="going_well", note="Fine")

        assert sentences(one)[0] == "Follow-up with the family by telephone: going well."
        with scope.acting_as(one.worker):
            due = {line.clock_id: line.due_on for line in timeline.what_is_due(one.family_id, one.worker, clock.now())}
        assert due["follow_up_contact"] > clock.today() + timedelta(days=85)

    def test_follow_up_does_not_come_before_the_end_of_the_work(self) -> None:
        one = factories.closed()

        with pytest.raises(Unacceptable, match="had not ended"):
            one.act(
                one.worker, actions.record_follow_up, on=clock.today() - timedelta(days=5), way="phone",
                outcome="going_well", note="",
            )  # fmt: skip

    def test_the_work_ends_once(self) -> None:
        one = factories.closed()

        with pytest.raises(Unacceptable, match="has ended"):
            one.close(at=moment(0))

    def test_a_referrer_or_a_stranger_does_not_follow_up(self) -> None:
        one = factories.helped()

        with pytest.raises(Unacceptable, match="our own workers"):
            one.close(follow_up_by=one.referrer)

    def test_after_follow_up_nothing_is_due(self) -> None:
        one = factories.closed()

        one.act(one.worker, actions.end_follow_up, on=clock.today(), note="")

        assert stands(one) is Standing.ENDED
        with scope.acting_as(one.manager):
            assert timeline.what_is_due(one.family_id, one.manager, clock.now()) == []


class TestPeople:
    def test_each_deed_leaves_its_entry_and_no_sentence_gives_a_value_away(self) -> None:
        one = factories.helped()

        nan = one.act(one.worker, actions.add_person, name="Pat Smith", role="grandparent", in_household=False)
        with scope.acting_as(one.worker):
            katie = people.people_of(one.family_id, one.worker, clock.today())[0]
        one.act(one.worker, actions.record_fact, person_id=katie.person_id, kind="nhs", value="943 476 5919")
        one.act(
            one.worker, actions.record_relationship, from_person_id=nan.person_id, kind="parent",
            to_person_id=katie.person_id,
        )  # fmt: skip

        said = sentences(one)[:3]
        assert said == [
            "Pat Smith is parent of Katie Smith.",
            "NHS number recorded for Katie Smith.",
            "Pat Smith was added to the people of the family.",
        ]

    def test_a_protected_name_stands_in_no_sentence(self) -> None:
        one = factories.helped()

        hidden = one.act(one.worker, actions.add_person, name="Dean Hart", role="father", protected=True)
        one.act(one.worker, actions.record_fact, person_id=hidden.person_id, kind="address", value="1 Far Away")

        assert not [words for words in sentences(one) if "Dean" in words or "Far Away" in words]

    def test_somebody_described_gets_a_name(self) -> None:
        one = factories.helped()
        with scope.acting_as(one.worker):
            dad = next(line for line in people.people_of(one.family_id, one.worker, clock.today()) if not line.is_named)

        one.act(
            one.worker, actions.change_known_as, known_as=dad.known_as, name="Dean Hart", role="father", in_household=False
        )

        assert sentences(one)[0] == "What we know of Dean Hart was put right: name, birth or place in the family."

    def test_parental_responsibility_may_lie_with_an_agency(self) -> None:
        one = factories.helped()
        with scope.acting_as(one.worker):
            amy = people.children_of(one.family_id, one.worker, clock.today())[0]

        one.act(one.worker, actions.record_responsibility, child_id=amy.person_id, basis="care_order", agency="The council")

        assert sentences(one)[0] == "The council holds parental responsibility for Amy Smith: care order."

    def test_a_wrong_number_is_refused(self) -> None:
        one = factories.helped()
        with scope.acting_as(one.worker):
            amy = people.children_of(one.family_id, one.worker, clock.today())[0]

        with pytest.raises(Unacceptable, match="NHS number"):
            one.act(one.worker, actions.record_fact, person_id=amy.person_id, kind="nhs", value="943 476 5910")

    def test_who_does_not_help_the_family_writes_nothing_about_it(self) -> None:
        one = factories.helped()
        stranger = factories.account("key_worker", "Leon Achterberg", one.team)

        with pytest.raises(NotAllowed):
            one.act(stranger, actions.add_person, name="Nobody", role="friend")
