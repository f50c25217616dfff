"""Facts about people, how they are related, and who holds parental responsibility."""

from datetime import date, timedelta

import pytest

from alongside.access import scope
from alongside.kit.refusals import AlreadyCorrected, NotAllowed
from alongside.people import actions, queries
from alongside.people.models import PersonFact, Withholding
from alongside.people.tests import factories
from alongside.people.tests.test_actions.saying import (
    AMY,
    DEAN,
    KATIE,
    LIAM,
    TODAY,
    fact,
    facts,
    in_family,
    refused,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("kind", "value", "field"),
    [
        ("nhs", "943 476 5918", "value"),
        ("upn", "A801200005001", "value"),
        ("ethnicity", "Martian", "value"),
        ("address", "   ", "value"),
        ("address", "x" * 1001, "value"),
        ("shoe size", "4", "kind"),
    ],
)
def test_a_fact_that_cannot_be_kept_is_refused(smiths, paula, now, kind, value, field):
    with refused(field):
        fact(smiths, paula, now, kind, value)


@pytest.mark.parametrize(
    ("days", "field"),
    [
        ({"since": TODAY + timedelta(days=1)}, "since"),
        ({"since": date(1995, 5, 5)}, "since"),
        ({"since": TODAY, "until": TODAY}, "until"),
    ],
)
def test_a_fact_does_not_begin_in_the_future_before_birth_or_after_it_ended(smiths, paula, now, days, field):
    with refused(field):
        fact(smiths, paula, now, "school", "Hill Primary", **days)


def test_a_new_address_ends_the_old_one_and_two_telephones_stand_together(smiths, paula, now):
    fact(smiths, paula, now, "address", "1 High Street", since=date(2024, 1, 1))
    fact(smiths, paula, now, "address", "2 Low Road", since=date(2026, 11, 1))
    fact(smiths, paula, now, "phone", "01632 960002")
    fact(smiths, paula, now, "phone", "01632 960003")
    assert sorted(facts(smiths, paula)) == [
        ("address", "2 Low Road"), ("phone", "01632 960002"), ("phone", "01632 960003"),
    ]  # fmt: skip
    ended = [line for line in queries.facts_of(smiths.id, paula, ended=True) if line.value == "1 High Street"]
    assert [(line.since, line.until) for line in ended] == [(date(2024, 1, 1), date(2026, 11, 1))]


def test_a_new_address_stays_protected_and_withheld_as_the_old_one_was(smiths, paula, now):
    old = fact(smiths, paula, now, "address", "1 Refuge Road", since=date(2026, 10, 1), protected=True)
    with scope.acting_as(smiths.manager):
        actions.withhold(
            **in_family(smiths, smiths.manager, now), from_person_id=smiths.people[DEAN], why="He hurt her.",
            fact_id=old.fact_id,
        )  # fmt: skip
    with scope.acting_as(paula):
        new = fact(smiths, paula, now, "address", "2 Refuge Road")
    assert new.protected
    with scope.acting_as(smiths.manager):
        held = new.family_id, new.fact_id, smiths.people[DEAN]
        rows = list(Withholding.objects.values_list("family_id", "fact_id", "from_person_id"))
        assert held in rows


def test_a_correction_keeps_protection_unless_it_says_otherwise(smiths, paula, now):
    first = fact(smiths, paula, now, "address", "1 Refuge Raod", protected=True)
    second = fact(smiths, paula, now, "address", "1 Refuge Road", corrects=first)
    third = fact(smiths, paula, now, "address", "1 Refuge Road", corrects=second, protected=False)
    assert (second.protected, third.protected, third.fact_id) == (True, False, first.fact_id)
    assert facts(smiths, paula) == [("address", "1 Refuge Road")]


def test_the_second_correction_of_a_fact_is_told(smiths, paula, now):
    first = fact(smiths, paula, now, "school", "Hill Primry", name=AMY)
    theirs = fact(smiths, paula, now, "school", "Hill Primary", name=AMY, corrects=first)
    with pytest.raises(AlreadyCorrected) as refusal:
        fact(smiths, paula, now, "school", "Hill School", name=AMY, corrects=first)
    assert refusal.value.theirs == theirs


def test_a_fact_that_was_never_true_is_shown_no_more(smiths, paula, now):
    wrong = fact(smiths, paula, now, "language", "Welsh")
    actions.retract_fact(**in_family(smiths, paula, now), fact=wrong)
    assert facts(smiths, paula, ended=True) == []
    assert PersonFact.objects.filter(fact_id=wrong.fact_id).count() == 2


def test_a_fact_corrects_only_the_same_kind_of_the_same_person(smiths, paula, now):
    amys = fact(smiths, paula, now, "school", "Hill Primary", name=AMY)
    with pytest.raises(NotAllowed):
        fact(smiths, paula, now, "school", "Hill Primary", name=LIAM, corrects=amys)


def test_siblings_follow_from_their_parents(smiths, paula):
    derived = [line for line in queries.ties_of(smiths.id, paula) if line.derived]
    amy, liam = smiths.people[AMY], smiths.people[LIAM]
    assert {(line.from_id, line.kind, line.to_id) for line in derived} == {
        (amy, "sibling", liam), (liam, "sibling", amy),
    }  # fmt: skip
    assert {line.certainty for line in derived} == {"known"}


def test_what_follows_from_a_doubtful_tie_is_doubtful(smiths, paula, now):
    nan = factories.add(smiths, "Joan Smith", by=paula, at=now, in_household=False)
    actions.record_relationship(
        **in_family(smiths, paula, now), from_person_id=nan, kind="parent", to_person_id=smiths.people[KATIE],
        certainty="believed",
    )  # fmt: skip
    grand = [line for line in queries.ties_of(smiths.id, paula) if line.kind == "grandparent"]
    assert {(line.from_id, line.certainty) for line in grand} == {(nan, "believed")}
    assert len(grand) == 2


@pytest.mark.parametrize(
    ("from_name", "kind", "to_name", "more", "field"),
    [
        (KATIE, "parent", KATIE, {}, "to_person"),
        (KATIE, "queen", AMY, {}, "kind"),
        (AMY, "parent", KATIE, {}, "kind"),
        (KATIE, "parent", AMY, {}, "kind"),
        (KATIE, "partner", DEAN, {"certainty": "maybe"}, "certainty"),
        (KATIE, "partner", DEAN, {"since": TODAY + timedelta(days=1)}, "since"),
        (KATIE, "friend", AMY, {"since": date(2018, 3, 8)}, "since"),
    ],
)
def test_a_relationship_that_cannot_be_is_refused(smiths, paula, now, from_name, kind, to_name, more, field):
    with refused(field):
        actions.record_relationship(
            **in_family(smiths, paula, now), from_person_id=smiths.people[from_name], kind=kind,
            to_person_id=smiths.people[to_name], **more,
        )  # fmt: skip


def test_partners_are_recorded_once_whoever_is_named_first(smiths, paula, now):
    said = in_family(smiths, paula, now, kind="partner")
    katie, dean = smiths.people[KATIE], smiths.people[DEAN]
    tie = actions.record_relationship(**said, from_person_id=katie, to_person_id=dean)
    with refused("kind"):
        actions.record_relationship(**said, from_person_id=dean, to_person_id=katie)
    actions.retract_relationship(**in_family(smiths, paula, now), relationship=tie)
    actions.record_relationship(**said, from_person_id=dean, to_person_id=katie)


def test_parental_responsibility_that_never_was_is_not_even_past_and_can_be_recorded_anew(smiths, paula, now):
    said = in_family(smiths, paula, now, child_id=smiths.people[AMY], holder_person_id=smiths.people[DEAN])
    wrong = actions.record_responsibility(**said, basis="agreement", since=date(2020, 1, 1))
    actions.retract_responsibility(by=paula, responsibility=wrong, at=now)
    lines = queries.responsibilities_of(smiths.id, paula, TODAY, ever=True)
    assert smiths.people[DEAN] not in {line.holder_person_id for line in lines}
    actions.record_responsibility(**said, basis="agreement")


def test_parental_responsibility_of_a_person_and_of_the_council(smiths, paula, now):
    council = actions.agency_named(by=paula, name="Westshire Council", kind="council")
    said = in_family(smiths, paula, now, child_id=smiths.people[AMY])
    actions.record_responsibility(**said, basis="care_order", holder_agency=council)
    lines = queries.responsibilities_of(smiths.id, paula, TODAY)
    for_amy = [line for line in lines if line.child_id == smiths.people[AMY]]
    assert {(line.holder_person_id, line.agency, line.words) for line in for_amy} == {
        (smiths.people[KATIE], "", "mother, by birth"), (None, "Westshire Council", "care order"),
    }  # fmt: skip
    with refused("holder"):
        actions.record_responsibility(**said, basis="mother", holder_person_id=smiths.people[KATIE])
    with refused("holder"):
        actions.record_responsibility(**said, basis="mother", holder_person_id=smiths.people[AMY])
    with refused("holder"):
        actions.record_responsibility(**said, basis="mother")
    with refused("basis"):
        actions.record_responsibility(**said, basis="finders keepers", holder_agency=council)
