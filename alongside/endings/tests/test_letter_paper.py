"""A letter about the ending prints as a letter, is read by whom its writer says, and has to name the last day."""

import pytest
from django.urls import reverse

from alongside.access import scope
from alongside.endings import actions, queries
from alongside.endings.rules import days_named
from alongside.endings.tests.factories import day, met, person, plan_exit
from alongside.kit import clock
from alongside.kit.dates import day_long
from alongside.kit.ids import uuid7
from alongside.kit.tests.markup import Page
from alongside.timeline import actions as timeline
from alongside.timeline import queries as told
from alongside.timeline.rules import Audience

pytestmark = pytest.mark.django_db


@pytest.fixture
def smiths():
    return met()


def address(one, name: str = "give_letter", *more) -> str:
    return reverse(f"endings:{name}", args=[one.family_id, *more])


def typed(one, **changes) -> dict[str, str]:
    return {
        "form_key": str(uuid7()), "to": str(person(one, "Katie Smith")), "body": "Dear Katie,\n\nSoon our visits end.",
        "how": "by_hand", "safe": "yes", "on": "today", "audience": "team", **changes,
    }  # fmt: skip


def letters(one) -> list:
    with scope.acting_as(one.worker):
        return told.told(one.family_id, one.worker, ["endings.letter_given"])


def main(answer) -> str:
    return " ".join(Page(answer.content.decode()).one("main").text.split())


def known_about(one) -> tuple[bool, str]:
    with scope.acting_as(one.worker):
        found, _ = queries.checklist(one.family_id, one.worker, clock.now())
    (check,) = (each for each in found if each.id == "known")
    return check.there, check.to_do


def test_after_it_is_saved_the_letter_stands_on_a_page_that_prints_as_a_letter(client, smiths) -> None:
    client.force_login(smiths.worker)
    answer = client.post(address(smiths), typed(smiths), follow=True)
    page = Page(answer.content.decode())
    assert "Dear Katie, Soon our visits end." in " ".join(page.one("main").text.split())
    assert "Printed by" not in answer.content.decode()
    (line,) = letters(smiths)
    here = address(smiths, "letter", line.id)
    assert answer.redirect_chain[-1][0] == here
    assert here in client.get(address(smiths, "ending")).content.decode()
    other = met()
    client.force_login(other.worker)
    assert client.get(here).status_code == 404


def test_its_writer_says_who_reads_it_and_nothing_is_chosen_for_them(client, smiths) -> None:
    client.force_login(smiths.worker)
    page = Page(client.get(address(smiths)).content.decode())
    assert not [one for one in page.named("audience") if "checked" in one.attributes]
    refused = main(client.post(address(smiths), typed(smiths, audience="")))
    assert "Say who may read it" in refused
    client.post(address(smiths), typed(smiths))
    (line,) = letters(smiths)
    assert line.entry.audience == "team"


def test_its_old_address_leads_on_when_others_may_read_it(client, smiths) -> None:
    client.force_login(smiths.worker)
    client.post(address(smiths), typed(smiths))
    (line,) = letters(smiths)
    with scope.acting_as(smiths.worker):
        timeline.change_audience(
            by=smiths.worker, family_id=smiths.family_id, strand_id=line.entry.strand_id, audience=Audience.FAMILY,
            why="Katie asked", at=clock.now(), deed_id=uuid7(),
        )  # fmt: skip
    assert "Dear Katie" in main(client.get(address(smiths, "letter", line.id)))
    assert client.get(address(smiths, "letter", uuid7())).status_code == 404


def test_an_ending_is_known_about_only_once_a_letter_names_the_last_day(smiths) -> None:
    last = day(-20)
    plan_exit(smiths, last_visit_on=last.isoformat())

    def give(body: str) -> None:
        smiths.act(
            smiths.worker, actions.give_letter, on=clock.today(), to=person(smiths, "Katie Smith"), how="by_hand",
            safe=True, body=body,
        )  # fmt: skip

    assert known_about(smiths) == (False, "Give the letter with the dates")
    give("Soon our visits will end.")
    assert known_about(smiths) == (False, "Write the day of the last visit in a letter")
    give(f"Our last visit is on {day_long(last)}.")
    assert known_about(smiths)[0]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("on 30 November 2026, and 1st of dec", ["11-30", "12-01"]), ("30/11/2026", ["11-30"]),
        ("30 Nov", ["11-30"]), ("Soon. Ring 01632 960177", []), ("you may come", []),
    ],
)  # fmt: skip
def test_the_days_that_a_letter_names(text, days) -> None:
    assert days_named(text) == days


def test_a_letter_begun_without_an_exit_plan_says_that_its_day_is_missing(client, smiths) -> None:
    client.force_login(smiths.worker)
    page = main(client.get(address(smiths), {"to": str(person(smiths, "Katie Smith"))}))
    assert "Write in it when the last visit is." in page
