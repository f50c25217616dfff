"""How far somebody is with changing is put right, and what stood before is kept."""

from datetime import timedelta

import pytest
from django.urls import reverse

from alongside.access import scope
from alongside.kit import clock
from alongside.kit.dates import day_typed
from alongside.kit.ids import uuid7
from alongside.kit.tests.markup import Page
from alongside.plans import actions
from alongside.plans.actions import NewStage
from alongside.plans.rules import STAGE_SEEN
from alongside.plans.tests import factories
from alongside.plans.tests.factories import at, main
from alongside.timeline import queries as timeline
from alongside.timeline.models import Entry
from alongside.timeline.tests.factories import SmithFamily, smith_family

pytestmark = pytest.mark.django_db


@pytest.fixture
def smiths() -> SmithFamily:
    return smith_family(clock.now() - timedelta(days=60))


@pytest.fixture
def worker(smiths, client):
    client.force_login(smiths.worker)
    return client


def seen(smiths: SmithFamily) -> Entry:
    """Katie was seen to act already."""
    it = factories.goal(smiths)
    with scope.acting_as(smiths.worker):
        factories.write(smiths, it, at=clock.now())
        told = NewStage(smiths.katie, "action", clock.today(), they_say=True, reading="She rang the school herself")
        return actions.see_stage(
            by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, goal_id=it.id, told=told, at=clock.now()
        )


def told(smiths: SmithFamily) -> list[tuple[str, str]]:
    with scope.acting_as(smiths.worker):
        lines = timeline.told(smiths.family.pk, smiths.worker, [STAGE_SEEN])
        words = timeline.words_told(lines, smiths.worker)
    return [(line.facts["stage_id"], words[line.id].get("reading", "")) for line in lines]


def sent(smiths: SmithFamily, **more: str) -> dict[str, str]:
    return {
        "form_key": str(uuid7()), "who": str(smiths.katie), "stage": "contemplation", "they_say": "yes",
        "reading": "She said she would ring", "on": day_typed(clock.today()), **more,
    }  # fmt: skip


def test_the_page_shows_what_was_said_and_puts_it_right_and_the_earlier_version_is_kept(worker, smiths) -> None:
    entry = seen(smiths)
    here = at(smiths, "correct_stage", entry.deed_id)
    assert here in worker.get(at(smiths, "change", entry.facts["goal_id"])).content.decode()
    assert here in worker.get(reverse("timeline:entry", args=[smiths.family.pk, entry.pk])).content.decode()

    page = Page(worker.get(here).content.decode())
    (chosen,) = [one for one in page.named("stage") if "checked" in one.attributes]
    assert (chosen["value"], page.written_in("reading")) == ("action", "She rang the school herself")

    answer = worker.post(here, sent(smiths), follow=True)
    assert "It is put right. The earlier version is kept." in main(answer)
    assert told(smiths) == [("contemplation", "She said she would ring")]
    with scope.acting_as(smiths.worker):
        assert len(timeline.ever_told(smiths.family.pk, smiths.worker, [STAGE_SEEN])) == 2


def test_when_somebody_put_it_right_meanwhile_both_are_shown_and_nothing_typed_is_lost(worker, smiths) -> None:
    entry = seen(smiths)
    here = at(smiths, "correct_stage", entry.deed_id)
    worker.post(here, sent(smiths, reading="Theirs"))
    answer = worker.post(here, sent(smiths, reading="Mine", stage="relapse"))
    assert answer.status_code == 409
    page = Page(answer.content.decode())
    assert "Somebody put this right while you were writing" in main(answer)
    assert "Theirs" in main(answer)
    assert page.written_in("reading") == "Mine"
    (goes_to,) = {one["action"] for one in page.all("form") if "correct" in one.attributes.get("action", "")}
    worker.post(goes_to, sent(smiths, reading="Mine", stage="relapse"))
    assert told(smiths) == [("relapse", "Mine")]
    assert worker.get(here).status_code == 302
    assert worker.get(at(smiths, "correct_stage", uuid7())).status_code == 404
