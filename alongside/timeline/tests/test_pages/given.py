"""Deeds to show, and ways to look at a page and to send a form."""

import html
import re
from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.access import scope
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.kit.tests.markup import Page
from alongside.timeline import actions, queries
from alongside.timeline.models import Entry
from alongside.timeline.rules import Happened, Nature, NewEntry, NewText, Part
from alongside.timeline.tests.factories import SmithFamily

ATTACK = "<script>alert(1)</script><b onmouseover=x>"


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


def posted(client, user, where: str, **given):
    """A form sent as it was shown a moment ago."""
    client.force_login(user)
    shown = Page(client.get(where).content.decode())
    hidden = {
        one["name"]: one["value"] for one in shown.all("input", type="hidden") if one["name"] != "csrfmiddlewaretoken"
    }
    return client.post(where, hidden | given)


def retraction(smiths: SmithFamily, entry: Entry, why: str = "Wrong family") -> None:
    with scope.acting_as(smiths.worker):
        actions.retract(
            by=smiths.worker, family_id=smiths.family.pk, entry_ids=[entry.pk], why=why, at=clock.now(), deed_id=uuid7()
        )


def correction(smiths: SmithFamily, entry: Entry, by=None) -> Entry:
    """The same visit, by the same worker unless said, at school and not at home."""
    by = by or smiths.worker
    facts = {"place": "School", "seen_alone": ["Amy"], "seen": []}
    corrected = NewEntry(
        "visits.visit", Nature.PROCESS, facts, [(smiths.amy, Part.SEEN_ALONE)], subtype="plan", supersedes_id=entry.pk
    )
    with scope.acting_as(by):
        (new,) = actions.record(
            by=by,
            deed_id=uuid7(),
            at=clock.now(),
            happened=Happened.day(clock.today()),
            entries=[corrected],
            **smiths.where,
        )
    return new


def live_titles(smiths: SmithFamily) -> list[str]:
    with scope.acting_as(smiths.worker):
        return [line.title for deed in queries.page(smiths.family.pk, smiths.worker).deeds for line in deed.entries]


def every_page(smiths: SmithFamily, entry: Entry) -> dict[str, str]:
    pages = {name: address(smiths, name) for name in ("page", "due")}
    pages |= {name: address(smiths, name, entry.pk) for name in ("entry", "retract", "audience", "withhold")}
    with scope.acting_as(smiths.worker):
        line = queries.what_is_due(smiths.family.pk, smiths.worker, clock.now())[0]
    return pages | {"clock": address(smiths, "clock", line.model_id, line.clock_id)}


def allocated(smiths: SmithFamily, days_ago: int = 20) -> None:
    with scope.acting_as(smiths.worker):
        actions.record(
            by=smiths.worker, deed_id=uuid7(), at=clock.now(), **smiths.where,
            happened=Happened.day(clock.today() - timedelta(days=days_ago)),
            entries=[NewEntry("pathway.allocated", Nature.PROCESS, {"name": "Joanne Mercer"})],
        )  # fmt: skip


def page_of(client, smiths: SmithFamily, name: str, *args) -> Page:
    client.force_login(smiths.worker)
    return Page(client.get(address(smiths, name, *args)).content.decode())


def asked(client, user, where: str) -> int:
    """The number of queries of the second look, when practice models have been read once."""
    client.force_login(user)
    client.get(where)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(where).status_code == 200
    return len(caught)
