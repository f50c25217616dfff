"""A parent’s or child’s own view, and a partner’s: protection, withholding, aliases."""

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
    nothing_seen,
    partner_of,
    seen,
    sql,
    values,
)

pytestmark = pytest.mark.django_db


def own_view(user, smiths):
    with scope.acting_as(user):
        return {table: rows.get(smiths.id, 0) for table, rows in seen().items() if rows}


def test_a_parent_sees_what_is_known_of_themselves_and_of_children_they_answer_for(smiths, katie):
    with scope.acting_as(katie):
        assert values("person_known_as", "name", smiths.id) == {KATIE, AMY, LIAM}
        assert values("person_fact", "value", smiths.id) == {
            f"{name}’s {what}" for name in (KATIE, AMY, LIAM) for what in ("house", "phone")
        }
        assert values("membership", "person_id", smiths.id) == {smiths.people[name] for name in (KATIE, AMY, LIAM)}
    assert set(own_view(katie, smiths)) == {"family", "person_known_as", "person_fact", "membership", "person_account"}


def test_a_parent_sees_only_their_own_sign_in(smiths, katie):
    with scope.acting_as(katie):
        assert sql("SELECT user_id FROM person_account") == [(katie.pk,)]


def test_a_child_sees_what_is_known_of_themselves_alone(smiths, now):
    amy = factories.child()
    by_manager(smiths, actions.link_account, person_id=smiths.people[AMY], user=amy)
    with scope.acting_as(amy):
        assert values("person_known_as", "name", smiths.id) == {AMY}
        assert values("person_fact", "person_id", smiths.id) == {smiths.people[AMY]}


def test_a_parent_whose_responsibility_has_ended_sees_the_child_no_more(smiths, katie, now):
    with scope.acting_as(smiths.manager):
        held = next(
            line.responsibility
            for line in queries.responsibilities_of(smiths.id, smiths.manager, now.date())
            if line.child_id == smiths.people[LIAM]
        )
        actions.end_responsibility(by=smiths.manager, responsibility=held, on=now.date(), at=now)
    with scope.acting_as(katie):
        assert values("person_known_as", "name", smiths.id) == {KATIE, AMY}


def test_a_father_without_parental_responsibility_sees_himself_alone(smiths):
    dean = _account_of(smiths, DEAN)
    with scope.acting_as(dean):
        assert values("person_known_as", "name", smiths.id) == {DEAN}


def _account_of(smiths, name):
    user = factories.parent(name)
    with scope.acting_as(smiths.manager):
        actions.link_account(
            by=smiths.manager, family_id=smiths.id, person_id=smiths.people[name], user=user, at=clock.now()
        )
    return user


def test_what_is_protected_is_for_our_own_staff_alone(smiths, katie):
    by_manager(
        smiths, actions.record_fact, person_id=smiths.people[AMY], kind="communication", value="secret", protected=True
    )
    with scope.acting_as(katie):
        assert "secret" not in values("person_fact", "value", smiths.id)
    with scope.acting_as(smiths.key_worker):
        assert "secret" in values("person_fact", "value", smiths.id)


def test_protecting_an_address_hides_also_the_version_from_before(smiths, katie):
    partner = partner_of(smiths)
    first = by_manager(smiths, actions.record_fact, person_id=smiths.people[AMY], kind="language", value="Old Welsh")
    for user in (katie, partner):
        with scope.acting_as(user):
            assert "Old Welsh" in values("person_fact", "value", smiths.id)
    by_manager(
        smiths, actions.record_fact, person_id=smiths.people[AMY], kind="language", value="Welsh", corrects=first,
        protected=True,
    )  # fmt: skip
    for user in (katie, partner):
        with scope.acting_as(user):
            assert not values("person_fact", "value", smiths.id) & {"Old Welsh", "Welsh"}


def test_protecting_a_name_hides_the_person_with_all_that_is_known_of_them(smiths, katie):
    with scope.acting_as(smiths.manager):
        known = queries.known_as(smiths.id, smiths.manager, smiths.people[AMY])
    by_manager(smiths, actions.change_known_as, known_as=known, name="Amelia", protected=True)
    for user in (katie, partner_of(smiths)):
        with scope.acting_as(user):
            assert not values("person_known_as", "name", smiths.id) & {AMY, "Amelia"}
            assert smiths.people[AMY] not in values("person_fact", "person_id", smiths.id)
            assert smiths.people[AMY] not in values("membership", "person_id", smiths.id)


def test_protection_taken_off_again_shows_the_version_that_stands(smiths, katie):
    first = by_manager(
        smiths, actions.record_fact, person_id=smiths.people[AMY], kind="language", value="Wlsh", protected=True
    )
    by_manager(
        smiths, actions.record_fact, person_id=smiths.people[AMY], kind="language", value="Welsh", corrects=first,
        protected=False,
    )  # fmt: skip
    with scope.acting_as(katie):
        assert values("person_fact", "value", smiths.id) & {"Wlsh", "Welsh"} == {"Welsh"}


def test_a_fact_withheld_stays_withheld_when_it_is_corrected(smiths, katie):
    first = by_manager(smiths, actions.record_fact, person_id=smiths.people[AMY], kind="school", value="Hill Primry")
    held = by_manager(smiths, actions.withhold, from_person_id=smiths.people[KATIE], why="x", fact_id=first.fact_id)
    by_manager(
        smiths, actions.record_fact, person_id=smiths.people[AMY], kind="school", value="Hill Primary", corrects=first
    )
    schools = {"Hill Primry", "Hill Primary"}
    with scope.acting_as(katie):
        assert not values("person_fact", "value", smiths.id) & schools
    with scope.acting_as(smiths.key_worker):
        assert values("person_fact", "value", smiths.id) & schools == schools
    with scope.acting_as(smiths.manager):
        actions.stop_withholding(by=smiths.manager, family_id=held.family_id, withholding_id=held.pk, at=clock.now())
    with scope.acting_as(katie):
        assert [line.value for line in queries.facts_of(smiths.id, katie) if line.kind == "school"] == ["Hill Primary"]


def test_everything_about_a_person_is_withheld(smiths, katie):
    by_manager(smiths, actions.withhold, from_person_id=smiths.people[KATIE], why="x", subject_id=smiths.people[AMY])
    with scope.acting_as(katie):
        assert values("person_known_as", "name", smiths.id) == {KATIE, LIAM}
        assert smiths.people[AMY] not in values("person_fact", "person_id", smiths.id)
        assert smiths.people[AMY] not in values("membership", "person_id", smiths.id)


def _same_person(smiths, alias, canonical):
    with scope.acting_as(smiths.manager):
        sql("UPDATE person SET canonical_id = %s WHERE id = %s", canonical, alias)


@pytest.mark.parametrize("which", ["the account is the alias", "the account is the other"])
def test_a_withholding_from_somebody_holds_for_all_they_are_known_as(smiths, katie, which):
    with scope.acting_as(smiths.manager):
        twice = factories.add(smiths, "Kate S", in_household=False)
    alias, canonical = (
        (smiths.people[KATIE], twice) if which == "the account is the alias" else (twice, smiths.people[KATIE])
    )
    _same_person(smiths, alias, canonical)
    by_manager(smiths, actions.withhold, from_person_id=twice, why="x", subject_id=smiths.people[AMY])
    with scope.acting_as(katie):
        assert values("person_known_as", "name", smiths.id) == {KATIE, "Kate S", LIAM}


@pytest.mark.parametrize("which", ["the subject is the alias", "the subject is the other"])
def test_a_withholding_about_somebody_holds_for_all_they_are_known_as(smiths, katie, which):
    with scope.acting_as(smiths.manager):
        twice = factories.add(smiths, "Amy S", in_household=False)
        actions.record_responsibility(
            by=smiths.manager, family_id=smiths.id, child_id=twice, holder_person_id=smiths.people[KATIE],
            basis="mother", at=clock.now(),
        )  # fmt: skip
    alias, canonical = (
        (twice, smiths.people[AMY]) if which == "the subject is the alias" else (smiths.people[AMY], twice)
    )
    _same_person(smiths, alias, canonical)
    by_manager(smiths, actions.withhold, from_person_id=smiths.people[KATIE], why="x", subject_id=twice)
    with scope.acting_as(katie):
        assert values("person_known_as", "name", smiths.id) == {KATIE, LIAM}


def test_a_sign_in_that_is_joined_no_more_sees_nothing(smiths, katie):
    with scope.acting_as(smiths.manager):
        sql("UPDATE person_account SET during = tstzrange(lower(during), %s) WHERE user_id = %s", clock.now(), katie.pk)
    with scope.acting_as(katie):
        assert nothing_seen()
