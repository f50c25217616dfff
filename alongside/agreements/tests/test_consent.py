"""Consent opens what a partner may know and closes it; the wall holds beneath every page."""

from datetime import timedelta

import pytest
from django.db import connection, transaction

from alongside.access import scope
from alongside.agreements import actions, queries
from alongside.agreements.rules.consent import GIVEN, REFUSED
from alongside.agreements.tests.factories import (
    consent,
    families_open_to,
    holds,
    known_to,
    school,
    withdraw,
    wrote,
)
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.kit.refusals import AlreadyCorrected, NotAllowed, Unacceptable
from alongside.people import actions as people
from alongside.people import queries as known
from alongside.timeline import actions as timeline
from alongside.timeline import queries as entries
from alongside.timeline.models import Entry
from alongside.timeline.rules import Audience, Happened, Nature, NewEntry, Part
from alongside.timeline.tests.factories import account, smith_family

pytestmark = pytest.mark.django_db
AMYS, LIAMS, BOTH, ABOUT_LIAM = "Amy-canary-71", "Liam-canary-72", "Both-canary-73", "Mentioned-canary-74"


@pytest.fixture
def father(smiths):
    with scope.acting_as(smiths.worker):
        dean = people.add_person(
            by=smiths.worker, family_id=smiths.family.pk, at=clock.now() - timedelta(days=39), name="Dean",
            role="father", in_household=False,
        )  # fmt: skip
    holds(smiths, dean.person_id, smiths.amy)
    return dean.person_id


def covered_by_access(smiths, user):
    with scope.acting_as(smiths.worker):
        rows = known.partner_access(smiths.family.pk, smiths.worker, clock.now())
    return set().union(*(row.covers for row in rows if row.user_id == user.pk))


def rebuilt(smiths):
    """Partners' access, made anew from consents and helpers."""
    with scope.acting_as(smiths.worker):
        now = clock.now()
        found = queries.consents(smiths.family.pk, smiths.worker, now)
        wanted = {
            (grant.helper_id, grant.user_id, grant.basis, grant.deed_id, grant.covers, grant.until)
            for grant in queries.grants(found, now)
            if grant.since <= now
        }
        standing = {
            (row.helper_id, row.user_id, row.basis, row.basis_id, row.covers, row.until)
            for row in known.partner_access(smiths.family.pk, smiths.worker, now)
        }
    return wanted, standing


def test_a_helper_from_another_agency_sees_nothing_until_somebody_agrees(smiths, hill) -> None:
    wrote(smiths, AMYS, (smiths.amy, Part.SAID))
    assert families_open_to(hill.rao) == 0
    consent(smiths, hill.to, smiths.amy)
    assert families_open_to(hill.rao) == 1
    assert known_to(hill.rao) == {AMYS}


def test_an_entry_shows_when_everyone_it_is_about_is_covered(smiths, hill) -> None:
    wrote(smiths, AMYS, (smiths.amy, Part.SAID))
    wrote(smiths, LIAMS, (smiths.liam, Part.SAID))
    wrote(smiths, BOTH, (smiths.amy, Part.SEEN), (smiths.liam, Part.SEEN))
    wrote(smiths, ABOUT_LIAM, (smiths.amy, Part.SAID), (smiths.liam, Part.MENTIONED))
    wrote(smiths, "team-canary", (smiths.amy, Part.SAID), audience=Audience.TEAM)
    consent(smiths, hill.to, smiths.amy)
    assert known_to(hill.rao) == {AMYS, ABOUT_LIAM}
    consent(smiths, hill.to, smiths.liam)
    assert known_to(hill.rao) == {AMYS, ABOUT_LIAM, LIAMS, BOTH}


def test_nothing_that_hangs_on_a_hidden_entry_shows(smiths, hill) -> None:
    hidden = wrote(smiths, LIAMS, (smiths.liam, Part.SAID))
    shown = wrote(smiths, AMYS, (smiths.amy, Part.SAID), (smiths.liam, Part.MENTIONED))
    consent(smiths, hill.to, smiths.amy)
    with scope.acting_as(hill.rao), connection.cursor() as cursor:
        for table in ("entry_text", "entry_about", "entry_helper", "entry_content"):
            cursor.execute(f"SELECT count(*) FROM {table} WHERE entry_id = %s", [hidden.pk])
            assert cursor.fetchone() == (0,), table
        cursor.execute("SELECT person_id FROM entry_about WHERE entry_id = %s", [shown.pk])
        assert cursor.fetchall() == [(smiths.amy,)]
        cursor.execute("SELECT count(*) FROM due")
        assert cursor.fetchone() == (0,)
        assert set(known.names_of(smiths.family.pk, hill.rao).values()) == {"Amy"}
        cursor.execute("SELECT set_config('app.covered', '', true)")
        assert not entries.page(smiths.family.pk, hill.rao).deeds


def test_a_correction_about_somebody_not_covered_takes_the_version_before_with_it(smiths, hill) -> None:
    first = wrote(smiths, AMYS, (smiths.amy, Part.SAID))
    consent(smiths, hill.to, smiths.amy)
    assert known_to(hill.rao) == {AMYS}
    with scope.acting_as(smiths.worker):
        about = [(smiths.amy, Part.SAID), (smiths.liam, Part.SAID)]
        told = NewEntry(first.kind, Nature.VOICE, {"name": "Both"}, about, supersedes_id=first.pk)
        timeline.record(
            by=smiths.worker, deed_id=uuid7(), **smiths.where, at=clock.now(), happened=Happened.day(clock.today()),
            entries=[told],
        )  # fmt: skip
    assert known_to(hill.rao) == set()


def test_taking_it_back_closes_it_at_the_next_request(smiths, hill) -> None:
    wrote(smiths, AMYS, (smiths.amy, Part.SAID))
    yes = consent(smiths, hill.to, smiths.amy, smiths.liam)
    withdraw(smiths, yes, smiths.liam)
    assert covered_by_access(smiths, hill.rao) == {smiths.amy}
    withdraw(smiths, yes, smiths.amy)
    assert families_open_to(hill.rao) == 0
    assert known_to(hill.rao) == set()


def test_taking_back_what_was_taken_back_meanwhile_says_so(smiths, hill) -> None:
    yes = consent(smiths, hill.to, smiths.amy)
    first = withdraw(smiths, yes, smiths.amy)
    with pytest.raises(AlreadyCorrected) as collision:
        withdraw(smiths, yes, smiths.amy)
    assert collision.value.theirs == first[0].deed_id


def test_a_yes_said_to_have_never_been_closes_at_once(smiths, hill) -> None:
    yes = consent(smiths, hill.to, smiths.amy)
    with scope.acting_as(smiths.worker):
        timeline.retract(
            by=smiths.worker, family_id=smiths.family.pk, entry_ids=[yes[0].pk], why="The wrong family",
            at=clock.now(), deed_id=uuid7(),
        )  # fmt: skip
    assert families_open_to(hill.rao) == 0


def test_it_closes_by_itself_after_its_last_day(smiths, hill) -> None:
    consent(smiths, hill.to, smiths.amy, until=clock.today() + timedelta(days=2))
    with transaction.atomic():
        assert scope.open_families(hill.rao, at=clock.now() + timedelta(days=2)) == 1
        assert scope.open_families(hill.rao, at=clock.at(clock.today() + timedelta(days=3))) == 0


def test_who_helps_no_longer_sees_no_longer_whatever_was_agreed(smiths, hill) -> None:
    consent(smiths, hill.to, smiths.amy)
    with scope.acting_as(smiths.worker):
        people.end_helper(by=smiths.worker, helper=hill.helper, at=clock.now())
    assert families_open_to(hill.rao) == 0


def test_who_joins_later_under_an_agreement_that_stands_is_let_in_then(smiths, hill) -> None:
    consent(smiths, hill.to, smiths.amy)
    colleague = account("partner")
    with scope.acting_as(smiths.worker):
        people.add_helper(
            by=smiths.worker, family_id=smiths.family.pk, involvement=smiths.involvement, role="school",
            user=colleague, agency=hill.agency, at=clock.now(),
        )  # fmt: skip
    assert families_open_to(colleague) == 0
    with scope.acting_as(smiths.worker):
        assert actions.settle_access(by=smiths.worker, family_id=smiths.family.pk, at=clock.now()) == 1
        assert actions.settle_access(by=smiths.worker, family_id=smiths.family.pk, at=clock.now()) == 0
    assert families_open_to(colleague) == 1


def test_the_fathers_no_stops_it_for_his_child_and_goes_to_the_manager(smiths, hill, father) -> None:
    consent(smiths, hill.to, smiths.amy, smiths.liam)
    no = consent(smiths, hill.to, smiths.amy, by=father, kind=REFUSED, words="Not the school.")
    assert covered_by_access(smiths, hill.rao) == {smiths.liam}
    assert [row.kind for row in no] == ["agreements.consent_refused", "agreements.to_look_at"]
    with scope.acting_as(smiths.manager):
        due = entries.what_is_due(smiths.family.pk, smiths.manager, clock.now())
        line = next(line for line in due if line.model_id == "agreements.to_look_at")
        assert line.owner_id is not None
        actions.look_at(
            by=smiths.manager, deed_id=uuid7(), family_id=smiths.family.pk, entry_id=no[1].pk, note="Rang both.",
            at=clock.now(),
        )  # fmt: skip
        due = entries.what_is_due(smiths.family.pk, smiths.manager, clock.now())
        assert not [line for line in due if line.model_id == "agreements.to_look_at"]
        with pytest.raises(AlreadyCorrected):
            actions.look_at(
                by=smiths.manager, deed_id=uuid7(), family_id=smiths.family.pk, entry_id=no[1].pk, note="Again",
                at=clock.now(),
            )  # fmt: skip


def test_a_yes_after_the_other_parents_no_goes_to_the_manager_too(smiths, hill, father) -> None:
    consent(smiths, hill.to, smiths.amy, by=father, kind=REFUSED)
    yes = consent(smiths, hill.to, smiths.amy)
    assert [row.kind for row in yes] == ["agreements.consent_given", "agreements.to_look_at"]
    assert families_open_to(hill.rao) == 0


def test_a_child_able_to_decide_closes_it_for_themselves(smiths, hill) -> None:
    consent(smiths, hill.to, smiths.amy)
    consent(smiths, hill.to, smiths.amy, by=smiths.amy, kind=REFUSED, able=True, capacity="She told it back")
    assert families_open_to(hill.rao) == 0


def test_an_objection_by_somebody_who_does_not_decide_changes_nothing_but_is_looked_at(smiths, hill) -> None:
    consent(smiths, hill.to, smiths.amy)
    objection = consent(smiths, hill.to, smiths.katie, smiths.amy, by=smiths.liam, kind=REFUSED)
    assert families_open_to(hill.rao) == 1
    assert objection[-1].kind == "agreements.to_look_at"


@pytest.mark.parametrize("who", ["nobody holds it", "a child not able", "another adult"])
def test_a_yes_by_whoever_does_not_decide_is_refused(smiths, hill, father, who) -> None:
    said = {
        "nobody holds it": {"by": father, "about": [smiths.liam]},
        "a child not able": {"by": smiths.amy, "about": [smiths.amy]},
        "another adult": {"by": smiths.katie, "about": [father]},
    }[who]
    with pytest.raises(Unacceptable):
        consent(smiths, hill.to, *said["about"], by=said["by"])
    assert families_open_to(hill.rao) == 0


def test_days_that_cannot_be_are_refused(smiths, hill) -> None:
    today = clock.today()
    for days in (
        {"until": today - timedelta(days=9)}, {"on": today + timedelta(days=1)}, {"on": today - timedelta(days=3000)},
    ):  # fmt: skip
        with pytest.raises(Unacceptable):
            consent(smiths, hill.to, smiths.katie, **days)


def test_what_somebody_said_is_kept_word_for_word_and_read_by_our_own_staff(smiths, hill) -> None:
    words = "Yes. “But not  the bit about Liam’s dad” 👩‍👧\n"
    (entry,) = consent(smiths, hill.to, smiths.amy, words=words)
    assert entry.audience == "team"
    assert entry.sentence == "Katie said yes: Hill Primary may know what concerns Amy."
    assert words in known_to(smiths.worker)
    assert words not in known_to(hill.rao)


def test_partners_access_is_what_consents_and_helpers_say(smiths, hill, father) -> None:
    other = school(smiths, "Canal Clinic")
    yes = consent(smiths, hill.to, smiths.amy, smiths.liam, smiths.katie)
    consent(smiths, other.to, smiths.katie, until=clock.today() + timedelta(days=5))
    steps = (
        lambda: None,
        lambda: withdraw(smiths, yes, smiths.liam),
        lambda: consent(smiths, hill.to, smiths.amy, by=father, kind=REFUSED),
        lambda: consent(smiths, hill.to, smiths.amy, by=father, kind=GIVEN, on=clock.today(), now=True),
        lambda: consent(smiths, other.to, smiths.amy, since=clock.today() + timedelta(days=3)),
    )
    for step in steps:
        step()
        wanted, standing = rebuilt(smiths)
        assert wanted == standing
        assert wanted


def test_nobody_but_our_own_staff_records_what_was_said(smiths, hill) -> None:
    yes = consent(smiths, hill.to, smiths.amy)
    for stranger in (account("key_worker"), hill.rao, account("parent")):
        with scope.acting_as(stranger), pytest.raises(NotAllowed):
            actions.withdraw_consent(
                by=stranger, deed_id=uuid7(), family_id=smiths.family.pk, withdraws=yes[0].deed_id,
                about=(smiths.amy,), words="", at=clock.now(),
            )  # fmt: skip
        with scope.acting_as(stranger), pytest.raises(NotAllowed):
            actions.settle_access(by=stranger, family_id=smiths.family.pk, at=clock.now())


def test_somebody_of_another_family_is_no_part_of_it(smiths, hill) -> None:
    others = smith_family(clock.now() - timedelta(days=40))
    with pytest.raises(NotAllowed):
        consent(smiths, hill.to, others.amy)
    with pytest.raises(NotAllowed):
        consent(smiths, hill.to, smiths.amy, by=others.katie)
    assert Entry.objects.filter(kind=GIVEN).count() == 0
