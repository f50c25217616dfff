"""The pages of the pathway: who may open them, what they cost, and that nothing typed is lost."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.access import scope
from alongside.kit import clock
from alongside.kit.dates import day_typed
from alongside.kit.tests.markup import Page
from alongside.pathway import queries
from alongside.pathway.models import ReferralSubmission
from alongside.pathway.tests import factories
from alongside.pathway.tests.browsing import SENT, get, key, post, text, typed_in
from alongside.people import queries as people
from alongside.timeline import queries as timeline

pytestmark = pytest.mark.django_db


def test_a_referral_is_sent_received_and_answered_on_screen(client) -> None:
    one = factories.pathway()

    sent = post(client, one.referrer, "refer", **SENT)
    submission = ReferralSubmission(pk=uuid.UUID(sent["Location"].rstrip("/").rpartition("/")[2]))
    page = client.get(sent["Location"])
    assert "Your referral for the Robbins family" in text(page)
    assert "Nobody has decided yet" in text(page)

    waiting = get(client, one.manager, "allocation")
    assert "Robbins family" in text(waiting)
    assert "Noise at night" not in text(waiting), "a list never shows why a family is helped"
    with scope.acting_as(one.manager):
        family_id = next(line.family_id for line in queries.waiting_referrals(one.manager, clock.now()).to_decide)

    opened = text(get(client, one.manager, "decide", family_id))
    for words in (
        "Noise at night.",
        "Geoff rings every evening.",
        "Two letters.",
        "Three dogs.",
        "Sonia’s brother",
        "Repeated reports from neighbours",
        "The family may be evicted",
        "9 Canal Side",
        "9434765919",
    ):
        assert words in opened

    assert post(client, one.manager, "ask", family_id, question="Who is at home at night?").status_code == 302
    asked = text(get(client, one.referrer, "my_referral", submission.pk))
    assert "Who is at home at night?" in asked
    assert "Denise Abara" in asked
    assert post(client, one.referrer, "my_referral", submission.pk, words="Sonia, always.").status_code == 302
    assert "Sonia, always." in text(get(client, one.manager, "decide", family_id))

    accepted = post(client, one.manager, "accept", family_id, threshold="met", told="Thank you; we will ring you.")
    assert accepted["Location"] == reverse("pathway:allocate", args=[family_id])
    allocated = post(client, one.manager, "allocate", family_id, worker=str(one.worker.pk), senior="", note="")
    assert allocated.status_code == 302
    told = text(get(client, one.referrer, "my_referral", submission.pk))
    assert "we will ring you" in told
    assert "Joanne Mercer is the family’s key worker" in told
    assert "01632 960002" in told


REFERRER_PAGES = ("refer", "my_referrals")
MANAGER_PAGES = ("decide", "accept", "ask", "decline", "allocate")
FAMILY_PAGES = (
    "begin_stage", "pause_clock", "helper_joins", "close", "follow_up", "end_follow_up", "add_person", "record_fact",
    "record_relationship", "record_responsibility",
)  # fmt: skip
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\u202e ’; DROP TABLE entry; -- {{ 7*7 }}"
LONG = ("Zoë said “ça va” 👩‍👧‍👦 مرحبا\n" * 4000)[:100_000]


class TestWhoMayOpen:
    def test_families_open_to_those_who_help_them_and_to_nobody_else(self, client) -> None:
        one = factories.helped()
        stranger = factories.account("key_worker", "Leon Achterberg", one.team)
        elsewhere = factories.account("manager", "Priya Nair")
        nothing = text(get(client, stranger, "begin_stage", 999_999))

        for name in FAMILY_PAGES:
            assert get(client, one.worker, name, one.family_id).status_code == 200, name
            for who in (stranger, elsewhere, one.referrer, factories.account("chair", "Somebody")):
                answer = get(client, who, name, one.family_id)
                assert answer.status_code == 404, (name, who.role)
            answer = get(client, stranger, name, one.family_id)
            assert _page_alone(answer) == _alone(nothing), name

    def test_referrals_open_to_the_managers_of_the_receiving_team_only(self, client) -> None:
        one = factories.waiting()
        elsewhere = factories.account("manager", "Priya Nair")

        for name in MANAGER_PAGES:
            assert get(client, one.manager, name, one.family_id).status_code == 200, name
            for who in (elsewhere, one.worker, one.referrer):
                assert get(client, who, name, one.family_id).status_code == 404, (name, who.role)
        assert get(client, one.worker, "allocation").status_code == 404
        assert "Smith" not in text(get(client, elsewhere, "allocation"))

    def test_a_referral_opens_to_its_writer_only(self, client) -> None:
        one = factories.waiting()
        other = factories.account("referrer", "Mr Lowe")

        assert get(client, one.referrer, "my_referral", one.submission.pk).status_code == 200
        for who in (other, one.manager, one.worker):
            assert get(client, who, "my_referral", one.submission.pk).status_code == 404
        for name in REFERRER_PAGES:
            assert get(client, one.worker, name).status_code == 404

    def test_a_partner_may_refer_too(self, client) -> None:
        factories.receiving_team()

        assert get(client, factories.account("partner", "Dee Cole"), "refer").status_code == 200

    def test_a_stranger_is_asked_to_sign_in(self, client) -> None:
        assert client.get(reverse("pathway:refer")).status_code == 302


def test_a_child_is_not_made_a_baby_by_a_birth_that_has_not_come(client) -> None:
    one = factories.pathway()
    due = day_typed(clock.today() + timedelta(days=90))

    refused = post(client, one.referrer, "refer", **SENT | {"person-1-born": due})
    assert "Is the baby expected? Choose “Baby not born yet”" in text(refused)
    baby = {"person-1-born": due, "person-1-role": "baby expected"}
    assert post(client, one.referrer, "refer", **SENT | baby).status_code == 302


class TestNothingIsLost:
    def test_a_referral_with_errors_comes_back_as_it_was_typed(self, client) -> None:
        one = factories.pathway()
        given = {
            **SENT,
            "family_name": "",
            "worries": HOSTILE,
            "person-1-born": "3 March 2099",
            "person-1-nhs": "943 476 5910",
        }

        answer = post(client, one.referrer, "refer", **given)

        page = Page(text(answer))
        assert answer.status_code == 200
        assert "Not sent yet" in text(answer)
        assert "Give the name the family goes by" in text(answer)
        assert "one of its figures is not right" in text(answer)
        assert page.written_in("worries") == HOSTILE
        assert typed_in(page, "person-1-name") == "Tia Robbins"
        assert "<script>alert(1)" not in text(answer)

    def test_a_row_that_is_begun_asks_for_a_name_and_a_place(self, client) -> None:
        one = factories.pathway()

        answer = post(client, one.referrer, "refer", **{**SENT, "person-2-described_as": "", "person-2-role": ""})

        assert "Give a name, or say who they are" in text(answer)
        assert "Choose their place in the family" in text(answer)

    def test_another_row_saves_nothing_and_calls_nothing_missing(self, client) -> None:
        one = factories.pathway()

        answer = post(client, one.referrer, "refer", **{**SENT, "family_name": "", "person-more": "yes"})

        assert answer.status_code == 200
        assert "Person 4" in text(answer)
        assert "Not sent yet" not in text(answer)

    def test_a_referral_of_nobody_is_refused_at_the_first_person(self, client) -> None:
        one = factories.pathway()
        nobody = {name: value for name, value in SENT.items() if not name.startswith("person-")}

        assert "at least one person" in text(post(client, one.referrer, "refer", **nobody, **{"person-total": "2"}))

    def test_long_notes_in_any_script_are_kept_exactly(self, client) -> None:
        one = factories.pathway()

        sent = post(client, one.referrer, "refer", **{**SENT, "worries": LONG.replace("\n", "\r\n"), "tried": HOSTILE})

        assert sent.status_code == 302
        with scope.acting_as(one.referrer):
            mine = queries.own_submission(one.referrer, uuid.UUID(sent["Location"].rstrip("/").rpartition("/")[2]))
            assert mine.worries == LONG
        with scope.acting_as(one.manager):
            said = timeline.texts_of_parts(mine.family_id, one.manager, ["worries", "tried"], limit=1)
        assert said["worries"][0][0].body == LONG
        assert said["tried"][0][0].body == HOSTILE
        shown = text(get(client, one.manager, "decide", mine.family_id))
        assert "<script>alert(1)" not in shown
        assert "{{ 7*7 }}" in shown

    def test_sent_twice_is_received_once(self, client) -> None:
        one = factories.pathway()
        once = {**SENT, **key()}
        client.force_login(one.referrer)

        first = client.post(reverse("pathway:refer"), once)
        again = client.post(reverse("pathway:refer"), once)
        changed = client.post(reverse("pathway:refer"), {**once, "worries": "Something else"})

        assert first["Location"] == again["Location"]
        assert changed.status_code == 409
        assert "already saved" in text(changed)
        with scope.acting_as(one.referrer):
            assert len(queries.my_referrals(one.referrer).lines) == 1

    def test_days_to_come_and_days_before_birth_are_refused_with_the_reason(self, client) -> None:
        one = factories.helped()
        with scope.acting_as(one.worker):
            amy = people.children_of(one.family_id, one.worker, clock.today())[0]

        tomorrow = post(
            client, one.worker, "begin_stage", one.family_id, stage="assessment",
            on=day_typed(clock.today() + timedelta(days=1)), why="kept as typed",
        )  # fmt: skip
        assert "has not come yet" in text(tomorrow)
        assert Page(text(tomorrow)).written_in("why") == "kept as typed"
        early = post(client, one.worker, "begin_stage", one.family_id, stage="assessment", on="1 January 2020", why="")
        assert "The family was not yet with us" in text(early)
        unborn = post(
            client,
            one.worker,
            "record_fact",
            one.family_id,
            amy.person_id,
            "language",
            value="Polish",
            since="1 May 2010",
        )
        assert "They were not born yet" in text(unborn)


@pytest.mark.parametrize(("who", "name"), [("manager", "allocation"), ("referrer", "my_referrals")])
def test_a_list_costs_the_same_for_two_as_for_twelve(client, who: str, name: str, django_assert_num_queries) -> None:
    one = factories.pathway()
    user = getattr(one, who)
    client.force_login(user)
    address = reverse(f"pathway:{name}")

    def add(families: int) -> None:
        for number in range(families):
            one.refer(family_name=f"Family {number}", at=factories.moment(3))
            if number % 2:
                one.accept(at=factories.moment(2))

    add(2)
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    add(10)
    with django_assert_num_queries(len(few)):
        answer = client.get(address)
    assert text(answer).count("Family ") >= 12


def _page_alone(answer) -> str:
    return _alone(text(answer))


def _alone(page: str) -> str:
    """The page without who is signed in."""
    return page[page.index("<main") :]
