"""How the desk speaks to and about people."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.access.rules import ROLES, Permission
from alongside.desk.rules import (
    OPENING,
    WHAT_I_CAN_DO,
    called,
    greeting,
    opening,
    told_together,
)

TODAY = date(2026, 11, 19)


@pytest.mark.parametrize(
    ("hour", "said"),
    [
        (0, "Good morning"),
        (11, "Good morning"),
        (12, "Good afternoon"),
        (17, "Good afternoon"),
        (18, "Good evening"),
        (23, "Good evening"),
    ],
)
def test_the_greeting_knows_the_time_of_day(hour: int, said: str) -> None:
    assert greeting(hour) == said


@pytest.mark.parametrize(
    ("name", "said"),
    [("Joanne Mercer", "Joanne"), ("Ms Spragg", "Ms Spragg"), ("Dr. Ali", "Dr. Ali"), ("Nan", "Nan"), ("", "")],
)
def test_somebody_is_greeted_as_they_are_called(name: str, said: str) -> None:
    assert called(name) == said


def test_a_short_text_is_shown_whole() -> None:
    assert opening("Amy is tired.").whole
    assert opening("Amy is tired.").text == "Amy is tired."


def test_a_long_text_ends_between_words_and_says_so() -> None:
    begun = opening("tired " * 200)

    assert not begun.whole
    assert begun.text.endswith("tired …")


@given(st.text(max_size=2000))
def test_an_opening_is_never_long_and_begins_as_the_text_does(text: str) -> None:
    begun = opening(text)

    assert len(begun.text) <= OPENING + 2
    assert begun.whole == (len(text) <= OPENING)
    assert text.startswith(begun.text if begun.whole else begun.text[:-2])


def test_every_role_that_sees_no_whole_family_is_told_what_it_can_do() -> None:
    seeing = {Permission.RECORD_HELP, Permission.SEE_OWN_RECORD}

    assert set(WHAT_I_CAN_DO) == {key for key, role in ROLES.items() if not seeing & role.may}


def test_what_one_deed_opened_is_one_line_that_names_the_parts_shortly() -> None:
    head = "Assessment, version 1, opened to be read"
    parts = ["home", "health: Amy", "school: Amy", "own view: Katie", "history", "money"]
    told = ["Assessment, version 1: 6 of 9 parts are open to be read.", *(f"{head}: {part}." for part in parts)]
    assert told_together(told) == (
        told[0], f"{head}: home; health: Amy; school: Amy; own view: Katie; and two more.",
    )  # fmt: skip
    assert told_together(told[:3]) == (told[0], f"{head}: home; health: Amy.")


def test_what_is_told_in_more_than_one_sentence_or_once_stays_as_it_is() -> None:
    told = ["Agreed: Joanne rings. Leon took it over.", "Agreed: Katie asks Nan.", "A visit.", "Said: who comes?",
            "Said: when?", "It was about: home"]  # fmt: skip
    assert told_together(told) == tuple(told)
    assert told_together([]) == ()
