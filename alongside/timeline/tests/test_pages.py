"""The pages of the timeline: who may open them, what stands on them, and that nothing typed is lost."""

import html
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
from alongside.timeline.models import Entry
from alongside.timeline.rules import Happened, Nature, NewEntry, NewText, Part
from alongside.timeline.tests.factories import SmithFamily, account, smith_family

pytestmark = pytest.mark.django_db
ATTACK = "<script>alert(1)</script><b onmouseover=x>"


@pytest.fixture
def smiths() -> SmithFamily:
    return smith_family(clock.now() - timedelta(days=40))


def visit(smiths: SmithFamily, said: str = "Can Nan come?", *, days_ago: int = 3, **more) -> list[Entry]:
    """A visit by the key worker with what Amy said and what the worker makes of it: one deed, two entries."""
    facts = {"place": "Home", "seen_alone": ["Amy"], "seen": ["Liam"]}
    about = [(smiths.amy, Part.SEEN_ALONE), (smiths.liam, Part.SEEN)]
    texts = [NewText("words", said, smiths.amy), NewText("reading", "She misses her Nan.", smiths.amy)]
    with scope.acting_as(smiths.worker):
        return actions.record(
            by=smiths.worker, deed_id=uuid7(), at=clock.now(), **smiths.where,
            happened=Happened.day(clock.today() - timedelta(days=days_ago)),
            entries=[
                NewEntry("visits.visit", Nature.PROCESS, facts, about, subtype="direct_work", minutes=55),
                NewEntry("visits.child_said", Nature.VOICE, {"name": "Amy"}, [(smiths.amy, Part.SAID)], texts, **more),
            ],
        )  # fmt: skip


def words(answer) -> str:
    """All the text of the page's own part, with one space between words."""
    assert answer.status_code == 200, answer.status_code
    main = re.search(r"<main.*</main>", answer.content.decode(), re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main[0])).split())


def address(smiths: SmithFamily, name: str, *args) -> str:
    return reverse(f"timeline:{name}", args=[smiths.family.pk, *args])


def look(client, user, where: str, **query) -> str:
    client.force_login(user)
    return words(client.get(where, query))


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
