"""The list of drafts holds what somebody wrote, each form once, and says when the family's work has ended since."""

import html
import re

import pytest
from django.urls import reverse

from alongside.access import queries as access
from alongside.access import scope
from alongside.desk import queries
from alongside.desk.tests.factories import at_work
from alongside.desk.tests.test_drafts import keeps, visit_to
from alongside.kit import clock
from alongside.kit.dates import day_long
from alongside.kit.ids import uuid7
from alongside.kit.tests.markup import Page
from alongside.pathway import actions as pathway

pytestmark = pytest.mark.django_db


def as_a_browser_sends(page: str) -> dict[str, list[str]]:
    """Every answer of the form, untouched."""
    return Page(page).as_sent()


def kept(user) -> list:
    with scope.acting_as(user):
        return access.drafts_of(user, at=clock.now())


def shown(client) -> str:
    answer = client.get(reverse("desk:drafts")).content.decode()
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", re.search(r"<main.*</main>", answer, re.DOTALL)[0])).split())


@pytest.mark.parametrize(
    "name", ["visits:record", "visits:plan", "endings:give_letter", "endings:plan_exit", "plans:agree"]
)
@pytest.mark.parametrize("button", [{"keep_draft": "yes"}, {"keep_draft": "by-itself"}, {}])
def test_a_form_in_which_nothing_was_written_is_not_kept(client, name, button) -> None:
    one = at_work()
    client.force_login(one.worker)
    address = reverse(name, args=[one.family_id])
    untouched = as_a_browser_sends(client.get(address).content.decode())
    assert untouched["form_key"]
    client.post(address, untouched | button)
    assert kept(one.worker) == []


def test_one_letter_is_enough_and_so_is_taking_away_what_was_filled_in(client) -> None:
    one = at_work()
    client.force_login(one.worker)
    address = visit_to(one.family_id)
    untouched = as_a_browser_sends(client.get(address).content.decode())
    client.post(address, untouched | {"response": "K", "keep_draft": "yes"})
    assert len(kept(one.worker)) == 1
    client.post(address, untouched | {"form_key": str(uuid7()), "day": "", "keep_draft": "yes"})
    assert len(kept(one.worker)) == 2


def test_who_keeps_nothing_is_told_so_and_stays_with_the_form(client) -> None:
    one = at_work()
    client.force_login(one.worker)
    address = visit_to(one.family_id)
    untouched = as_a_browser_sends(client.get(address).content.decode())
    answer = client.post(address, untouched | {"keep_draft": "yes"})
    assert answer.url == address
    assert "Nothing was written yet" in client.get(answer.url).content.decode()
    assert client.post(address, untouched | {"keep_draft": "by-itself"}).json() == {"nothing": True}


def test_several_drafts_of_one_form_stand_together(client) -> None:
    one = at_work()
    client.force_login(one.worker)
    for words in ("One", "Two", "Three"):
        client.post(visit_to(one.family_id), {"form_key": str(uuid7()), "response": words, "keep_draft": "yes"})
    page = shown(client)
    assert page.count("Smith family. Kept today") == 1
    assert page.count("Another of this form, kept") == 2
    assert all(line.go_on_url in client.get(reverse("desk:drafts")).content.decode() for line in kept(one.worker))


def test_a_draft_of_a_family_whose_work_has_ended_since_says_so(client) -> None:
    one = at_work()
    client.force_login(one.worker)
    client.post(visit_to(one.family_id), {"form_key": str(uuid7()), "response": "One", "keep_draft": "yes"})
    assert "has ended" not in shown(client)
    one.close(on=clock.today(), at=clock.now())
    assert f"The work with this family ended on {day_long(clock.today())}." in shown(client)


def test_a_manager_is_told_of_what_they_began_about_a_family_whose_work_has_ended(client) -> None:
    one = at_work()
    one.close()
    one.act(one.worker, pathway.end_follow_up, on=clock.today(), note="Well")
    keeps(client, one.manager, reverse("visits:record", args=[one.family_id]))
    with scope.acting_as(one.manager):
        assert queries.team_day(one.manager, at=clock.now()).drafts.number == 1
