"""A correction kept as a draft meets what others did meanwhile when it is gone on with, not only when it is saved."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.access import queries as access
from alongside.access import scope
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.kit.tests.markup import Page
from alongside.timeline import actions as timeline_actions
from alongside.timeline.tests.factories import SmithFamily
from alongside.visits import queries
from alongside.visits.tests.test_pages import at, correct_url, newest, sent, smiths, worker

__all__ = ["smiths", "worker"]
pytestmark = pytest.mark.django_db
TO_KEEP_A_DRAFT = 24  # queries; a page that saves remembers no answer, and what rooms tell is read room by room


def kept_correction(worker, smiths: SmithFamily) -> str:
    """A visit is recorded, and a correction of it kept half-written. Returns the address of the draft."""
    worker.post(at(smiths), sent(smiths))
    address = correct_url(smiths)
    stood = Page(worker.get(address).content.decode()).one("input", name="stood")["value"]
    worker.post(address, {**sent(smiths), "response": "Mine.", "stood": stood, "keep_draft": "yes"})
    with scope.acting_as(smiths.worker):
        (line,) = access.drafts_of(smiths.worker, at=clock.now())
    return line.go_on_url


def test_nothing_happened_meanwhile_and_the_form_is_as_it_was(worker, smiths) -> None:
    draft = kept_correction(worker, smiths)

    page = worker.get(draft)

    assert page.status_code == 200
    assert Page(page.content.decode()).written_in("response") == "Mine."
    assert "What stands now" not in page.content.decode()


def test_somebody_put_it_right_meanwhile_and_both_texts_are_shown(worker, smiths) -> None:
    draft = kept_correction(worker, smiths)
    address = draft.partition("?")[0]
    stood = Page(worker.get(address).content.decode()).one("input", name="stood")["value"]
    worker.post(address, {**sent(smiths), "response": "Theirs.", "stood": stood})

    page = worker.get(draft)

    shown = Page(page.content.decode())
    assert page.status_code == 409
    assert "Two people put this visit right" in page.content.decode()
    assert "Theirs." in page.content.decode()
    assert shown.written_in("response") == "Mine."
    form = next(form for form in shown.all("form") if "/visits/" in form.attributes.get("action", ""))
    assert form["action"] != address


def test_it_was_said_not_to_have_happened_and_the_words_are_not_lost(worker, smiths) -> None:
    draft = kept_correction(worker, smiths)
    with scope.acting_as(smiths.manager):
        timeline_actions.retract(
            by=smiths.manager, family_id=smiths.family.pk, entry_ids=[row.pk for row in newest(smiths)],
            why="The wrong family", at=clock.now(), deed_id=uuid7(),
        )  # fmt: skip

    page = worker.get(draft)

    assert page.status_code == 409
    assert Page(page.content.decode()).written_in("response") == "Mine."
    assert "does not ask any more" not in page.content.decode()


@pytest.mark.parametrize("changed", [{"minutes": ""}, {"minutes": "", "keep_draft": "by-itself"}])
def test_what_is_refused_or_kept_is_drawn_once(worker, smiths, monkeypatch, changed) -> None:
    asked, page_of = [], queries.visit_page
    monkeypatch.setattr(queries, "visit_page", lambda *told: asked.append(told) or page_of(*told))
    worker.post(at(smiths), {**sent(smiths), **changed})
    assert len(asked) == 1
    with scope.acting_as(smiths.worker):
        assert len(access.drafts_of(smiths.worker, at=clock.now())) == 1


def test_a_refused_visit_asks_hardly_more_than_the_form_that_was_opened(worker, smiths) -> None:
    worker.get(at(smiths))
    with CaptureQueriesContext(connection) as opening:
        worker.get(at(smiths))
    with CaptureQueriesContext(connection) as refused:
        worker.post(at(smiths), {**sent(smiths), "minutes": ""})
    assert len(refused) <= len(opening) + TO_KEEP_A_DRAFT
