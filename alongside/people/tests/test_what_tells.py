"""How somebody is reached keeps no ordinary entry from anybody; what leads to them is told to nobody."""

import pytest

from alongside.kit.telling import is_protected
from alongside.people.rules import Secret, it_is, told_once, what_tells

FAMILY = ["Katie Smith", "Amy Smith", "Rose Park"]
VISIT = (
    "We met at school, Mum came. What school do I go to? I was at home and at that home, at Nan’s and at work. He gave "
    "it to me by hand after 4, I rang her mobile. By text only, or WhatsApp. Minimum two workers in the morning. Katie "
    "read the letter out; I will ring Katie first. Nan phoned at 10am. Email me, or leave it with the office."
)
"""What a key worker writes of an ordinary day."""


@pytest.mark.parametrize("answer", [
    "At school", "Text only", "By text only", "Yes, by text only", "By hand, after 4", "Mum", "At home", "WhatsApp",
    "Ring her mobile", "Text or ring first", "Through Mum, or at Nan’s", "At work, 9 to 5", "Ring Katie",
    "By hand only.", "Yes - phone, but not before 10am", "No letters; leave it with the office", "Email then text",
    "School gate at 3.15", "Read out by her key worker", "Weekdays 09:30–15:30", "Never at home. Ask at school",
    "E-mail or in person", "In the morning, two workers", "WHATSAPP ONLY", "after 1530",
    "Don’t ring; text, and only Katie’s phone", "May call in May or June", "Will ring first",
    "At the children’s centre",
])  # fmt: skip
def test_how_somebody_is_reached_is_no_secret(answer) -> None:
    assert not is_protected(VISIT, told(answer))
    assert told(answer) == (), "nothing of it leads to anybody"


@pytest.mark.parametrize(("answer", "said"), [
    ("Through Aunt Rosie", "Letters come through Aunt Rosie."),
    ("By hand, through Mrs Khan", "It goes through Mrs. Khan"),
    ("4 Mill Lane", "They live in Mill Lane now"),
    ("Letters to 12 Hill Street after 4", "We met in Hill St."),
    ("By post to Flat 3, 9 Rose Court, Leeds LS1 2AB", "Rose Court was cold"),
    ("Yes, by post: 7 St. Anne’s Road, Leeds", "The cot is at 7 Saint Anne’s Rd"),
    ("To 4 Park Street", "the flats in Park Street"),
    ("4 Rose Court, please", "near 4, Rose Court"),
    ("Number 6", "She is at number 6"),
    ("07700 900123, never the landline", "ring 07700-900123"),
    ("Text 07700.900123", "her number, 07700 900123"),
    ("Landline (0161) 496 0000 or text", "0161 496 0000"),
    ("Ring +44 7700 900123 after 4 only", "07700 900123"),
    ("Email katie.new@example.org, or text", "she is katie.new@example.org"),
    ("At school, or Refuge in Salford", "They sleep in the refuge in Salford"),
    ("At the refuge", "We met at the refuge"),
    ("Salford", "They like it in Salford"),
    ("By hand at Hill Primary", "after school at Hill Primary"),
    ("C/o Women’s Aid Bolton, by post", "Women’s Aid Bolton rang"),
    ("Only at Oakfield Hub, Tuesdays", "Oakfield Hub on Tuesday"),
    ("After 4 at the Whitby Centre", "at the Whitby Centre, at 4"),
    ("LS1 2AB", "LS12AB"),
    ("Through Mark, after 4", "Letters go through Mark, he has our key."),
    ("Ask April", "you ask April"),
    ("At June’s house", "we sleep at June’s house"),
    ("At the Women's Centre", "We sleep at the Women's Centre."),
    ("At the Old School House", "It is the Old School House"),
    ("Park Hospital", "We saw the Park Hospital"),
])  # fmt: skip
def test_what_leads_to_somebody_is_a_secret_and_the_ordinary_day_is_none(answer, said) -> None:
    assert is_protected(said, told(answer))
    assert not is_protected(VISIT, told(answer))


def test_a_town_or_one_name_of_an_address_gives_nobody_away() -> None:
    """Nor does what stands beside it."""
    secret = told("By post to 9 Rose Court, Leeds LS1 2AB, or ask Rosie after 4")
    assert not is_protected("Rose went to court in Leeds, we left after 4. By post. Rosie came.", secret)


def test_what_else_is_protected_is_so_whatever_it_says_but_for_a_bare_answer() -> None:
    assert what_tells("Two workers", reached=False) == ("Two workers",)
    assert what_tells("No, and not known", reached=False) == ()


def told(answer: str) -> tuple[str, ...]:
    return what_tells(answer, reached=True, names=FAMILY)


def test_one_address_is_said_once_for_all_who_live_there() -> None:
    home = [Secret(f"“Address” of {name}", "4 Mill Lane", frozenset()) for name in ("Liam", "Amy", "Katie")]
    assert told_once(home) == ["“Address” of Liam, Amy and Katie"]
    assert it_is([secret.what for secret in home]) == "It is where they live and is protected"
    assert it_is(["“Keep away” of Rick"]) == "It is protected: “Keep away” of Rick"
