"""Whether consent stands: who decides for whom, and what a no does. Pure."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.agreements.rules.consent import (
    GIVEN,
    REFUSED,
    WITHDRAWN,
    Helping,
    Holder,
    Known,
    Recipient,
    Record,
    Said,
    Stand,
    covered,
    grants,
    last_day,
    may_consent_for,
    start_of,
    state,
)

KATIE, DEAN, AMY, TIA, NAN = (UUID(int=number) for number in range(1, 6))
SCHOOL, CLINIC = Recipient("agency", UUID(int=50)), Recipient("agency", UUID(int=51))
MS_SHAH = Recipient("user", UUID(int=60))
DAY = date(2026, 3, 2)
PEOPLE = {
    KATIE: Known(KATIE, child=False, since=DAY, adult_from=date(2013, 5, 6)),
    DEAN: Known(DEAN, child=False, since=DAY, adult_from=date(2008, 1, 1)),
    NAN: Known(NAN, child=False, since=DAY),
    AMY: Known(AMY, child=True, since=DAY, adult_from=date(2036, 3, 9)),
    TIA: Known(TIA, child=True, since=DAY, adult_from=DAY + timedelta(days=30)),
}
HOLDERS = (
    Holder(AMY, KATIE, date(2018, 3, 9)),
    Holder(AMY, DEAN, date(2018, 3, 9)),
    Holder(TIA, KATIE, date(2008, 4, 1)),
)


def day(number: int) -> date:
    return DAY + timedelta(days=number)


def at(number: int) -> datetime:
    return datetime(2026, 3, 2, 12, tzinfo=UTC) + timedelta(days=number)


def said(kind: str, by: UUID, *about: UUID, on: int = 1, to: Recipient = SCHOOL, **more) -> Said:
    number = more.pop("number", 0)
    return Said(UUID(int=900 + on * 10 + number), kind, by, frozenset(about), to, day(on), **more)


def record(*statements: Said, holders=HOLDERS, people=PEOPLE) -> Record:
    return Record(statements, people, holders)


def stand(about: UUID, *statements: Said, on: int = 20, to=(SCHOOL,)) -> Stand:
    return state(record(*statements), about, to, at(on)).stand


def test_nobody_asked_is_nobody_shown() -> None:
    assert stand(AMY) is Stand.NOT_ASKED
    assert covered(record(), [SCHOOL], at(1)) == frozenset()


def test_one_holder_says_yes_for_a_child_and_each_adult_for_themselves() -> None:
    yes = said(GIVEN, KATIE, AMY, KATIE, DEAN)
    assert stand(AMY, yes) is Stand.OPEN
    assert stand(KATIE, yes) is Stand.OPEN
    assert stand(DEAN, yes) is Stand.NOT_ASKED


def test_who_holds_no_responsibility_says_yes_for_no_child() -> None:
    assert stand(AMY, said(GIVEN, NAN, AMY)) is Stand.NOT_ASKED
    assert stand(TIA, said(GIVEN, DEAN, TIA)) is Stand.NOT_ASKED


def test_a_child_able_to_decide_says_yes_for_themselves_and_another_does_not() -> None:
    assert stand(AMY, said(GIVEN, AMY, AMY, able=True)) is Stand.OPEN
    assert stand(AMY, said(GIVEN, AMY, AMY)) is Stand.NOT_ASKED


def test_the_other_holders_no_stops_it_for_that_child_alone() -> None:
    yes, no = said(GIVEN, KATIE, AMY, KATIE), said(REFUSED, DEAN, AMY, on=3)
    assert stand(AMY, yes, no, on=2) is Stand.OPEN
    assert stand(AMY, yes, no) is Stand.STOPPED
    assert stand(KATIE, yes, no) is Stand.OPEN


def test_a_no_said_before_stops_a_later_yes_of_another() -> None:
    assert stand(AMY, said(REFUSED, DEAN, AMY, on=1), said(GIVEN, KATIE, AMY, on=5)) is Stand.STOPPED


def test_the_no_of_a_child_able_to_decide_stops_it() -> None:
    yes = said(GIVEN, KATIE, AMY)
    assert stand(AMY, yes, said(REFUSED, AMY, AMY, on=2, able=True)) is Stand.STOPPED
    assert stand(AMY, yes, said(REFUSED, AMY, AMY, on=2)) is Stand.OPEN


def test_whoever_stopped_it_may_open_it_again() -> None:
    told = said(GIVEN, KATIE, AMY), said(REFUSED, DEAN, AMY, on=2), said(GIVEN, DEAN, AMY, on=4)
    assert stand(AMY, *told, on=3) is Stand.STOPPED
    assert stand(AMY, *told, on=5) is Stand.OPEN


def test_a_yes_and_a_no_of_one_day_are_a_no_unless_the_hour_is_known() -> None:
    yes, no = said(GIVEN, KATIE, AMY), said(REFUSED, KATIE, AMY, number=1)
    assert stand(AMY, yes, no) is Stand.NO
    noon = at(1)
    later = replace(yes, at=noon + timedelta(hours=1))
    assert stand(AMY, later, replace(no, at=noon)) is Stand.OPEN
    assert stand(AMY, later, replace(no, at=noon + timedelta(hours=2))) is Stand.NO


def test_a_yes_holds_from_its_first_to_its_last_day() -> None:
    yes = said(GIVEN, KATIE, KATIE, since=day(5), until=day(9))
    assert [stand(KATIE, yes, on=number) for number in (0, 4, 5, 9, 10)] == [
        Stand.NOT_ASKED, Stand.LATER, Stand.OPEN, Stand.OPEN, Stand.ENDED,
    ]  # fmt: skip


def test_nobody_decides_before_they_are_known_here() -> None:
    assert stand(KATIE, said(GIVEN, KATIE, KATIE, on=-1)) is Stand.NOT_ASKED
    known = PEOPLE | {AMY: replace(PEOPLE[AMY], since=day(10))}
    told = record(said(GIVEN, KATIE, AMY, on=3), people=known)
    assert state(told, AMY, [SCHOOL], at(20)).stand is Stand.NOT_ASKED


def test_a_parents_yes_ends_when_the_child_is_grown_up_and_so_does_a_parents_no() -> None:
    yes, no = said(GIVEN, KATIE, TIA), said(REFUSED, KATIE, TIA, on=2)
    assert stand(TIA, yes, on=29) is Stand.OPEN
    assert stand(TIA, yes, on=30) is Stand.NOT_ASKED
    assert last_day(record(yes), yes, TIA) == day(29)
    own = said(GIVEN, TIA, TIA, on=31)
    assert stand(TIA, no, own, on=32) is Stand.OPEN


def test_responsibility_that_ended_decides_nothing_after() -> None:
    ended = (Holder(AMY, KATIE, day(0), day(5)), Holder(AMY, DEAN, day(0)))
    before, after = said(GIVEN, KATIE, AMY, on=4), said(GIVEN, KATIE, AMY, on=5)
    assert state(record(before, holders=ended), AMY, [SCHOOL], at(9)).stand is Stand.OPEN
    assert state(record(after, holders=ended), AMY, [SCHOOL], at(9)).stand is Stand.NOT_ASKED


def test_a_no_to_the_agency_is_a_no_to_whoever_helps_for_it_and_not_the_other_way() -> None:
    yes, no = said(GIVEN, KATIE, AMY), said(REFUSED, KATIE, AMY, on=2, to=MS_SHAH)
    assert stand(AMY, yes, no, to=(SCHOOL, MS_SHAH)) is Stand.NO
    assert stand(AMY, yes, no) is Stand.OPEN


def test_a_grant_ends_with_the_yes_with_the_helper_and_with_childhood() -> None:
    yes = said(GIVEN, KATIE, AMY, TIA, KATIE, until=day(40))
    helper = Helping(UUID(int=70), MS_SHAH.id, SCHOOL.id, until=at(35))
    found = grants(record(yes), [helper], at(2))
    assert {(grant.covers, grant.until) for grant in found} == {
        (frozenset({TIA}), start_of(day(30))),
        (frozenset({AMY, KATIE}), at(35)),
    }
    assert grants(record(yes), [replace(helper, agency_id=CLINIC.id)], at(2)) == []


def test_a_yes_for_later_opens_on_its_first_day() -> None:
    yes = said(GIVEN, KATIE, KATIE, since=day(9))
    (grant,) = grants(record(yes), [Helping(UUID(int=70), MS_SHAH.id, SCHOOL.id)], at(2))
    assert (grant.since, grant.until) == (start_of(day(9)), None)


SPEAKERS, SUBJECTS = [KATIE, DEAN, AMY, TIA, NAN], [KATIE, DEAN, AMY, TIA]


ONE = st.tuples(
    st.sampled_from([GIVEN, REFUSED, WITHDRAWN]), st.sampled_from(SPEAKERS), st.integers(1, 15), st.integers(-3, 15),
    st.sampled_from([SCHOOL, MS_SHAH, CLINIC]), st.booleans(), st.integers(-5, 20), st.integers(-2, 3),
)  # fmt: skip


def _statement(number: int, one: tuple) -> Said:
    """About those of SUBJECTS whose bit is set; without a last day, or an hour, where the number is negative."""
    kind, by, about, on, to, able, days, minutes = one
    return said(
        kind, by, *(person for bit, person in enumerate(SUBJECTS) if about >> bit & 1), on=on, number=number, to=to,
        able=able, until=day(on + days) if days >= 0 else None,
        at=at(on) + timedelta(minutes=minutes) if minutes >= 0 else None,
    )  # fmt: skip


def statements() -> st.SearchStrategy[list[Said]]:
    return st.lists(ONE, max_size=7).map(lambda those: [_statement(*each) for each in enumerate(those)])


MOMENTS = st.integers(-4, 40).map(at)
RECIPIENTS = st.sampled_from([(SCHOOL,), (MS_SHAH,), (SCHOOL, MS_SHAH), (CLINIC,)])


def without_order(found) -> tuple:
    return found.stand, frozenset(found.rests_on), frozenset(found.against), found.until


@given(statements(), MOMENTS, RECIPIENTS, st.randoms())
def test_the_order_in_which_it_was_written_down_never_matters(told, moment, to, random) -> None:
    shuffled = random.sample(told, len(told))
    for person in SUBJECTS:
        first, second = (state(record(*each), person, to, moment) for each in (told, shuffled))
        assert without_order(first) == without_order(second)


@given(statements(), MOMENTS, RECIPIENTS)
def test_nobody_is_covered_without_a_yes_that_stands_then(told, moment, to) -> None:
    for person in covered(record(*told), to, moment):
        found = state(record(*told), person, to, moment)
        today = moment.date()
        assert found.rests_on
        for yes in found.rests_on:
            assert person in yes.about
            assert yes.to in to
            assert yes.on <= today
            assert yes.until is None or today <= yes.until
            assert may_consent_for(record(*told), yes.by, person, yes.on, able=yes.able)


@given(statements(), st.sampled_from(SUBJECTS), RECIPIENTS, st.integers(0, 5))
def test_taking_it_back_always_closes(told, person, to, later) -> None:
    now = 16
    for yes in state(record(*told), person, to, at(now)).rests_on:
        back = said(WITHDRAWN, yes.by, person, on=now, to=yes.to, able=yes.able, number=9)
        if may_consent_for(record(), yes.by, person, day(now), able=yes.able):
            assert not state(record(*told, back), person, to, at(now + later)).is_open


@given(statements(), MOMENTS, RECIPIENTS)
def test_a_no_never_opens_anything(told, moment, to) -> None:
    no = said(REFUSED, DEAN, AMY, KATIE, TIA, DEAN, on=2, number=8)
    assert covered(record(*told, no), to, moment) <= covered(record(*told), to, moment)


@given(statements(), MOMENTS)
def test_grants_cover_exactly_whom_consent_covers(told, moment) -> None:
    helper = Helping(UUID(int=70), MS_SHAH.id, SCHOOL.id)
    found = grants(record(*told), [helper], moment)
    open_now = [grant for grant in found if grant.since <= moment]
    assert frozenset().union(*(grant.covers for grant in open_now)) == covered(record(*told), helper.recipients, moment)


@pytest.mark.parametrize("text", ["", "agency", "agency:", "agency:x", "::"])
def test_what_is_no_recipient_is_refused(text) -> None:
    with pytest.raises(ValueError, match="hexadecimal"):
        Recipient.of_key(text)
    assert Recipient.of_key(SCHOOL.key) == SCHOOL
