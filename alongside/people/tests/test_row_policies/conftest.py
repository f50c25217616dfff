"""Two families of one team, and Katie’s own sign-in."""

import uuid

import pytest

from alongside.access import scope
from alongside.kit import clock
from alongside.people import actions
from alongside.people.tests import factories
from alongside.people.tests.test_row_policies.asking import AMY, DEAN, KATIE, LIAM


@pytest.fixture
def smiths(db, now):
    """The Smiths with something in every table of this room."""
    household = factories.smith_family()
    with scope.acting_as(household.manager):
        said = {"by": household.manager, "family_id": household.id, "at": now}
        for name in (KATIE, AMY, LIAM, DEAN):
            for kind, value in (("address", f"{name}’s house"), ("phone", f"{name}’s phone")):
                actions.record_fact(**said, person_id=household.people[name], kind=kind, value=value)
        actions.withhold(
            **said,
            from_person_id=household.people[DEAN],
            why="x",
            subject_id=household.people[AMY],
            partners_may_read=True,
        )
        actions.keep_with(**said, strands=[actions.Follows(uuid.uuid4(), uuid.uuid4())])
        actions.link_account(**said, person_id=household.people[DEAN], user=factories.parent("Dean Hart"))
        nurse = factories.partner()
        actions.open_access(
            **said, principal=nurse.principal, level="partner", basis="consent", basis_id=uuid.uuid4(), why="x",
            covers=[household.people[AMY]],
        )  # fmt: skip
    return household


@pytest.fixture
def joneses(smiths):
    """Another family, of the same team, with another key worker."""
    household = factories.smith_family(lead_team=smiths.team, boss=smiths.manager)
    with scope.acting_as(household.manager):
        actions.record_fact(
            by=household.manager, family_id=household.id, person_id=household.people[KATIE], kind="address",
            value="elsewhere", at=clock.now(),
        )  # fmt: skip
    return household


@pytest.fixture
def katie(smiths, now):
    """Katie's own sign-in: she holds parental responsibility for Amy and Liam."""
    user = factories.parent()
    with scope.acting_as(smiths.manager):
        actions.link_account(by=smiths.manager, family_id=smiths.id, person_id=smiths.people[KATIE], user=user, at=now)
    return user
