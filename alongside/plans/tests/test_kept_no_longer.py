"""What is kept from somebody is not opened to them again by one press while they must be kept away."""

from uuid import UUID

import pytest
from django.urls import reverse

from alongside.access import scope
from alongside.agreements.tests.factories import holds
from alongside.kit import clock
from alongside.kit.tests.markup import Page
from alongside.people import actions as people
from alongside.people import queries as people_queries
from alongside.plans.actions import KeptFrom
from alongside.plans.tests.factories import main
from alongside.plans.tests.safety import HOME, amys, keep_away, known, somebody, write
from alongside.timeline.models import Entry
from alongside.timeline.tests.factories import SmithFamily, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def dean(smiths):
    """He holds responsibility for Amy."""
    person = somebody(smiths, "Dean", "father")
    holds(smiths, person, smiths.amy)
    return person


def kept_no_longer(client, smiths: SmithFamily, entry: Entry):
    """A manager presses “Keep it from them no longer”."""
    client.force_login(smiths.manager)
    with scope.acting_as(smiths.manager):
        (kept,) = people_queries.kept(smiths.family.pk, smiths.manager)
    where = reverse("timeline:end_withholding", args=[smiths.family.pk, entry.pk, kept.id])
    return client.post(where, Page(client.get(where).content.decode()).as_sent())


def is_kept(smiths: SmithFamily) -> bool:
    with scope.acting_as(smiths.manager):
        return any(each.until is None for each in people_queries.kept(smiths.family.pk, smiths.manager))


def kept_from(smiths: SmithFamily, dean: UUID, **told: str) -> Entry:
    """A plan that a manager keeps from him."""
    return write(smiths, amys(smiths, **told), by=smiths.manager, kept=KeptFrom((dean,), "He shouts at the door"))


def own(client, smiths: SmithFamily, person: UUID) -> str:
    client.force_login(signed_in(smiths, person))
    return main(client.get(reverse("plans:own_safety")))


def test_a_plan_stays_kept_from_him_while_he_must_be_kept_away(client, smiths, dean) -> None:
    known(smiths, smiths.katie, "address", HOME)
    keep_away(smiths, dean)
    entry = write(smiths, amys(smiths, where_to=HOME))

    refused = kept_no_longer(client, smiths, entry)

    said = "Dean must be kept away: He must not learn where they live. Leave it kept from them while that stands"
    assert said in main(refused)
    assert is_kept(smiths)
    assert "4 Mill" not in own(client, smiths, dean)


def test_a_plan_that_tells_where_they_live_stays_kept_from_whoever_does_not_know_it(client, smiths, dean) -> None:
    known(smiths, smiths.katie, "address", HOME)
    entry = kept_from(smiths, dean, where_to=HOME)

    refused = kept_no_longer(client, smiths, entry)

    assert "It holds what is protected: “Address” of Katie. Leave it kept" in main(refused)
    assert is_kept(smiths)
    assert "4 Mill" not in own(client, smiths, dean)


def test_where_nothing_stands_against_it_he_reads_the_plan(client, smiths, dean) -> None:
    entry = kept_from(smiths, dean)
    assert kept_no_longer(client, smiths, entry).status_code == 302
    assert not is_kept(smiths)
    assert "Amy’s safety plan" in own(client, smiths, dean)


def test_that_he_must_be_kept_away_was_never_true_and_still_he_does_not_read_where_they_live(
    client, smiths, dean
) -> None:
    known(smiths, smiths.katie, "address", HOME)
    keep_away(smiths, dean)
    write(smiths, amys(smiths, where_to=HOME))
    with scope.acting_as(smiths.worker):
        (fact,) = [one for one in people_queries.facts_of(smiths.family.pk, smiths.worker) if one.kind == "keep_away"]
        people.retract_fact(by=smiths.worker, family_id=smiths.family.pk, fact=fact.fact, at=clock.now())
    assert is_kept(smiths)
    assert "4 Mill" not in own(client, smiths, dean)
