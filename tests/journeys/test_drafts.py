"""What is typed is not lost: a page left half-filled, a session that ended, a connection that failed."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session

from alongside.kit.dates import day_typed
from tests.browser import Visitor
from tests.journeys import doing, given
from tests.service import TODAY

pytestmark = pytest.mark.journey
RESPONSE = "How the parents or carers took part, and what they said"
WORDS = "Katie said “we laughed” … \U0001f9d2 كيتي\n\n   and then she cried."
MORE = " <b>Amy</b> & Liam listened."
KEPT = "Draft kept"


@pytest.fixture
def family_id(service) -> int:
    return service.arrange(lambda: given.the_smiths_helped(given.staff()))


def written(worker: Visitor) -> str:
    return worker.page.get_by_label(RESPONSE, exact=True).input_value()


def hears(worker: Visitor, words: str) -> None:
    """Wait until the page says so under its buttons."""
    worker.page.locator("[data-draft-said]", has_text=words).wait_for()


def begins_a_visit(worker: Visitor, family_id: int, words: str = WORDS) -> None:
    worker.opens(f"/families/{family_id}/visits/record/")
    worker.writes(RESPONSE, words)


def test_a_visit_left_half_filled_is_there_the_next_day(service, somebody, family_id, way) -> None:
    worker = somebody("joanne.mercer", way)
    begins_a_visit(worker, family_id)
    worker.chooses("Direct work", of="What for")
    worker.writes("Day", "last Thurs")
    if way.scripts:
        hears(worker, KEPT)
        worker.looked_at("draft-kept-by-itself")
        worker.page.goto("about:blank")
    else:
        worker.presses("Keep as a draft")
        assert worker.heading() == "Your drafts"
        assert worker.sees("Kept as a draft")
    service.go_to(TODAY + timedelta(days=1))

    worker.opens("/")
    worker.follows("Drafts: 1")
    worker.looked_at("drafts")
    assert worker.sees("Kept yesterday")
    worker.follows("Record a visit", exact=False, within="main")

    worker.looked_at("draft-gone-on-with")
    assert worker.sees("You kept this as a draft")
    assert not worker.sees("Not saved to the record yet")
    assert written(worker) == WORDS
    assert worker.page.get_by_label("Day", exact=True).input_value() == "last Thurs"
    assert worker.page.get_by_label("Direct work", exact=True).is_checked()
    doing.fills_in_a_visit(worker, TODAY)
    worker.writes(RESPONSE, WORDS + MORE)
    worker.presses("Save the visit")
    assert worker.sees("The visit is on the record.")
    worker.opens("/drafts/")
    assert worker.sees("You have no draft.")
    worker.looked_at("no-drafts")


def test_closing_the_page_keeps_the_last_words(somebody, family_id) -> None:
    worker = somebody("joanne.mercer")
    begins_a_visit(worker, family_id)
    left, worker.page = worker.page, worker.page.context.new_page()
    left.close()

    for _ in range(20):
        worker.opens(f"/families/{family_id}/visits/record/")
        if worker.sees("You have a draft of this"):
            break
        worker.page.wait_for_timeout(250)
    worker.looked_at("draft-waits")
    worker.follows("Go on with it")
    assert written(worker) == WORDS


def test_nothing_is_kept_on_the_device(somebody, family_id) -> None:
    worker = somebody("joanne.mercer")
    opened = worker.page.goto(f"/families/{family_id}/visits/record/")
    assert "no-store" in opened.header_value("cache-control")
    worker.writes(RESPONSE, WORDS)
    hears(worker, KEPT)
    worker.follows("Families", within=".govuk-service-navigation")
    assert worker.page.evaluate(ON_THE_DEVICE) == NOTHING
    worker.opens("/drafts/")
    worker.follows("Record a visit", exact=False, within="main")
    assert written(worker) == WORDS
    assert worker.page.evaluate(ON_THE_DEVICE) == NOTHING
    worker.signs_out()

    assert worker.page.evaluate(ON_THE_DEVICE) == NOTHING


ON_THE_DEVICE = """async () => ({
    local: Object.entries(localStorage), session: Object.entries(sessionStorage),
    databases: (await indexedDB.databases()).map(each => each.name), caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""
NOTHING = {"local": [], "session": [], "databases": [], "caches": [], "workers": 0}


def test_nothing_typed_is_no_draft(somebody, family_id) -> None:
    worker = somebody("joanne.mercer")
    begins_a_visit(worker, family_id, "")
    worker.page.wait_for_timeout(3500)
    worker.opens("/drafts/")

    assert worker.sees("You have no draft.")


def test_the_session_ended_meanwhile(service, somebody, family_id) -> None:
    worker = somebody("joanne.mercer")
    worker.expected = ("403",)
    begins_a_visit(worker, family_id)
    hears(worker, KEPT)
    service.arrange(lambda: Session.objects.all().delete())

    worker.writes(RESPONSE, WORDS + MORE)

    hears(worker, "you are no longer signed in")
    assert written(worker) == WORDS + MORE
    here, worker.page = worker.page, worker.page.context.new_page()
    worker.signs_in("joanne.mercer", given.PASSWORD)
    worker.opens("/drafts/")
    worker.follows("Record a visit", exact=False, within="main")
    assert written(worker) == WORDS
    worker.page.close()

    worker.page = here
    hears(worker, KEPT)
    assert written(worker) == WORDS + MORE
    doing.fills_in_a_visit(worker, TODAY)
    worker.presses("Save the visit")
    assert worker.sees("The visit is on the record.")


def test_a_lost_connection_is_said_and_tried_again(somebody, family_id) -> None:
    worker = somebody("joanne.mercer")
    begins_a_visit(worker, family_id, "")
    worker.page.context.set_offline(True)
    worker.writes(RESPONSE, WORDS)

    hears(worker, "the service cannot be reached")
    worker.page.context.set_offline(False)
    hears(worker, KEPT)

    worker.complaints.clear()
    worker.looked_at("draft-kept-after-a-fault")


def test_two_families_have_a_draft_each(service, somebody, family_id) -> None:
    other = service.arrange(another_family)
    worker = somebody("joanne.mercer")
    for number in (family_id, other):
        begins_a_visit(worker, number, f"About {number}")
        worker.presses("Keep as a draft")

    worker.opens(f"/families/{family_id}/visits/record/")
    worker.follows("Go on with it")
    assert written(worker) == f"About {family_id}"
    worker.presses("Throw it away")
    assert worker.sees("The draft is thrown away.")
    worker.opens(f"/families/{other}/visits/record/")
    worker.follows("Go on with it")
    assert written(worker) == f"About {other}"


def another_family() -> int:
    """A second family of the same worker."""
    of = given.Staff(given.a_team(), *map(given.find, (
        "denise.abara", "joanne.mercer", "sam.whittaker", "priya.nair", "helen.treadwell",
    )))  # fmt: skip
    family_id = given.the_smiths_referred(of, family_name="Okafor")
    given.acts(of.manager, given.pathway.accept, given.days_ago(38), family_id=family_id, told="We will visit.")
    given.acts(of.manager, given.pathway.allocate, given.days_ago(37), family_id=family_id, worker=of.worker)
    return family_id


def test_typing_up_to_the_last_moment_leaves_no_draft_of_a_saved_visit(somebody, family_id) -> None:
    worker = somebody("joanne.mercer")
    begins_a_visit(worker, family_id)
    hears(worker, KEPT)
    doing.fills_in_a_visit(worker, TODAY - timedelta(days=1))
    worker.writes("Day", day_typed(TODAY))
    worker.presses("Save the visit")
    assert worker.sees("The visit is on the record.")

    worker.page.wait_for_timeout(3500)
    worker.opens("/drafts/")

    assert worker.sees("You have no draft.")


def test_an_answer_that_went_wrong_is_kept_too(somebody, family_id, every_way) -> None:
    worker = somebody("joanne.mercer", every_way)
    begins_a_visit(worker, family_id)
    worker.presses("Save the visit")
    assert worker.sees("Not saved to the record yet")

    worker.opens("/drafts/")
    worker.follows("Record a visit", exact=False, within="main")

    assert written(worker) == WORDS
