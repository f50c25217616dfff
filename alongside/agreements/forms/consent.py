"""Forms of consent: somebody says yes or no, takes it back, or it is shared without."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from alongside.agreements.queries import ConsentPage, Person
from alongside.agreements.rules.consent import GIVEN, NEW_AGENCY, REFUSED, Recipient
from alongside.agreements.rules.sharing import CONFIDENTIAL_IF, GROUNDS, TOLD, WHY_NOT_ASKED, Sharing
from alongside.agreements.rules.telling import HOW, UNDERSTOOD, ConsentTold
from alongside.kit import clock
from alongside.kit.dates import day_typed
from alongside.kit.forms import (
    ChoiceField,
    ChoicesField,
    DayField,
    Form,
    LongTextField,
    SelectField,
    TextField,
    YesNoField,
)

ANOTHER = "another"


def recipient_in(given: Mapping[str, Any], names: Mapping[str, str]) -> tuple[Recipient, str]:
    """Who gets to know, and how they are called; an agency that is new here by its name alone."""
    if given["to"] == ANOTHER:
        return NEW_AGENCY, given["agency"].strip()
    return Recipient.of_key(given["to"]), names[given["to"]]


class ConsentForm(Form):
    """Who says what, to whom, about whom, for what and for how long."""

    title = "Ask about sharing"
    by = SelectField("Who says it?", fact="consent.by", choices=[], missing="Say who was asked")
    answer = ChoiceField(
        "What do they say?", fact="consent.answer", choices=[(GIVEN, "Yes"), (REFUSED, "No")], inline=True,
        missing="Say whether they said yes or no",
    )  # fmt: skip
    to = ChoiceField("Who would get to know?", fact="consent.to", choices=[], missing="Say who would get to know")
    agency = TextField("The other agency’s name", fact="consent.agency", required=False, max_length=200)
    about = ChoicesField(
        "About whom?", fact="consent.about", only_told=True, choices=[], missing="Say whom it is about", small=True
    )
    purpose = TextField("What for?", fact="consent.purpose", max_length=500, missing="Say what it is for")
    what = LongTextField(
        "What would they get to know?", fact="consent.what", rows=2, missing="Say what they would get to know",
        hint="For example: how school goes and what helps; nothing about health",
    )  # fmt: skip
    day = DayField("When did they say it?", fact="consent.day", width=20, hint="For example today, or 19 Nov")
    since = DayField(
        "From", fact="consent.since", required=False, width=20, allow_future=True, hint="Empty: from that day"
    )
    until = DayField(
        "Until, that day too", fact="consent.until", required=False, width=20, allow_future=True,
        hint="Empty: until they take it back",
    )  # fmt: skip
    how = ChoiceField(
        "How did they say it?", fact="consent.how", choices=list(HOW.items()), small=True, inline=True, initial="said"
    )
    understood = ChoiceField(
        "Did they say in their own words what it means?", fact="consent.understood", choices=list(UNDERSTOOD.items()),
        small=True, missing="Say whether they understood it",
    )  # fmt: skip
    words = LongTextField("What they said, word for word", fact="consent.words", required=False, dress="voice", rows=3)
    able = YesNoField(
        "If it is a child who says it for themselves: can they decide this alone?", fact="consent.able", required=False,
        hint="Old enough, and able to understand what it means (Gillick)",
    )  # fmt: skip
    capacity = LongTextField(
        "What makes you think they can, or cannot, decide this", fact="consent.capacity", required=False, rows=2,
        hint="For a child, or where you were not sure that an adult could decide it then",
    )  # fmt: skip

    def __init__(self, *args: Any, page: ConsentPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [(str(person.person_id), person.name) for person in page.persons]
        self.fields["by"].choices = people  # type: ignore[attr-defined]
        self.fields["about"].choices = people  # type: ignore[attr-defined]
        self.fields["about"].hints = page.may_say_yes  # type: ignore[attr-defined]
        self.fields["to"].choices = [*page.recipients, (ANOTHER, "Another agency")]  # type: ignore[attr-defined]
        self.names = dict(page.recipients)

    @property
    def to_named(self) -> str:
        """Who would get to know, by name, as far as it is chosen; "" before."""
        return self.names.get(self["to"].value() or "", "")

    def clean(self) -> dict[str, Any]:
        """Another agency needs its name, and a child who decides the reason why we think that they can."""
        given = super().clean() or self.cleaned_data
        if given.get("to") == ANOTHER and not given.get("agency", "").strip():
            self.add_error("agency", "Give the name of the agency")
        if given.get("able") and not given.get("capacity", "").strip():
            self.add_error("capacity", "Say what makes you think they can decide this")
        return given

    def consent(self) -> ConsentTold:
        """What a valid form tells."""
        given = self.cleaned_data
        to, to_name = recipient_in(given, self.names)
        return ConsentTold(
            kind=given["answer"], by=UUID(given["by"]), about=tuple(UUID(person) for person in given["about"]),
            to=to, to_name=to_name, on=given["day"], now=given["day"] == clock.today(), since=given["since"],
            until=given["until"], purpose=given["purpose"], what=given["what"], how=given["how"],
            understood=given["understood"], able=bool(given["able"]), capacity=given["capacity"], words=given["words"],
        )  # fmt: skip


class WithdrawForm(Form):
    """Whoever said yes takes it back."""

    title = "Take a yes back"
    about = ChoicesField(
        "For whom?",
        fact="withdrawal.about",
        only_told=True,
        choices=[],
        missing="Say for whom it is taken back",
        small=True,
    )
    words = LongTextField(
        "What they said, word for word", fact="withdrawal.words", required=False, dress="voice", rows=3,
        hint="They need no reason",
    )  # fmt: skip

    def __init__(self, *args: Any, people: Sequence[Person], chosen: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(person.person_id), person.name) for person in people]
        self.fields["about"].choices = choices  # type: ignore[attr-defined]
        self.fields["about"].initial = [str(person.person_id) for person in chosen]


class ShareForm(Form):
    """The two steps before something is shared without consent."""

    title = "Share without consent"
    to = ChoiceField("Who gets to know?", fact="sharing.to", choices=[], missing="Say who gets to know")
    agency = TextField("The other agency’s name", fact="sharing.agency", required=False, max_length=200)
    about = ChoicesField(
        "About whom?", fact="sharing.about", only_told=True, choices=[], missing="Say whom it is about", small=True
    )
    why_not_asked = ChoiceField(
        "Why without consent?", fact="sharing.why_not_asked", choices=list(WHY_NOT_ASKED.items()), small=True,
        missing="Say why without consent",
    )  # fmt: skip
    confidential = ChoicesField(
        "Which of these are true?", fact="sharing.confidential", choices=list(CONFIDENTIAL_IF.items()), required=False,
        small=True, hint="It is confidential when all three are true",
    )  # fmt: skip
    purpose = LongTextField(
        "What is it needed for?", fact="sharing.purpose", rows=2, missing="Say what it is needed for",
        hint="A purpose the law knows, this once: never as a habit instead of asking",
    )  # fmt: skip
    grounds = ChoicesField(
        "If it is confidential: which public interest is there?", fact="sharing.grounds", choices=list(GROUNDS.items()),
        required=False, small=True,
    )  # fmt: skip
    why = LongTextField("What makes you think so", fact="sharing.why", required=False, rows=3)
    what = LongTextField("What exactly is shared?", fact="sharing.what", rows=3, missing="Say exactly what is shared")
    proportionate = LongTextField("Why this much, and no less?", fact="sharing.proportionate", required=False, rows=2)
    decided_by = TextField(
        "Who decided?", fact="sharing.decided_by", max_length=200, missing="Say who decided",
        hint="A manager, or a senior colleague by name",
    )  # fmt: skip
    urgent = YesNoField(
        "Is it urgent?", fact="sharing.urgent", missing="Say whether it is urgent",
        hint="If a child is or may be abused, share now and write this down afterwards",
    )  # fmt: skip
    told = ChoiceField(
        "Are the people told?", fact="sharing.told", choices=list(TOLD.items()), small=True,
        missing="Say whether they are told",
    )  # fmt: skip
    told_why = LongTextField("Why?", fact="sharing.told_why", rows=2, missing="Say why they are told, or not told")
    until = DayField(
        "Until, that day too", fact="sharing.until", width=20, allow_future=True,
        missing="Give the last day on which it is shared",
    )  # fmt: skip

    def __init__(self, *args: Any, page: ConsentPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [(str(person.person_id), person.name) for person in page.persons]
        self.fields["about"].choices = people  # type: ignore[attr-defined]
        self.fields["to"].choices = [*page.recipients, (ANOTHER, "Another agency")]  # type: ignore[attr-defined]
        self.names = dict(page.recipients)

    def clean(self) -> dict[str, Any]:
        """Another agency needs its name."""
        given = super().clean() or self.cleaned_data
        if given.get("to") == ANOTHER and not given.get("agency", "").strip():
            self.add_error("agency", "Give the name of the agency")
        return given

    def sharing(self) -> Sharing:
        """What a valid form tells."""
        given = self.cleaned_data
        to, to_name = recipient_in(given, self.names)
        return Sharing(
            about=tuple(UUID(person) for person in given["about"]), to=to.key, to_name=to_name,
            why_not_asked=given["why_not_asked"], confidential=tuple(given["confidential"]), purpose=given["purpose"],
            what=given["what"], decided_by=given["decided_by"], urgent=bool(given["urgent"]), told=given["told"],
            told_why=given["told_why"], until=given["until"], grounds=tuple(given["grounds"]), why=given["why"],
            proportionate=given["proportionate"],
        )  # fmt: skip


class EndSharingForm(Form):
    """Sharing without consent ends before its day."""

    title = "Share it no longer"
    why = LongTextField(
        "Why is it shared no longer?", fact="sharing_end.why", rows=3, missing="Say why it is shared no longer",
        hint="For example: what it was needed for is done, or they were asked and said yes",
    )  # fmt: skip


class LookForm(Form):
    """What the manager says of what was sent to them."""

    title = "Look at what is shared"
    note = LongTextField(
        "What did you look at, and what follows?", fact="look.note", rows=4,
        missing="Say what you looked at, and what follows",
    )  # fmt: skip


def today_typed(to: str = "") -> dict[str, Any]:
    """Most things are recorded on the day they were said. `to`: who would get to know, where that is chosen already."""
    return {"day": day_typed(clock.today()), "to": to}
