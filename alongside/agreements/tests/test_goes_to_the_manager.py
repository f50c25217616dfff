"""What goes to the manager stands on their first page from the moment it is recorded, until it has been looked at."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.access import actions as access
from alongside.access import scope
from alongside.agreements import actions
from alongside.agreements.rules.consent import REFUSED
from alongside.agreements.rules.sharing import CONFIDENTIAL_IF, Sharing
from alongside.agreements.tests.factories import consent, holds
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.kit.tests.markup import Page
from alongside.people import actions as people
from alongside.timeline.models import Due
from alongside.timeline.tests.factories import account

pytestmark = pytest.mark.django_db


@pytest.fixture
def father(smiths):
    with scope.acting_as(smiths.worker):
        dean = people.add_person(
            by=smiths.worker, family_id=smiths.family.pk, at=clock.now() - timedelta(days=39), name="Dean",
            role="father", in_household=False,
        )  # fmt: skip
    holds(smiths, dean.person_id, smiths.amy)
    return dean.person_id


def clash(smiths, hill, father):
    """The mother says yes, the father says no."""
    consent(smiths, hill.to, smiths.amy)
    return consent(smiths, hill.to, smiths.amy, by=father, kind=REFUSED)[1]


def share(smiths, hill, *, urgent: bool, purpose: str = "To keep Liam safe"):
    sharing = Sharing(
        about=(smiths.liam,), to=hill.to.key, to_name="Hill Primary", why_not_asked="urgent", purpose=purpose,
        confidential=tuple(CONFIDENTIAL_IF), grounds=("belief",), why="What he said.", what="What he said today.",
        proportionate="School sees him tomorrow.", decided_by="Rob Yates", urgent=urgent, told="will_tell",
        told_why="Once he is safe.", until=clock.today() + timedelta(days=5),
    )  # fmt: skip
    with scope.acting_as(smiths.worker):
        return actions.share_without_consent(
            by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, sharing=sharing, at=clock.now()
        )[1]


def morning(client, manager) -> Page:
    client.force_login(manager)
    return Page(client.get(reverse("desk:today")).content.decode())


def told(page: Page) -> str:
    return " ".join(page.one("main").text.split())


def part(page: Page) -> list[str]:
    """Each line of "For you to look at", in order; nothing when the page has no such part."""
    return [
        " ".join(one.text.split())
        for one in page.all("li")
        if "sees to it" in one.text and ("Sharing" in one.text or "Somebody said" in one.text or "shared" in one.text)
    ]


def test_one_parents_no_after_the_others_yes_is_for_the_manager_to_look_at_at_once(
    smiths, hill, father, client
) -> None:
    entry = clash(smiths, hill, father)
    page = morning(client, smiths.manager)
    assert "For you to look at: 1" in told(page)
    assert "Somebody said yes to sharing with Hill Primary and somebody said no, for Amy." in told(page)
    assert f"{smiths.manager.name} sees to it" in told(page)
    opened = reverse("agreements:look_at", args=[smiths.family.pk, entry.pk])
    assert opened in {one.attributes.get("href") for one in page.all("a")}
    assert client.get(opened).status_code == 200


def test_it_goes_to_a_manager_of_the_team_that_leads_by_name(smiths, hill, father) -> None:
    entry = clash(smiths, hill, father)
    assert entry.facts["owner_id"] == str(smiths.manager.pk)
    with scope.acting_as(smiths.manager):
        assert Due.objects.get(source_id__endswith=entry.facts["promise_id"]).owner_id == smiths.manager.pk


def test_what_was_shared_in_haste_stands_on_top_and_is_due_the_same_day(smiths, hill, father, client) -> None:
    clash(smiths, hill, father)
    share(smiths, hill, urgent=False)
    urgent = share(smiths, hill, urgent=True)
    assert urgent.facts["due_on"] == clock.today().isoformat()
    lines = part(morning(client, smiths.manager))
    assert len(lines) == 3
    assert [line.partition("Urgent. ")[1] for line in lines] == ["Urgent. ", "", ""]
    assert "Somebody said yes" in lines[1]
    assert "What concerns Liam was shared with Hill Primary without consent." in lines[2]


def test_it_stands_there_once_however_late_it_is(smiths, hill, father, client) -> None:
    clash(smiths, hill, father)
    with scope.acting_as(smiths.manager):
        Due.objects.filter(source_id__startswith="agreements.to_look_at/").update(
            due_on=clock.today() - timedelta(days=3)
        )
    said = told(morning(client, smiths.manager))
    assert said.count("Somebody said yes to sharing") == 2  # the line, and its link told to a screen reader
    assert "3 days late" in said


def test_what_was_looked_at_stands_there_no_more(smiths, hill, father, client) -> None:
    entry = clash(smiths, hill, father)
    with scope.acting_as(smiths.manager):
        actions.look_at(
            by=smiths.manager, deed_id=uuid7(), family_id=smiths.family.pk, entry_id=entry.pk, at=clock.now(),
            note="I rang both.",
        )  # fmt: skip
    assert "For you to look at" not in told(morning(client, smiths.manager))


def test_another_teams_manager_does_not_see_it(smiths, hill, father, client) -> None:
    clash(smiths, hill, father)
    share(smiths, hill, urgent=True)
    other = account("manager", team=access.add_team(by=None, name="Another team"))
    said = told(morning(client, other))
    assert "For you to look at" not in said
    assert "Hill Primary" not in said


def test_another_manager_of_the_team_sees_who_sees_to_it(smiths, hill, father, client) -> None:
    clash(smiths, hill, father)
    second = account("manager", team=smiths.family.lead_team)
    assert f"{smiths.manager.name} sees to it" in told(morning(client, second))


def test_the_morning_asks_as_much_for_six_decisions_as_for_one(smiths, hill, client) -> None:
    share(smiths, hill, urgent=True)

    def asked() -> int:
        morning(client, smiths.manager)
        with CaptureQueriesContext(connection) as caught:
            client.get(reverse("desk:today"))
        return len(caught)

    few = asked()
    for number in range(5):
        share(smiths, hill, urgent=number % 2 == 0, purpose=f"Purpose {number}")
    assert asked() == few
