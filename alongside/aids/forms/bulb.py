"""The forms of the light bulb: each asks in words what nobody can compute."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from alongside.aids.actions import NewBarrier, NewDifference, NewLook
from alongside.aids.queries import EvidenceOffered
from alongside.kit.forms import ChoiceField, ChoicesField, DayField, Form, LongTextField, SelectField, TextField


class LookForm(Form):
    """The question of the bulb."""

    title = "Is this help making a difference?"
    difference = LongTextField(
        "How do you know?",
        fact="bulb.difference",
        rows=3,
        hint="What is different for the child, or why nothing is yet. What child and family say belongs here too.",
        missing="Say whether help makes a difference to the child, and how you know",
    )
    differently = LongTextField("If not, what will we do differently?", fact="bulb.differently", required=False, rows=3)
    with_whom = ChoicesField(
        "Who looked at it with you?", fact="bulb.with", choices=[], required=False, inline=True, small=True
    )

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["with_whom"].choices = list(people)  # type: ignore[attr-defined]
        self.fields["difference"].label = f"Is this help making a difference to {name}? How do you know?"

    def told(self, child_id: UUID, as_of: date) -> NewLook:
        """What a valid form tells."""
        given = self.cleaned_data
        persons = tuple(UUID(each) for each in given["with_whom"])
        return NewLook(child_id, given["difference"], given["differently"], as_of, persons)


class DifferenceForm(Form):
    """What is different for a child."""

    title = "What is different"
    what = LongTextField(
        "What is different for the child?",
        fact="difference.what",
        rows=3,
        hint="What can be seen or heard in the child’s life, beside what it was before.",
        missing="Say what is different for the child",
    )
    who = SelectField("Who says so?", fact="difference.who", only_told=True, choices=[], missing="Say who says so")
    who_else = TextField("Who, if somebody else?", fact="difference.who_else", required=False, max_length=120)
    rests_on = ChoicesField("What does it rest on?", fact="difference.rests_on", choices=[], required=False)
    on = DayField("Which day was it seen or said?", fact="difference.day", missing="Give the day")

    def __init__(
        self,
        *args: Any,
        name: str,
        people: Sequence[tuple[str, str]],
        offered: Sequence[EvidenceOffered],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["what"].label = f"What is different for {name}?"
        self.fields["who"].choices = [*people, ("", "Somebody else")]  # type: ignore[attr-defined]
        self.fields["who"].required = False
        self.fields["rests_on"].choices = [(str(each.strand), each.words) for each in offered]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if not given.get("who") and not given.get("who_else"):
            self.add_error("who", "Say who says so")
        return given

    def told(self, child_id: UUID) -> NewDifference:
        """What a valid form tells."""
        given = self.cleaned_data
        strands = tuple(UUID(each) for each in given["rests_on"])
        offered: Any = self.fields["who"]
        who = given["who_else"] or dict(offered.choices)[given["who"]]
        return NewDifference(child_id, given["what"], who, strands, given["on"])


class BarrierForm(Form):
    """What stands in the way of help for a child."""

    title = "What stands in the way"
    barrier = ChoiceField("What is it?", fact="barrier.what", choices=[], missing="Choose what stands in the way")
    seen = LongTextField("What do we see?", fact="barrier.seen", rows=2, missing="Say what we see")
    effect = LongTextField(
        "What does it do to the child?", fact="barrier.effect", rows=2, missing="Say what it does to the child"
    )
    strategy = LongTextField("What do we do about it?", fact="barrier.strategy", rows=2, missing="Say what we do")
    owner = SelectField("Who sees to it?", fact="barrier.owner", choices=[], missing="Say who sees to it")
    again_on = DayField("When do we look at it again?", fact="barrier.again", allow_future=True, missing="Give the day")
    on = DayField("Since when do we know of it?", fact="barrier.day", missing="Give the day")

    def __init__(
        self, *args: Any, name: str, barriers: Sequence[tuple[str, str]], owners: Sequence[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["barrier"].choices = list(barriers)  # type: ignore[attr-defined]
        self.fields["owner"].choices = [(each, each) for each in owners]  # type: ignore[attr-defined]
        self.fields["effect"].label = f"What does it do to {name}?"

    def told(self, child_id: UUID) -> NewBarrier:
        """What a valid form tells."""
        given = self.cleaned_data
        return NewBarrier(
            child_id, given["barrier"], given["seen"], given["effect"], given["strategy"], given["owner"],
            given["again_on"], given["on"],
        )  # fmt: skip


class BarrierAgainForm(Form):
    """What became of what stood in the way."""

    title = "Look at it again"
    how = LongTextField("How is it now?", fact="barrier.how", rows=3, missing="Say how it is now")
    gone = ChoiceField(
        "Is it still in the way?", fact="barrier.gone", missing="Say whether it is still in the way",
        choices=[("still_there", "Yes, it is still there"), ("out_of_the_way", "No, it is out of the way")],
    )  # fmt: skip
    again_on = DayField("If yes, when do we look again?", fact="barrier.next", required=False, allow_future=True)
    on = DayField("Which day did you look at it?", fact="barrier.looked_on", missing="Give the day")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("gone") == "still_there" and not given.get("again_on") and "again_on" not in self.errors:
            self.add_error("again_on", "Give the day on which it is looked at again")
        return given

    def next_day(self) -> date | None:
        """When it is looked at again; None when it is out of the way."""
        day: date | None = self.cleaned_data["again_on"]
        return day if self.cleaned_data["gone"] == "still_there" else None


class DaysForm(Form):
    """From which day, and as of which, a bulb is shown."""

    title = "See another time"
    only_asks = True
    first = DayField("From", fact="bulb.first", required=False, width=20)
    as_of = DayField("As it was on", fact="bulb.as_of", required=False, width=20)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("first") and given.get("as_of") and given["as_of"] < given["first"]:
            self.add_error("as_of", "This day is before the one from which on you ask. Check both")
        return given
