"""Words put together as a sentence needs them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.kit.words import STYLES, capital, gives_a_reason, is_named, listed, says_something, uncapital

NOES = [
    "no", "nope", "nah", "n", "none", "nothing", "never", "not", "not safe", "n/a", "n.a.", "NA", "nil", "unsafe",
    "no reason", "no reason at all", "it is not", "it’s not safe", "it isn't safe", "no, it is not safe", "not at all",
    "not applicable", "no no no", "he is not safe", "there is none", "no, thank you",
    "there’s no reason", "there isn’t any", "he’s not safe",
    "I don't know", "I don’t know yet", "don’t know", "do not know", "dunno", "not yet", "no idea", "I have no idea",
    "not sure", "yes", "yes, it is safe", "yes it is", "yeah", "ok", "OK, fine", "okay", "x", "Y", "k", "д", "é",
]  # fmt: skip
REASONS = [
    "Read by his worker", "No contact since the court order", "He is in prison", "Not at home when it comes",
    "Nobody else opens her post", "No one is at home", "None of it names the school", "Noah reads it with her",
    "Her nan says so", "北", "7", "Nothing in it says where they live", "Не живёт там",
    "He is not there", "She’s never there", "Yes, the worker stays in the room", "OK with his worker, who reads it",
    "He does not know the flat", "She has no idea where they are", "He is not yet out of prison", "Not known to him",
]  # fmt: skip
FIRST = ["Joanne", "Will", "Faith", "Ama", "J."]
LAST = ["Mercer", "Spragg", "Owusu", "Cole", "van der Berg", "Smith-Jones"]
styles = st.sampled_from(sorted(STYLES)).flatmap(
    lambda style: st.sampled_from([style, style.capitalize(), style.upper(), style.capitalize() + "."])
)


def test_names_are_listed_as_people_say_them() -> None:
    assert [listed([]), listed(["Amy"]), listed(["Amy", "Liam"]), listed(["Amy", "Liam", "Tia"])] == [
        "",
        "Amy",
        "Amy and Liam",
        "Amy, Liam and Tia",
    ]


def test_only_the_first_letter_changes_at_the_beginning_and_inside_of_a_sentence() -> None:
    assert capital("the Smith family") == "The Smith family"
    assert uncapital("No longer wanted by Ms Spragg") == "no longer wanted by Ms Spragg"
    assert (capital(""), uncapital("")) == ("", "")


def test_somebody_is_named_in_full_or_by_their_first_name_with_its_capital() -> None:
    for told in ("Ring Will, any day", "Will’s number", "ask will\nharding", "RING WILL"):
        assert is_named(told, "Will Harding"), told
    for told in ("We will ring", "Willow comes", "Ring Harding", ""):
        assert not is_named(told, "Will Harding"), told
    assert is_named("Mum’s partner is loud", "mum’s partner")
    assert not is_named("Mum’s work is far", "mum’s partner"), "a description is not a first name"
    assert not is_named("We will ring", "Will")
    assert not is_named("We ring", "")


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("Mrs Mercer comes", "Joanne Mercer"), ("Ring MRS MERCER", "Joanne Mercer"), ("Dr. J. Mercer", "Joanne Mercer"),
        ("Mrs van der Berg", "Anna van der Berg"), ("Ms Spragg’s room", "Ms Spragg"), ("Ring Spragg", "Ms Spragg"),
        ("Ama knows", "Dr Ama Owusu"), ("Dr Owusu knows", "Dr Ama Owusu"), ("Miss Spragg knows", "Ms Spragg"),
        ("ask dr ama owusu", "Dr Ama Owusu"), ("ask ama owusu", "Dr Ama Owusu"),
    ],
)  # fmt: skip
def test_somebody_is_named_by_the_last_name_after_a_style_whichever_it_is(told: str, name: str) -> None:
    assert is_named(told, name)


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("Ring Ms Cole at school", "Ms Spragg"), ("Dr Singh knows", "Dr Ama Owusu"), ("Ring Mercer", "Joanne Mercer"),
        ("The Mercer family", "Joanne Mercer"), ("Mrs Smith-Jones", "Ann Smith"), ("They miss hope", "Ann Hope"),
        ("Dr", "Dr"), ("Mrs", "Mrs."), ("Nan and Mercer", "Joanne Mercer"),
    ],
)  # fmt: skip
def test_a_style_or_a_familys_name_alone_names_nobody(told: str, name: str) -> None:
    assert not is_named(told, name)


@given(styles, styles, st.sampled_from(FIRST), st.sampled_from(LAST))
def test_a_style_alone_never_names_anybody(style: str, theirs: str, first: str, last: str) -> None:
    for name in (f"{theirs} {last}", f"{theirs} {first} {last}", f"{first} {last}", theirs):
        for told in (style, f"Ring {style} Singh at school", f"{style} knows, and {style} comes"):
            assert not is_named(told, name), (told, name)


marks = st.text(" \t\n.,;:!?–—-…()“”\u200b", max_size=4)


@given(
    no=st.sampled_from(NOES), case=st.sampled_from([str, str.upper, str.capitalize, str.title]), before=marks,
    after=marks,
)  # fmt: skip
def test_a_no_a_yes_or_that_nobody_knows_is_no_reason_however_it_is_written(no, case, before, after) -> None:
    assert not gives_a_reason(before + case(no) + after)


@given(
    reason=st.sampled_from(REASONS), case=st.sampled_from([str, str.upper, str.lower]), before=marks, after=marks,
    no=st.sampled_from(["", "No. ", "No, ", "Yes, ", "I don’t know. ", "ok "]),
)  # fmt: skip
def test_whatever_says_more_than_that_is_a_reason(reason, case, before, after, no) -> None:
    assert gives_a_reason(before + no + case(reason) + after)


@given(text=marks)
def test_marks_alone_are_no_reason(text) -> None:
    assert not gives_a_reason(text)


@given(text=st.text(max_size=12))
def test_what_gives_a_reason_says_something(text) -> None:
    assert says_something(text) or not gives_a_reason(text)
