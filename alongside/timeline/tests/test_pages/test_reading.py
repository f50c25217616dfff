"""Who may open the timeline, and what stands there."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from alongside.access import scope
from alongside.access.rules import ROLES
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.kit.tests.markup import Page
from alongside.timeline import actions
from alongside.timeline.rules import Happened, Nature, NewEntry
from alongside.timeline.tests.factories import account, smith_family
from alongside.timeline.tests.test_pages.given import (
    ATTACK,
    address,
    allocated,
    asked,
    correction,
    every_page,
    look,
    page_of,
    posted,
    retraction,
    visit,
    words,
)

pytestmark = pytest.mark.django_db


def test_the_timeline_shows_a_visit_and_the_words_apart_from_the_view(client, smiths) -> None:
    visit(smiths)
    client.force_login(smiths.worker)

    answer = client.get(address(smiths, "page"))

    shown = words(answer)
    assert "Visit" in shown
    assert "55 minutes" in shown
    assert f"by {smiths.worker.name}" in shown
    page = Page(answer.content.decode())
    assert " ".join(page.one("blockquote", **{"class": "al-voice"}).text.split()) == "Can Nan come?"
    (view,) = [part for part in page.all("div") if "al-view-field" in part.attributes.get("class", "")]
    assert "What we saw, and what we make of it" in view.text
    assert "She misses her Nan." in view.text


def test_the_pages_open_to_the_worker_and_the_manager_only(client, smiths) -> None:
    allocated(smiths)
    pages = every_page(smiths, visit(smiths)[0])
    others = [account(role) for role in ROLES]

    for user in (smiths.worker, smiths.manager):
        client.force_login(user)
        for name, where in pages.items():
            expected = 404 if name == "withhold" and user == smiths.worker else 200
            assert client.get(where).status_code == expected, (name, user.role)
    for user in others:
        client.force_login(user)
        missing = client.get(reverse("timeline:page", args=[smiths.family.pk + 1000]))
        for name, where in pages.items():
            refused = client.get(where)
            assert (refused.status_code, refused.content) == (404, missing.content), (name, user.role)


def test_a_stranger_is_sent_to_sign_in(client, smiths) -> None:
    allocated(smiths)

    for where in every_page(smiths, visit(smiths)[0]).values():
        assert client.get(where).url.startswith("/sign-in/")


def test_an_entry_of_another_family_is_not_there(client, smiths) -> None:
    others = smith_family(clock.now() - timedelta(days=40))
    theirs = visit(others)[0]
    client.force_login(smiths.worker)

    for name in ("entry", "retract", "audience"):
        assert client.get(address(smiths, name, theirs.pk)).status_code == 404
    assert client.get(address(smiths, "entry", uuid7())).status_code == 404
    assert client.get(address(smiths, "clock", "no-model", "no-clock")).status_code == 404


def test_every_link_of_every_page_leads_somewhere(client, smiths) -> None:
    allocated(smiths)
    first, _ = visit(smiths)
    pages = every_page(smiths, first)
    client.force_login(smiths.manager)

    wanted = {
        link["href"]
        for where in pages.values()
        for link in Page(client.get(where).content.decode()).all("a")
        if link["href"].startswith("/families/")
    }

    correct = reverse("visits:correct", args=[smiths.family.pk, first.deed_id])
    assert {correct, address(smiths, "withhold", first.pk)} <= wanted
    for where in sorted(wanted - {correct}):
        assert client.get(where).status_code == 200, where


def test_a_family_without_entries_is_told_what_will_show(client, smiths) -> None:
    page = look(client, smiths.worker, address(smiths, "page"))

    assert "Nothing is recorded yet." in page
    assert "Record something" in page
    assert "Nothing is due." in look(client, smiths.worker, address(smiths, "due"))


def test_the_timeline_can_be_narrowed_to_own_words(client, smiths) -> None:
    visit(smiths)
    where = address(smiths, "page")

    only_words = look(client, smiths.worker, where, nature="voice")

    assert "Can Nan come?" in only_words
    assert "55 minutes" not in only_words
    assert "Nothing like this" in look(client, smiths.worker, where, nature="intervention")
    for unknown in ("", "everything", ATTACK):
        assert "55 minutes" in look(client, smiths.worker, where, nature=unknown)


def test_a_long_timeline_is_read_page_by_page_without_a_gap(client, smiths) -> None:
    for days_ago in range(1, 22):
        visit(smiths, said=f"Day {days_ago}.", days_ago=days_ago)
    client.force_login(smiths.worker)
    where, seen = address(smiths, "page"), []

    while where:
        page = Page(client.get(where).content.decode())
        seen += re.findall(r"Day (\d+)\.", " ".join(one.text for one in page.all("blockquote")))
        where = "".join(link["href"] for link in page.all("a", rel="next"))

    assert seen == [str(number) for number in range(1, 22)]
    for nonsense in ("yesterday", "2026-01-01_x", ATTACK):
        assert "Day 1." in look(client, smiths.worker, address(smiths, "page"), before=nonsense)


def test_what_was_recorded_on_a_later_day_says_so(client, smiths) -> None:
    visit(smiths, days_ago=3)
    visit(smiths, days_ago=0)

    page = look(client, smiths.worker, address(smiths, "page"))

    assert page.count("recorded") == 1


def test_a_time_known_only_roughly_is_said_as_it_is_known(client, smiths) -> None:
    today = clock.today()
    with scope.acting_as(smiths.worker):
        actions.record(
            by=smiths.worker, deed_id=uuid7(), at=clock.now(), **smiths.where,
            happened=Happened.vague(today.replace(day=1, month=1), today, "year"),
            entries=[NewEntry("pathway.allocated", Nature.PROCESS, {"name": "Joanne Mercer"})],
        )  # fmt: skip

    headings = [heading.text for heading in page_of(client, smiths, "page").all("h2")]

    assert str(today.year) in headings


def test_a_corrected_visit_shows_as_it_stands_with_what_stood_before(client, smiths) -> None:
    first, _ = visit(smiths)
    new = correction(smiths, first, by=smiths.manager)

    newest = look(client, smiths.worker, address(smiths, "entry", new.pk))
    older = look(client, smiths.worker, address(smiths, "entry", first.pk))

    for page in (newest, older):
        assert f"First recorded by {smiths.worker.name}" in page
        assert f"Corrected by {smiths.manager.name}" in page
        assert "Visit: school." in page
        assert "Visit: home." in page
    assert "This was corrected after the version you asked for." in older
    assert "after the version you asked for" not in newest
    assert "Corrected. Open" in look(client, smiths.worker, address(smiths, "page"))


def test_an_entry_that_was_never_changed_has_no_history(client, smiths) -> None:
    first, said = visit(smiths)

    page = look(client, smiths.worker, address(smiths, "entry", first.pk))

    assert "How it came to be like this" not in page
    assert "Recorded with it In the child’s own words" in page
    assert "Seen alone Amy" in page
    assert "Can Nan come?" in look(client, smiths.worker, address(smiths, "entry", said.pk))


def test_hostile_words_are_shown_harmlessly(client, smiths) -> None:
    allocated(smiths)
    _, said = visit(smiths, said=ATTACK)
    pages = every_page(smiths, said)
    client.force_login(smiths.manager)
    posted(client, smiths.manager, pages["withhold"], from_person=str(smiths.katie), why=ATTACK)
    retraction(smiths, visit(smiths, days_ago=1)[0], why=ATTACK)
    refused = client.post(pages["retract"], {"what": ATTACK, "why": "", "state": ATTACK})

    for shown in (refused, *(client.get(where) for where in pages.values())):
        assert shown.status_code == 200
        assert "<script>alert" not in shown.content.decode()
        assert "<b onmouseover" not in shown.content.decode()


def test_very_long_words_keep_the_timeline_small_and_stand_whole_on_their_page(client, smiths) -> None:
    _, said = visit(smiths, said="No! " * 20_000)
    client.force_login(smiths.worker)

    answer = client.get(address(smiths, "page"))

    assert len(answer.content) < 40_000
    assert "Read all of it" in words(answer)
    assert look(client, smiths.worker, address(smiths, "entry", said.pk)).count("No!") == 20_000


def test_the_pages_ask_as_much_for_many_entries_as_for_few(client, smiths) -> None:
    allocated(smiths)
    first, _ = visit(smiths)
    pages = every_page(smiths, first)
    few = {name: asked(client, smiths.manager, where) for name, where in pages.items()}

    for days_ago in range(1, 12):
        visit(smiths, days_ago=days_ago)

    assert {name: asked(client, smiths.manager, where) for name, where in pages.items()} == few
