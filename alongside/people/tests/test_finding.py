"""A family or a person is found by whatever is known of them, among the families somebody sees and no other."""

import re
import uuid
from datetime import date

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from alongside.access import scope
from alongside.kit import clock
from alongside.kit.refusals import NotAllowed
from alongside.people import actions, queries
from alongside.people.queries import finding
from alongside.people.rules.finding import Asked, Nearness, asked, likeness, nearness, why
from alongside.people.tests import factories

TODAY = date(2026, 11, 18)
TWELFTH = (date(2018, 3, 12), date(2018, 3, 12))


@pytest.mark.parametrize(
    "written",
    [
        "12/3/2018", "12.03.18", "12-3-2018", "12 03 2018", "12032018", "2018-03-12", "12 March 2018", "12th mar 18",
        "12 of March 2018", "March 12, 2018", "12-mar-2018", "12-MAR-18", "born 12/3/2018", "dob: 12.3.2018",
    ],
)  # fmt: skip
def test_a_date_of_birth_is_read_in_any_usual_way(written: str) -> None:
    for text in (written, f"Amy {written}", f"{written} Amy"):
        assert asked(text, TODAY).birth == TWELFTH, text
        assert asked(text, TODAY).words == (("Amy",) if "Amy" in text else ())


def test_two_figures_of_a_year_never_lie_ahead() -> None:
    assert asked("3/5/94", TODAY).birth == (date(1994, 5, 3), date(1994, 5, 3))
    assert asked("3/5/26", TODAY).birth == (date(2026, 5, 3), date(2026, 5, 3))
    for written in ("3/12/26", "3-dec-26", "19 Nov 26"):
        assert asked(written, TODAY).birth[0].year == 1926, written


def test_a_month_or_a_year_stands_for_all_its_days() -> None:
    assert asked("Amy March 2018", TODAY).birth == (date(2018, 3, 1), date(2018, 3, 31))
    assert asked("2018", TODAY).birth == (date(2018, 1, 1), date(2018, 12, 31))


def test_a_reference_is_read_with_and_without_its_dash() -> None:
    assert asked("smi-0412", TODAY).reference == asked("SMI0412", TODAY).reference == "SMI-0412"
    assert asked("DEC-2018", TODAY).reference == "DEC-2018"
    assert asked("3-dec-2018", TODAY) == Asked("3-dec-2018", (), (date(2018, 12, 3), date(2018, 12, 3)))


def test_a_month_that_is_also_a_name_stays_a_name() -> None:
    assert asked("May Smith", TODAY).words == ("May", "Smith")
    assert asked("June 12", TODAY).birth is None


@given(st.text(max_size=300))
def test_whatever_is_typed_is_read(text: str) -> None:
    found = asked(text, TODAY)
    assert len(found.text) <= 200
    assert len(found.words) <= 6
    assert all(word.isalnum() for word in found.words)


@given(st.dates(date(1926, 11, 19), TODAY))
def test_every_day_is_read_as_it_is_written_in_england(day: date) -> None:
    for written in (f"{day.day}/{day.month}/{day.year}", f"{day.day}.{day.month}.{day:%y}", f"{day:%d%m%Y}"):
        assert asked(f"Amy {written}", TODAY).birth == (day, day)


@given(st.lists(st.sampled_from([0, 1, 2, 3])))
def test_a_name_is_as_near_as_the_word_it_is_farthest_from(hows: list[int]) -> None:
    assert nearness(hows) == max([0, *hows])
    assert bool(why(hows, "Amy", earlier=False)) is (nearness(hows) in (Nearness.SPELT, Nearness.SOUNDS))


def test_of_what_sounds_alike_the_spelling_that_is_nearer_stands_first() -> None:
    assert likeness(("Smyth",), ("Smith", "Katie Smith")) > likeness(("Smyth",), ("Robbins", "Janet"))
    assert likeness(("Katie", "Smyth"), ("Smith",)) < likeness(("Katie", "Smith"), ("Smith", "Katie Smith")) == 1
    assert likeness((), ("Smith",)) == likeness(("Smith",), ()) == 0


@given(st.lists(st.text(min_size=1), min_size=1, max_size=4), st.lists(st.text(), max_size=4))
def test_likeness_lies_between_none_and_the_same(words: list[str], names: list[str]) -> None:
    assert 0 <= likeness(words, names) <= 1


@pytest.fixture
def walshes():
    household = factories.smith_family()
    with scope.acting_as(household.manager):
        factories.add(household, "Siobhán Walsh", birth=TWELFTH, role="aunt", in_household=False)
        factories.add(household, "Katherine O’Brien-Jones", role="grandmother", in_household=False)
        factories.add(household, "Łukasz Dąbrowski", role="uncle", in_household=False)
    return household


def find(by, text):
    with scope.acting_as(by):
        return queries.find(by, asked(text, clock.today()), clock.today(), route="desk:find", request_id=uuid.uuid4())


def names(by, text):
    return [person.name for family in find(by, text).families for person in family.people]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Siobhan", "Siobhán Walsh"), ("SIOBHAN WALSH", "Siobhán Walsh"), ("Shivaun", "Siobhán Walsh"),
        ("Chevonne Welsh", "Siobhán Walsh"), ("Walsh, Siobhan", "Siobhán Walsh"), ("S W", "Siobhán Walsh"),
        ("w s", "Siobhán Walsh"), ("Siob", "Siobhán Walsh"), ("Cathrine", "Katherine O’Brien-Jones"),
        ("obrien", "Katherine O’Brien-Jones"), ("Jones Catherine", "Katherine O’Brien-Jones"),
        ("Lukas Dabrowsky", "Łukasz Dąbrowski"), ("Smyth Aimee", "Amy Smith"), ("Amy 9/3/2018", "Amy Smith"),
        ("9th March 2018", "Amy Smith"), ("Dean 1990", "Dean Hart"), ("Smith Dean", "Dean Hart"),
    ],
)  # fmt: skip
def test_somebody_is_found_by_spelling_sound_accent_order_initials_or_birth(walshes, typed, found) -> None:
    assert found in names(walshes.manager, typed)


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["Mohammed", "Amy 10/3/2018", "Siobhan Iqbal", "xq", "%", "_", "'", "SMI-999999"])
def test_nobody_is_found_who_is_not_near(walshes, typed) -> None:
    assert find(walshes.manager, typed).families == ()


@pytest.mark.django_db
def test_whoever_is_called_so_stands_before_whoever_sounds_so(walshes) -> None:
    with scope.acting_as(walshes.manager):
        factories.add(walshes, "Emma Smith", role="child")
    found = find(walshes.manager, "Amy").families[0].people
    assert [(each.name, each.why) for each in found] == [
        ("Amy Smith", ""), ("Emma Smith", "Sounds like it"),
    ]  # fmt: skip


@pytest.mark.django_db
def test_a_family_is_found_by_its_name_and_by_its_reference(walshes) -> None:
    assert [each.family_id for each in find(walshes.manager, "smith").families] == [walshes.id]
    (by_reference,) = find(walshes.manager, walshes.family.reference.lower()).families
    assert (by_reference.family_id, by_reference.people) == (walshes.id, ())


@pytest.mark.django_db
def test_an_earlier_name_finds_and_says_that_it_is_one(walshes, now) -> None:
    with scope.acting_as(walshes.manager):
        known = queries.known_as(walshes.id, walshes.manager, walshes.people["Siobhán Walsh"])
        actions.change_known_as(by=walshes.manager, family_id=walshes.id, known_as=known, name="Vonnie Reid", at=now)
    (person,) = find(walshes.manager, "Siobhan").families[0].people
    assert (person.name, person.why) == ("Vonnie Reid", "Known before as “Siobhán Walsh”")


@pytest.mark.django_db
def test_of_whoever_is_protected_a_list_says_nothing(walshes, now) -> None:
    with scope.acting_as(walshes.manager):
        known = queries.known_as(walshes.id, walshes.manager, walshes.people["Siobhán Walsh"])
        actions.change_known_as(
            by=walshes.manager, family_id=walshes.id, known_as=known, name="Vonnie Reid", at=now, protected=True
        )
    for typed in ("Siobhan", "Vonnie"):
        (person,) = find(walshes.manager, typed).families[0].people
        assert (person.name, person.age, person.role, person.why) == ("", "", "", "")


@pytest.mark.django_db
def test_a_family_that_is_not_ones_own_is_not_found(walshes) -> None:
    other = factories.manager("Eve Lane", team=factories.team())
    assert find(other, "Siobhan").families == ()
    assert find(other, walshes.family.reference).families == ()


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["referrer", "partner", "parent", "child", "administrator"])
def test_only_who_records_help_may_look(role) -> None:
    with pytest.raises(NotAllowed):
        find(getattr(factories, role)(), "Amy")


@pytest.mark.django_db
def test_every_look_is_written_down_with_or_without_an_answer(walshes) -> None:
    for typed in ("Siobhan", "Nobody Known"):
        before = _rows_added()
        find(walshes.manager, typed)
        assert _rows_added() - before == 1
    before = _rows_added()
    find(walshes.manager, " ")
    assert _rows_added() == before


def _rows_added():
    with connection.cursor() as cursor:
        cursor.execute("SELECT COALESCE(sum(n_tup_ins), 0) FROM pg_stat_xact_user_tables WHERE relname ~ '^read_log'")
        return cursor.fetchone()[0]


@pytest.mark.django_db
def test_names_are_reached_by_the_families_somebody_sees_and_the_table_need_not_be_read_through(walshes) -> None:
    """Of a table as small as this one the database would read all at once; without that way the index must do."""
    asking = finding.parameters(walshes.manager, asked("Siobhan Walsh", TODAY), "desk:find", uuid.uuid4())
    with scope.acting_as(walshes.manager), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("EXPLAIN " + finding.NEAR, asking)
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "Seq Scan on person_known_as k" not in plan
    assert re.search(r"on (known_as_\w+|person_known_as\w*( k)?) [^\n]*\n\s*Index Cond: \(.*family_id = ANY", plan), (
        plan
    )
