"""Short ways to say what is recorded and what is refused."""

import uuid
from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from alongside.kit.refusals import Unacceptable
from alongside.people import actions, queries
from alongside.people.models import ParentalResponsibility, PersonFact, PersonKnownAs
from alongside.people.tests import factories
from alongside.practice.queries import published_models

TODAY = date(2026, 11, 18)
KATIE, AMY, LIAM, DEAN = "Katie Smith", "Amy Smith", "Liam Smith", "Dean Hart"


def refused(field):
    return pytest.raises(Unacceptable, check=lambda refusal: refusal.field == field and len(refusal.message) > 15)


def in_family(smiths, by, now, **more):
    return {"by": by, "family_id": smiths.id, "at": now} | more


def fact(smiths, by, now, kind, value, name=KATIE, **more):
    return actions.record_fact(
        **in_family(smiths, by, now, person_id=smiths.people[name], kind=kind, value=value, **more)
    )


def facts(smiths, by, name=KATIE, **more):
    return [(line.kind, line.value) for line in queries.facts_of(smiths.id, by, smiths.people[name], **more)]


def every_write(household, by, now):
    """Every action about a family, by its name, ready to be done."""
    said = in_family(household, by, now)
    katie, amy, dean = (household.people[name] for name in (KATIE, AMY, DEAN))
    known = PersonKnownAs(pk=uuid.uuid4(), family_id=household.id, person_id=katie, name=KATIE)
    own = {"pk": uuid.uuid4(), "family_id": household.id}
    a_fact = PersonFact(**own, person_id=katie, kind="address", value="x")
    return {
        "make_family": lambda: actions.make_family(**said, name="Smith", lead_team=household.team),
        "add_person": lambda: actions.add_person(**said, name="Jo"),
        "change_known_as": lambda: actions.change_known_as(**said, known_as=known, name="Jo"),
        "leave_family": lambda: actions.leave_family(**said, person_id=dean, on=TODAY),
        "change_membership": lambda: actions.change_membership(
            **said, person_id=dean, role="", in_household=True, on=TODAY
        ),
        "resume_membership": lambda: actions.resume_membership(**said, person_id=dean),
        "correct_membership": lambda: actions.correct_membership(**said, person_id=dean, role="", in_household=True),
        "record_fact": lambda: actions.record_fact(**said, person_id=katie, kind="phone", value="1"),
        "retract_fact": lambda: actions.retract_fact(**said, fact=a_fact),
        "retract_responsibility": lambda: actions.retract_responsibility(
            by=by, at=now, responsibility=ParentalResponsibility(**own, child_id=amy, during=DateRange(TODAY, None))
        ),
        "record_relationship": lambda: actions.record_relationship(
            **said, from_person_id=katie, kind="partner", to_person_id=dean
        ),
        "record_responsibility": lambda: actions.record_responsibility(
            **said, child_id=amy, basis="agreement", holder_person_id=dean
        ),
        "open_involvement": lambda: actions.open_involvement(**said, on=TODAY, model_versions=published_models()),
        "change_model_version": lambda: actions.change_model_version(
            by=by, at=now, involvement=household.involvement, model_version=published_models()[0]
        ),
        "add_helper": lambda: actions.add_helper(
            **said, involvement=household.involvement, role="follow_up", user=household.key_worker
        ),
        "end_helper": lambda: actions.end_helper(by=by, at=now, helper=household.helper),
        "open_access": lambda: actions.open_access(
            **said, principal=household.key_worker.principal, level="full", basis="x", basis_id=None, why=""
        ),
        "close_access": lambda: actions.close_access(**said, basis="lead_team", basis_id=household.team.pk),
        "withhold": lambda: actions.withhold(**said, from_person_id=dean, why="x", subject_id=amy),
        "link_account": lambda: actions.link_account(**said, person_id=katie, user=factories.parent()),
    }  # fmt: skip
