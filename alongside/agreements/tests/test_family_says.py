"""No assessment without the family: who of them said yes or no, and who can say it for them."""

from datetime import date, timedelta

from alongside.agreements.rules.agreeing import Answered, AtMeeting, FamilySays, family_says
from alongside.agreements.rules.consent import Holder, Known, Record
from alongside.kit.ids import uuid7

KATIE, DAN, AMY, NAN = uuid7(), uuid7(), uuid7(), uuid7()
NAMES = {KATIE: "Katie", DAN: "Dan", AMY: "Amy", NAN: "Nan"}
LONG_AGO, MONDAY = date(2020, 1, 1), date(2026, 3, 2)
TUESDAY, WEDNESDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)


def says(*answered: Answered, meetings=(), children=(AMY,), able=None) -> FamilySays:
    record = Record(
        (), {person: Known(person, person == AMY, LONG_AGO) for person in NAMES},
        (Holder(AMY, KATIE, LONG_AGO), Holder(AMY, DAN, LONG_AGO)),
    )  # fmt: skip
    return family_says(
        answered,
        meetings,
        record=record,
        children=children,
        adults=(KATIE, DAN),
        able=able or {},
        names=NAMES,
        today=WEDNESDAY,
    )


def yes(person, on=MONDAY, place=0, **more) -> Answered:
    return Answered(person, True, on, "to the agreement", place, **more)


def no(person, on=MONDAY, place=0) -> Answered:
    return Answered(person, False, on, "to the agreement", place)


def test_the_yes_of_one_who_holds_responsibility_is_enough() -> None:
    assert says(yes(KATIE)) == FamilySays(yes=("Katie",))
    assert says(yes(KATIE)).agrees


def test_one_parent_says_yes_and_the_other_no_both_are_named() -> None:
    found = says(yes(KATIE), no(DAN))
    assert not found.agrees
    assert found.why_not == "Dan said no to the agreement on 2 March 2026. Katie said yes."


def test_a_no_ends_only_when_the_same_person_says_yes_after_it() -> None:
    assert not says(no(DAN), yes(KATIE, TUESDAY)).agrees
    assert says(no(DAN), yes(DAN, TUESDAY)).agrees
    assert says(no(DAN, place=0), yes(DAN, place=1)).agrees
    assert not says(yes(DAN), no(DAN, TUESDAY), yes(KATIE, WEDNESDAY)).agrees


def test_a_no_at_the_meeting_stands_against_the_yes_of_the_same_day_and_before() -> None:
    at_table = AtMeeting(False, TUESDAY, (KATIE,))
    assert (
        says(yes(KATIE, MONDAY), meetings=[at_table]).refused[0].words == "Katie said no at the meeting on 3 March 2026"
    )
    assert not says(yes(KATIE, TUESDAY), meetings=[at_table]).agrees
    assert says(yes(KATIE, WEDNESDAY), meetings=[at_table]).agrees


def test_a_meeting_without_anybody_who_can_say_it_still_says_no_until_somebody_can() -> None:
    at_table = AtMeeting(False, TUESDAY, (NAN, AMY))
    found = says(yes(KATIE, MONDAY), meetings=[at_table])
    assert found.why_not == "The family said no at the meeting on 3 March 2026. Katie said yes."
    assert says(yes(KATIE, WEDNESDAY), meetings=[at_table]).agrees
    assert says(meetings=[AtMeeting(True, TUESDAY, (KATIE, NAN))]).agrees
    assert not says(meetings=[AtMeeting(True, TUESDAY, (NAN,))]).agrees


def test_a_childs_yes_counts_once_they_can_decide_and_so_does_their_no() -> None:
    only = says(yes(AMY))
    assert not only.agrees
    assert only.why_not.startswith("Only Amy said yes so far.")
    assert says(yes(AMY), able={AMY: MONDAY}).agrees
    assert not says(yes(AMY), able={AMY: TUESDAY}).agrees
    assert says(yes(KATIE), no(AMY)).agrees
    assert [each.whose for each in says(yes(KATIE), no(AMY), able={AMY: MONDAY}).refused] == ["Amy"]


def test_a_grandmother_cannot_say_it_and_without_children_the_adults_say_it_for_themselves() -> None:
    assert not says(yes(NAN)).agrees
    assert says(yes(KATIE), no(NAN)).agrees
    assert says(yes(KATIE), children=()).agrees
    assert not says(yes(NAN), children=()).agrees


def test_a_yes_to_what_was_agreed_anew_since_counts_no_more_but_a_no_does() -> None:
    assert not says(yes(KATIE, counts=False)).agrees
    assert not says(no(DAN), yes(KATIE, TUESDAY)).agrees
