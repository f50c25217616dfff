"""The Smith family while it is helped, whose mother decides for both children, and the school around them."""

from types import SimpleNamespace

import pytest

from alongside.access import scope
from alongside.agreements.tests.factories import holds, school
from alongside.endings.tests.factories import helped, person
from alongside.pathway.tests.factories import Pathway
from alongside.people import queries as people_queries


@pytest.fixture
def smiths() -> Pathway:
    return helped()


@pytest.fixture
def family(smiths):
    """The family as those who tell of agreements know it: Katie decides for Amy and Liam."""
    with scope.acting_as(smiths.worker):
        found = people_queries.family(smiths.worker, smiths.family_id)
        involvement = people_queries.current_involvement(smiths.family_id, smiths.worker)
    known = {name: person(smiths, f"{name} Smith") for name in ("Katie", "Amy", "Liam")}
    told = SimpleNamespace(
        worker=smiths.worker, family=found, involvement=involvement, katie=known["Katie"], amy=known["Amy"],
        liam=known["Liam"],
    )  # fmt: skip
    holds(told, told.katie, told.amy, told.liam)
    return told


@pytest.fixture
def hill(family):
    return school(family)
