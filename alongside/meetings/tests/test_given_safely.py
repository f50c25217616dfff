"""Minutes for somebody who must be kept away, and minutes that are sent like a letter."""

import html
from datetime import timedelta
from uuid import UUID

import pytest
from django.urls import reverse

from alongside.access import scope
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.kit.refusals import Unacceptable
from alongside.kit.tests.markup import Page
from alongside.meetings import actions, queries
from alongside.meetings.rules import AgencyPart, TeamAgreed, TookPart
from alongside.meetings.tests.factories import held, hold_it
from alongside.people import actions as people
from alongside.people import queries as known
from alongside.timeline import actions as timeline
from alongside.timeline import queries as told
from alongside.timeline.tests.factories import SmithFamily, smith_family

pytestmark = pytest.mark.django_db
MUST_NOT = "He must not learn where they live"


@pytest.fixture
def smiths() -> SmithFamily:
    return smith_family(clock.now() - timedelta(days=40))


@pytest.fixture
def worker(smiths, client):
    client.force_login(smiths.worker)
    return client


@pytest.fixture
def geoff(smiths) -> UUID:
    """Their father, who came to the meeting and must be kept away."""
    with scope.acting_as(smiths.worker):
        dad = people.add_person(
            by=smiths.worker, family_id=smiths.family.pk, at=clock.now() - timedelta(days=30), name="Geoff",
            role="father", in_household=False,
        )  # fmt: skip
        hold_it(smiths, held(smiths, clock.today(), people=(TookPart(dad.person_id, "present"),)), at=clock.now())
    return dad.person_id


def fact(smiths: SmithFamily, person: UUID, kind: str, value: str) -> None:
    with scope.acting_as(smiths.worker):
        people.record_fact(
            by=smiths.worker, family_id=smiths.family.pk, person_id=person, kind=kind, value=value, at=clock.now(),
            protected=True,
        )  # fmt: skip


def meeting_id(smiths: SmithFamily) -> UUID:
    with scope.acting_as(smiths.worker):
        (found,) = queries.meetings_of(smiths.family.pk, smiths.worker)
    return found.meeting_id


def address(smiths: SmithFamily, name: str, *key: str) -> str:
    return reverse(f"meetings:{name}", args=[smiths.family.pk, meeting_id(smiths), *key])


def reads(answer) -> str:
    return " ".join(html.unescape(answer.content.decode()).split())


def sent(worker, smiths: SmithFamily, person: UUID, **more: str):
    given = {"form_key": str(uuid7()), "how": "hand", "on": "today", **more}
    return worker.post(address(smiths, "give", f"person-{person}"), given)


def given(smiths: SmithFamily, person: UUID, **more: object) -> None:
    with scope.acting_as(smiths.worker):
        actions.give_minutes(
            by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, meeting_id=meeting_id(smiths),
            key=f"person-{person}", on=clock.today(), at=clock.now(), **more,
        )  # fmt: skip


def live(smiths: SmithFamily, kind: str) -> list:
    with scope.acting_as(smiths.worker):
        return told.told(smiths.family.pk, smiths.worker, [kind])


def test_on_every_page_of_his_minutes_it_stands_what_he_must_not_learn_and_never_on_his_paper(
    worker, smiths, geoff
) -> None:
    fact(smiths, geoff, "keep_away", MUST_NOT)
    key = f"person-{geoff}"
    for name, of in (("minutes", ()), ("minutes_for", (key,)), ("give", (key,))):
        page = Page(worker.get(address(smiths, name, *of)).content.decode())
        assert " ".join(page.one("main").text.split()).count(f"Keep away: {MUST_NOT}") == 1, name
    paper = Page(worker.get(address(smiths, "minutes_for", key)).content.decode())
    (seen,) = [one for one in paper.all("div") if "display-none-print" in one.attributes.get("class", "")]
    assert MUST_NOT in seen.text
    assert MUST_NOT not in paper.one("table").text


@pytest.mark.parametrize("empty", ["", " … ", "\u200b", "No."])
def test_whoever_gives_him_his_minutes_says_first_why_that_is_safe(worker, smiths, geoff, empty) -> None:
    fact(smiths, geoff, "keep_away", MUST_NOT)
    asked = f"Keep away. Geoff: {MUST_NOT}. Is it safe? Say why, or do not give him these".replace("him", "them")
    assert asked in reads(sent(worker, smiths, geoff, why_safe=empty))
    with pytest.raises(Unacceptable, match="Is it safe"):
        given(smiths, geoff, how="hand", why_safe=empty)
    assert live(smiths, "meetings.minutes_given") == []

    assert sent(worker, smiths, geoff, why_safe="Read in the office").status_code == 302
    (line,) = live(smiths, "pathway.chosen_apart")
    (minutes,) = live(smiths, "meetings.minutes_given")
    assert line.entry.deed_id == minutes.entry.deed_id


def test_minutes_are_sent_only_where_letters_are_safe(worker, smiths, geoff) -> None:
    fact(smiths, smiths.katie, "safe_letters", "Not by post")
    for how in ("post", "secure"):
        refused = "Letters are not known to be safe for Katie. Choose by hand, or read it out"
        assert refused in reads(sent(worker, smiths, smiths.katie, how=how))
        with pytest.raises(Unacceptable, match="not known to be safe"):
            given(smiths, smiths.katie, how=how)
    assert sent(worker, smiths, smiths.katie, how="secure", as_known="yes").status_code == 302
    assert sent(worker, smiths, smiths.katie, how="hand").status_code == 302


def test_where_nothing_is_known_of_letters_it_is_asked_before_minutes_are_sent(worker, smiths, geoff) -> None:
    assert "Say whether it is safe" in reads(sent(worker, smiths, geoff, how="post"))
    assert "It would not be safe" in reads(sent(worker, smiths, geoff, how="post", safe="no"))
    assert sent(worker, smiths, geoff, how="hand").status_code == 302
    assert sent(worker, smiths, geoff, how="post", safe="yes").status_code == 302


def test_how_the_team_works_together_stays_kept_when_it_is_settled_anew(smiths, geoff) -> None:
    def agree(message: str, shown: UUID | None):
        agreed = TeamAgreed(message, (AgencyPart("School"),))
        with scope.acting_as(smiths.worker):
            return actions.agree_team(
                by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, agreed=agreed, shown=shown,
                on=clock.today(), at=clock.now(),
            )  # fmt: skip

    first = agree("Go slowly.", None)
    with scope.acting_as(smiths.manager):
        timeline.withhold_strand(
            by=smiths.manager, family_id=smiths.family.pk, strand_id=first.strand_id, from_person_id=geoff,
            why="He is not to know", at=clock.now(),
        )  # fmt: skip
    again = agree("Go slowly, and together.", first.pk)
    with scope.acting_as(smiths.worker):
        kept = known.kept(smiths.family.pk, smiths.worker)
    assert again.strand_id in frozenset().union(*(each.strands for each in kept if each.from_person_id == geoff))
