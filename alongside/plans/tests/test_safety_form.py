"""The form of a safety plan: whom to ring, and what is to be put right, in the order of the page."""

import pytest
from django.urls import reverse

from alongside.access import scope
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.kit.tests.markup import Page
from alongside.plans.rules import Rings
from alongside.plans.tests.factories import at, main
from alongside.plans.tests.safety import (
    HOME,
    amys,
    change,
    keep_away,
    known,
    somebody,
    stands,
    try_out,
    typed,
    write,
)
from alongside.timeline import actions as timeline
from alongside.timeline.rules import Audience
from alongside.timeline.tests.factories import signed_in

pytestmark = pytest.mark.django_db
KATIES, NANS, DADS = "01632 960177", "01632 960182", "01632 960199"


@pytest.fixture
def numbers(smiths) -> None:
    """Katie and Nan have a telephone; so has Dean, who must be kept away; Uncle Jo has none that is known."""
    nan, dad = somebody(smiths, "Nan Pat", "grandparent"), somebody(smiths, "Dean", "father")
    somebody(smiths, "Uncle Jo", "uncle")
    for person, number in ((smiths.katie, KATIES), (nan, NANS), (dad, DADS)):
        known(smiths, person, "phone", number, protected=False)
    keep_away(smiths, dad)


def rung(smiths) -> list[tuple[str, str]]:
    (line,) = stands(smiths)
    return [(each.name, each.number) for each in line.plan.rings]


def filled_in(answer) -> list[str]:
    inputs = Page(answer.content.decode()).all("input")
    return [one["value"] for one in inputs if (one.attributes.get("name") or "").endswith("-number")]


def errors(answer) -> list[tuple[str, str]]:
    """What the summary says, and to which answer it leads."""
    page = Page(answer.content.decode())
    return [(one.text.strip(), str(one["href"])) for one in page.all("a") if "#id_" in str(one.attributes.get("href"))]


def test_everybody_of_the_family_with_a_telephone_is_offered_but_for_whose_plan_it_is_and_who_is_kept_away(
    client, smiths, numbers
) -> None:
    client.force_login(smiths.worker)
    here = at(smiths, "write_safety_plan")
    answer = client.get(here)
    assert {KATIES, NANS} < set(filled_in(answer))
    assert DADS not in filled_in(answer)
    said = main(answer)
    assert "We know no number of Uncle Jo." in said
    assert "nobody rings themselves" in said
    katies = filled_in(client.get(here, {"of": str(smiths.katie)}))
    assert NANS in katies
    assert KATIES not in katies


def test_a_plan_made_for_katie_does_not_tell_her_to_ring_herself(client, smiths, numbers) -> None:
    client.force_login(smiths.worker)
    rings = {
        "rings-total": "3", "rings-0-name": "Katie", "rings-0-number": KATIES, "rings-1-name": "Nan Pat",
        "rings-1-number": NANS, "rings-2-name": "Police", "rings-2-number": "999",
    }  # fmt: skip
    hers = typed(smiths, whose=str(smiths.katie), made_with=[str(smiths.katie)], **rings)
    client.post(at(smiths, "write_safety_plan"), hers)
    assert rung(smiths) == [("Nan Pat", NANS), ("Police", "999")]


def test_amys_plan_keeps_the_number_of_her_mother(client, smiths, numbers) -> None:
    client.force_login(smiths.worker)
    rings = {"rings-total": "1", "rings-0-name": "Katie", "rings-0-number": KATIES}
    client.post(at(smiths, "write_safety_plan"), typed(smiths, **rings))
    assert rung(smiths) == [("Katie", KATIES)]


def test_a_plan_that_told_katie_to_ring_herself_reads_without_that_to_her(client, smiths) -> None:
    rings = (Rings("Katie", KATIES, "Known of the family"), Rings("Police", "999"))
    write(smiths, amys(smiths, whose=str(smiths.katie), made_with=(str(smiths.katie),), rings=rings))
    client.force_login(signed_in(smiths, smiths.katie))
    read = main(client.get(reverse("plans:own_safety")))
    assert "999" in read
    assert KATIES not in read


def test_a_name_that_was_typed_is_somebody_else_without_choosing_so(client, smiths) -> None:
    client.force_login(smiths.worker)
    neighbour = {"does-0-what": "Opens her door", "does-0-who": "", "does-0-who_else": "Mrs D next door"}
    client.post(at(smiths, "write_safety_plan"), typed(smiths, **neighbour))
    (line,) = stands(smiths)
    assert [(each.who, each.what) for each in line.plan.does] == [("Mrs D next door", "Opens her door")]


def test_errors_stand_in_the_order_of_the_page(client, smiths) -> None:
    client.force_login(smiths.worker)
    sent = typed(smiths, signs="", where_to="", otherwise="") | {"does-0-who": "", "rings-0-name": ""}
    found = errors(client.post(at(smiths, "write_safety_plan"), sent))
    assert [where for _, where in found] == [
        "#id_signs", "#id_does-0-who", "#id_where_to", "#id_rings-0-name", "#id_otherwise",
    ]  # fmt: skip


def test_what_is_protected_is_named_once_and_each_answer_that_says_it_is_led_to(client, smiths) -> None:
    for person in (smiths.katie, smiths.amy, smiths.liam):
        known(smiths, person, "address", HOME)
    keep_away(smiths, somebody(smiths, "Dean", "father"))
    nan = somebody(smiths, "Nan Pat", "grandparent")
    client.force_login(smiths.worker)
    sent = typed(
        smiths, where_to="Nan’s. Not 4 Mill Lane", agreed_by=str(nan), **{"does-0-what": "Goes back to 4 Mill Lane"}
    )
    page = client.post(at(smiths, "write_safety_plan"), sent)
    found = errors(page)
    assert [where for _, where in found] == ["#id_does-0-what", "#id_where_to"]
    assert found[1][0].startswith("Where to go: leave out what is protected, or let only our own staff read it: ")
    assert found[1][0].count("“Address”") == 1
    assert "Katie" in found[1][0]
    assert stands(smiths) == []
    changed = {**sent, "form_key": str(uuid7()), "audience": "team"}
    client.post(at(smiths, "write_safety_plan"), changed)
    assert len(stands(smiths)) == 1


def test_the_old_address_of_a_plan_leads_on_when_it_was_changed_and_when_others_may_read_it(client, smiths) -> None:
    entry = write(smiths, audience=Audience.TEAM)
    try_out(smiths, entry)
    newer = change(smiths, entry, amys(smiths, otherwise="Knock at number 5"))
    with scope.acting_as(smiths.worker):
        timeline.change_audience(
            by=smiths.worker, family_id=smiths.family.pk, strand_id=newer.strand_id, audience=Audience.FAMILY,
            why="Amy asked for it", at=clock.now(), deed_id=uuid7(),
        )  # fmt: skip
    client.force_login(smiths.worker)
    for old in (entry, newer):
        for page in ("safety_plan", "safety_paper"):
            assert "Knock at number 5" in main(client.get(at(smiths, page, old.pk)))
    assert client.get(at(smiths, "safety_plan", uuid7())).status_code == 404
