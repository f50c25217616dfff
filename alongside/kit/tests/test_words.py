"""Words put together as a sentence needs them."""

from alongside.kit.words import capital, is_named, listed, uncapital


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
