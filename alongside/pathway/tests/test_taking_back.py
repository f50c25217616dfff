"""What was recorded of people and helpers and did not happen: what followed from it is undone, or it says what puts it
right.
"""

import random
from datetime import timedelta

import pytest
from django.urls import reverse

from alongside.access import scope
from alongside.agreements import actions as agreements
from alongside.agreements.rules.consent import Recipient
from alongside.agreements.tests.factories import consent, families_open_to, holds, known_to, wrote
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.kit.refusals import Unacceptable
from alongside.pathway import actions
from alongside.pathway.tests import factories
from alongside.people import actions as people
from alongside.people import queries as known
from alongside.timeline import actions as timeline
from alongside.timeline import queries
from alongside.timeline.kinds import all_kinds
from alongside.timeline.rules import Audience, Happened, Nature, NewEntry, Part
from alongside.timeline.tests.factories import account, smith_family
from alongside.timeline.tests.test_pages.given import address, look, posted, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def smiths():
    """The Smiths with their key worker; Katie holds parental responsibility for Amy, and has a sign-in."""
    found = smith_family(clock.now() - timedelta(days=40))
    with scope.acting_as(found.manager):
        timeline.record(
            by=found.manager, deed_id=uuid7(), **found.where, at=clock.now(),
            happened=Happened.day(clock.today() - timedelta(days=39)),
            entries=[
                NewEntry(kind, Nature.PROCESS, {"name": found.worker.name})
                for kind in ("pathway.accepted", "pathway.allocated")
            ],
        )  # fmt: skip
    holds(found, found.katie, found.amy)
    return found


@pytest.fixture
def katie(smiths):
    user = account("parent")
    with scope.acting_as(smiths.worker):
        people.link_account(
            by=smiths.worker, family_id=smiths.family.pk, person_id=smiths.katie, user=user, at=clock.now()
        )
    return user


def done(smiths, action, *, by=None, **given):
    by = by or smiths.worker
    with scope.acting_as(by):
        return action(by=by, family_id=smiths.family.pk, deed_id=uuid7(), at=clock.now(), **given)


def newest(smiths, kind: str):
    with scope.acting_as(smiths.manager):
        return queries.told(smiths.family.pk, smiths.manager, [kind])[0].entry


def taken_back(client, smiths, kind: str, by=None):
    """Our worker says on the entry's own page that it did not happen."""
    entry = newest(smiths, kind)
    by = by or smiths.worker
    assert "It did not happen" in look(client, by, address(smiths, "entry", entry.pk))
    answer = posted(client, by, address(smiths, "retract", entry.pk), why="It was another family.")
    assert answer.status_code == 302
    return entry


def decides_for_liam(smiths) -> None:
    done(
        smiths, actions.record_responsibility, child_id=smiths.liam, basis="mother", holder_person_id=smiths.katie,
        since=clock.today() - timedelta(days=500),
    )  # fmt: skip


def spragg_joins(smiths):
    """Ms Spragg of a school, who signs in here."""
    spragg = account("partner")
    helper = done(
        smiths, actions.helper_joins, role="school", name="", agency=f"School {spragg.sign_in_name}", user=spragg
    )
    return spragg, helper


def status(client, user, smiths) -> int:
    client.force_login(user)
    return client.get(address(smiths, "page")).status_code


def test_who_was_said_wrongly_to_hold_parental_responsibility_decides_and_reads_no_more(smiths, katie, client) -> None:
    decides_for_liam(smiths)
    spragg, helper = spragg_joins(smiths)
    to = _agency(helper)
    consent(smiths, to, smiths.liam, on=clock.today())
    wrote(smiths, "Liam-canary", (smiths.liam, Part.SAID), audience=Audience.FAMILY)
    assert "Liam-canary" in known_to(katie)
    assert status(client, spragg, smiths) == 200

    taken_back(client, smiths, "pathway.responsibility_recorded")

    assert "Liam-canary" not in known_to(katie)
    assert status(client, spragg, smiths) == 404
    with pytest.raises(Unacceptable):
        consent(smiths, to, smiths.liam, on=clock.today())
    with scope.acting_as(smiths.worker):
        lines = known.responsibilities_of(smiths.family.pk, smiths.worker, clock.today(), ever=True)
    assert [line.child_id for line in lines] == [smiths.amy]
    decides_for_liam(smiths)


def test_who_did_not_begin_to_help_reads_nothing_from_the_next_request_on(smiths, client) -> None:
    spragg, helper = spragg_joins(smiths)
    consent(smiths, _agency(helper), smiths.amy, on=clock.today())
    wrote(smiths, "Amy-canary", (smiths.amy, Part.SAID))
    assert "Amy-canary" in known_to(spragg)
    assert status(client, spragg, smiths) == 200

    taken_back(client, smiths, "pathway.helper_joined")

    assert status(client, spragg, smiths) == 404
    assert families_open_to(spragg) == 0
    helpers = look(client, smiths.worker, reverse("pathway:helper_joins", args=[smiths.family.pk]))
    assert spragg.name not in helpers.partition("Who helps now")[2]


def test_a_senior_key_worker_who_was_never_there_sees_the_family_no_more_and_the_key_worker_stays(client) -> None:
    one = factories.accepted()
    one.allocate(senior=one.senior)
    with scope.acting_as(one.manager):
        joined = queries.told(one.family_id, one.manager, ["pathway.helper_joined"])[0].entry
    where = reverse("timeline:retract", args=[one.family_id, joined.pk])
    assert "The whole of it" not in look(client, one.manager, where)

    assert posted(client, one.manager, where, why="She was ill.").status_code == 302

    assert not one.sees(one.senior)
    assert one.sees(one.worker)


def test_a_key_worker_is_never_taken_from_a_family_by_what_did_not_happen(smiths) -> None:
    with scope.acting_as(smiths.manager):
        helper = known.key_worker_of(smiths.family.pk, smiths.manager, clock.now())
        timeline.record(
            by=smiths.manager, deed_id=uuid7(), **smiths.where, at=clock.now(), happened=Happened.day(clock.today()),
            entries=[
                NewEntry(
                    "pathway.helper_joined", Nature.PROCESS,
                    {"name": smiths.worker.name, "role": "key worker", "row": str(helper.pk)},
                )
            ],
        )  # fmt: skip
    with pytest.raises(Unacceptable, match="not left without its key worker"):
        _retract(smiths, newest(smiths, "pathway.helper_joined"))
    assert families_open_to(smiths.worker) == 1


def test_an_address_that_was_of_another_family_is_gone_and_the_one_before_stands_again(smiths, client) -> None:
    for value in ("4 Mill Lane", "9 Canal Side"):
        done(smiths, actions.record_fact, person_id=smiths.katie, kind="address", value=value)
    assert _addresses(smiths) == ["9 Canal Side"]

    taken_back(client, smiths, "pathway.fact_recorded")
    assert _addresses(smiths) == ["4 Mill Lane"]
    shown = look(client, smiths.worker, reverse("desk:people", args=[smiths.family.pk]))
    assert "4 Mill Lane" in shown
    assert "9 Canal Side" not in shown

    taken_back(client, smiths, "pathway.fact_recorded")
    assert _addresses(smiths) == []
    assert "4 Mill Lane" not in look(client, smiths.worker, reverse("desk:people", args=[smiths.family.pk]))


def test_an_address_between_two_others_that_was_never_so_leaves_no_gap(smiths) -> None:
    days = [clock.today() - timedelta(days=ago) for ago in (300, 200, 100)]
    for value, since in zip(("1 High Street", "2 High Street", "3 High Street"), days, strict=True):
        done(smiths, actions.record_fact, person_id=smiths.katie, kind="address", value=value, since=since)
    with scope.acting_as(smiths.worker):
        told = queries.told(smiths.family.pk, smiths.worker, ["pathway.fact_recorded"])

    _retract(smiths, told[1].entry)

    with scope.acting_as(smiths.worker):
        lines = known.facts_of(smiths.family.pk, smiths.worker, smiths.katie, ended=True)
    assert [(line.value, line.since, line.until) for line in lines] == [
        ("3 High Street", days[2], None), ("1 High Street", days[0], days[2]),
    ]  # fmt: skip


@pytest.mark.parametrize("first_back", [0, 1])
def test_a_correction_that_was_wrong_gives_way_to_what_was_said_before(smiths, first_back) -> None:
    first = done(smiths, actions.record_fact, person_id=smiths.katie, kind="address", value="4 Mill Lane")
    done(
        smiths, actions.record_fact, person_id=smiths.katie, kind="address", value="6 Mill Lane", protected=True,
        corrects=first,
    )  # fmt: skip
    with scope.acting_as(smiths.worker):
        corrected, said = [
            line.entry for line in queries.told(smiths.family.pk, smiths.worker, ["pathway.fact_recorded"])
        ]
    order = [corrected, said] if first_back == 0 else [said, corrected]

    _retract(smiths, order[0])
    assert _addresses(smiths) == (["4 Mill Lane"] if first_back == 0 else ["6 Mill Lane"])
    with scope.acting_as(smiths.worker):
        (line,) = known.facts_of(smiths.family.pk, smiths.worker, smiths.katie)
    assert line.protected
    _retract(smiths, order[1])
    assert _addresses(smiths) == []


def test_people_who_were_never_related_are_not_shown_as_related(smiths, client) -> None:
    said = {"from_person_id": smiths.katie, "kind": "parent", "to_person_id": smiths.amy}
    done(smiths, actions.record_relationship, **said)

    taken_back(client, smiths, "pathway.relationship_recorded")

    with scope.acting_as(smiths.worker):
        assert known.ties_of(smiths.family.pk, smiths.worker, ended=True) == []
    done(smiths, actions.record_relationship, **said)


def test_what_is_said_a_second_time_stays_when_who_may_read_it_was_changed(smiths) -> None:
    decides_for_liam(smiths)
    entry = newest(smiths, "pathway.responsibility_recorded")
    done(smiths, timeline.change_audience, strand_id=entry.strand_id, audience=Audience.AROUND, why="School may know.")
    _retract(smiths, newest(smiths, "pathway.responsibility_recorded"))
    with scope.acting_as(smiths.worker):
        lines = known.responsibilities_of(smiths.family.pk, smiths.worker, clock.today())
    assert [line.child_id for line in lines] == [smiths.amy]


def test_that_the_work_ended_cannot_be_taken_back_and_says_that_the_family_is_referred_again(client) -> None:
    one = factories.closed()
    with scope.acting_as(one.manager):
        entry = queries.told(one.family_id, one.manager, ["pathway.closed"])[0].entry
    for name in ("entry", "retract"):
        shown = look(client, one.manager, reverse(f"timeline:{name}", args=[one.family_id, entry.pk]))
        assert "refer them again: a referral opens the work anew" in shown
        assert "Say why; it then counts for nothing" not in shown
        assert "Save that it did not happen" not in shown

    client.force_login(one.manager)
    sent = {"form_key": str(uuid7()), "why": "My own reason."}
    refused = words(client.post(reverse("timeline:retract", args=[one.family_id, entry.pk]), sent))

    assert "refer them again" in refused
    assert "My own reason." in refused
    with scope.acting_as(one.manager):
        assert queries.told(one.family_id, one.manager, ["pathway.closed"])[0].entry.pk == entry.pk


FACTS = {
    "name": "Somebody", "role": "school", "what": "Address", "from_name": "A", "kind": "parent of", "to_name": "B",
    "holder": "A", "basis": "mother", "child": "B", "reason": "No room", "agency": "", "before": "",
}  # fmt: skip
REFUSED = [
    "pathway.accepted", "pathway.declined", "pathway.allocated", "pathway.helper_left", "pathway.person_joined",
    "pathway.known_as_changed", "pathway.closed", "pathway.follow_up_ended",
]  # fmt: skip
BEFORE_ROWS = [
    "pathway.helper_joined", "pathway.fact_recorded", "pathway.relationship_recorded",
    "pathway.responsibility_recorded",
]  # fmt: skip


@pytest.mark.parametrize("kind", [*REFUSED, *BEFORE_ROWS])
def test_what_cannot_be_undone_is_not_taken_back_and_names_what_puts_it_right(smiths, kind) -> None:
    """Among them what was recorded before entries named the row they stand on."""
    words_instead = all_kinds()[kind].instead_of_taking_back(FACTS)
    assert len(words_instead) > 40
    with scope.acting_as(smiths.manager):
        (entry,) = timeline.record(
            by=smiths.manager, deed_id=uuid7(), **smiths.where, at=clock.now(), happened=Happened.day(clock.today()),
            entries=[NewEntry(kind, Nature.PROCESS, FACTS)],
        )  # fmt: skip
    with pytest.raises(Unacceptable) as refusal:
        _retract(smiths, entry)
    assert refusal.value.message == words_instead


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_taken_back_in_whatever_order_access_stands_on_its_bases(seed) -> None:
    one = factories.accepted()
    one.allocate(senior=one.senior)
    smiths = _Family(one)
    spragg, helper = spragg_joins(smiths)
    decides_for_liam(smiths)
    consent(smiths, _agency(helper), smiths.liam, on=clock.today())
    assert families_open_to(spragg) == 1
    done(smiths, actions.record_fact, person_id=smiths.katie, kind="address", value="9 Canal Side")
    done(smiths, actions.record_relationship, from_person_id=smiths.katie, kind="parent", to_person_id=smiths.liam)
    with scope.acting_as(one.manager):
        told = queries.told(one.family_id, one.manager, list(all_kinds()))
    entries = [line.entry for line in told]
    random.Random(seed).shuffle(entries)
    back = set()
    for entry in entries:
        try:
            _retract(smiths, entry, by=one.manager)
        except Unacceptable:
            continue
        back.add(entry.kind)
        with scope.acting_as(one.manager):
            now = clock.now()
            assert known.access_standing(one.family_id, one.manager, now) == known.access_from_bases(
                one.family_id, one.manager, now
            )
            assert agreements.settle_access(by=one.manager, family_id=one.family_id, at=now) == 0
    assert set(BEFORE_ROWS) < back
    assert families_open_to(spragg) == 0
    assert one.sees(one.worker)
    assert not one.sees(one.senior)


class _Family:
    """The family of a referral, as these tests speak of the Smiths."""

    def __init__(self, one: factories.Pathway) -> None:
        self.worker, self.manager = one.worker, one.manager
        with scope.acting_as(one.manager):
            self.family = known.family(one.manager, one.family_id)
            names = {name: person for person, name in known.names_of(one.family_id, one.manager).items()}
        self.katie, self.liam = names["Katie Smith"], names["Liam Smith"]


def _agency(helper):
    return Recipient("agency", helper.agency_id)


def _retract(smiths, entry, by=None) -> None:
    by = by or smiths.worker
    with scope.acting_as(by):
        timeline.retract(
            by=by, family_id=smiths.family.pk, entry_ids=[entry.pk], why="It was another family.", at=clock.now(),
            deed_id=uuid7(),
        )  # fmt: skip


def _addresses(smiths) -> list[str]:
    with scope.acting_as(smiths.worker):
        lines = known.facts_of(smiths.family.pk, smiths.worker, smiths.katie)
    return [line.value for line in lines if line.kind == "address"]
