"""A move that was wrong is put right, whoever comes back is asked for, and the day itself can be corrected."""

from datetime import timedelta

import pytest
from django.urls import reverse

from alongside.access import scope
from alongside.kit import clock
from alongside.kit.dates import day_long, day_typed
from alongside.pathway.tests import test_moving_out
from alongside.pathway.tests.browsing import post, text
from alongside.pathway.tests.test_moving_out import HOME, addresses, moves_out, newest_sentence, who
from alongside.people import actions as people_actions
from alongside.people import queries as people_queries

pytestmark = pytest.mark.django_db
one = test_moving_out.one
ZOE = "Zoe Smith"


def moved(client, one, days_ago=8, **changed):
    """Zoe moved out that many days ago, as it was written down."""
    day = clock.today() - timedelta(days=days_ago)
    moves_out(client, one, **{"place_was": "changed", "place_changed_on": day_typed(day)} | changed)
    return day


def lives_at(client, one, value, **told):
    given = {"value": value, "protected": "yes", "version": ""} | told
    return post(client, one.worker, "record_fact", one.family_id, who(one, ZOE).person_id, "address", **given)


def people_page(client, one):
    client.force_login(one.worker)
    return text(client.get(reverse("desk:people", args=[one.family_id])))


def test_a_move_written_down_in_error_is_undone_with_the_address_it_ended(client, one):
    moved(client, one)
    moves_out(client, one, in_household="yes", place_was="wrong")
    assert newest_sentence(one) == "It was always so: Zoe Smith lives with the family."
    assert addresses(one, ZOE) == [(HOME, None, True)]
    assert "is not known yet" not in people_page(client, one)


def test_the_same_after_something_else_of_the_place_was_put_right(client, one):
    moved(client, one)
    moves_out(client, one, role="relative", place_was="wrong")
    moves_out(client, one, role="relative", in_household="yes", place_was="wrong")
    assert addresses(one, ZOE) == [(HOME, None, True)]
    assert "is not known yet" not in people_page(client, one)


def test_the_same_after_the_day_of_the_move_was_put_right(client, one):
    moved(client, one)
    moves_out(client, one, place_was="changed", place_changed_on=day_typed(clock.today() - timedelta(days=5)))
    moves_out(client, one, in_household="yes", place_was="wrong")
    assert addresses(one, ZOE) == [(HOME, None, True)]


def test_of_two_addresses_that_ended_on_one_day_the_newer_stands_again(client, one):
    day = clock.today() - timedelta(days=5)
    same = "4 Mill Lane Flat 2"
    lives_at(client, one, same, since=day_typed(day), happened="changed", version=str(address_row(one)))
    moved(client, one, days_ago=5)
    assert addresses(one, ZOE) == []
    moves_out(client, one, in_household="yes", place_was="wrong")
    assert addresses(one, ZOE) == [(same, None, True)]


def test_the_same_on_the_very_day_of_the_move(client, one):
    day = moved(client, one)
    went = moves_out(client, one, in_household="yes", place_was="changed", place_changed_on=day_typed(day))
    assert newest_sentence(one) == "It was always so: Zoe Smith lives with the family."
    assert "What we know of Zoe Smith is put right." in text(client.get(went["Location"]))
    assert addresses(one, ZOE) == [(HOME, None, True)]


def test_an_address_recorded_since_the_move_stands_when_the_move_is_undone(client, one):
    moved(client, one)
    lives_at(client, one, "1 New Road")
    moves_out(client, one, in_household="yes", place_was="wrong")
    assert addresses(one, ZOE) == [("1 New Road", None, True)], "never two at once"


def test_whoever_comes_back_leaves_the_other_address_and_is_asked_for(client, one):
    left = moved(client, one)
    lives_at(client, one, "1 New Road", since=day_typed(left))
    back = clock.today() - timedelta(days=2)
    went = moves_out(client, one, in_household="yes", place_was="changed", place_changed_on=day_typed(back))

    asked = text(client.get(went["Location"]))
    assert f"Zoe Smith lives with the family since {day_long(back)}." in asked
    assert "Address of Zoe Smith" in asked
    assert day_typed(back) in asked, "offered as the day since when"
    assert addresses(one, ZOE) == []
    assert ("1 New Road", back, True) in addresses(one, ZOE, ended=True)
    shown = people_page(client, one)
    assert "The address of Zoe Smith is not known yet." in shown
    lives_at(client, one, HOME)
    assert "is not known yet" not in people_page(client, one)


def test_a_return_in_error_gives_back_the_address_elsewhere(client, one):
    left = moved(client, one)
    lives_at(client, one, "1 New Road", since=day_typed(left))
    back = day_typed(clock.today() - timedelta(days=2))
    moves_out(client, one, in_household="yes", place_was="changed", place_changed_on=back)
    moves_out(client, one, in_household="no", place_was="wrong")
    assert addresses(one, ZOE) == [("1 New Road", None, True)]


def test_whoever_lives_here_without_an_address_is_asked_for_and_who_is_not_born_yet_is_not(client, one):
    told = {"by": one.worker, "family_id": one.family_id, "at": clock.now()}
    with scope.acting_as(one.worker):
        people_actions.add_person(**told, name="Bob Hart", role="relative")
        people_actions.add_person(**told, described_as="Baby Smith", due_on=clock.today() + timedelta(days=90))
        people_actions.add_person(**told, name="Una Hart", role="relative", in_household=False)
    shown = people_page(client, one)
    assert "The address of Bob Hart is not known yet." in shown
    assert shown.count("is not known yet") == 1


@pytest.mark.parametrize("days_ago", [5, 12])
def test_the_day_of_the_move_is_put_right_and_the_addresses_go_with_it(client, one, days_ago):
    left = moved(client, one)
    lives_at(client, one, "1 New Road", since=day_typed(left))
    right = clock.today() - timedelta(days=days_ago)
    went = moves_out(client, one, place_was="changed", place_changed_on=day_typed(right))

    said = f"The place of Zoe Smith, as it stands, began on {day_long(right)}."
    assert said in text(client.get(went["Location"]))
    assert newest_sentence(one) == (
        f"The day was put right: Zoe Smith’s place in the family, as it stands, began on {day_long(right)}, "
        f"not on {day_long(left)}."
    )
    assert who(one, ZOE).moved_out_on == right
    assert sorted(addresses(one, ZOE, ended=True)) == [("1 New Road", None, True), (HOME, right, True)]
    assert f"lives elsewhere since {day_long(right)}" in people_page(client, one)


def test_a_day_with_nothing_to_change_is_refused_in_words_that_say_what_to_do(client, one):
    day = day_typed(clock.today() - timedelta(days=3))
    refused = moves_out(client, one, in_household="yes", place_was="changed", place_changed_on=day)
    assert "Nothing changes on that day. Say what is another since then, or leave the day empty" in text(refused)
    moved(client, one)
    early = day_typed(clock.today() - timedelta(days=301))
    assert "Give a day after" in text(moves_out(client, one, place_was="changed", place_changed_on=early))


def test_the_familys_own_address_ends_with_the_move_whenever_it_was_written_down(client, one):
    told = {"by": one.worker, "family_id": one.family_id, "at": clock.now()}
    with scope.acting_as(one.worker):
        father = people_actions.add_person(
            **told, name="Bob Hart", role="father", since=clock.today() - timedelta(days=90)
        )
        people_actions.record_fact(**told, person_id=father.person_id, kind="address", value="4 Mill Lane  flat 2")
    left = clock.today() - timedelta(days=5)
    moves_out(client, one, "Bob Hart", role="father", place_was="changed", place_changed_on=day_typed(left))
    assert addresses(one, "Bob Hart") == []
    assert addresses(one, "Bob Hart", ended=True) == [("4 Mill Lane  flat 2", left, False)]
    assert "Where Bob Hart lives now is not known yet." in people_page(client, one)


def alone(one, *written, joined=90):
    """Bob, of whose address alone anything is known: each as it was written down, that many days ago."""
    told = {"by": one.worker, "family_id": one.family_id, "at": clock.now()}
    with scope.acting_as(one.worker):
        for line in people_queries.facts_of(one.family_id, one.worker):
            people_actions.retract_fact(**told, fact=line.fact)
        bob = people_actions.add_person(
            **told, name="Bob Hart", role="father", since=clock.today() - timedelta(days=joined)
        ).person_id
        for address, days_ago in written:
            people_actions.record_fact(
                **told | {"at": clock.now()}, person_id=bob, kind="address", value=address,
                since=clock.today() - timedelta(days=days_ago),
            )  # fmt: skip


@pytest.mark.parametrize("written", [[(HOME, 0)], [(HOME, 90), ("4 Mill Lane flat 2", 2)]])
def test_the_home_of_which_they_alone_have_the_address_is_not_where_they_live_now(client, one, written):
    alone(one, *written)
    left = clock.today() - timedelta(days=5)
    moves_out(client, one, "Bob Hart", role="father", place_was="changed", place_changed_on=day_typed(left))
    assert addresses(one, "Bob Hart") == []
    assert "Where Bob Hart lives now is not known yet." in people_page(client, one)


@pytest.mark.parametrize("written", [[("1 New Road", 5)], [(HOME, 90), ("1 New Road", 2)]])
def test_where_they_went_stays_theirs_though_nobody_else_has_an_address(client, one, written):
    alone(one, *written)
    left = clock.today() - timedelta(days=5)
    moves_out(client, one, "Bob Hart", role="father", place_was="changed", place_changed_on=day_typed(left))
    assert addresses(one, "Bob Hart") == [("1 New Road", None, False)]


def test_where_they_went_written_down_first_stays_theirs(client, one):
    day = clock.today() - timedelta(days=5)
    lives_at(
        client, one, "1 New Road", since=day_typed(day), happened="changed",
        version=str(address_row(one)),
    )  # fmt: skip
    moved(client, one, days_ago=5)
    assert addresses(one, ZOE) == [("1 New Road", None, True)]


def address_row(one):
    from_people = test_moving_out.people.facts_of
    with scope.acting_as(one.worker):
        (fact,) = [f for f in from_people(one.family_id, one.worker, who(one, ZOE).person_id) if f.kind == "address"]
    return fact.fact.pk


def test_of_whoever_joined_and_left_on_one_day_the_record_says_what_stands(client, one):
    told = {"by": one.worker, "family_id": one.family_id, "at": clock.now()}
    with scope.acting_as(one.worker):
        bob = people_actions.add_person(**told, name="Bob Hart", role="father")
        people_actions.record_fact(**told, person_id=bob.person_id, kind="address", value=HOME)
    day = day_typed(clock.today())
    went = moves_out(client, one, "Bob Hart", role="father", place_was="changed", place_changed_on=day)
    assert newest_sentence(one) == "It was always so: Bob Hart does not live with the family."
    assert "What we know of Bob Hart is put right." in text(client.get(went["Location"]))
    assert addresses(one, "Bob Hart") == []
    assert "Where Bob Hart lives now is not known yet." in people_page(client, one)
