"""What is to stay unknown is known again however it is spelled, and nothing else is taken for it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.kit.telling import AsWords, is_protected, quoted

SPELLED = {
    "Street": ["St", "St.", "street", "STREET", "Str."], "Road": ["Rd", "Rd.", "road"], "Lane": ["Ln", "lane"],
    "Avenue": ["Ave", "Av.", "avenue"], "Close": ["Cl", "CLOSE"], "Crescent": ["Cres.", "crescent"],
    "Gardens": ["Gdns", "gardens"], "Court": ["Ct", "court"], "Drive": ["Dr", "drive"], "Square": ["Sq.", "square"],
}  # fmt: skip
NAMES = {
    "Larkspur": ["larkspur", "LARKSPUR", "Lark\u00adspur", "Larks\u200bpur"],
    "Château": ["Chateau", "CHA\u0302TEAU", "château"],
    "Saint Anne’s": ["St Anne's", "St. Annes", "SAINT ANNE'S"],
    "Rose & Crown": ["Rose and Crown", "rose & crown"],
}
GAPS = [" ", "\u00a0", "\u202f", "  ", "\n", ", "]


@st.composite
def addresses(draw) -> tuple[str, str]:
    """An address, and a way in which somebody else may write it."""
    number = draw(st.integers(1, 300))
    name, kind = draw(st.sampled_from(sorted(NAMES))), draw(st.sampled_from(sorted(SPELLED)))
    code = (f"LS{draw(st.integers(1, 28))}", f"{draw(st.integers(1, 9))}AB")
    gap = draw(st.sampled_from(["", *GAPS]))
    said_name, said_kind = draw(st.sampled_from([name, *NAMES[name]])), draw(st.sampled_from([kind, *SPELLED[kind]]))
    between = draw(st.sampled_from(GAPS[:5] if kind == "Drive" and said_kind == "Dr" else GAPS))
    between = " " if between == "\n" and said_kind == "Dr" else between
    street = f"{said_name}{between}{said_kind}"
    said = draw(st.sampled_from([f"{number}{gap}{street}", street, f"{code[0]}{gap}{code[1]}", "".join(code).lower()]))
    return f"{number} {name} {kind}, Leeds {' '.join(code)}", said


@given(address=addresses(), before=st.sampled_from(["", "They moved to ", "New home: "]), turned=st.booleans())
def test_an_address_is_known_again_in_another_spelling(address, before, turned) -> None:
    kept, said = address
    assert is_protected(f"{before}{said} last week", [kept])
    if turned:
        line = " ".join(said.replace(",", " ").split())
        assert is_protected(f"{before}{kept}", [line if any(letter.isdigit() for letter in line) else f"7 {line}"])


KEPT = [
    "4 Mill Street", "12 Rose Drive, Leeds LS1 2AB", "Flat 3, 9 Park Close", "7 Saint Anne’s Road", "5 Hill St",
    "8 Long Ln", "2 Green Ave", "Château Court 6",
]  # fmt: skip


@pytest.mark.parametrize("text", [
    "The mill still stands", "The mill stood empty", "Rose, Dr Rao came", "Rose. Dr Rao came at 12",
    "We drive to school", "We closed the park gate", "Amy is close to her Nan", "On the 1st of March",
    "St John Ambulance came", "The street is quiet", "Anne’s mother is in Leeds", "Uphill struggles",
    "A long lunch together", "Green avocados", "Hill Primary, 2 o’clock", "It is a long line",
    "They saved for a house", "Court is on 6 May", "The garden is tidy", "4 of us came", "Dr Rao",
    "Mrs Hill stayed", "Rose drew a house", "We parked close by", "",
])  # fmt: skip
def test_common_words_are_no_address(text) -> None:
    assert not is_protected(text, KEPT)


def test_a_name_is_known_again_without_its_accents_and_the_other_way_round() -> None:
    assert is_protected("Zoe Lukasz came", ["Zoë Łukasz"])
    assert is_protected("ZOË ŁUKASZ came", ["Zoe Lukasz"])


@pytest.mark.parametrize("kept", ["07700 900123", "+44 7700 900123", "0044 (0)7700 900123"])
@pytest.mark.parametrize(
    "said", ["+44 7700 900123", "+447700900123", "0044 7700-900123", "+44 (0) 7700 900 123", "07700900123"]
)
def test_a_telephone_is_known_again_with_and_without_the_code_of_the_country(kept, said) -> None:
    assert is_protected(f"Ring her on {said}.", [kept])
    assert not is_protected("Ring her on 07700 900124, or come to room 44 7700.", [kept])


def test_letters_of_another_alphabet_that_look_alike_hide_nothing() -> None:
    assert is_protected("They live in \u041cill L\u0430ne now", ["4 Mill Lane"])


@pytest.mark.parametrize(("said", "kept"), [
    ("我们住在李明家很好", "李明家"), ("Wir wohnen im Rosenhofhaus", "Rosenhof"), ("وليلى حسن معنا", "ليلى حسن"),
    ("MillLaneFlats", "4 Mill Lane"),
])  # fmt: skip
def test_where_no_blanks_stand_between_words_it_is_found_all_the_same(said, kept) -> None:
    assert is_protected(said, [kept])


def test_words_of_how_somebody_is_reached_are_no_letters_within_another_word() -> None:
    assert not is_protected("What school? We planned it.", [AsWords("At school"), AsWords("Ann")])
    assert is_protected("Ask Ann.", [AsWords("Ann")])


def test_what_is_protected_is_quoted_as_it_stands_in_the_words() -> None:
    home = "4 Mill Lane, Leeds LS1 2AB"
    assert quoted("Katie and I carried the cot up to 4, Mill Lane flat 2.", home) == "4, Mill Lane"
    assert quoted("She lives in Mill Lane, she said.", home) == "Mill Lane"
    assert quoted("She lives with Nan.", home) == ""
