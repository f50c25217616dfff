"""After one yes of several is taken back, every page says the same; and the page of taking back says what it ends."""

from datetime import timedelta

import pytest
from django.urls import reverse

from alongside.access import scope
from alongside.agreements import queries
from alongside.agreements.queries import withdrawing
from alongside.agreements.rules.consent import GIVEN, NEW_AGENCY, REFUSED, Recipient, Stand
from alongside.agreements.tests.factories import consent, known_to, withdraw, wrote
from alongside.kit import clock
from alongside.kit.dates import day_long
from alongside.kit.tests.markup import Page
from alongside.people import actions as people
from alongside.timeline.rules import Part
from alongside.timeline.tests.factories import account, did_not_happen

pytestmark = pytest.mark.django_db
BEFORE = timedelta(days=1)


@pytest.fixture
def rao(hill) -> Recipient:
    return Recipient("user", hill.rao.pk)


@pytest.fixture
def katie(smiths):
    user = account("parent")
    with scope.acting_as(smiths.worker):
        people.link_account(
            by=smiths.worker, family_id=smiths.family.pk, person_id=smiths.katie, user=user, at=clock.now()
        )
    return user


def overview(smiths):
    with scope.acting_as(smiths.worker):
        return queries.overview(smiths.family, smiths.worker, clock.now())


def stands(smiths) -> dict[tuple[str, str], Stand]:
    """How the overview says it stands, by recipient and person."""
    return {(to.name, line.name): line.stand for to in overview(smiths).recipients for line in to.lines}


def taking_back(smiths, yes):
    with scope.acting_as(smiths.worker):
        return queries.withdraw_page(smiths.family, smiths.worker, yes[0].deed_id, clock.now())


def own_words(client, user) -> str:
    client.force_login(user)
    return " ".join(Page(client.get(reverse("agreements:own")).content.decode()).one("main").text.split())


def covered(smiths) -> list[str]:
    """Of whom the other pages say that the one partner reads."""
    with scope.acting_as(smiths.worker):
        everybody = [smiths.katie, smiths.amy, smiths.liam]
        readers = queries.not_covered(smiths.family.pk, smiths.worker, everybody, clock.now())
    return [name for reader in readers for name in reader.covered]


def test_a_yes_to_the_school_taken_back_ends_the_yes_to_its_teacher_on_every_page(
    smiths, hill, rao, katie, client
) -> None:
    wrote(smiths, "Amy-canary", (smiths.amy, Part.SAID))
    whole = consent(smiths, hill.to, smiths.amy, smiths.liam)
    consent(smiths, rao, smiths.amy, to_name="Ms Rao")
    withdraw(smiths, whole, smiths.amy)

    (school_row, teacher_row) = overview(smiths).recipients
    assert [(line.name, line.stand) for line in school_row.lines] == [("Amy", Stand.WITHDRAWN), ("Liam", Stand.OPEN)]
    by_name = {line.name: line for line in teacher_row.lines}
    assert by_name["Amy"].stand is Stand.WITHDRAWN
    assert by_name["Amy"].since == clock.today()
    assert by_name["Amy"].of == "Hill Primary"
    assert not by_name["Amy"].yes
    assert [(each.reads, each.not_read) for each in school_row.signs_in] == [(("Liam",), ("Amy",))]
    assert covered(smiths) == ["Liam"]
    assert known_to(hill.rao) == set()
    page = own_words(client, katie)
    assert "Ms Rao You said yes on" in page
    assert "Ms Rao may know about" not in page
    assert f"You said yes on {day_long(clock.today() - BEFORE)}, and took it back." in page


def test_a_yes_to_the_teacher_taken_back_leaves_the_school_its_own_and_says_what_she_reads(
    smiths, hill, rao, katie, client
) -> None:
    consent(smiths, hill.to, smiths.amy, smiths.liam)
    hers = consent(smiths, rao, smiths.amy, to_name="Ms Rao")
    withdraw(smiths, hers, smiths.amy)
    said = stands(smiths)
    assert said[hill.agency.name, "Amy"] is Stand.OPEN
    assert [each for (_, name), each in said.items() if name == "Amy"].count(Stand.WITHDRAWN) == 1
    assert all(who.reads == ("Liam",) for to in overview(smiths).recipients for who in to.signs_in)
    assert covered(smiths) == ["Liam"]
    assert "Hill Primary may know about Amy and Liam, until you take it back." in own_words(client, katie)


def test_a_yes_after_it_was_taken_back_stands_everywhere(smiths, hill, katie, client) -> None:
    yes = consent(smiths, hill.to, smiths.amy)
    withdraw(smiths, yes, smiths.amy)
    consent(smiths, hill.to, smiths.amy, kind=GIVEN, on=clock.today(), now=True)
    assert set(stands(smiths).values()) == {Stand.OPEN}
    assert covered(smiths) == ["Amy"]
    page = own_words(client, katie)
    assert "may no longer know" not in page
    assert f"You took it back on {day_long(clock.today())}. After that you said yes." in page


def test_who_said_no_says_since_when(smiths, hill) -> None:
    consent(smiths, hill.to, smiths.amy, kind=REFUSED, on=clock.today() - timedelta(days=3))
    (line,) = overview(smiths).recipients[0].lines
    assert (line.stand, line.since, line.said_by) == (Stand.NO, clock.today() - timedelta(days=3), "Katie")


def test_before_it_is_taken_back_the_page_says_what_else_ends(smiths, hill, rao, client) -> None:
    wrote(smiths, "a", (smiths.amy, Part.SAID))
    wrote(smiths, "b", (smiths.liam, Part.SAID))
    both = wrote(smiths, "c", (smiths.amy, Part.SEEN), (smiths.liam, Part.SEEN))
    yes = consent(smiths, hill.to, smiths.amy)
    consent(smiths, hill.to, smiths.liam)
    consent(smiths, rao, smiths.amy, to_name="Ms Rao")

    page = taking_back(smiths, yes)
    assert page is not None
    assert [(each.to_name, each.about) for each in page.ends.yeses] == [("Ms Rao", ("Amy",))]
    assert [(each.name, each.still) for each in page.ends.readers] == [(hill.rao.name, ("Liam",))]
    assert [(each.entry_id, each.others) for each in page.ends.beside] == [(both.pk, ("Liam",))]
    client.force_login(smiths.worker)
    here = reverse("agreements:withdraw", args=[smiths.family.pk, yes[0].deed_id])
    text = " ".join(Page(client.get(here).content.decode()).one("main").text.split())
    assert "still reads what is about Liam, and nothing else." in text
    assert text.index("What ends with it") < text.index("Take it back")

    withdraw(smiths, yes, smiths.amy)
    assert known_to(hill.rao) == {"b"}
    gone = taking_back(smiths, yes)
    assert gone is not None
    assert (gone.about, gone.ends.readers) == ((), ())


def test_what_they_could_read_holds_only_what_is_about_those_whom_the_yes_was_about(smiths, hill) -> None:
    amys = wrote(smiths, "a", (smiths.amy, Part.SAID))
    wrote(smiths, "b", (smiths.liam, Part.SAID))
    both = wrote(smiths, "c", (smiths.amy, Part.SEEN), (smiths.liam, Part.SEEN))
    wrote(smiths, "d", (smiths.amy, Part.SEEN), (smiths.katie, Part.SEEN))
    consent(smiths, hill.to, smiths.liam)
    yes = consent(smiths, hill.to, smiths.amy)
    assert known_to(hill.rao) == {"a", "b", "c"}
    page = taking_back(smiths, yes)
    assert page is not None
    assert {each.entry_id for each in page.seen} == {amys.pk, both.pk}


def test_where_nobody_ever_read_the_page_looks_for_nothing_that_they_read(smiths, monkeypatch) -> None:
    wrote(smiths, "a", (smiths.amy, Part.SAID))
    yes = consent(smiths, NEW_AGENCY, smiths.amy, to_name="Canal Clinic")
    monkeypatch.setattr("alongside.timeline.queries.opened_outside", pytest.fail)
    page = taking_back(smiths, yes)
    assert page is not None
    assert (page.seen, page.ends.beside) == ((), ())


def test_whom_the_reader_may_not_know_is_somebody(smiths) -> None:
    names = {smiths.amy: "Amy", smiths.liam: "Liam"}
    assert withdrawing._named([smiths.katie, smiths.liam, smiths.amy], names) == ("Amy", "Liam", "somebody")


def test_two_who_were_never_covered_at_one_time_were_never_read_together(smiths, hill) -> None:
    wrote(smiths, "c", (smiths.amy, Part.SEEN), (smiths.liam, Part.SEEN), (smiths.katie, Part.SEEN))
    consent(smiths, hill.to, smiths.liam)
    katies = consent(smiths, hill.to, smiths.katie)
    withdraw(smiths, katies, smiths.katie)
    yes = consent(smiths, hill.to, smiths.amy)
    page = taking_back(smiths, yes)
    assert page is not None
    assert page.seen == ()


def test_what_names_somebody_protected_was_not_read(smiths, hill) -> None:
    with scope.acting_as(smiths.worker):
        nan = people.add_person(
            by=smiths.worker, family_id=smiths.family.pk, at=clock.now(), name="Nan", role="grandmother",
            protected=True,
        )  # fmt: skip
    wrote(smiths, "a", (smiths.amy, Part.SAID), (nan.person_id, Part.MENTIONED))
    yes = consent(smiths, hill.to, smiths.amy)
    assert known_to(hill.rao) == set()
    page = taking_back(smiths, yes)
    assert page is not None
    assert page.seen == ()


def test_what_did_not_happen_was_read_until_that_was_said_and_closes_nothing_now(smiths, hill) -> None:
    gone, wrong = (wrote(smiths, words, (smiths.amy, Part.SAID)) for words in ("before", "while"))
    did_not_happen(smiths, gone)
    yes = consent(smiths, hill.to, smiths.amy)
    did_not_happen(smiths, wrong)
    page = taking_back(smiths, yes)
    assert page is not None
    assert [each.entry_id for each in page.seen] == [wrong.pk]
