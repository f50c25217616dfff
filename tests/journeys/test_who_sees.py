"""A stranger learns nothing, a parent reads their own, an administrator sees no family."""

import re

import pytest

from alongside.kit import clock
from alongside.people import actions as people
from alongside.people import queries as people_queries
from tests.journeys import given

pytestmark = pytest.mark.journey

PAGES = (
    "", "timeline/", "due/", "people/", "record/", "visits/record/", "close/", "stage/", "follow-up/", "people/add/",
    "facts/record/", "relationships/record/", "helpers/add/", "more-time/", "responsibility/record/",
)  # fmt: skip
NOBODYS = 999_999
ONE_OFF = re.compile(r"nonce-[^'\"]+|[0-9a-f]{8}-[0-9a-f-]{27}")


@pytest.fixture
def family_id(service):
    return service.arrange(lambda: given.the_smiths_helped(given.staff()))


def answer(visitor, path):
    """Status, headers and body of an answer, without what differs from one request to the next."""
    got = visitor.page.request.get(path)
    headers = {
        name: ONE_OFF.sub("", value) for name, value in got.headers.items() if name not in ("date", "set-cookie")
    }
    return got.status, headers, ONE_OFF.sub("", got.text())


def test_another_teams_family_is_answered_like_one_that_does_not_exist(family_id, service, somebody):
    service.arrange(lambda: given.an_account("Paula Marsh", "key_worker", team=given.a_team("Another team")))
    paula = somebody("paula.marsh")
    for page in PAGES:
        theirs, nobodys = (answer(paula, f"/families/{number}/{page}") for number in (family_id, NOBODYS))
        assert theirs[0] == 404, page
        assert theirs == nobodys, page
    paula.expected = ("404",)
    paula.opens(f"/families/{family_id}/")
    paula.looked_at("not-found")
    assert not paula.sees("Smith")


@pytest.mark.parametrize("role", ["partner", "chair", "practice_lead", "information_governance", "administrator"])
def test_who_has_no_family_to_see_sees_none(family_id, service, somebody, role):
    service.arrange(lambda: given.an_account("Ola Berg", role))
    ola = somebody("ola.berg")
    ola.looked_at(f"home-{role}")
    assert not ola.sees("Smith")
    for page in PAGES:
        assert answer(ola, f"/families/{family_id}/{page}")[0] == 404, page


def test_a_parent_has_two_pages_about_themselves(family_id, service, somebody, way):
    def katie_signs_in():
        with given.scope.acting_as(worker := given.find("joanne.mercer")):
            katie = next(
                line for line in people_queries.people_of(family_id, worker, clock.today()) if "Katie" in line.name
            )
            people.link_account(
                by=worker, family_id=family_id, person_id=katie.person_id, at=given.days_ago(1),
                user=given.an_account("Katie Smith", "parent"),
            )  # fmt: skip

    service.arrange(katie_signs_in)
    katie = somebody("katie.smith", way)
    katie.looked_at("own-record")
    assert not katie.sees("Amy comes to school tired.")
    katie.opens("/account/")
    katie.looked_at("own-account")
    for page in PAGES:
        assert answer(katie, f"/families/{family_id}/{page}")[0] == 404, page
