"""What a partner sees of the people of a family: whom a live basis covers, and nobody else."""

from datetime import timedelta
from uuid import uuid4

import pytest

from alongside.access import scope
from alongside.kit import clock
from alongside.people import actions, queries
from alongside.people.tests import factories
from alongside.people.tests.test_row_policies.asking import (
    AMY,
    DEAN,
    KATIE,
    LIAM,
    by_manager,
    families_seen,
    nothing_seen,
    partner_of,
    sql,
    values,
)

pytestmark = pytest.mark.django_db


def test_a_partner_sees_who_leads_the_help_and_nothing_about_access_or_withholding(smiths):
    with scope.acting_as(partner_of(smiths)):
        shown = set(families_seen())
    assert shown >= {"person_known_as", "relationship", "helper", "involvement"}
    assert not shown & {"family_access", "family_access_covers", "withholding", "person_account", "due"}


def test_a_partner_sees_only_whom_the_access_covers(smiths):
    with scope.acting_as(partner_of(smiths, AMY)):
        assert values("person_known_as", "name", smiths.id) == {AMY}
        assert values("person_fact", "value", smiths.id) == {f"{AMY}’s house", f"{AMY}’s phone"}
        assert values("membership", "person_id", smiths.id) == {smiths.people[AMY]}
        assert values("relationship", "from_person_id", smiths.id) == set()
        assert values("parental_responsibility", "child_id", smiths.id) == set()


def test_a_tie_between_two_people_shows_when_both_are_covered(smiths):
    with scope.acting_as(partner_of(smiths, AMY, KATIE)):
        assert sql("SELECT from_person_id, to_person_id FROM relationship") == [
            (smiths.people[KATIE], smiths.people[AMY])
        ]
        assert values("parental_responsibility", "child_id", smiths.id) == {smiths.people[AMY]}


def test_access_that_covers_nobody_shows_nobody(smiths):
    nurse = factories.partner()
    by_manager(
        smiths, actions.open_access, principal=nurse.principal, level="partner", basis="consent", basis_id=uuid4(),
        why="x",
    )  # fmt: skip
    with scope.acting_as(nurse):
        assert sql("SELECT id FROM family") == [(smiths.id,)]
        assert not set(families_seen()) & {"person_known_as", "person_fact", "membership", "relationship"}


def test_what_a_partner_sees_is_the_union_of_live_bases(smiths, now):
    nurse = partner_of(smiths, AMY)
    second = by_manager(
        smiths, actions.open_access, principal=nurse.principal, level="partner", basis="consent", basis_id=uuid4(),
        why="x", covers=[smiths.people[LIAM]],
    )  # fmt: skip
    with scope.acting_as(nurse):
        assert values("person_known_as", "name", smiths.id) == {AMY, LIAM}
    with scope.acting_as(smiths.manager):
        actions.close_one_access(by=smiths.manager, access=second, at=clock.now())
    with scope.acting_as(nurse):
        assert values("person_known_as", "name", smiths.id) == {AMY}


def test_who_is_covered_in_one_family_is_not_covered_in_another_that_knows_them_too(smiths, joneses):
    with scope.acting_as(smiths.manager):
        shared = actions.add_person(
            by=smiths.manager, family_id=joneses.id, person_id=smiths.people[AMY], name="Amy of the Joneses",
            at=clock.now(),
        )  # fmt: skip
    assert shared.person_id == smiths.people[AMY]
    nurse = partner_of(smiths, AMY)
    with scope.acting_as(smiths.manager):
        actions.open_access(
            by=smiths.manager, family_id=joneses.id, principal=nurse.principal, level="partner", basis="consent",
            basis_id=uuid4(), why="x", covers=[joneses.people[LIAM]], at=clock.now(),
        )  # fmt: skip
    with scope.acting_as(nurse):
        assert values("person_known_as", "name", joneses.id) == {LIAM}
        assert values("person_known_as", "name", smiths.id) == {AMY}


def test_who_is_covered_is_covered_under_every_name_they_are_known_by(smiths):
    with scope.acting_as(smiths.manager):
        twice = factories.add(smiths, "Amy S", in_household=False)
        sql("UPDATE person SET canonical_id = %s WHERE id = %s", smiths.people[AMY], twice)
    with scope.acting_as(partner_of(smiths, AMY)):
        assert values("person_known_as", "name", smiths.id) == {AMY, "Amy S"}


def test_a_protected_person_shows_to_no_partner_whoever_is_covered(smiths):
    nurse = partner_of(smiths, AMY, DEAN)
    with scope.acting_as(smiths.manager):
        known = queries.known_as(smiths.id, smiths.manager, smiths.people[AMY])
    by_manager(smiths, actions.change_known_as, known_as=known, name="Amelia", protected=True)
    with scope.acting_as(nurse):
        assert values("person_known_as", "name", smiths.id) == {DEAN}


def test_access_ends_by_itself_on_its_last_day(smiths, now):
    nurse = factories.partner()
    by_manager(
        smiths, actions.open_access, principal=nurse.principal, level="partner", basis="consent", basis_id=uuid4(),
        why="x", covers=[smiths.people[AMY]], until=clock.now() + timedelta(days=2),
    )  # fmt: skip
    assert scope.open_families(nurse) == 1
    assert scope.open_families(nurse, at=clock.now() + timedelta(days=3)) == 0


def test_who_stops_helping_loses_what_rested_on_it_and_nothing_else(smiths, now):
    nurse = partner_of(smiths, LIAM)
    with scope.acting_as(smiths.manager):
        helper = actions.add_helper(
            by=smiths.manager, family_id=smiths.id, involvement=smiths.involvement, role="health", user=nurse, at=now
        )
        actions.open_access(
            by=smiths.manager, family_id=smiths.id, principal=nurse.principal, level="partner", basis="consent",
            basis_id=uuid4(), why="x", covers=[smiths.people[AMY]], helper=helper, at=now,
        )  # fmt: skip
    with scope.acting_as(nurse):
        assert values("person_known_as", "name", smiths.id) == {AMY, LIAM}
    with scope.acting_as(smiths.manager):
        actions.end_helper(by=smiths.manager, helper=helper, at=clock.now())
    with scope.acting_as(nurse):
        assert values("person_known_as", "name", smiths.id) == {LIAM}


def test_of_those_who_help_a_partner_sees_who_leads_and_themselves(smiths, now):
    nurse, other = partner_of(smiths, AMY), factories.partner("Ade Bello")
    with scope.acting_as(smiths.manager):
        for user in (nurse, other):
            actions.add_helper(
                by=smiths.manager, family_id=smiths.id, involvement=smiths.involvement, role="health", user=user, at=now
            )
    with scope.acting_as(nurse):
        assert values("helper", "user_id", smiths.id) == {smiths.key_worker.pk, nurse.pk}
        assert {line.user_id for line in queries.helpers_of(smiths.id, nurse, clock.now())} == {
            smiths.key_worker.pk, nurse.pk,
        }  # fmt: skip


def test_a_partner_whose_access_ended_sees_nothing(smiths):
    nurse = partner_of(smiths, AMY)
    with scope.acting_as(smiths.manager):
        sql("UPDATE family_access SET during = tstzrange(lower(during), %s) WHERE principal_id = %s",
            clock.now(), nurse.principal.pk)  # fmt: skip
    with scope.acting_as(nurse):
        assert nothing_seen()


def test_the_application_filters_alone_show_a_partner_no_more(smiths):
    nurse = partner_of(smiths, AMY)
    with scope.acting_as(nurse):
        asked = [
            model.objects.visible_to(nurse).query
            for model in (
                queries.families.PersonKnownAs, queries.families.Membership, queries.facts.PersonFact,
                queries.ties.Relationship, queries.ties.ParentalResponsibility,
            )
        ]  # fmt: skip
    assert all("app.covered" in str(query) for query in asked)


@pytest.mark.parametrize("value", ["", "{}", "{all}", "{*}", '{"1 %"}'])
def test_a_senseless_list_of_who_is_covered_never_shows_more(smiths, value):
    nurse = partner_of(smiths, AMY)
    with scope.acting_as(nurse):
        sql("SELECT set_config('app.covered', %s, true)", value)
        assert values("person_known_as", "name", smiths.id) == set()


@pytest.mark.parametrize(
    ("may_read", "seen"), [(False, {f"{AMY}’s phone"}), (True, {f"{AMY}’s house", f"{AMY}’s phone"})]
)
def test_a_fact_kept_from_one_of_the_family_is_kept_from_partners_unless_they_may_read_it(smiths, may_read, seen):
    ((fact_id,),) = by_manager_sql(smiths, "SELECT fact_id FROM person_fact WHERE value = %s", f"{AMY}’s house")
    by_manager(
        smiths, actions.withhold, from_person_id=smiths.people[KATIE], why="x", fact_id=fact_id,
        partners_may_read=may_read,
    )  # fmt: skip
    with scope.acting_as(partner_of(smiths, AMY)):
        assert values("person_fact", "value", smiths.id) == seen
    assert len(by_manager_sql(smiths, "SELECT 1 FROM person_fact WHERE fact_id = %s", fact_id)) == 1


def test_a_person_kept_from_one_of_the_family_is_kept_from_partners_under_every_name(smiths):
    with scope.acting_as(smiths.manager):
        twice = factories.add(smiths, "Amy S", in_household=False)
        sql("UPDATE person SET canonical_id = %s WHERE id = %s", smiths.people[AMY], twice)
    nurse = partner_of(smiths, AMY, LIAM)
    kept = by_manager(smiths, actions.withhold, from_person_id=smiths.people[KATIE], why="x", subject_id=twice)
    with scope.acting_as(nurse):
        assert values("person_known_as", "name", smiths.id) == {LIAM}
        assert values("membership", "person_id", smiths.id) == {smiths.people[LIAM]}
    with scope.acting_as(smiths.manager):
        actions.stop_withholding(by=smiths.manager, family_id=kept.family_id, withholding_id=kept.pk, at=clock.now())
    with scope.acting_as(nurse):
        assert values("person_known_as", "name", smiths.id) == {AMY, "Amy S", LIAM}


def test_what_was_made_of_something_kept_is_kept_from_whom_that_is_kept_from(smiths, katie):
    thing, made, again, made_again, only = (uuid4() for _ in range(5))
    relations = [
        actions.Follows(made, thing), actions.Follows(again, thing, again=True), actions.Follows(made_again, again),
        actions.Follows(only, made, again=True), actions.Follows(thing, made_again),
    ]  # fmt: skip
    said = {"from_person_id": smiths.people[KATIE], "why": "x", "strand_id": thing}
    kept = by_manager(smiths, actions.withhold, **said)
    by_manager(smiths, actions.withhold, **said | {"strand_id": only}, partners_may_read=True)
    # Whenever it is said what was made of it.
    by_manager(smiths, actions.keep_with, strands=relations)
    nurse = partner_of(smiths, AMY)

    everything = {thing, made, again, made_again}
    assert (withheld_from(katie), withheld_from(nurse)) == (everything | {only}, everything)
    with scope.acting_as(smiths.manager):
        assert {each.strand_id: each.strands for each in queries.kept(smiths.id, smiths.manager)} == {
            None: frozenset(), thing: everything, only: {only},
        }  # fmt: skip
        actions.stop_withholding(by=smiths.manager, family_id=smiths.id, withholding_id=kept.pk, at=clock.now())
    assert (withheld_from(katie), withheld_from(nurse)) == ({only}, set())


def withheld_from(user):
    with scope.acting_as(user):
        return set(sql("SELECT NULLIF(current_setting('app.withheld_strands'), '')::uuid[]")[0][0])


def test_what_is_kept_in_another_family_keeps_nothing_here(smiths, joneses):
    by_manager(joneses, actions.withhold, from_person_id=joneses.people[KATIE], why="x", subject_id=joneses.people[AMY])
    with scope.acting_as(partner_of(smiths, AMY)):
        assert values("person_known_as", "name", smiths.id) == {AMY}


def test_who_keeps_something_in_plain_sql_without_saying_so_keeps_it_from_partners(smiths):
    ((says,),) = by_manager_sql(
        smiths,
        """SELECT column_default FROM information_schema.columns
           WHERE table_name = 'withholding' AND column_name = 'partners_may_read' AND is_nullable = 'NO'""",
    )
    assert says == "false"


def by_manager_sql(smiths, statement, *parameters):
    with scope.acting_as(smiths.manager):
        return sql(statement, *parameters)
