"""Where an involvement stands, and the words for it."""

from datetime import date

import pytest

from alongside.pathway import rules
from alongside.pathway.rules import Left, Standing, left_refused

DAY, LATER = date(2026, 3, 2), date(2026, 3, 9)


def deeds(*names: str, day: date = DAY) -> list[tuple[str, date]]:
    return [(f"pathway.{name}", day) for name in names]


@pytest.mark.parametrize(
    ("names", "standing"),
    [
        ("", Standing.WAITING),
        ("referral_received", Standing.WAITING),
        ("referral_received more_information_asked", Standing.ASKED),
        ("referral_received more_information_asked more_information_given", Standing.ANSWERED),
        ("referral_received more_information_given", Standing.ANSWERED),
        ("referral_received more_information_asked more_information_given more_information_asked", Standing.ASKED),
        ("referral_received more_information_asked accepted", Standing.ACCEPTED),
        ("referral_received accepted allocated", Standing.HELPING),
        ("referral_received declined", Standing.DECLINED),
        ("referral_received accepted allocated allocated closed", Standing.FOLLOWING_UP),
        ("referral_received accepted allocated closed follow_up_ended", Standing.ENDED),
    ],
)
def test_it_stands_where_its_deeds_say(names: str, standing: Standing) -> None:
    assert rules.standing(deeds(*names.split()), LATER) is standing


@pytest.mark.parametrize(
    ("today", "standing"),
    [(date(2027, 3, 2), Standing.FOLLOWING_UP), (date(2027, 3, 3), Standing.ENDED)],
)
def test_follow_up_ends_twelve_months_after_closing_at_the_latest(today: date, standing: Standing) -> None:
    assert rules.standing(deeds("referral_received", "allocated", "closed"), today) is standing


def test_the_last_day_of_follow_up_is_a_day_that_exists() -> None:
    assert rules.follow_up_last_day(date(2024, 2, 29)) == date(2025, 2, 28)


@pytest.mark.parametrize(
    ("families", "about", "words"),
    [(4, 5, "4 of about 5 families"), (0, 5, "0 of about 5 families"), (1, 0, "1 family"), (3, 0, "3 families")],
)
def test_a_workers_families_stand_beside_what_the_model_thinks_right(families: int, about: int, words: str) -> None:
    assert rules.load_words(families, about) == words
    assert rules.load_words(families, about, 2) == f"{words}, and keeps in touch with 2 more"


@pytest.mark.parametrize(("instead", "asked"), [("Nothing.", True), ("", True), ("The school nurse visits.", False)])
def test_nothing_is_no_other_way_for_a_child_no_help_had_reached(instead: str, asked: bool) -> None:
    assert ("instead" in left_refused("Amy", Left("Nights are loud", instead))) is asked


def test_sentences_never_need_more_than_their_facts() -> None:
    assert rules.referral_received({"from_name": "Ms Treadwell", "agency": "Hillview"}) == (
        "Ms Treadwell (Hillview) asked for help for the family."
    )
    assert rules.allocated({"name": "Joanne", "before": "Leon"}) == "Joanne became the family’s key worker, after Leon."
    assert rules.accepted({"below_threshold": True}).endswith("below the usual threshold.")
    assert rules.follow_up_contact({"way": "By telephone"}) == "Follow-up with the family by telephone."
    assert rules.follow_up_contact({"way": "By telephone", "outcome": "Going well"}).endswith(
        "by telephone: going well."
    )
    assert rules.fact_recorded({"what": "NHS number", "name": "Amy"}) == "NHS number recorded for Amy."
