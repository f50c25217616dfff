"""Who knows what is protected: whoever lived there while it held, whoever moved out or in since."""

from datetime import date

import pytest

from alongside.people import actions, queries
from alongside.people.tests import factories
from alongside.people.tests.test_actions.saying import in_family

pytestmark = pytest.mark.django_db

BEGAN, LEFT, CAME = date(2026, 9, 1), date(2026, 10, 20), date(2026, 11, 2)
HOME, REFUGE = "4 Mill Lane", "Refuge in Salford"


@pytest.fixture
def zoe(smiths, paula, now):
    """Zoe lives with Ned at the family's protected home."""
    for name in ("Zoe Smith", "Ned Smith"):
        who = factories.add(smiths, name, by=paula, at=now, role="child", since=BEGAN)
        address(smiths, paula, now, who, HOME, since=BEGAN)
    return smiths.people["Zoe Smith"]


def address(smiths, paula, now, who, value, **days):
    return actions.record_fact(
        **in_family(smiths, paula, now), person_id=who, kind="address", value=value, protected=True, **days
    )


def who_knows(smiths, paula, now, words, whose):
    """The names of whoever knows that of somebody, among Zoe, Ned and Bob."""
    names = {person: name.split()[0] for name, person in smiths.people.items()}
    (secret,) = [
        each for each in queries.secrets_of(smiths.id, paula, now) if each.words == words and whose in each.what
    ]
    return {names[each] for each in secret.known_to} & {"Zoe", "Ned", "Bob"}


def moves_out(smiths, paula, now, who):
    told = in_family(smiths, paula, now)
    actions.change_membership(**told, person_id=who, role="child", in_household=False, on=LEFT)
    (home,) = (each.fact for each in queries.facts_of(smiths.id, paula, who) if each.kind == "address")
    actions.end_fact(**in_family(smiths, paula, now), fact=home, on=LEFT)


def test_where_they_all_lived_is_known_to_who_stays_and_to_who_moved_out(smiths, paula, now, zoe):
    moves_out(smiths, paula, now, zoe)
    assert who_knows(smiths, paula, now, HOME, "Zoe") == {"Zoe", "Ned"}, "Ned's plan may name his own home"
    assert who_knows(smiths, paula, now, HOME, "Ned") == {"Zoe", "Ned"}


def test_where_somebody_went_is_known_to_them_alone(smiths, paula, now, zoe):
    moves_out(smiths, paula, now, zoe)
    address(smiths, paula, now, zoe, "1 New Road", since=LEFT)
    assert who_knows(smiths, paula, now, "1 New Road", "Zoe") == {"Zoe"}


def test_whoever_moves_in_later_does_not_know_a_refuge_that_was_left_before(smiths, paula, now, zoe):
    address(smiths, paula, now, zoe, REFUGE, since=date(2026, 9, 5), until=date(2026, 9, 20))
    factories.add(smiths, "Bob Hart", by=paula, at=now, role="relative", since=CAME)
    assert who_knows(smiths, paula, now, REFUGE, "Zoe") == {"Zoe", "Ned"}
    assert who_knows(smiths, paula, now, HOME, "Ned") == {"Zoe", "Ned", "Bob"}, "where he lives with them now"


def test_the_name_of_somebody_who_must_not_be_found_is_not_known_to_who_left_before_they_came(smiths, paula, now, zoe):
    moves_out(smiths, paula, now, zoe)
    factories.add(smiths, "Bob Hart", by=paula, at=now, role="relative", since=CAME, protected=True)
    assert who_knows(smiths, paula, now, "Bob Hart", "not be found") == {"Ned", "Bob"}


@pytest.mark.parametrize("kind", ["safe_contact", "safe_letters"])
def test_of_how_somebody_is_reached_only_what_leads_to_them_is_a_secret(smiths, paula, now, zoe, kind):
    said = "At school, by hand after 4, or through Ned; letters to 12 Hill Street, Leeds"
    told = in_family(smiths, paula, now)
    actions.record_fact(**told, person_id=zoe, kind=kind, value=said, protected=True, since=BEGAN)
    secrets = {each.words for each in queries.secrets_of(smiths.id, paula, now)}
    assert secrets == {HOME, "12 Hill Street, Leeds"}
