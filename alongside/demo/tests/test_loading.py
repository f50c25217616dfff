"""The demonstration is made whole, from whatever day it is loaded on, and obeys the record like anything else."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import pytest
from django.db import connection

from alongside.access import queries as access
from alongside.access import scope
from alongside.access.models import User
from alongside.access.rules import ROLES
from alongside.agreements import queries as agreements
from alongside.assessments import queries as assessments
from alongside.demo.actions import load_demonstration
from alongside.demo.rules import ACCOUNTS
from alongside.endings import queries as endings
from alongside.kit.refusals import Unacceptable
from alongside.people import queries as people
from alongside.people.models import Family, FamilyAccess, Helper, Membership, PersonFact, PersonKnownAs, Relationship
from alongside.plans import queries as plans
from alongside.timeline import queries as timeline
from alongside.timeline.models import Entry
from tests.demonstration import demonstration

DAYS = {
    "an ordinary Wednesday": date(2026, 11, 25),
    "the Sunday on which clocks go forward": date(2026, 3, 29),
    # The whole of it takes a minute: `just prove` has time for it.
    **({"the last day of February in a leap year": date(2028, 2, 29)} if os.environ.get("ALONGSIDE_PROVE") else {}),
}

STANDS = {
    "Smith": "assessment", "Robbins": "reviews", "Doyle": "closure", "Hale": "referral", "Hartley": "first_review",
    "Williams": "support", "Bexon": "closure", "Sadler": "support", "Delaney": "closure", "Okoye": "referral_meeting",
}  # fmt: skip
JOURNEY = {
    "agreements.partnership_agreed", "agreements.said_of_agreement", "agreements.agencies_agreed",
    "agreements.consent_given", "agreements.consent_refused", "agreements.to_look_at", "agreements.looked_at",
    "assessments.risk_assessed", "assessments.started", "assessments.section_answered", "assessments.view_given",
    "assessments.completed", "assessments.agreed", "meetings.planned", "meetings.held", "meetings.view_given",
    "meetings.prepared", "meetings.minutes_given", "meetings.team_agreed", "plans.part_written", "plans.drafted",
    "plans.answered", "plans.put_in_force", "plans.went_on", "plans.action_agreed", "plans.action_done",
    "plans.reviewed", "plans.scaled", "plans.change_stage_seen", "visits.planned", "endings.exit_planned",
    "endings.journey_reviewed", "endings.said_at_the_end", "plans.safety_plan", "plans.safety_tried_out",
    "endings.letter_given",
}  # fmt: skip
"""What the families show between them."""


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
    """One load for each day, shared because it takes seconds."""
    with django_db_blocker.unblock():
        with connection.cursor() as cursor:
            cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
            assert cursor.fetchone() == (False,)
        with demonstration(request.param) as moment:
            yield Loaded(moment, {user.name: user for user in access.demonstration_accounts()})


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


def test_joanne_has_two_late_things_and_several_due_soon(loaded):
    joanne = loaded.accounts["Joanne Mercer"]
    with scope.acting_as(joanne):
        lines = timeline.due_for_user(joanne, loaded.at, limit=1000)
    assert {(line.family_name, line.name) for line in lines if line.state == "late"} == {
        ("Robbins", "Spend time with the family"), ("Robbins", "Mend the window and the damp in the twins’ room"),
    }  # fmt: skip
    assert len([line for line in lines if line.state == "soon"]) >= 3
    assert ("Smith", "Hold the first multi-agency review") in {
        (line.family_name, line.name) for line in lines if line.state == "soon"
    }


def test_who_took_over_sees_the_family_and_who_left_does_not(loaded):
    assert _sees(loaded, "Joanne Mercer") == {"Robbins", "Smith"}
    assert _sees(loaded, "Priya Nair") == {"Doyle"}


def test_the_other_team_and_those_without_a_family_see_none(loaded):
    for name in ("Colin Frost", "Ms Treadwell", "Harriet Cole", "Owen Reid", "Farah Aziz", "Mark Tully"):
        assert _sees(loaded, name) == set()


def _sees(loaded: Loaded, name: str) -> set[str]:
    user = loaded.accounts[name]
    with scope.acting_as(user):
        return {family.name for family in Family.objects.visible_to(user)}


def test_each_family_stands_where_its_deeds_brought_it(loaded, everything):
    stages = timeline.stages_of([loaded.family(name) for name in STANDS], everything)
    assert {name: stages[loaded.family(name)].stage_id for name in STANDS} == STANDS


def test_ms_spragg_reads_what_katie_agreed_to_and_nothing_more(loaded, everything):
    smiths = loaded.family("Smith")
    names = {name: person for person, name in people.names_of(smiths, everything).items()}
    covered = {names["Katie Smith"], names["Amy Smith"]}
    outside = [each for each in timeline.opened_outside(smiths, everything) if each.entry.pk in _live_of(smiths)]
    kept = {each.strand_id for each in people.kept_from_partners(smiths, everything) if each.until is None}
    wanted = {
        each.entry.pk for each in outside if each.about and each.about <= covered and each.entry.strand_id not in kept
    }
    assert any(each.entry.strand_id in kept and each.about <= covered for each in outside)
    assert any(names["Liam Smith"] in each.about for each in outside)
    spragg = loaded.accounts["Ms Spragg"]
    with scope.acting_as(spragg):
        shown = list(Entry.objects.visible_to(spragg))
    assert {entry.pk for entry in shown} == wanted
    assert {entry.audience for entry in shown} == {"around", "family"}
    assert _sees(loaded, "Ms Spragg") == {"Smith"}


def _live_of(family_id: int) -> set[UUID]:
    return set(Entry.objects.live().filter(family_id=family_id).values_list("pk", flat=True))


def test_katie_said_no_once_and_geoff_came_round(loaded, everything):
    smiths, robbins = loaded.family("Smith"), loaded.family("Robbins")
    stands = {
        (recipient.name, line.name): line.stand.value
        for family_id in (smiths, robbins)
        for recipient in agreements.overview(Family.objects.get(pk=family_id), everything, loaded.at).recipients
        for line in recipient.lines
    }
    assert stands["Little Oaks Nursery", "Katie"] == "no"
    assert stands["Little Oaks Nursery", "Liam"] == "open"
    assert stands["Brookfield Academy", "Callum"] == "open"


def test_the_smith_assessment_is_on_its_way_and_shows_what_weighs(loaded, everything):
    page = assessments.overview(everything, loaded.family("Smith"), loaded.today)
    assert page.assessment.started.agreed
    assert not page.assessment.versions
    reached = {(each.prompt.id, len(each.facts)) for each in page.noticed if each.reached}
    assert reached == {("multiple_disadvantage", 4), ("families_at_risk", 5)}
    assert {view.whose for view in page.assessment.views} == {"Katie", "Hillview Primary"}


def test_the_robbins_assessment_is_complete_and_not_everybody_could_answer(loaded, everything):
    page = assessments.overview(everything, loaded.family("Robbins"), loaded.today)
    answers = {each.whose: each.answer for each in page.assessment.answers_to(1)}
    assert (answers["Sonia"], answers["Callum"], answers["Macy"]) == ("yes", "no", "could_not")


def test_one_plan_stands_and_the_next_waits_for_geoff(loaded, everything):
    page = plans.plan_page(people.family(everything, loaded.family("Robbins")), everything, loaded.at)
    assert (page.current.number, page.newest.number) == (1, 2)
    assert page.current.refusers == ["Callum"]
    assert page.current.why
    asked = {each.name: each.answer for each in page.asked(page.newest)}
    assert asked["Sonia"].answer == "yes"
    assert asked["Geoff"] is None
    assert page.newest.plan.goals[1].smaller_because
    ended = {line.how for line in page.actions if not line.is_open}
    assert ended == {"done", "partly", "not_done"}


def test_somebody_fell_back_and_the_line_goes_up_and_down(loaded, everything):
    robbins = loaded.family("Robbins")
    values = [
        entry.facts["value"]
        for entry in Entry.objects.live().filter(family_id=robbins, kind="plans.scaled").order_by("happened_on", "id")
        if entry.facts["name"] == "Callum"
    ]
    assert values == [2, 4, 6, 5]
    stages = Entry.objects.live().filter(family_id=robbins, kind="plans.change_stage_seen").order_by("happened_on")
    assert [entry.subtype for entry in stages] == ["contemplation", "action", "relapse"]


def test_the_doyles_had_a_good_ending(loaded, everything):
    checks, signs = endings.checklist(loaded.family("Doyle"), everything, loaded.at)
    assert [check.id for check in checks if not check.there] == []
    assert signs == []


def test_what_comes_next_is_planned(loaded, everything):
    smiths = loaded.family("Smith")
    planned = Entry.objects.live().filter(family_id=smiths, kind__in=["visits.planned", "meetings.planned"])
    days = sorted(entry.facts["day"] for entry in planned if entry.facts["day"] >= loaded.today.isoformat())
    assert len(days) == 2


def test_every_kind_of_deed_of_the_whole_journey_is_there(loaded, everything):
    told = set(Entry.objects.live().values_list("kind", flat=True))
    assert JOURNEY - told == set()


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
        hers = timeline.own_entries(katie).lines
    with scope.acting_as(amy):
        amys = timeline.own_entries(amy).lines
    assert {line.entry.family_id for line in [*hers, *amys]} == {loaded.family("Smith")}
    assert {line.entry.audience for line in [*hers, *amys]} == {"family"}
    agreement = "agreements.partnership_agreed"
    assert [line.entry.kind for line in hers] == ["visits.direct_work", "plans.safety_plan", agreement, "visits.visit"]
    assert {line.entry.kind for line in amys} == {
        "visits.direct_work", "visits.child_said", "plans.safety_plan", agreement,
    }  # fmt: skip


def test_a_second_load_is_refused(loaded):
    with pytest.raises(Unacceptable, match="has accounts already"):
        load_demonstration(by=None, at=loaded.at, say=lambda _: None)
