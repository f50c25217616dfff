"""The demonstration is made whole, from whatever day it is loaded on, and obeys the record like anything else."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

import pytest
from django.db import connection, transaction

from alongside.access import queries as access
from alongside.access import scope
from alongside.access.models import User
from alongside.access.rules import ROLES
from alongside.demo.actions import load_demonstration
from alongside.demo.rules import ACCOUNTS
from alongside.kit import clock
from alongside.kit.refusals import Unacceptable
from alongside.people import queries as people
from alongside.people.models import Family, FamilyAccess, Helper, Membership, PersonFact, PersonKnownAs, Relationship
from alongside.timeline import queries as timeline
from alongside.timeline.models import Entry

DAYS = {
    "an ordinary Wednesday": date(2026, 11, 25),
    "the last day of February in a leap year": date(2028, 2, 29),
    "the Sunday on which clocks go forward": date(2026, 3, 29),
}


@dataclass(frozen=True)
class Loaded:
    """A demonstration as it stands on the day it was made."""

    at: datetime
    accounts: dict[str, User]

    @property
    def today(self) -> date:
        return self.at.date()

    def family(self, name: str) -> int:
        with scope.acting_as(self.accounts["Denise Abara"]):
            return int(Family.objects.get(name=name).pk)


@pytest.fixture(scope="module", params=DAYS.values(), ids=list(DAYS))
def loaded(request, django_db_setup, django_db_blocker) -> Iterator[Loaded]:
    """One load for each day, shared because it takes seconds, and undone afterwards."""
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        patch.setenv("ALONGSIDE_TODAY", request.param.isoformat())
        with connection.cursor() as cursor:
            cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
            assert cursor.fetchone() == (False,)
        moment = clock.now()
        load_demonstration(by=None, at=moment, say=lambda _: None)
        yield Loaded(moment, {user.name: user for user in access.demonstration_accounts()})
        transaction.set_rollback(True)


@pytest.fixture
def everything(loaded) -> Iterator[User]:
    """The manager, who sees every family of the demonstration."""
    manager = loaded.accounts["Denise Abara"]
    with scope.acting_as(manager):
        yield manager


def test_every_role_has_somebody_who_signs_in(loaded):
    assert {user.role for user in loaded.accounts.values()} == set(ROLES)
    assert len(loaded.accounts) == len(ACCOUNTS)


def test_accounts_say_when_they_were_really_made(loaded):
    assert {user.added_at for user in loaded.accounts.values()} == {loaded.at}
    assert access.demonstration_loaded_on() == loaded.today


def test_the_robbins_family_has_seven_children(loaded, everything):
    children = people.children_of(loaded.family("Robbins"), everything, loaded.today)
    assert [(line.name.split()[0], line.age) for line in children] == [
        ("Callum", "14"), ("Reece", "14"), ("Tia", "10"), ("Jay", "7"), ("Macy", "4"), ("Alfie", "2"),
        ("Rosie", "9 months"),
    ]  # fmt: skip


def test_nothing_is_dated_after_the_moment_of_loading(loaded, everything):
    entries = Entry.objects.all()
    assert entries.count() > 100
    assert not entries.filter(happened_to__gt=loaded.today).exists()
    assert not entries.filter(recorded_at__gt=loaded.at).exists()
    for table in (Membership, PersonKnownAs, PersonFact, Relationship):
        assert not table.objects.filter(during__startswith__gt=loaded.today).exists()
    for table in (FamilyAccess, Helper):
        assert not table.objects.filter(during__startswith__gt=loaded.at).exists()


def test_everything_that_was_told_can_be_opened(loaded, everything):
    deeds = Entry.objects.live().values_list("family_id", "deed_id").distinct()
    for family_id, deed_id in deeds:
        assert timeline.deed(everything, family_id, deed_id) is not None


def test_who_sees_each_family_is_what_the_reasons_say(loaded, everything):
    for family_id in Family.objects.values_list("pk", flat=True):
        standing = people.access_standing(family_id, everything, loaded.at)
        assert standing == people.access_from_bases(family_id, everything, loaded.at)


def test_what_is_stored_as_due_is_what_the_entries_say(loaded, everything):
    computed = [
        line
        for family_id in Family.objects.values_list("pk", flat=True)
        for line in timeline.what_is_due(family_id, everything, loaded.at)
        if line.state != "hold"
    ]
    stored = timeline.due_for_user(everything, loaded.at, limit=1000)
    assert {_due(line) for line in stored} == {_due(line) for line in computed}


def _due(line) -> tuple[object, ...]:
    return line.family_id, line.model_id, line.clock_id, line.subject_name, line.due_on, line.state


def test_joanne_has_something_late_and_something_due_soon(loaded):
    joanne = loaded.accounts["Joanne Mercer"]
    with scope.acting_as(joanne):
        states = {(line.family_name, line.state) for line in timeline.due_for_user(joanne, loaded.at)}
    assert ("Robbins", "late") in states
    assert ("Smith", "soon") in states


def test_who_took_over_sees_the_family_and_who_left_does_not(loaded):
    assert _sees(loaded, "Joanne Mercer") == {"Robbins", "Smith"}
    assert _sees(loaded, "Priya Nair") == {"Doyle"}


def test_the_other_team_and_those_without_a_family_see_none(loaded):
    for name in ("Colin Frost", "Ms Spragg", "Ms Treadwell", "Harriet Cole", "Owen Reid", "Farah Aziz", "Mark Tully"):
        assert _sees(loaded, name) == set()


def _sees(loaded: Loaded, name: str) -> set[str]:
    user = loaded.accounts[name]
    with scope.acting_as(user):
        return {family.name for family in Family.objects.visible_to(user)}


def test_grandparents_and_sisters_follow_from_who_is_whose_parent(loaded, everything):
    lines = people.ties_of(loaded.family("Robbins"), everything)
    names = people.names_of(loaded.family("Robbins"), everything)
    derived = {(names[line.from_id], line.kind, names[line.to_id]) for line in lines if line.derived}
    assert ("Maureen Robbins", "grandparent", "Tia Robbins") in derived
    assert ("Sonia’s mum", "grandparent", "Rosie Robbins") in derived
    assert {("Dawn Pike", "sibling", "Sonia Robbins"), ("Sonia Robbins", "sibling", "Dawn Pike")} & derived


def test_katie_reads_what_is_shared_with_her_and_not_what_amy_keeps(loaded):
    katie, amy = loaded.accounts["Katie Smith"], loaded.accounts["Amy Smith"]
    with scope.acting_as(katie):
        hers = timeline.own_entries(katie)
    with scope.acting_as(amy):
        amys = timeline.own_entries(amy)
    assert {line.entry.family_id for line in [*hers, *amys]} == {loaded.family("Smith")}
    assert {line.entry.audience for line in [*hers, *amys]} == {"family"}
    assert [line.entry.kind for line in hers] == ["visits.direct_work", "visits.visit"]
    assert {line.entry.kind for line in amys} == {"visits.direct_work", "visits.child_said"}


def test_a_second_load_is_refused(loaded):
    with pytest.raises(Unacceptable, match="has accounts already"):
        load_demonstration(by=None, at=loaded.at, say=lambda _: None)
