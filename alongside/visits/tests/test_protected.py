"""Where somebody lives that is protected reaches nobody through a visit, who does not know it."""

from uuid import UUID

import pytest
from django.urls import reverse

from alongside.access import scope
from alongside.agreements.tests.factories import consent, holds, known_to, school
from alongside.kit import clock
from alongside.kit.tests.markup import Page
from alongside.people import actions as people
from alongside.people import queries as people_queries
from alongside.timeline import actions as timeline
from alongside.timeline.models import Entry
from alongside.timeline.rules import Audience
from alongside.timeline.tests.factories import SmithFamily, keep_from, signed_in
from alongside.visits.tests.test_pages import at, correct_url, newest, sent, smiths, summary, worker

pytestmark = pytest.mark.django_db
__all__ = ["smiths", "worker"]

HOME = "4 Mill Lane, Leeds LS1 2AB"
SAFE = "He reads it with his worker"
COT = "Katie and I carried the cot up to 4, Mill Lane flat 2."
HELD = (
    "“4, Mill Lane” stands in “Own words: Amy”. It is where Katie lives and is protected. "
    "Correct it first, or leave it to our own staff"
)
OPENS = {"audience": "around", "why": "So that school knows how we help"}


def known(smiths: SmithFamily, person: UUID, kind: str, value: str) -> None:
    with scope.acting_as(smiths.worker):
        people.record_fact(
            by=smiths.worker, family_id=smiths.family.pk, person_id=person, kind=kind, value=value, at=clock.now(),
            protected=True,
        )  # fmt: skip


def protect_home(smiths: SmithFamily) -> None:
    known(smiths, smiths.katie, "address", HOME)


def elsewhere(smiths: SmithFamily, *children: UUID, name: str = "Dean", role: str = "father") -> UUID:
    """Dean, or whoever it is, who lives elsewhere and holds responsibility for these children."""
    with scope.acting_as(smiths.worker):
        person = people.add_person(
            by=smiths.worker, family_id=smiths.family.pk, at=clock.now(), name=name, role=role, in_household=False
        ).person_id
    if children:
        holds(smiths, person, *children)
    return person


def father(smiths: SmithFamily) -> UUID:
    """Dean, who holds responsibility for both children, and must be kept away."""
    dean = elsewhere(smiths, smiths.amy, smiths.liam)
    known(smiths, dean, "keep_away", "He must not learn where they live.")
    return dean


def another(smiths: SmithFamily, name: str, to_know: str) -> UUID:
    """A relative of whom the same is so."""
    relative = elsewhere(smiths, smiths.amy, smiths.liam, name=name, role="relative")
    known(smiths, relative, "keep_away", to_know)
    return relative


def form_of(worker, where: str, **typed):
    return worker.post(where, Page(worker.get(where).content.decode()).as_sent() | typed)


def yes(person: UUID) -> dict[str, str]:
    """It is safe that this person reads it."""
    return {f"safe-{person}": "yes", f"why_safe-{person}": SAFE}


def audience_of(entry: Entry) -> str:
    return reverse("timeline:audience", args=[entry.family_id, entry.pk])


def said(smiths: SmithFamily) -> Entry:
    return next(entry for entry in newest(smiths) if entry.kind == "visits.child_said")


def kept_from(smiths: SmithFamily, entry: Entry) -> list[UUID]:
    with scope.acting_as(smiths.manager):
        found = people_queries.kept(smiths.family.pk, smiths.manager)
    return [each.from_person_id for each in found if entry.strand_id in each.strands]


@pytest.mark.parametrize("readers", ["around", "family"])
def test_a_visit_that_tells_where_they_live_is_not_opened_and_school_reads_nothing(worker, smiths, readers) -> None:
    protect_home(smiths)
    hill = school(smiths)
    holds(smiths, smiths.katie, smiths.amy)
    consent(smiths, hill.to, smiths.amy)
    worker.post(at(smiths), sent(smiths, amy__words=COT))

    refused = form_of(worker, audience_of(said(smiths)), **OPENS | {"audience": readers})

    assert refused.status_code == 200
    assert HELD in summary(refused)
    assert f'href="{correct_url(smiths)}"' in refused.content.decode()
    assert Page(refused.content.decode()).written_in("why") == OPENS["why"]
    assert said(smiths).audience == "team"
    assert COT not in known_to(hill.rao)


def test_a_visit_that_was_opened_is_not_put_right_with_where_they_live(worker, smiths) -> None:
    protect_home(smiths)
    hill = school(smiths)
    holds(smiths, smiths.katie, smiths.amy)
    consent(smiths, hill.to, smiths.amy)
    worker.post(at(smiths), sent(smiths))
    assert form_of(worker, audience_of(said(smiths)), **OPENS).status_code == 302
    assert "Can Nan come?" in known_to(hill.rao)
    before = [entry.pk for entry in newest(smiths)]

    refused = form_of(worker, correct_url(smiths), **{f"child-{smiths.amy}-words": COT})

    assert refused.status_code == 200
    assert "Leave out what is protected, or let only our own staff read it: “Address” of Katie" in summary(refused)
    assert Page(refused.content.decode()).written_in(f"child-{smiths.amy}-words") == COT
    assert [entry.pk for entry in newest(smiths)] == before
    assert COT not in known_to(hill.rao)


@pytest.mark.parametrize(
    ("letters", "words"),
    [
        ("Yes", "Yesterday Nan came."),
        ("By hand, please", "I said: by hand, please."),
        ("Ann", "We planned when Nan comes."),
    ],
)
def test_plain_words_of_how_letters_come_and_their_letters_keep_no_visit_from_anybody(
    worker, smiths, letters, words
) -> None:
    known(smiths, smiths.katie, "safe_letters", letters)
    worker.post(at(smiths), sent(smiths, amy__words=words))
    assert form_of(worker, audience_of(said(smiths)), **OPENS).status_code == 302


def test_whoever_must_be_kept_away_is_named_and_does_not_read_what_is_opened_to_the_family(worker, smiths) -> None:
    dean = father(smiths)
    worker.post(at(smiths), sent(smiths))
    where = audience_of(said(smiths))
    page = Page(worker.get(where).content.decode()).one("main").text
    assert "Is it safe if Dean reads it?" in page
    assert "Dean: He must not learn where they live." in page

    form_of(worker, where, audience="family", why="Amy wants Mum to read it.")

    assert said(smiths).audience == "family"
    assert kept_from(smiths, said(smiths)) == [dean]
    assert "Can Nan come?" not in known_to(signed_in(smiths, dean))
    assert "Can Nan come?" in known_to(signed_in(smiths, smiths.amy))


def test_it_is_said_why_it_is_safe_that_he_reads_it_and_that_is_on_the_record(worker, smiths) -> None:
    dean = father(smiths)
    worker.post(at(smiths), sent(smiths))
    entry = said(smiths)
    typed = {"audience": "family", "why": "They asked", **yes(dean)}

    assert form_of(worker, audience_of(entry), **typed).status_code == 302

    assert kept_from(smiths, said(smiths)) == []
    assert "Can Nan come?" in known_to(signed_in(smiths, dean))
    with scope.acting_as(smiths.worker):
        (kept,) = Entry.objects.visible_to(smiths.worker).filter(kind="pathway.chosen_apart")
        assert [text.body for text in kept.texts.all()] == [SAFE]


def test_what_is_kept_from_partners_and_read_by_those_who_live_there_may_say_where(smiths, worker) -> None:
    protect_home(smiths)
    dean = father(smiths)
    worker.post(at(smiths), sent(smiths, amy__words=COT))
    entry = said(smiths)
    keep_from(smiths, dean, entry)
    with scope.acting_as(smiths.manager):
        timeline.change_audience(
            by=smiths.manager, family_id=smiths.family.pk, strand_id=entry.strand_id, audience=Audience.FAMILY,
            why="Theirs", at=clock.now(), deed_id=entry.deed_id,
        )  # fmt: skip
    assert COT in known_to(signed_in(smiths, smiths.amy))
    assert COT not in known_to(signed_in(smiths, dean))


def test_where_they_live_is_not_opened_to_whoever_must_be_kept_away_though_they_know_it(worker, smiths) -> None:
    """Dean lives there too; Rick does not, and a manager keeps it from him, and so from partners."""
    protect_home(smiths)
    dean, rick = lives_there(smiths, "Dean"), elsewhere(smiths, smiths.amy, name="Rick", role="relative")
    worker.post(at(smiths), sent(smiths, amy__words=COT))
    keep_from(smiths, rick, said(smiths))
    theirs = {"audience": "family", "why": "Amy wants Mum to read it."}
    known(smiths, dean, "keep_away", "He must not learn what Amy said.")

    refused = form_of(worker, audience_of(said(smiths)), **theirs, **yes(dean))

    assert HELD in summary(refused)
    assert said(smiths).audience == "team"
    assert form_of(worker, audience_of(said(smiths)), **theirs).status_code == 302
    assert COT not in known_to(signed_in(smiths, dean))
    assert COT in known_to(signed_in(smiths, smiths.amy))


def lives_there(smiths: SmithFamily, name: str) -> UUID:
    """A father of Amy's who lives with them."""
    with scope.acting_as(smiths.worker):
        person = people.add_person(
            by=smiths.worker, family_id=smiths.family.pk, at=clock.now(), name=name, role="father", in_household=True
        ).person_id
    holds(smiths, person, smiths.amy)
    return person


def test_a_child_is_not_told_that_whoever_opened_it_wrote_it_down(client, worker, smiths) -> None:
    """Ours at first, so that Amy sees no more of it than what was opened: no name is better than the wrong one."""
    worker.post(at(smiths), sent(smiths))
    entry, amy = said(smiths), signed_in(smiths, smiths.amy)
    with scope.acting_as(smiths.manager):
        timeline.change_audience(
            by=smiths.manager, family_id=smiths.family.pk, strand_id=entry.strand_id, audience=Audience.FAMILY,
            why="Theirs", at=clock.now(), deed_id=entry.deed_id,
        )  # fmt: skip
    client.force_login(amy)
    read = " ".join(Page(client.get(reverse("desk:own_record")).content.decode()).one("main").text.split())
    assert "Can Nan come?" in read
    assert "It was on" in read
    assert smiths.manager.name not in read
