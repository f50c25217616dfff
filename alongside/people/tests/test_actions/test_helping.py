"""Periods of work with a family, who helps, and what being a helper opens."""

import uuid
from datetime import timedelta

import pytest

from alongside.access import scope
from alongside.kit.refusals import NotAllowed
from alongside.people import actions, queries
from alongside.people.models import FamilyAccess
from alongside.people.tests import factories
from alongside.people.tests.test_actions.saying import (
    TODAY,
    in_family,
    refused,
)
from alongside.practice.queries import published_models

pytestmark = pytest.mark.django_db


def test_an_involvement_follows_its_models(smiths, paula):
    involvement = queries.current_involvement(smiths.id, paula)
    assert involvement == smiths.involvement
    assert [each.version_id for each in queries.followed_now(involvement)] == [each.pk for each in published_models()]
    assert [model.id for model in queries.models_of(involvement)] == [version.model for version in published_models()]


def test_an_involvement_without_a_model_or_in_the_future_is_refused(smiths, paula, now):
    with refused("model"):
        actions.open_involvement(**in_family(smiths, paula, now), on=TODAY, model_versions=[])
    with refused("on"):
        actions.open_involvement(
            **in_family(smiths, paula, now), on=TODAY + timedelta(days=1), model_versions=published_models()
        )


def test_being_a_helper_opens_the_family_to_our_own_and_not_to_a_partner(smiths, now):
    senior, nurse = factories.senior_key_worker(), factories.partner()
    said = in_family(smiths, smiths.manager, now, involvement=smiths.involvement)
    with scope.acting_as(smiths.manager):
        actions.add_helper(**said, role="senior_key_worker", user=senior)
        actions.add_helper(**said, role="health", user=nurse)
        teacher = actions.professional(
            by=smiths.manager, name="Ms Shah", agency=actions.agency_named(by=smiths.manager, name="Hill Primary"),
            job_title="Teacher", telephone="01632 960004",
        )  # fmt: skip
        actions.add_helper(**said, role="school", professional=teacher)
        lines = queries.helpers_of(smiths.id, smiths.manager, now)
        assert [(line.name, line.role_words, line.agency) for line in lines] == [
            ("Paula Marsh", "key worker", ""), ("Ifeoma Obi", "senior key worker", ""), ("Dee Cole", "health", ""),
            ("Ms Shah", "school", "Hill Primary"),
        ]  # fmt: skip
    assert (scope.open_families(senior), scope.open_families(nurse)) == (1, 0)


def test_only_our_own_workers_are_key_workers_and_nobody_helps_twice_in_one_part(smiths, now):
    said = in_family(smiths, smiths.manager, now, involvement=smiths.involvement)
    with scope.acting_as(smiths.manager):
        for user in (factories.partner(), factories.administrator(), factories.parent()):
            with refused("helper"):
                actions.add_helper(**said, role="key_worker", user=user)
        with refused("helper"):
            actions.add_helper(**said, role="key_worker", user=smiths.key_worker)
        with refused("helper"):
            actions.add_helper(**said, role="key_worker")
        with refused("role"):
            actions.add_helper(**said, role="boss", user=smiths.key_worker)


def test_only_who_allocates_names_a_key_worker_and_who_leads_names_who_follows_up(smiths, paula, now):
    colleague = factories.key_worker("Ben Ward")
    said = in_family(smiths, paula, now, involvement=smiths.involvement, user=colleague)
    with pytest.raises(NotAllowed):
        actions.add_helper(**said, role="key_worker")
    actions.add_helper(**said, role="follow_up")
    assert scope.open_families(colleague) == 1


def test_who_ends_helping_sees_the_family_no_more_from_the_next_request(smiths, now):
    with scope.acting_as(smiths.manager):
        assert queries.helping_as([smiths.key_worker], ["key_worker"], smiths.manager, now) == [smiths.helper]
        actions.end_helper(by=smiths.manager, helper=smiths.helper, at=now)
        assert queries.key_worker_of(smiths.id, smiths.manager, now) is None
        assert not queries.helping_as([smiths.key_worker], ["key_worker"], smiths.manager, now)
    assert scope.open_families(smiths.key_worker) == 0


def test_who_helps_in_two_parts_keeps_seeing_the_family_by_the_other(smiths, now):
    with scope.acting_as(smiths.manager):
        actions.add_helper(
            **in_family(smiths, smiths.manager, now, involvement=smiths.involvement), role="follow_up",
            user=smiths.key_worker,
        )  # fmt: skip
        actions.end_helper(by=smiths.manager, helper=smiths.helper, at=now)
    assert scope.open_families(smiths.key_worker) == 1


def test_access_is_what_its_bases_say_whatever_was_opened_and_closed(smiths, now):
    colleague, senior = factories.key_worker("Ben Ward"), factories.senior_key_worker()
    said = in_family(smiths, smiths.manager, now, involvement=smiths.involvement)
    with scope.acting_as(smiths.manager):
        first = actions.add_helper(**said, role="key_worker", user=colleague)
        actions.add_helper(**said, role="senior_key_worker", user=senior)
        actions.add_helper(**said, role="health", user=factories.partner())
        actions.end_helper(by=smiths.manager, helper=first, at=now)
        actions.end_helper(by=smiths.manager, helper=smiths.helper, at=now)
        later = now + timedelta(minutes=1)
        for moment in (now - timedelta(days=1), now, later):
            standing = queries.access_standing(smiths.id, smiths.manager, moment)
            assert standing == queries.access_from_bases(smiths.id, smiths.manager, moment)
        assert len(standing) == 2


def test_full_access_is_never_given_to_anyone_but_our_own(smiths, paula, now):
    for user in (factories.partner(), factories.referrer(), factories.parent(), factories.administrator()):
        with pytest.raises(NotAllowed):
            actions.open_access(
                **in_family(smiths, paula, now), principal=user.principal, level="full", basis="helper",
                basis_id=uuid.uuid4(), why="asked nicely",
            )  # fmt: skip
    assert FamilyAccess.objects.filter(family_id=smiths.id).count() == 2


def test_an_agency_in_other_capitals_is_the_same_agency(paula):
    first = actions.agency_named(by=paula, name="Hill Primary", kind="school")
    assert actions.agency_named(by=paula, name="HILL PRIMARY") == first
    with refused("name"):
        actions.agency_named(by=paula, name="")
    said = {"by": paula, "name": "Ms Shah", "agency": first}
    assert actions.professional(**said) == actions.professional(**said)
    assert actions.professional(**said, telephone="01632 960009") != actions.professional(**said)
