"""What each step of the pathway writes, and what it refuses."""

from datetime import timedelta

import pytest

from alongside.access import scope
from alongside.kit import clock
from alongside.kit.refusals import NotAllowed, Unacceptable
from alongside.pathway import actions, queries
from alongside.pathway.rules import PersonTold, Standing
from alongside.pathway.tests import factories
from alongside.pathway.tests.factories import some_uuid
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
            models = [model.id for model in people.models_of(involvement)]

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
            assert queries.my_referrals(other).lines == ()
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
        assert sentences(one)[:2] == [
            "Ms Treadwell gave more information.",
            "More information was asked from Ms Treadwell.",
        ]

    def test_nobody_answers_for_another_referrer(self) -> None:
        one = factories.waiting()
        other = factories.account("referrer", "Mr Lowe")

        with pytest.raises(NotAllowed), scope.acting_as(other):
            actions.give_more_information(
                by=other, deed_id=some_uuid(), submission_id=one.submission.pk, words="Hello", at=clock.now()
            )

    def test_declining_tells_the_referrer_why_and_ends_the_involvement(self) -> None:
        one = factories.waiting()

        one.act(
            one.manager, actions.decline, reason="other_help_fits_better", told="The children’s centre will ring you."
        )

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
        assert (last.title, last.telephone) == ("Joanne Mercer is the family’s key worker", "01632 960002")
        assert page.status == "A key worker has been allocated"

    @pytest.mark.parametrize("role", ["manager", "referrer", "chair"])
    def test_only_key_workers_lead_the_help(self, role: str) -> None:
        one = factories.accepted()

        with pytest.raises(Unacceptable, match="key worker of the team"):
            one.allocate(worker=factories.account(role, "Somebody"))
