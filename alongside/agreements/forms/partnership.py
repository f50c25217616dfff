"""The form of a partnership agreement: the family first."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from alongside.agreements.queries import Person, Promised, Shown
from alongside.agreements.rules.agreement import BOOKED, LISTS, PARTS, UNDERSTOOD, Agreement, Answer, lines
from alongside.kit import clock
from alongside.kit.dates import day_typed
from alongside.kit.forms import (
    ChoiceField,
    ChoicesField,
    DayField,
    Form,
    LongTextField,
    Row,
    Rows,
    TextField,
    WholeNumberField,
)

ABSENT = "absent"
ANSWERED = [("yes", "Yes"), ("no", "No"), ("could_not", "Could not answer"), (ABSENT, "Was not there")]
ONE_A_LINE = "One thing on each line"


class AgreementForm(Form):
    """The family’s list, then the worker’s; then what the work is for and how it goes."""

    title = "Partnership agreement"
    day = DayField("Day", fact="agreement.day", width=20, hint="For example today, or 19 Nov")
    family_wants = LongTextField(
        "What do you want from us?", fact="agreement.family_wants", rows=5, missing="Write what the family wants first",
        hint=f"{ONE_A_LINE}. For example: take turns and listen, be on time, respect our home",
    )  # fmt: skip
    family_barriers = LongTextField(
        "What would get in the way?", fact="agreement.family_barriers", required=False, rows=3,
        hint=f"{ONE_A_LINE}. For example: being judged, or promises that are not kept",
    )  # fmt: skip
    family_fine = LongTextField(
        "What is fine when we are together, and what is not?", fact="agreement.family_fine", required=False, rows=3
    )
    culture = LongTextField(
        "What should we know about how your family or culture talks and listens?", fact="agreement.culture",
        required=False, rows=3,
    )  # fmt: skip
    worker_wants = LongTextField(
        "One or two things I would like to add", fact="agreement.worker_wants", required=False, rows=3, hint=ONE_A_LINE
    )
    worker_barriers = LongTextField(
        "What would get in the way for me", fact="agreement.worker_barriers", required=False, rows=2, hint=ONE_A_LINE
    )
    differences = LongTextField(
        "Where do we see it differently, and what did we agree?", fact="agreement.differences", required=False, rows=3,
        hint="For example: the dog stays in the kitchen while we talk",
    )  # fmt: skip
    purpose = LongTextField(
        "What are we doing this for?", fact="agreement.purpose", rows=2, missing="Say what you do this for",
        hint="Simple is best. For example: to make a plan together",
    )  # fmt: skip
    hours = TextField("Days and hours we work together", fact="agreement.hours", required=False, max_length=500)
    when_not = TextField("When not to ring or call", fact="agreement.when_not", required=False, max_length=500)
    how_we_contact = TextField("How we get in touch with you", fact="agreement.how_we", required=False, max_length=500)
    how_they_contact = TextField(
        "How you get in touch with us", fact="agreement.how_they", required=False, max_length=500
    )
    booked = ChoiceField(
        "Do we agree a time before we come?", fact="agreement.booked", required=False, choices=list(BOOKED.items()),
        small=True,
    )  # fmt: skip
    visit_length = TextField("How long a visit is", fact="agreement.visit_length", required=False, max_length=200)
    weeks = WholeNumberField(
        "How many weeks we expect to work together", fact="agreement.weeks", required=False, least=1, most=260
    )
    hours_a_week = WholeNumberField(
        "How many hours a week we expect", fact="agreement.hours_a_week", required=False, least=1, most=80
    )
    seeing_less = LongTextField(
        "What changes as we see each other less?", fact="agreement.seeing_less", required=False, rows=3,
        hint="For example: from twice a week to once, then a call; and what stays the same",
    )  # fmt: skip
    family_does = LongTextField("What you do", fact="agreement.family_does", required=False, rows=3)
    worker_does = LongTextField("What I do", fact="agreement.worker_does", required=False, rows=3)
    agencies_do = LongTextField("What others do", fact="agreement.agencies_do", required=False, rows=3, prefilled=True)
    not_engaging = LongTextField(
        "What would tell us that it is not working between us?", fact="agreement.not_engaging", required=False, rows=2,
        hint="For example: we could not meet three times in a row",
    )  # fmt: skip
    what_follows = LongTextField("What happens then?", fact="agreement.what_follows", required=False, rows=2)
    told = LongTextField(
        "What we said of saying yes or no", fact="agreement.told", required=False, rows=3,
        hint="What can get better, what may happen otherwise by itself, and what the law may ask",
    )  # fmt: skip
    understood = ChoiceField(
        "Was it clear what we keep, and who can see it?", fact="agreement.understood", choices=list(UNDERSTOOD.items()),
        missing="Say whether it was clear who can see what", small=True,
    )  # fmt: skip
    interpreter = TextField(
        "Interpreter, if there was one", fact="agreement.interpreter", required=False, max_length=200
    )
    copy_given = TextField(
        "Copy given: to whom, how, in which language", fact="agreement.copy", required=False, max_length=300
    )


class LookAgainForm(Form):
    """The agreement still fits."""

    title = "Look at the agreement again"
    day = DayField("Day", fact="agreement_again.day", width=20, hint="For example today, or 19 Nov")
    took_part = ChoicesField(
        "With whom did you look at it?", fact="agreement_again.took_part", choices=[], missing="Say who took part"
    )
    note = LongTextField(
        "What did they say of it?", fact="agreement_again.note", rows=3, missing="Say what they said of it",
        hint="Do the hours, the days and the way we get in touch still fit, now and as we see each other less?",
    )  # fmt: skip

    def __init__(self, *args: Any, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["took_part"].choices = [(str(each.person_id), each.name) for each in people]  # type: ignore[attr-defined]


class AnswerForm(Row):
    """What one person answered."""

    brings_in = "answer"
    brings_nobody = frozenset({ABSENT})
    answer = ChoiceField("Answer", fact="agreement.answer", choices=ANSWERED, inline=True, small=True, initial=ABSENT)
    understood = LongTextField(
        "Who can see what, in their own words", fact="agreement.understood_words", required=False, dress="voice", rows=2
    )
    words = LongTextField(
        "What they said of it, in their own words", fact="agreement.words", required=False, dress="voice", rows=2
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title = person.name
        self.fields["answer"].label = f"Does {person.name} say yes to this?"
        self.fields["understood"].label = f"Who can see what, in {person.name}’s own words"
        self.fields["words"].label = f"What {person.name} said of it, word for word"

    def clean(self) -> dict[str, Any]:
        """Nothing somebody said is dropped because of who was there."""
        given = super().clean() or self.cleaned_data
        if given.get("answer") == ABSENT and (given.get("words") or given.get("understood")):
            self.add_error("answer", f"You wrote what {self.title} said. Say what they answered, or clear it")
        return given


def answer_rows(data: Any, people: Sequence[Person], answered: Mapping[UUID, str] | None = None) -> Rows:
    """A group for each person; with `answered`, as they answered last time."""
    known = answered or {}
    each = {
        str(person.person_id): {"person": person, "initial": {"answer": known.get(person.person_id, ABSENT)}}
        for person in people
    }
    return Rows.for_each(AnswerForm, data, prefix="person", each=each)


def first_shown(before: Agreement | None, promised: Sequence[Promised] = ()) -> dict[str, Any]:
    """What the form shows: today, what the version before says, and what agencies have promised since."""
    shown: dict[str, Any] = {"day": day_typed(clock.today())}
    if before is not None:
        for name in AgreementForm.base_fields:
            if name in PARTS:
                value = getattr(before, name)
                shown[name] = "\n".join(value) if name in LISTS else ("" if value is None else value)
    if not shown.get("agencies_do"):
        shown["agencies_do"] = "\n".join(f"{each.agency}: {each.what}" for each in promised)
    return shown


def again_shown(page: Shown) -> dict[str, Any]:
    """Today, with those who said yes when it was made."""
    took_part = [str(person) for person, answer in page.answered if answer == "yes"]
    return {"day": day_typed(clock.today()), "took_part": took_part}


def agreement_of(form: AgreementForm, revises: UUID | None) -> Agreement:
    """What a valid form tells."""
    given = {name: value for name, value in form.cleaned_data.items() if name not in ("day", "form_key")}
    return Agreement(**given | {name: lines(given[name]) for name in LISTS} | {"revises": revises})


def answers_of(rows: Rows) -> list[Answer]:
    """What each person who was there answered."""
    return [
        Answer(UUID(key), row["answer"], row["words"], row["understood"])
        for key, row in rows.cleaned
        if row["answer"] != ABSENT
    ]
