"""Forms of asking for a copy of what is written, and of what becomes of it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from alongside.agreements.queries import OwnChoice, Person
from alongside.agreements.rules.copies import BECAME, COMPLAIN, HOW, Answer, Request, missing
from alongside.kit import clock
from alongside.kit.dates import day_typed
from alongside.kit.forms import ChoiceField, ChoicesField, DayField, Form, LongTextField, SelectField

HOW_CHOICES = list(HOW.items())


class CopyForm(Form):
    """Who asks, about whom, when, and how they want it."""

    title = "Somebody asks for a copy"
    by = SelectField("Who asks?", fact="copy.by", choices=[], missing="Say who asks")
    about = ChoicesField(
        "For what is written about whom?", fact="copy.about", only_told=True, choices=[], small=True,
        missing="Say about whom", hint="Each asks for themselves; for a child whoever holds parental responsibility",
    )  # fmt: skip
    day = DayField("When did they ask?", fact="copy.day", width=20, hint="The month begins on that day")
    how = ChoiceField(
        "How do they want it?", fact="copy.how", choices=HOW_CHOICES, small=True, missing="Say how they want it"
    )
    words = LongTextField(
        "What they asked, in their own words", fact="copy.words", required=False, dress="voice", rows=2
    )

    def __init__(self, *args: Any, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(person.person_id), person.name) for person in people]
        self.fields["by"].choices = choices  # type: ignore[attr-defined]
        self.fields["about"].choices = choices  # type: ignore[attr-defined]

    def request(self) -> Request:
        """What a valid form tells."""
        given = self.cleaned_data
        about = tuple(UUID(person) for person in given["about"])
        return Request(UUID(given["by"]), about, given["day"], given["how"], given["words"])


class OwnCopyForm(Form):
    """A parent or young person asks on their own page."""

    title = "Ask for a copy"
    about = ChoicesField(
        "About whom?", fact="own_copy.about", only_told=True, choices=[], missing="Say about whom you want to read"
    )
    how = ChoiceField(
        "How would you like it?", fact="own_copy.how", choices=HOW_CHOICES, missing="Say how you would like it"
    )
    words = LongTextField(
        "Is there something you want to say about it?", fact="own_copy.words", required=False, dress="voice", rows=2,
        hint="For example: only the last year, or how to reach you. You can leave this empty",
    )  # fmt: skip

    def __init__(self, *args: Any, choices: Sequence[OwnChoice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"].choices = [(each.key, each.name) for each in choices]  # type: ignore[attr-defined]


class AnswerCopyForm(Form):
    """What became of a request."""

    title = "Answer who asked for a copy"
    became = ChoiceField(
        "What became of it?", fact="copy_answer.became", choices=list(BECAME.items()), small=True,
        missing="Say what became of it",
    )  # fmt: skip
    day = DayField("On which day?", fact="copy_answer.day", width=20, hint="For example today, or 19 Nov")
    given = LongTextField(
        "What was given?", fact="copy_answer.given", required=False, rows=2, hint="Empty only where all was refused"
    )
    held_back = LongTextField("What was held back?", fact="copy_answer.held_back", required=False, rows=2)
    why = LongTextField(
        "Why was it held back, or refused?", fact="copy_answer.why", required=False, rows=2,
        hint="For example: it is about somebody else who has not agreed, or reading it could do serious harm",
    )  # fmt: skip
    complain = LongTextField(
        "Where they were told they can complain", fact="copy_answer.complain", required=False, rows=2,
        hint="Kept where something was held back, or refused",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """A refusal has its reason, and says where to complain."""
        given = super().clean() or self.cleaned_data
        if given.get("became"):
            for field, words in missing(self.answer(given)).items():
                self.add_error(field, words)
        return given

    def answer(self, given: dict[str, Any]) -> Answer:
        """What these cleaned values tell."""
        return Answer(**{name: given.get(name) or "" for name in Answer.__dataclass_fields__})


def copy_shown() -> dict[str, Any]:
    """Most people are asked on the day it is written down."""
    return {"day": day_typed(clock.today())}


def answer_shown() -> dict[str, Any]:
    """The day, and where somebody can complain, as we tell it."""
    return {"day": day_typed(clock.today()), "complain": COMPLAIN}
