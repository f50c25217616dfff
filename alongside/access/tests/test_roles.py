"""The one declared matrix of roles and permissions, tested whole."""

import pytest

from alongside.access.permissions import user_may
from alongside.access.rules import HELD, ROLES, Permission, Relationship, holds, may, relationship
from alongside.access.tests.factories import somebody

P = Permission
HELPING = {P.SEE_FAMILIES, P.RECORD_HELP, P.LEAD_HELP}
EVERYBODY = {P.PUBLIC, P.OWN_ACCOUNT}
MATRIX = {
    "key_worker": HELPING,
    "senior_key_worker": HELPING | {P.WITHHOLD, P.REFER},
    "manager": HELPING | {P.WITHHOLD, P.REFER, P.ALLOCATE, P.OVERSEE_TEAM},
    "partner": {P.REFER, P.SEE_FAMILIES},
    "referrer": {P.REFER},
    "chair": set(),
    "practice_lead": set(),
    "information_governance": set(),
    "administrator": {P.MANAGE_ACCOUNTS},
    "parent": {P.SEE_OWN_RECORD},
    "child": {P.SEE_OWN_RECORD},
}

FOR_A_FAMILY = {
    ("key_worker", Relationship.HELPER): HELPING,
    ("senior_key_worker", Relationship.HELPER): HELPING | {P.WITHHOLD},
    ("manager", Relationship.HELPER): HELPING | {P.WITHHOLD, P.ALLOCATE, P.OVERSEE_TEAM},
    ("manager", Relationship.TEAM): HELPING | {P.WITHHOLD, P.ALLOCATE, P.OVERSEE_TEAM},
    **{
        (role, glass): {P.SEE_FAMILIES, P.RECORD_HELP}
        for role in ("key_worker", "senior_key_worker", "manager")
        for glass in (Relationship.GLASS, Relationship.GLASS_WRITING)
    },
    ("partner", Relationship.COVERED): {P.SEE_FAMILIES},
    ("parent", Relationship.ONESELF): {P.SEE_OWN_RECORD},
    ("child", Relationship.ONESELF): {P.SEE_OWN_RECORD},
}


def test_every_permission_but_the_public_one_is_held_by_declared_roles() -> None:
    assert set(HELD) == set(Permission) - {P.PUBLIC}
    assert {role for held in HELD.values() for roles in held.values() for role in roles} == set(ROLES)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("to_family", Relationship)
def test_for_one_family_a_role_may_what_the_table_says_of_how_it_stands_to_it(role: str, to_family) -> None:
    """Every cell of role and relationship; whoever is unrelated may nothing, whatever their role."""
    held = {permission for permission in Permission if holds(role, permission, to_family)}

    assert held == FOR_A_FAMILY.get((role, to_family), set())


@pytest.mark.parametrize(
    ("level", "basis"),
    [("full", "consent"), ("full", "asked nicely"), ("partner", "helper"), ("own", "lead_team"), ("", "")],
)
def test_a_basis_that_is_not_declared_relates_nobody(level, basis) -> None:
    assert relationship(level, basis) is Relationship.UNRELATED


def test_every_role_is_in_the_matrix() -> None:
    assert set(MATRIX) == set(ROLES)


@pytest.mark.parametrize("role", ROLES)
def test_a_role_may_do_what_the_matrix_says_and_nothing_else(role: str) -> None:
    assert {permission for permission in Permission if may(role, permission)} == MATRIX[role] | EVERYBODY


@pytest.mark.parametrize("role", ROLES)
def test_a_role_says_what_it_means_in_a_sentence(role: str) -> None:
    assert ROLES[role].meaning.endswith(".")
    assert ROLES[role].name == ROLES[role].name.lower()


@pytest.mark.parametrize("role", ["practice_lead", "information_governance", "administrator", "chair", "referrer"])
def test_a_role_outside_the_help_sees_no_family(role: str) -> None:
    seeing = {P.SEE_FAMILIES, P.RECORD_HELP, P.LEAD_HELP, P.OVERSEE_TEAM, P.SEE_OWN_RECORD}

    assert not seeing & ROLES[role].may


def test_a_partner_may_look_and_records_nothing() -> None:
    assert not {P.RECORD_HELP, P.LEAD_HELP, P.OVERSEE_TEAM, P.WITHHOLD, P.ALLOCATE} & ROLES["partner"].may


def test_nobody_both_manages_accounts_and_sees_families() -> None:
    assert not [role for role in ROLES.values() if {P.MANAGE_ACCOUNTS, P.SEE_FAMILIES} <= role.may]


def test_an_unknown_role_may_do_nothing_but_what_anyone_may() -> None:
    assert {permission for permission in Permission if may("astronaut", permission)} == {P.PUBLIC}


@pytest.mark.django_db
def test_an_ended_account_may_do_nothing_but_what_anyone_may() -> None:
    worker = somebody("manager")
    worker.is_active = False

    assert {permission for permission in Permission if user_may(worker, permission)} == {P.PUBLIC}
