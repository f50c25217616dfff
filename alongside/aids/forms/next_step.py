"""The forms of what time a child has, of what comes next, and of a legal planning meeting."""

from typing import Any
from uuid import UUID

from alongside.aids.actions import NewReply, NewRequest, NewStep, NewTimescale
from alongside.aids.queries import LegalPage, StepForms
from alongside.aids.rules import ANSWERS, IS_MET, NOT_MET
from alongside.kit.forms import ChoiceField, ChoicesField, DayField, Form, LongTextField, SelectField, YesNoField


class TimescaleForm(Form):
    """What time a child has."""

    title = "What time does the child have?"
    since = DayField(
        "Since when has the worry gone on?", fact="timescale.since", missing="Give the day, as far as it is known",
        hint="The day it began for the child, which may be long before we came.",
    )  # fmt: skip
    changed = LongTextField(
        "What has to be different for the child?", fact="timescale.changed", rows=2,
        missing="Say what has to be different",
    )  # fmt: skip
    by = DayField("By which day?", fact="timescale.by", allow_future=True, missing="Give the day")
    why = LongTextField(
        "Why by that day?", fact="timescale.why", rows=2, missing="Say why it has to be by that day",
        hint="What this child cannot wait for: their age, school, sleep, a brother or sister to come.",
    )  # fmt: skip
    met = ChoiceField(
        "Is the child’s timescale being met?", fact="timescale.met", choices=list(IS_MET.items()), inline=True,
        missing="Say whether the child’s timescale is being met",
    )  # fmt: skip
    other_plan = LongTextField(
        "If not, which other plan for a lasting home is thought of?", fact="timescale.other_plan", required=False,
        rows=2, hint="With the network, with relatives, or another. Say so if there is none yet.",
    )  # fmt: skip
    told_parents = YesNoField(
        "If not, were the parents told of it?", fact="timescale.told", required=False, no="Not yet"
    )
    told_words = LongTextField(
        "What were they told, or why not yet?", fact="timescale.told_words", required=False, rows=2
    )

    def __init__(self, *args: Any, name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title = f"What time does {name} have?"
        self.fields["changed"].label = f"What has to be different for {name}?"
        self.fields["met"].label = f"Is {name}’s timescale being met?"

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("met") == NOT_MET:
            if not given.get("other_plan"):
                self.add_error("other_plan", "Say which other plan is thought of, or that there is none yet")
            if given.get("told_parents") is None:
                self.add_error("told_parents", "Say whether the parents were told")
            if not given.get("told_words"):
                self.add_error("told_words", "Say what the parents were told, or why not yet")
        return given

    def told(self, child_id: UUID) -> NewTimescale:
        """What a valid form tells."""
        given = self.cleaned_data
        return NewTimescale(
            child_id, given["since"], given["by"], given["changed"], given["why"], given["met"], given["other_plan"],
            given["told_parents"], given["told_words"],
        )  # fmt: skip


class NextStepForm(Form):
    """What comes next."""

    title = "What comes next?"
    children = ChoicesField(
        "For whom?", fact="next_step.children", choices=[], missing="Choose for whom it is the next step"
    )
    step = ChoiceField("What comes next?", fact="next_step.step", choices=[], missing="Choose what comes next")
    reason = LongTextField(
        "Why?", fact="next_step.reason", rows=3, missing="Say why this comes next",
        hint="What the scales show, what the family and the network say, and how it will be done.",
    )  # fmt: skip

    def __init__(self, *args: Any, page: StepForms, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        whom: Any = self.fields["children"]
        whom.choices = [(each.id, each.name) for each in page.children]
        step: Any = self.fields["step"]
        step.choices = [(item_id, label) for item_id, label, _ in page.offered]
        step.hints = {item_id: hint for item_id, _, hint in page.offered if hint}

    def told(self) -> NewStep:
        """What a valid form tells."""
        given = self.cleaned_data
        return NewStep(tuple(UUID(each) for each in given["children"]), given["step"], given["reason"])


class MeetingForm(Form):
    """A manager is asked for a legal planning meeting."""

    title = "Ask for a legal planning meeting"
    children = ChoicesField("For whom?", fact="legal.children", choices=[], missing="Choose for which children")
    manager = SelectField("Whom do you ask?", fact="legal.manager", choices=[], missing="Choose the manager")
    harm = LongTextField(
        "What harms the child now, although all this was tried?", fact="legal.harm", rows=4,
        hint="What was seen or heard, on which day, and by whom.", missing="Say what harms the child now",
    )  # fmt: skip
    rests_on = ChoicesField("What on the record shows it?", fact="legal.rests_on", choices=[], required=False)
    network = LongTextField(
        "Which care within the family and network was tried, and why is it not enough?", fact="legal.network", rows=3,
        hint="A family group conference, relatives, friends: who offered what, and what came of it.",
        missing="Say what care within the family and network was tried, and why it is not enough",
    )  # fmt: skip
    parents = LongTextField(
        "What do the parents know of the other plans that are thought of?", fact="legal.parents", rows=3,
        hint="Who told them, when, and what they say to it. They hear it before this is asked.",
        missing="Say what the parents know of the other plans",
    )  # fmt: skip

    def __init__(self, *args: Any, page: LegalPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: Any = self.fields
        offered["children"].choices = [(each.id, each.name) for each in page.forms.children]
        offered["manager"].choices = list(page.forms.managers)
        offered["rests_on"].choices = list(page.bundle.offered)

    def told(self) -> NewRequest:
        """What a valid form tells."""
        given = self.cleaned_data
        return NewRequest(
            tuple(UUID(each) for each in given["children"]), UUID(given["manager"]), given["harm"],
            tuple(UUID(each) for each in given["rests_on"]), given["network"], given["parents"],
        )  # fmt: skip


class ReplyForm(Form):
    """What the manager answers."""

    title = "Your answer"
    answer = ChoiceField(
        "Will there be a legal planning meeting?", fact="legal.answer", choices=list(ANSWERS.items()),
        missing="Choose your answer",
    )  # fmt: skip
    day = DayField("If yes, on which day?", fact="legal.day", required=False, allow_future=True)
    reason = LongTextField(
        "Why, or what more do you need to know?", fact="legal.reason", rows=3,
        missing="Say why, or what more you need to know",
    )  # fmt: skip

    def told(self) -> NewReply:
        """What a valid form tells."""
        given = self.cleaned_data
        return NewReply(given["answer"], given["reason"], given["day"])
