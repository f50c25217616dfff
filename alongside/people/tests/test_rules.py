"""What follows from what is known of people: ties, ages, numbers, and days that can be true."""

import uuid
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.gb import upn

from alongside.people.rules import (
    NotANumber,
    NotPossible,
    Tie,
    age_on,
    age_said,
    derived_ties,
    fact_value,
    family_reference,
    family_words,
    initials,
    is_child,
    nhs_number,
    possible_life,
    pupil_number,
    the_family,
    within,
)

PEOPLE = [uuid.UUID(int=number) for number in range(1, 9)]
KATIE, DEAN, AMY, LIAM, NAN, OTHER_MUM = PEOPLE[:6]
TODAY = date(2026, 11, 18)
KINDS = ("parent", "adoptive_parent", "partner", "step_parent", "friend", "half_sibling")
ties = st.lists(
    st.builds(Tie, st.sampled_from(PEOPLE), st.sampled_from(KINDS), st.sampled_from(PEOPLE)).filter(
        lambda tie: tie.from_person != tie.to_person
    ),
    max_size=14,
)


def parent_of(parent, *children):
    return [Tie(parent, "parent", child) for child in children]


def test_two_children_of_the_same_parents_are_siblings():
    found = derived_ties(parent_of(KATIE, AMY, LIAM) + parent_of(DEAN, AMY, LIAM))
    assert found == {Tie(AMY, "sibling", LIAM), Tie(LIAM, "sibling", AMY)}


def test_children_who_share_one_of_two_parents_are_half_siblings():
    found = derived_ties(parent_of(DEAN, AMY, LIAM) + parent_of(KATIE, AMY) + parent_of(OTHER_MUM, LIAM))
    assert found == {Tie(AMY, "half_sibling", LIAM), Tie(LIAM, "half_sibling", AMY)}


def test_a_parent_not_yet_known_makes_nobody_half():
    found = derived_ties(parent_of(KATIE, AMY, LIAM) + parent_of(DEAN, AMY))
    assert {tie.kind for tie in found} == {"sibling"}


def test_the_parent_of_a_parent_is_a_grandparent():
    assert derived_ties(parent_of(NAN, KATIE) + parent_of(KATIE, AMY)) == {Tie(NAN, "grandparent", AMY)}


def test_what_was_recorded_is_not_derived_again():
    twins = [*parent_of(KATIE, AMY, LIAM), Tie(AMY, "twin", LIAM)]
    assert derived_ties(twins) == frozenset()


def test_a_step_parent_makes_no_siblings():
    assert derived_ties([Tie(DEAN, "step_parent", AMY), Tie(DEAN, "step_parent", LIAM)]) == frozenset()


@given(ties)
def test_being_siblings_goes_both_ways(known):
    found = derived_ties(known)
    for tie in found:
        if tie.kind in ("sibling", "half_sibling"):
            assert Tie(tie.to_person, tie.kind, tie.from_person) in found


@given(ties)
def test_nobody_is_derived_to_be_related_to_themselves(known):
    assert all(tie.from_person != tie.to_person for tie in derived_ties(known))


@given(ties, st.randoms())
def test_the_order_of_recording_changes_no_tie(known, random):
    shuffled = list(known)
    random.shuffle(shuffled)
    assert derived_ties(shuffled) == derived_ties(known)


@given(ties)
def test_nothing_is_derived_between_two_who_have_a_recorded_tie(known):
    recorded = {frozenset((tie.from_person, tie.to_person)) for tie in known}
    assert not any(frozenset((tie.from_person, tie.to_person)) in recorded for tie in derived_ties(known))


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(2020, 2, 29), date(2021, 2, 28), 0),
        (date(2020, 2, 29), date(2021, 3, 1), 1),
        (date(2020, 2, 29), date(2024, 2, 28), 3),
        (date(2020, 2, 29), date(2024, 2, 29), 4),
        (date(2008, 11, 18), TODAY, 18),
        (date(2008, 11, 19), TODAY, 17),
        (TODAY, TODAY, 0),
    ],
)
def test_age_in_whole_years(born, day, age):
    assert age_on(born, day) == age


@given(st.dates(date(1930, 1, 1), date(2026, 1, 1)), st.integers(0, 40_000))
def test_nobody_grows_younger(born, days):
    day = min(born + timedelta(days=days), date(2090, 1, 1))
    assert 0 <= age_on(born, day) <= age_on(born, day + timedelta(days=1)) <= age_on(born, day) + 1


@given(st.integers(1950, 2026).filter(lambda year: year % 4 == 0), st.integers(0, 90))
def test_somebody_born_on_29_february_has_a_birthday_every_year(year, later):
    born, first_of_march = date(year, 2, 29), date(min(year + later, 2099), 3, 1)
    assert age_on(born, first_of_march) == first_of_march.year - year


def test_somebody_who_may_still_be_17_is_a_child():
    assert is_child((date(2008, 1, 1), date(2008, 12, 31)), None, TODAY)
    assert not is_child((date(2008, 1, 1), date(2008, 11, 18)), None, TODAY)


def test_an_unborn_child_is_a_child_and_without_a_birth_the_role_decides():
    assert is_child(None, date(2027, 1, 1), TODAY)
    assert is_child(None, None, TODAY, role="Daughter")
    assert not is_child(None, None, TODAY, role="mum's partner")


@pytest.mark.parametrize(
    ("said", "what"),
    [
        ({"birth": (date(2026, 11, 19), date(2026, 11, 19))}, "birth"),
        ({"birth": (date(2020, 2, 2), date(2020, 2, 1))}, "birth"),
        ({"birth": (date(1905, 1, 1), date(1905, 1, 1))}, "birth"),
        ({"birth": (date(2020, 1, 1), date(2020, 1, 1)), "due_on": date(2027, 1, 1)}, "due_on"),
        ({"due_on": date(2028, 1, 1)}, "due_on"),
        ({"died_on": date(2026, 11, 19)}, "died_on"),
        ({"birth": (date(2020, 1, 2), date(2020, 1, 2)), "died_on": date(2020, 1, 1)}, "died_on"),
    ],
)
def test_what_cannot_be_true_of_a_life_is_refused_with_what_to_do(said, what):
    with pytest.raises(NotPossible) as refusal:
        possible_life(today=TODAY, **({"birth": None, "due_on": None, "died_on": None} | said))
    assert refusal.value.what == what
    assert str(refusal.value).endswith(".")


def test_a_birth_some_time_this_year_has_happened_by_today():
    born = (date(2026, 1, 1), date(2026, 12, 31))
    assert possible_life(birth=born, due_on=None, died_on=None, today=TODAY) == (date(2026, 1, 1), TODAY)


@pytest.mark.parametrize("text", ["943 476 5919", "9434765919", "943-476-5919"])
def test_an_nhs_number_in_any_spacing(text):
    assert nhs_number(text) == "9434765919"


@pytest.mark.parametrize("text", ["9434765918", "943476591", "94347659190", "", "abcdefghij"])
def test_a_wrong_nhs_number_is_refused(text):
    with pytest.raises(NotANumber, match="Check"):
        nhs_number(text)


@given(st.integers(0, 9), st.integers(1, 9))
def test_one_wrong_digit_never_makes_another_nhs_number(place, shift):
    digits = list("9434765919")
    digits[place] = str((int(digits[place]) + shift) % 10)
    with pytest.raises(NotANumber):
        nhs_number("".join(digits))


def test_a_pupil_number_and_its_check_letter():
    assert pupil_number("b801 2000 05001") == "B801200005001"
    with pytest.raises(NotANumber, match="letter"):
        pupil_number("A801200005001")


@pytest.mark.parametrize("council", ["838", "839", "940", "941", "942", "943"])
def test_a_pupil_number_of_a_council_made_since_2011(council):
    number = f"{council}200005001"
    assert pupil_number(upn.calc_check_digit(number) + number)


@given(st.text(max_size=20))
def test_any_text_is_a_number_or_is_refused(text):
    for read in (nhs_number, pupil_number):
        try:
            assert read(read(text)) == read(text)
        except NotANumber:
            continue


def test_a_coded_fact_takes_only_what_is_on_the_list():
    assert fact_value("ethnicity", "WBRI") == "WBRI"
    with pytest.raises(NotANumber):
        fact_value("ethnicity", "Martian")


def test_a_family_reference_is_plain_letters_and_the_number():
    assert family_reference("Ó Briain", 412) == "BRI-0412"
    assert family_reference("Li", 7) == "LIX-0007"
    assert family_reference("王", 12345) == "X" * 3 + "-12345"


@pytest.mark.parametrize(
    ("name", "in_a_list", "in_a_sentence"),
    [
        ("Smith", "Smith family", "the Smith family"),
        ("Fitzgerald-Montgomery", "Fitzgerald-Montgomery family", "the Fitzgerald-Montgomery family"),
        ("Robbins family", "Robbins family", "the Robbins family"),
        ("The Robbins family", "The Robbins family", "The Robbins family"),
        ("Shirley’s family", "Shirley’s family", "Shirley’s family"),
        ("Michelle and Dave’s family", "Michelle and Dave’s family", "Michelle and Dave’s family"),
        ("Mary and Grace", "Mary and Grace", "Mary and Grace"),
    ],
)
def test_a_family_is_named_as_people_name_it(name: str, in_a_list: str, in_a_sentence: str) -> None:
    assert family_words(name) == in_a_list
    assert the_family(name) == in_a_sentence


@pytest.mark.parametrize(
    ("name", "family", "said"),
    [
        ("Amy Smith", "Smith", "Amy"),
        ("Amy Smith", "Smith family", "Amy"),
        ("Amy Jones", "Smith", "Amy Jones"),
        ("Smith", "Smith", "Smith"),
        ("Liam’s dad", "Smith", "Liam’s dad"),
        ("Tia Jay Okoro-Robbins", "Okoro-Robbins", "Tia Jay"),
        ("Grace", "Mary and Grace", "Grace"),
        ("Amy", "", "Amy"),
    ],
)
def test_a_name_inside_its_family_is_said_without_the_familys(name: str, family: str, said: str) -> None:
    assert within(name, family) == said


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Katie", "K"),
        ("Joanne Mercer", "JM"),
        ("Oluwatobiloba Maximiliana Fitzgerald-Montgomery", "OF"),
        ("Ms Spragg", "S"),
        ("élodie", "É"),
        ("(Tobi) Okonkwo", "TO"),
        ("♥", "?"),
        ("", "?"),
    ],
)
def test_a_face_has_one_letter_or_two(name: str, letters: str) -> None:
    assert initials(name) == letters


@given(st.text())
def test_any_name_has_a_short_face(name: str) -> None:
    assert 1 <= len(initials(name)) <= 8


@pytest.mark.parametrize(
    ("birth", "due_on", "died_on", "said"),
    [
        ((date(2018, 3, 9), date(2018, 3, 9)), None, None, "8"),
        ((date(2019, 1, 1), date(2019, 12, 31)), None, None, "6 or 7"),
        ((date(2026, 2, 10), date(2026, 2, 10)), None, None, "9 months"),
        (None, date(2027, 3, 3), None, "due 3 Mar 2027"),
        ((date(1950, 1, 1), date(1950, 1, 1)), None, date(2026, 5, 2), "died 2 May 2026"),
        (None, None, None, ""),
        ((date(2026, 12, 1), date(2026, 12, 1)), None, None, ""),
    ],
)
def test_ages_are_said_as_people_say_them(birth, due_on, died_on, said: str) -> None:
    assert age_said(birth, due_on, died_on, TODAY) == said
