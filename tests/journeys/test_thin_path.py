"""The thin path: a visit recorded, read, and put right."""

from datetime import timedelta

import pytest

from alongside.kit.dates import day_typed
from tests.journeys import doing, given

pytestmark = pytest.mark.journey


@pytest.fixture
def family_id(service):
    return service.arrange(lambda: given.the_smiths_helped(given.staff()))


def test_a_visit_is_recorded_read_and_put_right(family_id, service, somebody, way):
    joanne = somebody("joanne.mercer", way)
    joanne.looked_at("today")
    doing.opens_the_family(joanne)
    joanne.looked_at("family")
    doing.records_a_visit(joanne, on=service.today - timedelta(days=1))

    assert joanne.heading() == "Timeline"
    joanne.looked_at("timeline")
    assert joanne.sees("The visit is on the record.")
    assert joanne.sees("Visit: home. Amy and Liam seen, Amy alone.")
    assert joanne.sees("Direct work with Amy: ")
    assert joanne.reads(".al-voice") == doing.AMYS_WORDS

    joanne.follows("Open: Visit", exact=False)
    joanne.looked_at("entry")
    joanne.presses("Correct this: Visit")
    joanne.looked_at("correct-a-visit")
    assert joanne.page.get_by_label("Amy’s own words").input_value() == doing.AMYS_WORDS
    joanne.writes("How long, in minutes", "90")
    joanne.presses("Save the visit")
    assert joanne.sees("The visit is put right. The earlier version is kept.")
    assert joanne.sees("1 hour 30 minutes")
    assert not joanne.sees("1 hour 15 minutes")
    joanne.follows("Open: Visit", exact=False)
    joanne.looked_at("entry-corrected")
    history = joanne.reads("main")
    assert "1 hour 30 minutes" in history
    assert "1 hour 15 minutes" in history


def test_nothing_typed_is_lost_when_something_is_wrong(family_id, service, somebody, every_way):
    joanne = somebody("joanne.mercer", every_way)
    joanne.opens(f"/families/{family_id}/visits/record/")
    doing.fills_in_a_visit(joanne, service.today + timedelta(days=2))
    said = "“Ich mag Tee 🫖” – <script>alert(1)</script>\n\n  Zwei Zeilen später."
    joanne.writes("Amy’s own words", said)
    joanne.writes("How long, in minutes", "")
    joanne.presses("Save the visit")
    joanne.looked_at("record-a-visit-refused")
    assert joanne.page.title().startswith("Error: ")
    assert joanne.page.get_by_label("Amy’s own words").input_value() == said
    assert joanne.page.get_by_role("group", name="Was Liam seen?").get_by_label("Seen, not alone").is_checked()
    assert joanne.page.get_by_label("Day", exact=True).input_value() == day_typed(service.today + timedelta(days=2))
    joanne.writes("Day", day_typed(service.today))
    joanne.writes("How long, in minutes", "60")
    joanne.presses("Save the visit")
    assert joanne.heading() == "Timeline"
    assert "<script>alert(1)</script>" in joanne.reads(".al-voice")
    joanne.looked_at("timeline-hostile")


def test_a_visit_sent_twice_is_one_visit_and_a_change_is_offered_as_a_correction(family_id, service, somebody):
    joanne = somebody("joanne.mercer")
    joanne.opens(f"/families/{family_id}/visits/record/")
    doing.fills_in_a_visit(joanne, service.today)
    joanne.expected = ("409",)
    joanne.sends_without_hearing()
    joanne.writes("How long, in minutes", "45")
    joanne.presses("Save the visit")
    assert joanne.heading() == "This was already saved"
    joanne.looked_at("already-saved")
    joanne.presses("Correct it with what I changed")
    joanne.looked_at("already-saved-corrected")
    if joanne.heading() == "Put a visit right":
        joanne.presses("Save the visit")
    joanne.opens(f"/families/{family_id}/timeline/")
    assert joanne.page.locator("main").inner_text().count("Visit: home.") == 1
    assert joanne.sees("45 minutes")


def test_two_people_put_the_same_visit_right_and_the_second_sees_both(family_id, service, somebody, way):
    joanne, denise = somebody("joanne.mercer", way), somebody("denise.abara", way)
    joanne.opens(f"/families/{family_id}/visits/record/")
    doing.fills_in_a_visit(joanne, service.today)
    joanne.presses("Save the visit")
    joanne.follows("Open: Visit", exact=False)
    denise.opens(joanne.page.url)
    for each in (joanne, denise):
        each.presses("Correct this: Visit")
    joanne.writes("How long, in minutes", "50")
    joanne.presses("Save the visit")
    denise.writes("How long, in minutes", "100")
    denise.expected = ("409",)
    denise.presses("Save the visit")
    denise.looked_at("corrected-by-both")
    assert denise.page.get_by_label("How long, in minutes").input_value() == "100"
    assert denise.sees("50 minutes")
    denise.presses("Save mine in its place")
    assert denise.sees("1 hour 40 minutes")


def test_a_visit_is_recorded_without_a_mouse(family_id, service, somebody):
    joanne = somebody("joanne.mercer")
    joanne.opens(f"/families/{family_id}/")
    joanne.tabs_to("Record a visit")
    joanne.types_keys("Enter")
    joanne.page.get_by_role("button", name="Save the visit").wait_for()
    joanne.tabs_to("How long, in minutes")
    joanne.types("75")
    joanne.tabs_to("What for: Direct work")
    joanne.types_keys("Space")
    joanne.tabs_to("Where: Home")
    joanne.types_keys("Space")
    joanne.tabs_to("Was Amy seen?: Seen alone")
    joanne.types_keys("Space")
    joanne.tabs_to("Direct work, and the tool you used")
    joanne.types("Three")
    joanne.tabs_to("Amy’s own words")
    joanne.types(doing.AMYS_WORDS)
    joanne.tabs_to("Was Liam seen?: Seen alone")
    joanne.types_keys("ArrowDown")
    joanne.tabs_to("Save the visit")
    joanne.types_keys("Enter")
    joanne.page.get_by_role("heading", name="Timeline").wait_for()
    assert joanne.sees("Visit: home. Amy and Liam seen, Amy alone.")
    assert joanne.sees("Direct work with Amy: ")
