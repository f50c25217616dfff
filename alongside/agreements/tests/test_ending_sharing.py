"""Sharing without consent is ended before its day, with its reason; access closes at once."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.urls import reverse

from alongside.access import scope
from alongside.agreements import actions
from alongside.agreements.rules.ending import ENDED
from alongside.agreements.rules.sharing import CONFIDENTIAL_IF, Sharing
from alongside.agreements.tests.factories import consent, families_open_to, known_to, wrote
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.kit.refusals import AlreadyCorrected, NotAllowed
from alongside.kit.tests.markup import Page
from alongside.timeline import actions as timeline
from alongside.timeline import queries as entries
from alongside.timeline.rules import Part
from alongside.timeline.tests.factories import account, smith_family

pytestmark = pytest.mark.django_db
WHY = " She is safe now.\n"


@pytest.fixture
def shared(smiths, hill) -> UUID:
    """What concerns Amy is shared with the school without consent, for ten days; the deed of that."""
    told = Sharing(
        about=(smiths.amy,), to=hill.to.key, to_name="Hill Primary", why_not_asked="unsafe",
        confidential=tuple(CONFIDENTIAL_IF), purpose="Amy's safety", what="Where she sleeps", decided_by="Rob Yates",
        urgent=True, told="not_told", told_why="It would put Amy at risk", grounds=("belief",), why="What Amy said",
        proportionate="Only the one thing", until=clock.today() + timedelta(days=10),
    )  # fmt: skip
    with scope.acting_as(smiths.worker):
        rows = actions.share_without_consent(
            by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, sharing=told, at=clock.now()
        )
    return rows[0].deed_id


def page_of(smiths, name: str, *more) -> str:
    return reverse(f"agreements:{name}", args=[smiths.family.pk, *more])


def ends(smiths, deed_id: UUID, by=None, at=None):
    with scope.acting_as(by or smiths.worker):
        return actions.end_sharing(
            by=by or smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, ends=deed_id, why=WHY,
            at=at or clock.now(),
        )  # fmt: skip


def test_from_the_overview_it_is_ended_with_a_reason_and_closes_at_once(smiths, hill, shared, client) -> None:
    wrote(smiths, "Amy-canary", (smiths.amy, Part.SAID))
    assert known_to(hill.rao) == {"Amy-canary"}
    client.force_login(smiths.worker)
    overview = Page(client.get(page_of(smiths, "overview")).content.decode())
    here = page_of(smiths, "end_sharing", shared)
    assert here in [link["href"] for link in overview.all("a")]
    asked = client.get(here).content.decode()
    assert f"{hill.rao.name} sees nothing on the ground of it any more" in asked
    assert (
        "Say why it is shared no longer" in client.post(here, {"form_key": str(uuid7()), "why": " "}).content.decode()
    )
    assert families_open_to(hill.rao) == 1

    told = client.post(here, {"form_key": str(uuid7()), "why": WHY}, follow=True).content.decode()

    assert "Shared no longer since" in told
    assert "She is safe now." in told
    assert families_open_to(hill.rao) == 0
    client.force_login(hill.rao)
    assert client.get(reverse("timeline:page", args=[smiths.family.pk])).status_code == 404
    client.force_login(smiths.worker)
    after = client.get(page_of(smiths, "overview")).content.decode()
    assert here not in after
    assert ", ended " in after
    with scope.acting_as(smiths.worker):
        (line,) = entries.told(smiths.family.pk, smiths.worker, [ENDED])
        assert entries.words_told([line], smiths.worker)[line.id] == {"reason": WHY}
        assert line.entry.sentence == "What concerns Amy is no longer shared with Hill Primary without consent."


def test_the_manager_who_looks_at_it_is_told_that_it_ended(smiths, shared, client) -> None:
    ends(smiths, shared)
    client.force_login(smiths.manager)
    overview = Page(client.get(page_of(smiths, "overview")).content.decode())
    (look,) = [link["href"] for link in overview.all("a") if "look-at" in link["href"]]
    assert "It is shared no longer since" in client.get(look).content.decode()


def test_what_somebody_said_yes_to_stays_open(smiths, hill, shared) -> None:
    consent(smiths, hill.to, smiths.amy)
    ends(smiths, shared)
    assert families_open_to(hill.rao) == 1


def test_an_ending_that_did_not_happen_opens_it_again(smiths, hill, shared) -> None:
    row = ends(smiths, shared)
    with scope.acting_as(smiths.worker):
        timeline.retract(
            by=smiths.worker, family_id=smiths.family.pk, entry_ids=[row.pk], why="The wrong one", at=clock.now(),
            deed_id=uuid7(),
        )  # fmt: skip
    assert families_open_to(hill.rao) == 1


def test_who_is_slower_is_told_and_keeps_what_they_typed(smiths, shared, client) -> None:
    ends(smiths, shared, by=smiths.manager)
    client.force_login(smiths.worker)
    answer = client.post(page_of(smiths, "end_sharing", shared), {"form_key": str(uuid7()), "why": "My own reason"})
    assert answer.status_code == 409
    text = Page(answer.content.decode()).one("main").text
    assert "It was ended already." in text
    assert "My own reason" in text
    with pytest.raises(AlreadyCorrected):
        ends(smiths, shared)


def test_what_is_over_by_itself_is_not_ended(smiths, shared, client) -> None:
    with pytest.raises(NotAllowed):
        ends(smiths, shared, at=clock.now() + timedelta(days=11))


@pytest.mark.parametrize("role", ["key_worker", "partner", "parent", "child", "manager"])
def test_nobody_else_ends_it(smiths, hill, shared, client, role) -> None:
    client.force_login(account(role))
    here = page_of(smiths, "end_sharing", shared)
    assert client.get(here).status_code == 404
    assert client.post(here, {"form_key": str(uuid7()), "why": "x"}).status_code == 404
    client.force_login(smiths.worker)
    assert client.get(page_of(smiths, "end_sharing", uuid7())).status_code == 404
    others = smith_family(clock.now() - timedelta(days=40))
    client.force_login(others.worker)
    assert client.get(reverse("agreements:end_sharing", args=[others.family.pk, shared])).status_code == 404
    assert families_open_to(hill.rao) == 1
