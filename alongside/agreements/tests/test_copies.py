"""Families are told that they get a copy of what is written about them within a month: somebody asks, it is due, it is
given, or refused with its reason.
"""

import calendar
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from alongside.access import scope
from alongside.agreements import actions, queries
from alongside.agreements.rules import copies
from alongside.agreements.rules.copies import Answer, Request, due_by
from alongside.agreements.tests.factories import agreed
from alongside.agreements.tests.test_own import signs_in
from alongside.agreements.tests.test_pages import at, form_of
from alongside.kit import clock
from alongside.kit.dates import day_long
from alongside.kit.ids import uuid7
from alongside.kit.refusals import AlreadyCorrected, NotAllowed, Unacceptable
from alongside.people import actions as people
from alongside.timeline import actions as timeline
from alongside.timeline.models import Due, Entry

DATES = st.dates(min_value=date(2000, 1, 1), max_value=date(2200, 12, 31))


@given(DATES)
def test_it_is_due_on_the_same_day_of_the_next_month_or_on_that_months_last(asked: date) -> None:
    due = due_by(asked)
    assert (due.year * 12 + due.month) - (asked.year * 12 + asked.month) == 1
    last = calendar.monthrange(due.year, due.month)[1]
    assert due.day == min(asked.day, last)
    assert 28 <= (due - asked).days <= 31


@given(DATES, st.integers(min_value=0, max_value=40))
def test_who_asks_later_never_gets_it_earlier(asked: date, days: int) -> None:
    assert due_by(asked) <= due_by(asked + timedelta(days=days))


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        (date(2026, 11, 19), date(2026, 12, 19)),
        (date(2027, 1, 31), date(2027, 2, 28)),
        (date(2028, 1, 30), date(2028, 2, 29)),
        (date(2026, 12, 31), date(2027, 1, 31)),
        (date(2027, 2, 28), date(2027, 3, 28)),
        (date(2027, 3, 31), date(2027, 4, 30)),
    ],
)
def test_at_the_ends_of_months(asked: date, due: date) -> None:
    assert due_by(asked) == due


def asks(smiths, *about: UUID, by: UUID | None = None, days_ago: int = 0, how: str = "paper") -> Entry:
    """Katie asks, and her worker writes it down."""
    request = Request(by or smiths.katie, about or (smiths.katie,), clock.today() - timedelta(days=days_ago), how)
    with scope.acting_as(smiths.worker):
        return actions.ask_for_copy(
            by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, request=request, at=clock.now()
        )


def answers(smiths, asked: Entry, **said) -> Entry:
    with scope.acting_as(smiths.worker):
        return actions.answer_copy(
            by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, entry_id=asked.pk, on=clock.today(),
            answer=Answer(**said), at=clock.now(),
        )  # fmt: skip


def due_of(smiths) -> list[tuple[date, UUID]]:
    with scope.acting_as(smiths.worker):
        return list(Due.objects.filter(source_id__startswith=copies.ASKED).values_list("due_on", "owner_id"))


@pytest.mark.django_db
def test_it_is_due_to_the_key_worker_a_month_after_the_day_they_asked(smiths) -> None:
    asks(smiths, days_ago=3)
    assert due_of(smiths) == [(due_by(clock.today() - timedelta(days=3)), smiths.worker.pk)]


@pytest.mark.django_db
def test_the_manager_sees_at_once_that_somebody_asked(smiths, client) -> None:
    asks(smiths, smiths.katie, smiths.amy)
    client.force_login(smiths.manager)
    said = " ".join(form_of(client.get(reverse("desk:today"))).one("main").text.split())
    assert "For you to look at: 1" in said
    assert "A copy for Katie of what is written about Katie and Amy" in said


@pytest.mark.django_db
def test_a_parent_asks_for_a_child_they_hold_responsibility_for_and_for_no_other(smiths) -> None:
    asks(smiths, smiths.amy)
    with scope.acting_as(smiths.worker):
        dean = people.add_person(
            by=smiths.worker, family_id=smiths.family.pk, at=clock.now(), name="Dean", role="father",
            in_household=False,
        )  # fmt: skip
    with pytest.raises(Unacceptable, match="Dean cannot ask for what is written about Amy"):
        asks(smiths, smiths.amy, by=dean.person_id)
    with pytest.raises(Unacceptable, match="cannot ask for what is written about Katie"):
        asks(smiths, smiths.katie, by=dean.person_id)


@pytest.mark.django_db
def test_who_has_it_waits_no_more(smiths) -> None:
    asked = asks(smiths)
    given = answers(smiths, asked, became="given", given="The agreement and the plan, on paper.")
    assert due_of(smiths) == []
    assert given.sentence == "Katie was given a copy of what is written about themselves."
    with pytest.raises(AlreadyCorrected):
        answers(smiths, asked, became="given", given="Again.")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("said", "lacks"),
    [
        ({"became": "given"}, "given"),
        ({"became": "partly", "given": "The plan.", "why": "x", "complain": "x"}, "held_back"),
        ({"became": "partly", "given": "The plan.", "held_back": "What Nan said.", "complain": "x"}, "why"),
        ({"became": "refused", "complain": "The Information Commissioner."}, "why"),
        ({"became": "refused", "why": "It could do serious harm."}, "complain"),
    ],
)
def test_a_refusal_says_why_and_where_to_complain(smiths, said, lacks) -> None:
    asked = asks(smiths)
    with pytest.raises(Unacceptable) as refused:
        answers(smiths, asked, **said)
    assert refused.value.field == lacks


@pytest.mark.django_db
def test_what_was_held_back_and_why_can_be_read_again(smiths, worker) -> None:
    given = answers(
        smiths, asks(smiths), became="partly", given="The plan.", held_back="What Nan told us.", why="Nan said no.",
        complain="The Information Commissioner.",
    )  # fmt: skip
    shown = worker.get(reverse("timeline:entry", args=[smiths.family.pk, given.pk])).content.decode()
    for words in ("What Nan told us.", "Nan said no.", "The Information Commissioner."):
        assert words in shown


@pytest.mark.django_db
def test_nobody_is_asked_for_the_same_twice_while_it_is_open(smiths) -> None:
    asked = asks(smiths, smiths.katie, smiths.amy)
    with pytest.raises(Unacceptable, match="Katie asked for this on"):
        asks(smiths, smiths.amy)
    asks(smiths, smiths.liam)
    answers(smiths, asked, became="given", given="All.")
    asks(smiths, smiths.amy)


@pytest.mark.django_db
def test_a_worker_writes_it_down_and_answers_it_on_its_page(smiths, worker) -> None:
    agreement = agreed(smiths)[0]
    page = form_of(worker.get(at(smiths, "ask_copy")))
    sent = {
        "form_key": key_of(page), "by": str(smiths.katie), "about": [str(smiths.amy)],
        "day": "today", "how": "read", "words": "I want to know what school said.",
    }  # fmt: skip
    assert worker.post(at(smiths, "ask_copy"), sent).status_code == 302
    with scope.acting_as(smiths.worker):
        (line,) = queries.asked_copies(smiths.family.pk, smiths.worker)
    where = reverse("agreements:copy", args=[smiths.family.pk, line.entry_id])
    shown = form_of(worker.get(where))
    text = " ".join(shown.one("main").text.split())
    assert "I want to know what school said." in text
    assert f"They hear from us by {day_long(due_by(clock.today()))}" in text
    assert "Anything else is gathered by hand" in text
    printed = reverse("agreements:shown", args=[smiths.family.pk, agreement.deed_id])
    assert printed in {one.attributes.get("href") for one in shown.all("a")}
    refused = {"form_key": key_of(shown), "became": "refused", "day": "today"}
    assert "Say why it was refused" in worker.post(where, refused).content.decode()
    given = refused | {"became": "given", "given": "Gone through together."}
    assert worker.post(where, given).status_code == 302
    assert "Katie was given a copy of what is written about Amy." in worker.get(at(smiths, "overview")).content.decode()


def key_of(page) -> str:
    """The key under which a form is saved once."""
    return page.one("input", name="form_key").attributes["value"]


def own_form(client, user) -> dict:
    client.force_login(user)
    page = form_of(client.get(reverse("agreements:own_copy")))
    return {"form_key": key_of(page), "how": "paper", "words": "All of it, please."}


@pytest.fixture
def katie(smiths):
    return signs_in(smiths, "parent", smiths.katie)


@pytest.mark.django_db
def test_a_parent_asks_on_their_own_page_for_themselves_and_their_child(smiths, katie, client) -> None:
    client.force_login(katie)
    assert reverse("agreements:own_copy") in client.get(reverse("desk:own_record")).content.decode()
    family = smiths.family.pk
    sent = own_form(client, katie) | {"about": [f"{family}:{smiths.katie}", f"{family}:{smiths.amy}"]}
    answer = client.post(reverse("agreements:own_copy"), sent, follow=True)
    assert f"You hear from us by {day_long(due_by(clock.today()))}." in answer.content.decode()
    assert due_of(smiths) == [(due_by(clock.today()), smiths.worker.pk)]
    with scope.acting_as(smiths.worker):
        (line,) = queries.asked_copies(family, smiths.worker)
        assert line.sentence == (
            "Katie asked for a copy of what is written about themselves and Amy, on their own page."
        )
        assert set(line.about) == {smiths.katie, smiths.amy}
        assert line.by == smiths.katie


@pytest.mark.django_db
def test_asking_opens_nothing_and_takes_nothing_off_what_is_due(smiths, katie, client) -> None:
    """What is due rests on entries that are kept from her too, and stays due when she asks."""
    asked = asks(smiths, smiths.liam)
    with scope.acting_as(smiths.manager):
        timeline.withhold_strand(
            by=smiths.manager, family_id=smiths.family.pk, strand_id=asked.strand_id, from_person_id=smiths.katie,
            why="x", at=clock.now(),
        )  # fmt: skip
    with scope.acting_as(katie), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM entry")
        before = cursor.fetchone()
    own = own_form(client, katie) | {"about": [f"{smiths.family.pk}:{smiths.katie}"]}
    assert client.post(reverse("agreements:own_copy"), own).status_code == 302
    assert len(due_of(smiths)) == 2
    with scope.acting_as(katie), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM entry")
        assert cursor.fetchone() == before
        cursor.execute("SELECT current_setting('app.team', true)")
        assert str(smiths.family.pk) not in cursor.fetchone()[0]


@pytest.mark.django_db
def test_a_child_asks_for_themselves_and_for_nobody_else(smiths, client) -> None:
    amy, family = signs_in(smiths, "child", smiths.amy), smiths.family.pk
    sent = own_form(client, amy)
    assert client.post(
        reverse("agreements:own_copy"), sent | {"about": [f"{family}:{smiths.katie}"]}
    ).status_code == 200  # fmt: skip
    assert due_of(smiths) == []
    assert client.post(reverse("agreements:own_copy"), sent | {"about": [f"{family}:{smiths.amy}"]}).status_code == 302
    assert len(due_of(smiths)) == 1


@pytest.mark.django_db
def test_nobody_but_a_parent_or_child_asks_so_and_for_nobody_who_is_not_theirs(smiths, hill, katie) -> None:
    key = f"{smiths.family.pk}:{smiths.amy}"
    for user, about in ((hill.rao, key), (smiths.worker, key), (katie, f"{smiths.family.pk}:{uuid7()}"), (katie, "")):
        with scope.acting_as(user), pytest.raises(NotAllowed):
            actions.ask_for_own_copy(
                by=user, deed_id=uuid7(), about=[about], how="paper", words="", at=clock.now()
            )  # fmt: skip


def agreed_without_dean(smiths) -> tuple[UUID, Entry]:
    """What was agreed with Katie; and a father elsewhere, who had no part in it."""
    agreed(smiths)
    with scope.acting_as(smiths.worker):
        dean = people.add_person(
            by=smiths.worker, family_id=smiths.family.pk, at=clock.now(), name="Dean", role="father",
            in_household=False,
        ).person_id  # fmt: skip
        return dean, Entry.objects.get(kind="agreements.partnership_agreed")


@pytest.mark.django_db
def test_a_copy_for_somebody_who_must_be_kept_away_says_so_and_what_is_kept_from_them(smiths, client) -> None:
    client.force_login(smiths.worker)
    dean, entry = agreed_without_dean(smiths)
    asked = reverse("agreements:copy", args=[smiths.family.pk, asks(smiths, dean, by=dean).pk])

    def said() -> str:
        return " ".join(form_of(client.get(asked)).one("main").text.split())

    assert "What we agreed on" in said()
    assert "Dean must be kept away" not in said()
    with scope.acting_as(smiths.worker):
        people.record_fact(
            by=smiths.worker, family_id=smiths.family.pk, person_id=dean, kind="keep_away",
            value="He must not learn where they live", at=clock.now(), protected=True,
        )  # fmt: skip
    with scope.acting_as(smiths.manager):
        timeline.withhold_strand(
            by=smiths.manager, family_id=smiths.family.pk, strand_id=entry.strand_id, from_person_id=dean,
            why="He would come to the house.", at=clock.now(),
        )  # fmt: skip
    assert "Dean must be kept away" in said()
    assert "Something in it is not for Dean to read: do not give it as it is" in said()


@pytest.mark.django_db
def test_whoever_asks_is_given_as_it_is_what_they_read_anyway_and_nothing_else(smiths, client) -> None:
    client.force_login(smiths.worker)
    dean, entry = agreed_without_dean(smiths)

    asked = {who: asks(smiths, who, by=who).pk for who in (dean, smiths.katie)}

    def said(who: UUID) -> str:
        page = client.get(reverse("agreements:copy", args=[smiths.family.pk, asked[who]]))
        return " ".join(form_of(page).one("main").text.split())

    assert "Something in it is not for Dean to read: do not give it as it is" in said(dean)
    assert "do not give it" not in said(smiths.katie)
    with scope.acting_as(smiths.manager):
        timeline.withhold_strand(
            by=smiths.manager, family_id=smiths.family.pk, strand_id=entry.strand_id, from_person_id=smiths.katie,
            why="It would put Amy at risk.", at=clock.now(),
        )  # fmt: skip
    assert "Something in it is not for Katie to read: do not give it as it is" in said(smiths.katie)
