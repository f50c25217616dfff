"""What leading the help writes and refuses: stages, more time, helpers, the end of the work, the family’s people."""

from datetime import timedelta

import pytest

from alongside.access import scope
from alongside.kit import clock
from alongside.kit.refusals import NotAllowed, Unacceptable
from alongside.pathway import actions, queries
from alongside.pathway.rules import Standing
from alongside.pathway.tests import factories
from alongside.pathway.tests.factories import moment
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
            one.act(
                one.worker, actions.begin_stage, stage_id="assessment", on=clock.today() - timedelta(days=days), why=""
            )

    def test_more_time_holds_a_clock_until_its_time_runs_again(self) -> None:
        one = factories.helped()
        clock_ids = {"model_id": "family_intervention", "clock_id": "first_visit"}

        one.act(
            one.worker,
            actions.pause_clock,
            on=clock.today(),
            agreed_with=[],
            others="the school",
            why="Ill.",
            **clock_ids,
        )
        with scope.acting_as(one.worker):
            states = {
                line.clock_id: line.state for line in timeline.what_is_due(one.family_id, one.worker, clock.now())
            }
        assert states["first_visit"] == "hold"
        with pytest.raises(Unacceptable, match="on hold already"):
            one.act(one.worker, actions.pause_clock, on=clock.today(), agreed_with=[], others="x", why="y", **clock_ids)
        one.act(one.worker, actions.resume_clock, on=clock.today(), **clock_ids)

        with scope.acting_as(one.worker):
            states = {
                line.clock_id: line.state for line in timeline.what_is_due(one.family_id, one.worker, clock.now())
            }
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
            one.act(one.worker, actions.pause_clock, why=" – \u200b", others="Katie", **given)

    def test_somebody_of_another_agency_joins_and_leaves(self) -> None:
        one = factories.helped()

        helper = one.act(one.worker, actions.helper_joins, role="health", name="Ms Spragg", agency="Health trust")
        assert sentences(one)[0] == "Ms Spragg began to help the family as health."
        one.act(one.worker, actions.helper_leaves, helper=helper)

        with scope.acting_as(one.worker):
            names = [line.name for line in people.helpers_of(one.family_id, one.worker, clock.now())]
        assert names == ["Joanne Mercer"]

    def test_a_partner_who_signs_in_joins_as_themselves_and_sees_nothing_by_it(self) -> None:
        one = factories.helped()
        partner = factories.account("partner", "Ms Spragg")

        given = {"role": "health", "name": partner.name, "agency": "Health trust", "user": partner}
        helper = one.act(one.worker, actions.helper_joins, **given)

        assert (helper.user, helper.professional, helper.agency.name) == (partner, None, "Health trust")
        assert sentences(one)[0] == f"{partner.name} began to help the family as health."
        assert scope.open_families(partner) == 0

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
            one.worker,
            actions.change_known_as,
            known_as=dad.known_as,
            name="Dean Hart",
            role="father",
            in_household=False,
        )

        assert sentences(one)[0] == "What we know of Dean Hart was put right: name, birth or place in the family."

    def test_parental_responsibility_may_lie_with_an_agency(self) -> None:
        one = factories.helped()
        with scope.acting_as(one.worker):
            amy = people.children_of(one.family_id, one.worker, clock.today())[0]

        one.act(
            one.worker, actions.record_responsibility, child_id=amy.person_id, basis="care_order", agency="The council"
        )

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
