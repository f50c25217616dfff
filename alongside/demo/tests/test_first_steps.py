"""Whoever signs in to a demonstration for the first time is shown what to try, and every link of it leads somewhere."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings as service
from django.test import Client
from django.urls import reverse

from alongside import kit
from alongside.access import queries as access
from alongside.access.models import User
from alongside.access.rules import ROLES
from alongside.demo import actions
from alongside.demo.actions import load_demonstration
from alongside.demo.rules import FIRST_STEPS
from alongside.kit import clock
from alongside.kit.tests.markup import Page
from tests.demonstration import demonstration

SHORT = 14
"""Words in a sentence that a child of nine reads without going back."""


@pytest.fixture(scope="module")
def people(django_db_setup, django_db_blocker) -> Iterator[list[User]]:
    """Everybody who signs in to a demonstration loaded on an ordinary Wednesday."""
    with django_db_blocker.unblock(), demonstration(date(2026, 11, 25)):
        yield access.demonstration_accounts()


@pytest.fixture
def shown(settings) -> None:
    settings.DEMONSTRATION = True


def tried(client: Client, user: User) -> list[str]:
    """Where what this person may try lies."""
    client.force_login(user)
    answer = client.get(reverse("demo:first_steps"))
    assert answer.status_code == 200
    _, _, listed = answer.content.decode().partition('<ol class="govuk-list')
    return [link["href"] for link in Page(listed.partition("</ol>")[0]).all("a")]


def test_there_is_something_to_try_for_every_role():
    assert set(FIRST_STEPS) == set(ROLES)


def test_everybody_has_a_few_things_to_try_and_each_leads_to_a_page(people, shown, client):
    seen = set()
    for user in people:
        links = tried(client, user)
        assert 3 <= len(links) <= 7, user.name
        if user.role == "key_worker":
            assert {"/find/"} < set(links)
            assert [link for link in links if link.endswith(("/aids/scales/", "/aids/next/"))] or not seen, user.name
        for link in set(links) - seen if user.role not in ("parent", "child") else links:
            assert client.get(link).status_code in (200, 302), (user.name, link)
        if user.role == "key_worker":
            seen |= set(links)


def test_buttons_are_named_as_they_stand_on_the_pages():
    named = {
        name for tries in FIRST_STEPS.values() for one in tries for name in re.findall("“(.+?)”", one.what + one.why)
    }
    parts = (Path(kit.__file__).parent / "jinja2/kit/components.jinja").read_text()
    assert named
    for name in named:
        assert f'text="{name}"' in parts, name


def test_the_familys_own_list_reads_at_ten_by_the_formula_of_flesch_and_kincaid():
    """A grade and five years are an age: 0.39 words a sentence, 11.8 syllables a word, less 15.59."""
    for role in ("parent", "child"):
        text = ". ".join(f"{one.what}. {one.why}" for one in FIRST_STEPS[role])
        sentences = [each for each in re.split(r"[.!?]+", text) if each.strip()]
        read = re.findall(r"[A-Za-z’]+", text)
        syllables = sum(max(1, len(re.findall(r"[aeiouy]+", re.sub(r"e$", "", each.lower())))) for each in read)
        age = 0.39 * len(read) / len(sentences) + 11.8 * syllables / len(read) - 15.59 + 5
        assert age <= 10, (role, age)


def test_the_familys_own_list_is_easy_to_read():
    for role in ("parent", "child"):
        for one in FIRST_STEPS[role]:
            for sentence in (one.what, *one.why.split(". ")):
                assert len(sentence.split()) <= SHORT, sentence


def test_a_service_for_real_families_has_no_such_page(people, settings, client):
    settings.DEMONSTRATION = False
    client.force_login(people[0])
    assert client.get(reverse("demo:first_steps")).status_code == 404
    assert "First steps" not in client.get(reverse("desk:account")).content.decode()


@pytest.mark.django_db
def test_it_is_shown_after_the_first_sign_in_and_stays_with_the_account(client, shown, monkeypatch):
    monkeypatch.setattr(actions, "STORIES", ())
    load_demonstration(by=None, at=clock.now(), say=lambda _: None)
    told = {"login": "joanne.mercer", "password": service.DEMONSTRATION_PASSWORD}
    assert client.post("/sign-in/", told).url == reverse("demo:first_steps")
    assert reverse("demo:first_steps") in client.get(reverse("desk:account")).content.decode()
    client.logout()
    assert client.post("/sign-in/", told).url == "/"
    client.logout()
    told = {"login": "denise.abara", "password": service.DEMONSTRATION_PASSWORD, "next": "/families/"}
    assert client.post("/sign-in/?next=/families/", told).url == "/families/"
