"""Families, those who belong to them, and what they are called."""

from datetime import date, timedelta

import pytest

from alongside.access import scope
from alongside.kit.refusals import AlreadyCorrected
from alongside.people import actions, queries
from alongside.people.models import Family, Person, PersonKnownAs
from alongside.people.tests import factories
from alongside.people.tests.test_actions.saying import (
    AMY,
    DEAN,
    KATIE,
    LIAM,
    TODAY,
    fact,
    in_family,
    refused,
)

pytestmark = pytest.mark.django_db


def test_a_referred_family_is_seen_by_the_managers_of_the_lead_team_and_by_nobody_else(now):
    household = factories.received_family("O’Neil")
    assert household.family.reference == f"ONE-{household.id:04d}"
    colleague = factories.key_worker(team=household.team)
    for user, sees in ((household.manager, 1), (colleague, 0), (household.referrer, 0)):
        assert scope.open_families(user) == sees


def test_two_families_never_have_one_number():
    assert actions.next_family_id() != actions.next_family_id()


def test_a_description_is_enough_for_a_person(smiths, paula, now):
    actions.add_person(
        **in_family(smiths, paula, now), described_as="mum’s partner", role="partner", in_household=False
    )
    last = queries.people_of(smiths.id, paula, TODAY)[-1]
    assert (last.name, last.is_named, last.birth, last.age, last.initials) == ("mum’s partner", False, None, "", "")


def test_somebody_without_name_or_description_is_refused(smiths, paula, now):
    with refused("name"):
        actions.add_person(**in_family(smiths, paula, now), name="  ", described_as="")


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"birth": (TODAY + timedelta(days=1),) * 2}, "birth"),
        ({"birth": (TODAY, TODAY), "due_on": TODAY}, "due_on"),
        ({"died_on": TODAY + timedelta(days=1)}, "died_on"),
        ({"birth": (date(2020, 1, 2),) * 2, "died_on": date(2020, 1, 1)}, "died_on"),
        ({"since": TODAY + timedelta(days=1)}, "since"),
        ({"birth": (date(2020, 1, 2),) * 2, "since": date(2020, 1, 1)}, "since"),
        ({"name": "x" * 201}, "name"),
        ({"role": "x" * 61}, "role"),
    ],
)
def test_what_cannot_be_true_is_refused_and_nothing_is_kept(smiths, paula, now, said, field):
    before = Person.objects.count()
    with refused(field):
        actions.add_person(**in_family(smiths, paula, now), **({"name": "Jo"} | said))
    assert Person.objects.count() == before


def test_an_unborn_child_is_one_of_the_children_and_then_is_born(smiths, paula, now):
    baby = actions.add_person(**in_family(smiths, paula, now), described_as="baby", due_on=date(2027, 3, 3))
    lines = queries.children_of(smiths.id, paula, TODAY)
    assert [(line.name, line.age) for line in lines] == [(AMY, "8"), (LIAM, "5"), ("baby", "due 3 Mar 2027")]
    born = actions.change_known_as(
        **in_family(smiths, paula, now), known_as=baby, name="Rosie Smith", birth=(TODAY, TODAY)
    )
    assert (born.due_on, born.described_as, born.birth_days) == (None, "baby", (TODAY, TODAY))


def test_the_children_of_many_families_are_those_of_each_in_the_same_order(smiths, now, django_assert_num_queries):
    again = factories.smith_family(lead_team=smiths.team, boss=smiths.manager)
    with scope.acting_as(smiths.manager):
        said = in_family(again, smiths.manager, now)
        actions.add_person(**said, described_as="baby", due_on=date(2027, 3, 3))
        actions.add_person(**said, name="Joe", role="child", birth=(date(2016, 1, 1),) * 2, died_on=date(2020, 1, 1))
        actions.add_person(**said, name="Zoe", role="child", birth=(date(2014, 1, 1),) * 2, in_household=False)
        actions.leave_family(**said, person_id=again.people[LIAM], on=TODAY)
        with django_assert_num_queries(2):
            found = queries.children_of_each([smiths.id, again.id], smiths.manager, TODAY)
        assert [line.name for line in found[again.id]] == ["Zoe", AMY, "baby"]
        assert found == {each.id: queries.children_of(each.id, smiths.manager, TODAY) for each in (smiths, again)}


def test_who_must_be_kept_away_is_never_nobody_because_the_family_was_read_otherwise(smiths, paula):
    with scope.acting_as(paula):
        assert queries.kept_away(queries.family(paula, smiths.id)) == {}
        with pytest.raises(KeyError):
            queries.kept_away(Family.objects.get(pk=smiths.id))


def test_a_birth_known_only_roughly_is_kept_as_the_days_it_may_have_been(smiths, paula):
    dean = queries.people_of(smiths.id, paula, TODAY)[-1]
    assert (dean.name, dean.birth, dean.birth_exact) == (DEAN, (date(1990, 1, 1), date(1990, 12, 31)), None)
    assert dean.age == "35 or 36"


def test_what_is_not_given_stays_as_it_was_when_a_name_is_changed(smiths, paula, now):
    known = queries.known_as(smiths.id, paula, smiths.people[KATIE])
    protected = actions.change_known_as(**in_family(smiths, paula, now), known_as=known, protected=True)
    newer = actions.change_known_as(**in_family(smiths, paula, now), known_as=protected, name="Kate Hart")
    assert (newer.protected, newer.birth_days) == (True, (date(1995, 5, 6),) * 2)
    assert queries.names_of(smiths.id, paula)[smiths.people[KATIE]] == "Kate Hart"
    assert PersonKnownAs.objects.filter(person_id=smiths.people[KATIE]).count() == 3


def test_somebody_whose_name_is_put_right_keeps_their_place_among_the_others(smiths, paula, now):
    actions.change_membership(
        **in_family(smiths, paula, now), person_id=smiths.people[DEAN], role="father", in_household=True, on=TODAY
    )
    known = queries.known_as(smiths.id, paula, smiths.people[KATIE])
    actions.change_known_as(**in_family(smiths, paula, now + timedelta(hours=1)), known_as=known, name="Kate Hart")
    assert [line.name for line in queries.people_of(smiths.id, paula, TODAY)] == ["Kate Hart", DEAN, AMY, LIAM]


def test_the_second_of_two_corrections_is_told_and_shown_the_first(smiths, paula, now):
    known = queries.known_as(smiths.id, paula, smiths.people[KATIE])
    first = actions.change_known_as(**in_family(smiths, paula, now), known_as=known, name="Kate Smith")
    with pytest.raises(AlreadyCorrected) as refusal:
        actions.change_known_as(**in_family(smiths, paula, now), known_as=known, name="Katy Smith")
    assert refusal.value.theirs == first
    assert queries.names_of(smiths.id, paula)[smiths.people[KATIE]] == "Kate Smith"


def test_somebody_leaves_and_comes_back_in_another_role(smiths, paula, now):
    dean = smiths.people[DEAN]
    actions.leave_family(**in_family(smiths, paula, now), person_id=dean, on=date(2026, 10, 1))
    assert DEAN not in [line.name for line in queries.people_of(smiths.id, paula, TODAY)]
    assert DEAN in [line.name for line in queries.people_of(smiths.id, paula, date(2026, 9, 30))]
    assert queries.names_of(smiths.id, paula)[dean] == DEAN
    actions.change_membership(
        **in_family(smiths, paula, now), person_id=dean, role="father", in_household=True, on=date(2026, 11, 1)
    )
    assert [line.name for line in queries.people_of(smiths.id, paula, TODAY)] == [KATIE, DEAN, AMY, LIAM]


@pytest.mark.parametrize("on", [TODAY + timedelta(days=1), date(2026, 8, 1)])
def test_nobody_leaves_in_the_future_or_before_they_joined(smiths, paula, now, on):
    with refused("on"):
        actions.leave_family(**in_family(smiths, paula, now), person_id=smiths.people[DEAN], on=on)


def test_a_person_known_in_two_families_keeps_what_each_knows_apart(smiths, now):
    other = factories.received_family("Hart", lead_team=smiths.team, boss=smiths.manager)
    with scope.acting_as(smiths.manager):
        dean = smiths.people[DEAN]
        factories.add(other, "Dean Hart", person_id=dean, birth=(date(1990, 4, 4),) * 2, role="father")
        fact(other, smiths.manager, now, "address", "9 Mill Lane", name=DEAN)
        assert queries.facts_of(smiths.id, smiths.manager) == []
        with refused("person"):
            factories.add(other, "Dean Hart", person_id=dean)


def test_names_keep_every_letter_and_markup_is_only_text(smiths, paula, now):
    for name in ("Zoë O’Brien-Šimůnek", "王 小明", "<script>alert(1)</script>", "👩‍👧 Ana", "'; DROP TABLE family; --"):
        known = actions.add_person(**in_family(smiths, paula, now), name=name)
        assert queries.names_of(smiths.id, paula)[known.person_id] == name
    with refused("name"):
        actions.add_person(**in_family(smiths, paula, now), name="a\x00b")


def test_reading_people_takes_as_many_queries_for_twenty_as_for_four(smiths, paula, now, django_assert_num_queries):
    for number in range(16):
        factories.add(smiths, f"Cousin {number}", by=paula, at=now, in_household=False)
    with django_assert_num_queries(2):
        assert len(queries.people_of(smiths.id, paula, TODAY)) == 20
    with django_assert_num_queries(1):
        queries.facts_of(smiths.id, paula)
    with django_assert_num_queries(1):
        queries.ties_of(smiths.id, paula)
    with django_assert_num_queries(1):
        queries.helpers_of(smiths.id, paula, now)
