"""A child, or somebody else, no longer lives with the family: what the record says of it, and of the address."""

from datetime import timedelta

import pytest
from django.urls import reverse

from alongside.access import scope
from alongside.kit import clock
from alongside.kit.dates import day_long, day_typed
from alongside.kit.tests.markup import Page
from alongside.pathway.rules.places import known_as_changed, own_known_as_changed, place_facts
from alongside.pathway.tests import factories
from alongside.pathway.tests.browsing import get, post, text
from alongside.people import actions as people_actions
from alongside.people import queries as people
from alongside.people.models import Withholding
from alongside.timeline import queries as timeline
from alongside.timeline.rules import Reader

pytestmark = pytest.mark.django_db

HOME = "4 Mill Lane, flat 2"


@pytest.fixture
def one():
    one = factories.helped()
    began = clock.today() - timedelta(days=300)
    told = {"by": one.worker, "family_id": one.family_id, "at": clock.now()}
    with scope.acting_as(one.worker):
        for name in ("Zoe Smith", "Ned Smith"):
            who = people_actions.add_person(**told, name=name, role="child", since=began).person_id
            people_actions.record_fact(
                **told, person_id=who, kind="address", value=HOME, since=began, protected=name == "Zoe Smith"
            )
    return one


def who(one, name):
    with scope.acting_as(one.worker):
        return next(line for line in people.people_of(one.family_id, one.worker, clock.today()) if line.name == name)


def moves_out(client, one, name="Zoe Smith", **changed):
    person = who(one, name)
    shown = Page(text(get(client, one.worker, "correct_person", one.family_id, person.person_id)))
    typed = {
        "name": name, "described_as": "", "born": "", "died_on": "", "protected": "no", "role": "child",
        "in_household": "no", "version": shown.named("version")[0]["value"],
    }  # fmt: skip
    return post(client, one.worker, "correct_person", one.family_id, person.person_id, **typed | changed)


def newest_sentence(one):
    with scope.acting_as(one.worker):
        (newest, *_) = timeline.page(one.family_id, one.worker, limit=1).deeds
    return newest.entries[0].entry.sentence


def addresses(one, name, *, ended=False):
    with scope.acting_as(one.worker):
        facts = people.facts_of(one.family_id, one.worker, who(one, name).person_id, ended=ended)
    return [(fact.words, fact.until, fact.protected) for fact in facts if fact.kind == "address"]


def test_the_record_says_that_a_child_left_home_and_asks_where_they_live_now(client, one):
    left = clock.today() - timedelta(days=8)
    went = moves_out(client, one, place_was="changed", place_changed_on=day_typed(left))

    assert newest_sentence(one) == (
        f"Zoe Smith no longer lives with the family since {day_long(left)}; before that they did."
    )
    assert addresses(one, "Zoe Smith") == []
    assert addresses(one, "Zoe Smith", ended=True) == [(HOME, left, True)]
    assert addresses(one, "Ned Smith") == [(HOME, None, False)], "whoever stays lives there still"

    asked = text(client.get(went["Location"]))
    assert "Where does Zoe Smith live now?" in asked
    assert f"no longer lives with the family since {day_long(left)}" in asked
    assert "It is not known yet" in asked
    assert next("checked" in each.attributes for each in Page(asked).named("protected") if each["value"] == "yes")
    shown = text(client.get(reverse("desk:people", args=[one.family_id])))
    assert f"Child, lives elsewhere since {day_long(left)}" in shown
    assert "Where Zoe Smith lives now is not known yet." in shown
    overview = text(client.get(reverse("desk:family", args=[one.family_id])))
    assert f"lives elsewhere since {day_long(left)}" in overview, "a fact’s day stands alike on every page"

    post(
        client, one.worker, "record_fact", one.family_id, who(one, "Zoe Smith").person_id, "address",
        value="1 New Road", since=day_typed(left), protected="yes", version="",
    )  # fmt: skip
    assert addresses(one, "Zoe Smith") == [("1 New Road", None, True)]
    shown = text(client.get(reverse("desk:people", args=[one.family_id])))
    assert "1 New Road" in shown
    assert "is not known yet" not in shown


def test_a_new_address_is_kept_from_whom_the_old_one_was_kept(client, one):
    zoe, dean = who(one, "Zoe Smith").person_id, who(one, "Ned Smith").person_id
    told = {"by": one.worker, "family_id": one.family_id, "at": clock.now()}
    with scope.acting_as(one.worker):
        (old,) = [f for f in people.facts_of(one.family_id, one.worker, zoe) if f.kind == "address"]
    with scope.acting_as(one.manager):
        people_actions.withhold(
            **told | {"by": one.manager}, from_person_id=dean, why="Not to be told", fact_id=old.fact_id
        )
    moves_out(client, one, place_was="changed", place_changed_on=day_typed(clock.today() - timedelta(days=1)))
    with scope.acting_as(one.worker):
        new = people_actions.record_fact(
            **told | {"at": clock.now()}, person_id=zoe, kind="address", value="1 New Road"
        )
        kept = Withholding.objects.filter(family_id=one.family_id, from_person_id=dean)
        assert new.fact_id in {each.fact_id for each in kept}
    assert new.protected


def test_what_was_always_so_reads_so_and_nobody_is_said_to_have_moved(client, one):
    went = moves_out(client, one, place_was="wrong")
    assert went["Location"] == reverse("desk:people", args=[one.family_id])
    assert newest_sentence(one) == "It was always so: Zoe Smith does not live with the family."
    assert who(one, "Zoe Smith").moved_out_on is None
    assert addresses(one, "Zoe Smith") == [(HOME, None, True)]


def test_another_part_in_the_family_is_told_as_what_it_was_and_is(client, one):
    day = clock.today() - timedelta(days=2)
    moves_out(client, one, in_household="yes", role="relative", place_was="changed", place_changed_on=day_typed(day))
    assert newest_sentence(one) == (
        f"Zoe Smith’s place in the family is relative since {day_long(day)}; before that: child."
    )


def test_who_is_protected_is_not_told_by_what_changed(client, one):
    day = clock.today() - timedelta(days=2)
    moves_out(client, one, protected="yes", place_was="changed", place_changed_on=day_typed(day))
    assert newest_sentence(one) == f"somebody has another place in the family since {day_long(day)}."


def test_parents_and_children_read_it_in_their_own_words():
    facts = {"name": "Amy", **place_facts(("child", "child"), (True, False), clock.today())}
    day = day_long(clock.today())
    assert own_known_as_changed(facts, Reader({"Amy"})) == (
        f"You no longer live with your family since {day}; before that you did."
    )
    assert own_known_as_changed(facts, Reader({"Katie"})) == (
        f"Amy no longer lives with your family since {day}; before that they did."
    )
    assert own_known_as_changed({"name": "Amy"}, Reader({"Amy"})) == "We put right what we know of you."
    before = {"name": "Amy", "place_changed_on": clock.today().isoformat()}
    assert known_as_changed(before) == f"Amy has another place in the family since {day}."
