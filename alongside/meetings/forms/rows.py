"""The rows of writing down a meeting: each person, each of those who help, what was said and what was decided."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from alongside.kit.forms import ChoiceField, ChoicesField, DayField, LongTextField, Row, SelectField, TextField
from alongside.meetings.queries import Around, HelperChoice, PersonChoice
from alongside.meetings.rules import CAME, HOW
from alongside.people.rules import HELPER_ROLES, PARTNER_ROLES
from alongside.plans.rules import (
    ABOUT_A_GOAL,
    ABOUT_A_LINE,
    AGAIN,
    SMALLER,
    Consequence,
    GoalReviewed,
)

NOT_OF_IT = "none"
OPEN_TO = [("all", "Everybody who gets the minutes"), ("own", "Nobody of the family but them")]


def choices(around: Around) -> list[tuple[str, str]]:
    """The people of the family, to choose from."""
    return [(str(each.person_id), each.name) for each in around.people]


def _joins(fact: str) -> SelectField:
    """Whether somebody at a meeting is to be among those who help, and as what."""
    return SelectField(
        "Add them to those who help the family, as", fact=fact, required=False, blank="Do not add them",
        choices=[(role, HELPER_ROLES[role].capitalize()) for role in PARTNER_ROLES],
    )  # fmt: skip


class PersonRow(Row):
    """How one person of the family took part, and what they said."""

    how = SelectField("How did they take part?", fact="meeting_person.how", choices=[], blank="Choose")
    words = LongTextField("Own words", fact="meeting_person.words", required=False, dress="voice", rows=3)
    by = TextField("Who read them out, or spoke for them?", fact="meeting_person.by", required=False)
    why = TextField("If not, why?", fact="meeting_person.why", required=False, max_length=500)
    open_to = ChoiceField(
        "Who may read these words?", fact="meeting_person.open_to", choices=OPEN_TO, required=False, inline=True
    )

    def __init__(self, *args: Any, person: PersonChoice, near: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.name, self.is_child, self.near = person.name, person.is_child, near
        self.title = f"{person.name}, {person.note}" if person.note else person.name
        self.fields["how"].choices = [*HOW.items(), (NOT_OF_IT, "Not part of this meeting")]  # type: ignore[attr-defined]
        self.fields["how"].missing = f"Say how {person.name} took part"  # type: ignore[attr-defined]
        self.fields["words"].label = f"{person.name}’s own words"
        self.fields["words"].help_text = f"Word for word. Leave empty if {person.name} did not say"
        self.fields["open_to"].initial = "own" if person.is_child else "all"

    @property
    def has_details(self) -> bool:
        """Whether the part that is closed at first must be open: something is in it, or wrong with it."""
        return any(self[name].value() or self[name].errors for name in ("by", "why", "words"))

    @property
    def took_part(self) -> bool:
        """Whether somebody said how they took part."""
        return self["how"].value() not in (None, "", NOT_OF_IT)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        how = given.get("how")
        if how == NOT_OF_IT and (given.get("words") or given.get("by")):
            self.add_error("how", f"You wrote something about {self.name}. Say how they took part, or clear it")
        if how == "represented" and not given.get("by"):
            self.add_error("by", f"Say who spoke for {self.name}")
        if how == "read_out" and not given.get("words"):
            self.add_error("words", f"Write the words of {self.name} that were read out")
        if how == "not" and self.is_child and not given.get("why"):
            self.add_error("why", f"Say why nobody spoke for {self.name}")
        return given


class HelperRow(Row):
    """Whether one of those who help came, and what they said."""

    came = ChoiceField("Did they come?", fact="meeting_helper.came", choices=[], required=False, inline=True)
    view = LongTextField("What they said", fact="meeting_helper.view", required=False, rows=2)
    joins = _joins("meeting_helper.joins")

    def __init__(self, *args: Any, helper: HelperChoice, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        work = ", ".join(part for part in (helper.role, helper.agency) if part)
        self.name, self.title = helper.name, f"{helper.name}, {work}" if work else helper.name
        self.fields["came"].choices = [*CAME.items(), (NOT_OF_IT, "Was not asked")]  # type: ignore[attr-defined]
        self.fields["came"].label = f"Did {helper.name} come?"
        self.fields["view"].label = f"What {helper.name} said"
        self.fields["joins"].label = f"Add {helper.name} to those who help the family, as"
        self.may_join = helper.may_join
        if not self.may_join:
            del self.fields["joins"]

    @property
    def is_filled(self) -> bool:
        """Whether anything is said of them."""
        return any(self[name].value() for name in self.fields)


class LineRow(Row):
    """What a review decides about one reward or consequence in force. `stands`: from whom, and until when."""

    decided = ChoiceField(
        "What now?", fact="line_reviewed.decided", choices=list(ABOUT_A_LINE.items()), required=False, inline=True
    )
    what = TextField("In which words", fact="consequence.what", required=False, prefilled=True, max_length=500)
    until = DayField(
        "Until when", fact="consequence.until", required=False, prefilled=True, allow_future=True, width=20
    )

    def __init__(self, *args: Any, line: Consequence, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.line, self.today = line, today
        self.title = f"{line.kind_words}: {line.what}"
        self.stands = line.stands(today)

    @property
    def has_details(self) -> bool:
        """Whether new words and the new day must be open: it is set again, or something is wrong."""
        return self["decided"].value() == AGAIN or bool(self.errors)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        until = given.get("until")
        lasts = self.line.day if self.line.day and self.line.day >= self.today else None
        is_new = given.get("what") != self.line.what or until != lasts
        if given.get("decided") != AGAIN:
            if is_new and not self.errors:
                self.add_error("decided", "You wrote new words or a new day. Choose “Set it again”, or clear it")
        elif not given.get("what"):
            self.add_error("what", "Say what happens")
        elif until and until < self.today:
            self.add_error("until", "This day has passed. Give a day to come")
        elif not is_new and "until" not in self.errors:
            self.add_error("until", "Give a new day, or other words. Or choose “Keep it”")
        return given


class GoalRow(Row):
    """What a review decides about a goal that may be too much for now. `signs`: what shows it."""

    decided = ChoiceField(
        "What now?", fact="goal_reviewed.decided", choices=list(ABOUT_A_GOAL.items()), required=False, inline=True
    )
    because = TextField(
        "If it is made smaller: why?", fact="goal.smaller_because", required=False, max_length=500,
        hint="What was too much, in the family’s own words",
    )  # fmt: skip

    def __init__(self, *args: Any, goal: GoalReviewed, signs: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.goal, self.title, self.signs = goal, goal.words, signs

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("decided") == SMALLER and not given.get("because"):
            self.add_error("because", "Say why it is made smaller")
        if given.get("because") and given.get("decided") != SMALLER:
            self.add_error("decided", "You wrote why it is made smaller. Choose that, or clear it")
        return given


class OtherRow(Row):
    """Somebody else at the meeting, who is noted on file."""

    who = TextField("Name", fact="professional.name", missing="Give their name")
    post = TextField("Post", fact="professional.job_title", required=False)
    agency = TextField("Where they work", fact="professional.agency", required=False)
    telephone = TextField("Telephone at work", fact="professional.telephone", required=False, width=20, max_length=40)
    came = SelectField("Came?", fact="meeting_other.came", choices=list(CAME.items()), blank="", initial="came")
    view = LongTextField("What they said", fact="meeting_other.view", required=False, rows=2)
    joins = _joins("meeting_other.joins")

    may_join = True


class PieceRow(Row):
    """Something said or decided: about whom, and whose minutes it stays out of."""

    def __init__(self, *args: Any, around: Around, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("about", "not_for"):
            self.fields[name].choices = choices(around)  # type: ignore[attr-defined]

    @property
    def has_details(self) -> bool:
        return bool(self["not_for"].value() or self["about"].value())


class TalkRow(PieceRow):
    """Something that was talked about."""

    text = LongTextField("What was said", fact="meeting_talk.text", rows=3, missing="Say what was talked about")
    about = ChoicesField(
        "About whom? Leave empty for everybody",
        fact="meeting_talk.about",
        only_told=True,
        choices=[],
        required=False,
        inline=True,
    )
    not_for = ChoicesField(
        "Keep it out of whose minutes?",
        fact="meeting_talk.not_for",
        only_told=True,
        choices=[],
        required=False,
        inline=True,
    )


class DecisionRow(PieceRow):
    """What was decided, and because of what."""

    text = LongTextField("What was decided", fact="meeting_decision.what", rows=2, missing="Say what was decided")
    because = LongTextField("Because", fact="meeting_decision.because", rows=2, missing="Say why it was decided")
    about = ChoicesField(
        "About whom? Leave empty for everybody",
        fact="meeting_decision.about",
        only_told=True,
        choices=[],
        required=False,
        inline=True,
    )
    not_for = ChoicesField(
        "Keep it out of whose minutes?",
        fact="meeting_decision.not_for",
        only_told=True,
        choices=[],
        required=False,
        inline=True,
    )
