"""Joanne goes, and the letter to Katie is signed by her still: whoever comes is asked to write to Katie again."""

import pytest
from django.urls import reverse

from alongside.access import scope
from alongside.endings import actions
from alongside.endings.tests.factories import account, person
from alongside.kit import clock
from alongside.kit.tests.markup import Page
from alongside.pathway import actions as pathway
from alongside.timeline import queries as timeline

pytestmark = pytest.mark.django_db
NAMED = "The letter to Katie Smith names Joanne Mercer, who no longer leads the help: write to Katie Smith again"


@pytest.fixture
def leon(smiths):
    return account("key_worker", "Leon Achterberg", smiths.team)


@pytest.fixture
def katie(smiths):
    return person(smiths, "Katie Smith")


def writes(smiths, by, to, body: str):
    given = {"to": to, "how": "by_hand", "body": body, "safe": True, "on": clock.today()}
    return smiths.act(by, actions.give_letter, **given)[0]


def hands_over(smiths, to) -> None:
    smiths.act(smiths.manager, pathway.allocate_again, worker=to, reason="Joanne goes part time.")


def asked(smiths, who) -> list[timeline.DueLine]:
    with scope.acting_as(who):
        return [line for line in timeline.what_is_due(smiths.family_id, who, clock.now()) if "Joanne" in line.name]


def reads(client, address: str) -> str:
    return " ".join(Page(client.get(address).content.decode()).one("main").text.split())


def test_the_letter_stands_in_what_names_joanne_until_leon_writes_again(client, smiths, leon, katie):
    writes(smiths, smiths.worker, katie, "Dear Katie, ring me any time. Joanne Mercer")
    client.force_login(smiths.manager)
    assert NAMED in reads(client, reverse("pathway:allocate_again", args=[smiths.family_id]))
    hands_over(smiths, leon)
    (line,) = asked(smiths, leon)
    assert line.name == NAMED
    client.force_login(leon)
    opened = reads(client, reverse(line.url_name, args=line.url_args))
    assert "This letter names Joanne Mercer, who no longer leads the help. Write to Katie Smith again" in opened
    writes(smiths, leon, katie, "Dear Katie, ring me from now on. Leon")
    assert asked(smiths, leon) == []


def test_a_letter_that_names_nobody_who_left_asks_nothing(smiths, leon, katie):
    writes(smiths, smiths.worker, katie, "Dear Katie, ring the team any time.")
    hands_over(smiths, leon)
    assert asked(smiths, leon) == []


def test_it_falls_when_joanne_leads_again(smiths, leon, katie):
    writes(smiths, smiths.worker, katie, "Dear Katie, ring me any time. Joanne")
    hands_over(smiths, leon)
    hands_over(smiths, smiths.worker)
    assert asked(smiths, smiths.manager) == []
