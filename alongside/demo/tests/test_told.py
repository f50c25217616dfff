"""Whatever a deed of the demonstration told can be read again on the page of its entry."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from alongside.access import queries as access
from alongside.access import scope
from alongside.access.models import User
from alongside.people import queries as people
from alongside.timeline import queries as timeline
from alongside.timeline.kinds import all_kinds
from alongside.timeline.models import EntryContent
from tests.demonstration import demonstration


@pytest.fixture(scope="module")
def manager(django_db_setup, django_db_blocker) -> Iterator[User]:
    """Who sees every family of a demonstration loaded on an ordinary Wednesday."""
    with django_db_blocker.unblock(), demonstration(date(2026, 11, 25)):
        yield next(user for user in access.demonstration_accounts() if user.name == "Denise Abara")


def test_whatever_was_told_stands_on_the_page_of_its_entry_or_on_a_page_of_its_kind(manager):
    unread: list[tuple[str, str]] = []
    with scope.acting_as(manager):
        for told in EntryContent.objects.filter(entry__retracts=False).select_related("entry"):
            kind = all_kinds()[told.entry.kind]
            assert kind.can_be_read, kind.key
            if not kind.has_own_page:
                shown = _shown(manager, told.entry.family_id, told.entry_id)
                unread += [(kind.key, words) for words in _typed(told.content) if words not in shown]
    assert unread == []


def test_the_demonstration_tells_something_of_nearly_every_kind_that_has_content(manager):
    with scope.acting_as(manager), connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT kind FROM entry JOIN entry_content ON entry_content.entry_id = entry.id")
        told = {kind for (kind,) in cursor.fetchall()}
    readable = {key for key, kind in all_kinds().items() if kind.reads is not None or kind.texts_say_all}
    assert readable - told <= {
        "agreements.shared_without_consent", "agreements.consent_withdrawn", "agreements.consent_ended",
        "agreements.copy_given",
    }  # fmt: skip


def _shown(user: User, family_id: int, entry_id: UUID) -> str:
    opened = timeline.opened_entry(people.family(user, family_id), user, entry_id)
    assert opened is not None
    version = next(line for line in opened.detail.versions if line.id == entry_id)
    lines = [line for _, these in opened.told.get(entry_id, ()) for line in these]
    words = [
        version.entry.sentence,
        *(text.body for text in version.texts),
        *(f"{line.heading} {line.words}" for line in lines),
    ]
    return _plain(" ".join([*words, *(under for under, _ in opened.told.get(entry_id, ()))]))


def _typed(content: Any) -> Iterator[str]:
    """The words of a content that somebody wrote, line by line: whatever holds a space."""
    if isinstance(content, dict):
        content = list(content.values())
    if isinstance(content, list):
        for each in content:
            yield from _typed(each)
    elif isinstance(content, str):
        yield from (_plain(line) for line in content.splitlines() if " " in line.strip())


def _plain(words: str) -> str:
    return re.sub(r"\s+", " ", words).strip()
