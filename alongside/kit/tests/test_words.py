"""Words put together as a sentence needs them."""

from alongside.kit.words import capital, listed, uncapital


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
