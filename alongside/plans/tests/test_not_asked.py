"""A plan is not put in force in silence when those who should have been asked were not."""

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest

from alongside.agreements.actions import record_agencies
from alongside.agreements.rules.agencies import Among
from alongside.agreements.rules.agencies import Promise as AmongPromise
from alongside.agreements.tests.factories import holds
from alongside.kit import clock
from alongside.kit.dates import day_typed
from alongside.kit.ids import uuid7
from alongside.plans.rules import ANSWERED, Promise, speaks_for
from alongside.plans.tests.factories import at, main, promise
from alongside.plans.tests.test_pages import answer, make_version, put_in_force, write_goal
from alongside.timeline.models import Entry
from alongside.timeline.tests.factories import SmithFamily, smith_family

pytestmark = pytest.mark.django_db


@pytest.fixture
def smiths() -> SmithFamily:
    return smith_family(clock.now() - timedelta(days=40))


@pytest.fixture
def worker(smiths, client):
    client.force_login(smiths.worker)
    return client


def test_a_plan_that_nobody_was_asked_about_says_so_and_asks_for_a_reason(worker, smiths) -> None:
    write_goal(worker, smiths)
    version_id = make_version(worker, smiths)
    assert "Katie, Amy and Liam were not asked" in main(worker.get(at(smiths, "put_in_force", version_id)))
    refused = put_in_force(worker, smiths, version_id, reason="")
    assert "Say why it is put in force although Katie, Amy and Liam were not asked" in main(refused)
    assert put_in_force(worker, smiths, version_id, reason="The rent cannot wait").status_code == 302
    for page in (at(smiths, "plan"), at(smiths, "version", version_id)):
        text = main(worker.get(page))
        assert "Why it is in force although Katie, Amy and Liam were not asked" in text
        assert "The rent cannot wait" in text


def test_who_holds_parental_responsibility_and_was_not_asked_is_named(worker, smiths) -> None:
    holds(smiths, smiths.katie, smiths.amy, smiths.liam)
    write_goal(worker, smiths)
    version_id = make_version(worker, smiths)
    answer(worker, smiths, version_id, who=f"person:{smiths.amy}")
    assert "Say why it is put in force although Katie was not asked" in main(
        put_in_force(worker, smiths, version_id, reason="")
    )
    answer(worker, smiths, version_id)
    assert "was not asked" not in main(worker.get(at(smiths, "put_in_force", version_id)))
    assert put_in_force(worker, smiths, version_id, reason="").status_code == 302
    assert "Why it is in force although" not in main(worker.get(at(smiths, "plan")))


def promising(worker, smiths, agency: str = "Housing") -> str:
    """A version that Katie and Amy's school said yes to, in which an agency mends the roof; its identifier."""
    write_goal(worker, smiths)
    promise(smiths, Promise(str(uuid4()), agency, "mends the roof", clock.today().isoformat()))
    version_id = make_version(worker, smiths)
    for who in (smiths.katie, smiths.amy, smiths.liam):
        answer(worker, smiths, version_id, who=f"person:{who}")
    return version_id


def test_what_is_promised_for_an_agency_that_nobody_asked_is_named_and_asked_about(worker, smiths) -> None:
    version_id = promising(worker, smiths)
    shown = main(worker.get(at(smiths, "put_in_force", version_id)))
    assert "Has Housing agreed since?" in shown
    assert "Housing: mends the roof" in shown
    assert "take the line out of the next version" in shown
    refused = put_in_force(worker, smiths, version_id, reason="")
    assert "Housing has not yet agreed. Say why it is put in force all the same" in main(refused)
    assert (
        put_in_force(worker, smiths, version_id, reason="The rain comes in, we ask them on Monday").status_code == 302
    )
    beside = "Housing has not yet agreed. It goes on without: The rain comes in, we ask them on Monday"
    for page in (at(smiths, "plan"), at(smiths, "version", version_id)):
        text = main(worker.get(page))
        assert beside in text
        assert "Why it is in force although Housing has not yet agreed" in text
    answer(worker, smiths, version_id, who="agency:Housing")
    assert "has not yet agreed. It goes on" not in main(worker.get(at(smiths, "plan")))


def test_an_agency_that_agreed_since_is_named_with_who_how_and_when_and_needs_no_reason(worker, smiths) -> None:
    version_id = promising(worker, smiths)
    (key,) = [
        name.removesuffix("-who")
        for name in re.findall(r'name="(agency-[^"]+-who)"', worker.get(at(smiths, "put_in_force", version_id)).text)
    ]
    half = put_in_force(worker, smiths, version_id, reason="", **{f"{key}-who": "Jo Bell"})
    assert "Say how they said it" in main(half)
    day = clock.today() - timedelta(days=3)
    whole = {f"{key}-who": "Jo Bell", f"{key}-how": "phone", f"{key}-on": day_typed(day)}
    assert put_in_force(worker, smiths, version_id, reason="", **whole).status_code == 302
    text = main(worker.get(at(smiths, "plan")))
    assert "not yet agreed" not in text
    assert "Why it is in force although" not in text
    assert "Jo Bell, Housing" in text
    said = Entry.objects.get(kind=ANSWERED, facts__who="agency:Housing")
    assert (said.happened_on, said.facts["how"]) == (day, "phone")


def next_version(worker, smiths, *, by_when: date) -> str:
    """Another version, in which Housing mends the roof by that day; its identifier."""
    promise(smiths, Promise(str(uuid4()), "Housing", "mends the roof", by_when.isoformat()))
    return make_version(worker, smiths)


def test_what_an_agency_agreed_to_is_not_asked_again_while_it_stays_the_same(worker, smiths) -> None:
    version_id = promising(worker, smiths)
    answer(worker, smiths, version_id, who="agency:Housing")
    same = next_version(worker, smiths, by_when=clock.today())
    assert "agreed since" not in main(worker.get(at(smiths, "put_in_force", same)))
    sooner = next_version(worker, smiths, by_when=clock.today() + timedelta(days=9))
    assert "Has Housing agreed since?" in main(worker.get(at(smiths, "put_in_force", sooner)))


def test_an_agency_that_said_no_last_is_asked_again(worker, smiths) -> None:
    version_id = promising(worker, smiths)
    answer(worker, smiths, version_id, who="agency:Housing", answer="no", reason="No money")
    same = next_version(worker, smiths, by_when=clock.today())
    assert "Has Housing agreed since?" in main(worker.get(at(smiths, "put_in_force", same)))


def test_who_signed_what_agencies_agreed_among_themselves_has_agreed(worker, smiths) -> None:
    version_id = promising(worker, smiths)
    among = Among((smiths.amy,), "A dry home", (AmongPromise("Housing", "mends the roof", "Jo Bell", "yes"),))
    record_agencies(by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, among=among, on=clock.today(),
                    at=clock.now())  # fmt: skip
    assert "agreed since" not in main(worker.get(at(smiths, "put_in_force", version_id)))
    assert put_in_force(worker, smiths, version_id, reason="").status_code == 302


def test_housing_first_does_not_speak_for_housing(worker, smiths) -> None:
    assert speaks_for("Jo Bell, Housing", "housing")
    assert not speaks_for("Jo Bell, Housing First", "Housing")
