"""The doors of pages about families: a refusal, whatever its reason, is the answer for what is not there."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpResponse

from alongside.access import scope
from alongside.access.permissions import Permission
from alongside.kit import clock
from alongside.kit.refusals import NotAllowed
from alongside.people import actions
from alongside.people.doors import families_page, family_page
from alongside.people.models import PersonKnownAs
from alongside.people.tests import factories

pytestmark = pytest.mark.django_db


@family_page(Permission.SEE_FAMILIES)
def a_family(request, family, refuse=False):
    if refuse:
        raise NotAllowed
    names = PersonKnownAs.objects.visible_to(request.user).values_list("name", flat=True)
    return HttpResponse(f"{family.pk} {request.basis.level} {len(names)}")


@families_page(Permission.SEE_FAMILIES)
def families(request, refuse=False):
    if refuse:
        raise NotAllowed
    return HttpResponse(str(PersonKnownAs.objects.visible_to(request.user).count()))


@pytest.fixture
def smiths():
    return factories.smith_family()


@pytest.fixture
def ask(rf):
    def asked(view, user, **rest):
        request = rf.get("/families/")
        request.user = user
        scope.close()
        return view(request, **rest)

    return asked


def test_the_page_of_a_family_shows_that_family_alone(smiths, ask):
    other = factories.smith_family(lead_team=smiths.team, boss=smiths.manager)
    assert ask(a_family, smiths.manager, family_id=other.id).content == f"{other.id} full 4".encode()
    assert ask(families, smiths.manager).content == b"8"


@pytest.mark.parametrize("stranger", ["key_worker", "manager", "partner", "administrator", "practice_lead", "parent"])
def test_a_family_of_others_is_not_there(smiths, ask, stranger):
    with pytest.raises(Http404):
        ask(a_family, getattr(factories, stranger)(), family_id=smiths.id)


def test_a_family_that_never_was_is_not_there(smiths, ask):
    with pytest.raises(Http404):
        ask(a_family, smiths.manager, family_id=smiths.id + 1000)


def test_what_is_not_allowed_is_not_there(smiths, ask):
    with pytest.raises(Http404):
        ask(a_family, smiths.manager, family_id=smiths.id, refuse=True)
    with pytest.raises(Http404):
        ask(families, smiths.manager, refuse=True)


def test_a_stranger_is_sent_to_sign_in(smiths, ask):
    for view, rest in ((a_family, {"family_id": smiths.id}), (families, {})):
        assert ask(view, AnonymousUser(), **rest).status_code == 302


def test_own_record_does_not_open_the_family_page(smiths, ask):
    """Even for a role that may see families: one's own record is another page."""
    katie = factories.parent()
    with scope.acting_as(smiths.manager):
        actions.link_account(
            by=smiths.manager, family_id=smiths.id, person_id=smiths.people["Katie Smith"], user=katie, at=clock.now()
        )
    katie.role = "key_worker"
    katie.save(update_fields=["role"])
    with pytest.raises(Http404):
        ask(a_family, katie, family_id=smiths.id)
