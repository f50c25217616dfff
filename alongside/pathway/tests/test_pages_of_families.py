"""Pages about a family: its people, earlier help, and the way from the first stage to the end of follow-up."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from alongside.access import scope
from alongside.kit import clock
from alongside.kit.dates import day_long, day_typed
from alongside.kit.tests.markup import Page
from alongside.pathway import actions
from alongside.pathway.tests import factories
from alongside.pathway.tests.browsing import get, post, said_of_unlit, text, typed_in
from alongside.people import actions as people_actions
from alongside.people import queries as people
from alongside.timeline import queries as timeline

pytestmark = pytest.mark.django_db


class TestPeople:
    def test_what_is_known_is_shown_first_and_not_asked_again(self, client) -> None:
        one = factories.helped()
        with scope.acting_as(one.worker):
            amy = people.children_of(one.family_id, one.worker, clock.today())[0]

        page = Page(text(get(client, one.worker, "record_fact", one.family_id, amy.person_id, "school")))

        assert typed_in(page, "value") == "Hillview Primary"

    def test_a_new_school_ends_the_old_one_and_a_wrong_one_is_put_right(self, client) -> None:
        one = factories.helped()
        with scope.acting_as(one.worker):
            amy = people.children_of(one.family_id, one.worker, clock.today())[0]
        address = ("record_fact", one.family_id, amy.person_id, "school")

        moved = post(client, one.worker, *address, value="Oak Lane", happened="changed", since="", protected="no")
        assert moved.status_code == 302
        spelt = post(client, one.worker, *address, value="Oak Lane School", happened="wrong", since="", protected="no")
        assert spelt.status_code == 302

        with scope.acting_as(one.worker):
            schools = [
                fact
                for fact in people.facts_of(one.family_id, one.worker, amy.person_id, ended=True)
                if fact.kind == "school"
            ]
        assert {fact.words for fact in schools} == {"Oak Lane School", "Hillview Primary"}

    def test_two_who_write_at_once_see_both_versions(self, client) -> None:
        one = factories.helped()
        with scope.acting_as(one.worker):
            dad = next(line for line in people.people_of(one.family_id, one.worker, clock.today()) if not line.is_named)
        typed = {
            "described_as": "", "role": "father", "born": "", "in_household": "no", "died_on": "", "protected": "no",
            "version": str(dad.known_as.pk),
        }  # fmt: skip

        assert (
            post(
                client, one.worker, "correct_person", one.family_id, dad.person_id, name="Dean Hart", **typed
            ).status_code
            == 302
        )
        second = post(client, one.manager, "correct_person", one.family_id, dad.person_id, name="Deane Heart", **typed)

        assert "Somebody changed this while you were writing" in text(second)
        assert "Dean Hart" in text(second)
        assert typed_in(Page(text(second)), "name") == "Deane Heart"

    def test_place_and_birth_are_put_right_together_on_the_day_they_were_recorded(self, client) -> None:
        one = factories.helped()
        added = {"name": "Noor", "described_as": "", "in_household": "yes", "since": "", "protected": "no"}
        due = day_typed(clock.today() + timedelta(days=90))
        post(client, one.worker, "add_person", one.family_id, **added, role="baby expected", born=due)

        def noor():
            with scope.acting_as(one.worker):
                everybody = people.people_of(one.family_id, one.worker, clock.today())
                return next(line for line in everybody if line.name == "Noor")

        page = Page(text(get(client, one.worker, "correct_person", one.family_id, noor().person_id)))
        right = post(
            client, one.worker, "correct_person", one.family_id, noor().person_id, name="Noor", described_as="",
            role="child", born="9 March 2018", in_household="yes", died_on="", protected="no", place_was="wrong",
            version=page.named("version")[0]["value"],
        )  # fmt: skip

        assert right.status_code == 302
        assert (noor().role, noor().birth_exact, noor().is_unborn) == ("child", date(2018, 3, 9), False)
        assert noor().since == clock.today()
        with scope.acting_as(one.worker):
            assert [line.name for line in people.ever_known(one.family_id, one.worker, clock.today())].count(
                "Noor"
            ) == 1

    def test_a_place_that_was_always_so_is_told_from_one_that_changed_on_a_day(self, client) -> None:
        one = factories.helped()
        began = clock.today() - timedelta(days=300)
        with scope.acting_as(one.worker):
            bob = people_actions.add_person(
                by=one.worker, family_id=one.family_id, at=clock.now(), name="Bob Hart", role="friend",
                in_household=False, since=began,
            ).person_id  # fmt: skip

        def place(day):
            with scope.acting_as(one.worker):
                lines = people.people_of(one.family_id, one.worker, day)
            return next((line.role, line.in_household) for line in lines if line.person_id == bob)

        def puts(**said):
            shown = Page(text(get(client, one.worker, "correct_person", one.family_id, bob)))
            typed = {
                "name": "Bob Hart", "described_as": "", "born": "", "died_on": "", "protected": "no",
                "version": shown.named("version")[0]["value"],
            }  # fmt: skip
            return post(client, one.worker, "correct_person", one.family_id, bob, **typed, **said)

        assert "Say whether it was always so or changed" in text(puts(role="father", in_household="no"))
        assert "Give the day it changed" in text(puts(role="father", in_household="no", place_was="changed"))
        early = day_typed(began - timedelta(days=1))
        refused = puts(role="father", in_household="no", place_was="changed", place_changed_on=early)
        assert "If it was always so, choose that" in text(refused)
        assert place(began) == ("friend", False)

        assert puts(role="father", in_household="no", place_was="wrong").status_code == 302
        assert place(began) == ("father", False), "as of before, too"

        moved = clock.today() - timedelta(days=5)
        day = day_typed(moved)
        assert puts(role="father", in_household="yes", place_was="changed", place_changed_on=day).status_code == 302
        assert place(moved - timedelta(days=1)) == ("father", False)
        assert place(moved) == ("father", True)
        told = " ".join(
            Page(text(get(client, one.worker, "correct_person", one.family_id, bob))).one("main").text.split()
        )
        assert "What was known when" in told
        assert f"Father, lives with the family, from {day_long(moved)}. Written down by {one.worker.name}" in told
        assert f"Father, lives elsewhere, from {day_long(began)} until {day_long(moved)}" in told
        assert f"Friend, lives elsewhere, from {day_long(began)}. Written down by {one.worker.name}" in told
        assert "Known so until" in told
        with scope.acting_as(one.worker):
            (newest, *_) = timeline.page(one.family_id, one.worker, limit=1).deeds
        assert newest.entries[0].entry.sentence == (
            f"Bob Hart lives with the family since {day_long(moved)}; before that they did not."
        )

        assert puts(role="father", in_household="yes").status_code == 302, "nothing is asked of a place left as it is"

    def test_a_birth_that_cannot_be_marks_its_question(self, client) -> None:
        one = factories.helped()
        far = day_typed(clock.today() + timedelta(days=700))

        answer = post(
            client, one.worker, "add_person", one.family_id, name="", described_as="A baby", role="baby expected",
            born=far, in_household="yes", since="", protected="no",
        )  # fmt: skip

        links = [
            link["href"] for link in Page(text(answer)).all("a") if link.attributes.get("href", "").startswith("#")
        ]
        assert "#id_born" in links

    def test_a_person_is_added_related_and_put_right_on_screen(self, client) -> None:
        one = factories.helped()

        added = post(
            client, one.worker, "add_person", one.family_id, name="", described_as="Katie’s brother", role="relative",
            born="1998", in_household="no", since="", protected="no",
        )  # fmt: skip
        assert added.status_code == 302
        with scope.acting_as(one.worker):
            ids = {
                line.name: str(line.person_id) for line in people.people_of(one.family_id, one.worker, clock.today())
            }
        tied = post(
            client, one.worker, "record_relationship", one.family_id, from_person=ids["Katie Smith"], kind="parent",
            to_person=ids["Amy Smith"], certainty="known", since="",
        )  # fmt: skip
        assert tied.status_code == 302
        held = post(
            client,
            one.worker,
            "record_responsibility",
            one.family_id,
            child=ids["Amy Smith"],
            holder=ids["Katie Smith"],
            agency="",
            basis="mother",
            since="",
        )
        assert held.status_code == 302
        oneself = post(
            client, one.worker, "record_relationship", one.family_id, from_person=ids["Amy Smith"], kind="twin",
            to_person=ids["Amy Smith"], certainty="known", since="",
        )  # fmt: skip
        assert "Nobody is related to themselves" in text(oneself)

    @pytest.mark.parametrize(
        "kind",
        [
            "address",
            "phone",
            "language",
            "interpreter",
            "communication",
            "care_plan",
            "known_by",
            "ethnicity",
            "disability",
            "nhs",
            "upn",
        ],
    )
    def test_every_kind_of_fact_has_its_question(self, client, kind: str) -> None:
        one = factories.helped()
        with scope.acting_as(one.worker):
            amy = people.children_of(one.family_id, one.worker, clock.today())[0]

        assert get(client, one.worker, "record_fact", one.family_id, amy.person_id, kind).status_code == 200
        assert get(client, one.worker, "record_fact", one.family_id, amy.person_id, "nonsense").status_code == 404


class TestEarlierHelp:
    def test_a_new_referral_finds_the_earlier_involvement(self, client) -> None:
        one = factories.closed()
        one.refer(at=clock.now())

        page = text(get(client, one.manager, "decide", one.family_id))

        assert "may be known there, very close" in page
        assert "01632 960002" in page
        assert reverse("desk:family", args=[one.submissions[0].family_id]) in page
        assert "Too little is known to look for Liam’s dad" in page

    def test_of_a_family_of_another_team_only_whom_to_ring_is_told(self, client) -> None:
        one = factories.helped()
        elsewhere = factories.other_team(one)
        one.refer(at=clock.now())

        page = text(get(client, one.manager, "decide", one.family_id))

        assert elsewhere.name in page
        assert reverse("desk:family", args=[one.submissions[0].family_id]) not in page


class TestLeadingOnScreen:
    def test_the_work_ends_and_follow_up_begins(self, client) -> None:
        one = factories.helped()
        today = day_typed(clock.today())

        page = text(get(client, one.worker, "close", one.family_id))
        left = said_of_unlit(Page(page))
        assert [name.rpartition("-")[2] for name in left] == ["unchanged", "instead"] * 2, "Amy and Liam"
        assert "Visit the family for the first time" in page, "what is late is shown before the work ends"
        ended = post(
            client, one.worker, "close", one.family_id, on=today, reason="goals_reached", why="", changed="Amy sleeps.",
            worries="", told="Ring us.", follow_up_by=str(one.worker.pk), **left,
        )  # fmt: skip
        assert ended["Location"] == reverse("desk:family", args=[one.family_id])
        heard = post(
            client, one.worker, "follow_up", one.family_id, on=today, way="phone", outcome="going_well", note=""
        )
        assert heard.status_code == 302
        assert "going well" in text(client.get(heard["Location"]))
        over = post(client, one.worker, "end_follow_up", one.family_id, on=today, note="")
        assert over["Location"] == reverse("desk:families")
        assert get(client, one.worker, "follow_up", one.family_id).status_code == 404

    def test_whoever_ends_the_work_for_somebody_else_is_not_sent_to_a_page_they_cannot_open(self, client) -> None:
        one = factories.accepted()
        one.allocate(senior=one.senior)

        left = said_of_unlit(Page(text(get(client, one.worker, "close", one.family_id))))
        ended = post(
            client, one.worker, "close", one.family_id, on=day_typed(clock.today()), reason="goals_reached", why="",
            changed="Much.", worries="", told="Ring us.", follow_up_by=str(one.senior.pk), **left,
        )  # fmt: skip

        assert ended["Location"] == reverse("desk:families")

    def test_a_partner_is_not_offered_to_keep_in_touch(self, client) -> None:
        one = factories.helped()
        partner = factories.account("partner", "Ms Rao")
        one.act(one.worker, actions.helper_joins, role="school", name="Ms Rao", user=partner)

        page = Page(get(client, one.worker, "close", one.family_id).content.decode())

        offered = [each.attributes["value"] for each in page.named("follow_up_by")]
        assert str(one.worker.pk) in offered
        assert str(partner.pk) not in offered

    def test_more_time_is_agreed_on_screen_and_open_pauses_are_named_at_the_end(self, client) -> None:
        one = factories.helped()
        address = ("pause_clock", one.family_id, "family_intervention", "first_visit")

        assert "Cannot wait" in text(get(client, one.worker, "pause_clock", one.family_id))
        nobody = post(client, one.worker, *address, on=day_typed(clock.today()), others="", why="Ill")
        assert "Say who agreed to more time" in text(nobody)
        agreed = post(client, one.worker, *address, on=day_typed(clock.today()), others="Katie’s GP", why="Ill")
        assert agreed.status_code == 302

        assert "is still on hold" in text(get(client, one.worker, "close", one.family_id))
        again = post(client, one.worker, *address, on=day_typed(clock.today()), why="Well again")
        assert again.status_code == 302
        assert "is still on hold" not in text(get(client, one.worker, "close", one.family_id))

    def test_a_key_worker_is_changed_on_screen(self, client) -> None:
        one = factories.helped()
        leon = factories.account("key_worker", "Leon Achterberg", one.team)

        page = text(get(client, one.manager, "allocate_again", one.family_id))
        assert "now Joanne Mercer" in page
        stood = typed_in(Page(page), "stood")
        changed = post(
            client, one.manager, "allocate_again", one.family_id, worker=str(leon.pk), reason="Part time.", stood=stood
        )

        assert changed.status_code == 302
        assert one.sees(leon)

    def test_a_page_that_comes_too_late_says_why(self, client) -> None:
        one = factories.helped()

        assert "A key worker is with this family" in text(get(client, one.manager, "accept", one.family_id))
        late = post(client, one.manager, "accept", one.family_id, threshold="met", reason="", told="")
        assert "A key worker is with this family" in text(late)
