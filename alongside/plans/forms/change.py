"""Forms of change: the scale, and how far somebody is with changing."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from alongside.kit.dates import day_typed
from alongside.kit.forms import ChoiceField, DayField, Form, LongTextField, SelectField, YesNoField
from alongside.plans.actions import NewScale, NewStage
from alongside.plans.queries import ChangePage
from alongside.plans.rules import MOST, RELAPSE, StageSeen

ASKED_FURTHER = {"solved": "miracle", "kept_going": "coping"}
"""A field → the way of asking whose sentences the practice model gives; a model without any does not ask."""


class ScaleForm(Form):
    """Where one person sees a goal, with what they say about it."""

    title = "Where is it on the scale"
    who = SelectField("Who says it", fact="scale.who", only_told=True, choices=[], missing="Say who says it")
    value = ChoiceField(
        "Where are you now", fact="scale.value", choices=[], inline=True, missing="Say where they see it",
    )  # fmt: skip
    on = DayField("On which day", fact="scale.on", width=20, prefilled=True)
    lower = LongTextField("What stopped it being one lower?", fact="scale.lower", required=False, rows=2, dress="voice")
    exception = LongTextField(
        "When was it better, and what was different?", fact="scale.exception", required=False, rows=2, dress="voice"
    )
    higher = LongTextField(
        "What would one higher look like?", fact="scale.higher", required=False, rows=2, dress="voice"
    )
    solved = LongTextField("If it were solved", fact="scale.solved", required=False, rows=2, dress="voice")
    kept_going = LongTextField("How they keep going", fact="scale.kept_going", required=False, rows=2, dress="voice")
    good_enough = SelectField(
        "Where is good enough", fact="scale.good_enough", required=False, choices=[], blank="Not said"
    )
    enough_words = LongTextField(
        "What would that day look like?", fact="scale.enough_words", required=False, rows=2, dress="voice"
    )
    words = LongTextField("Anything else they said", fact="scale.words", required=False, rows=2, dress="voice")

    def __init__(self, *args: Any, page: ChangePage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        points = [(str(number), str(number)) for number in range(page.least, MOST + 1)]
        self.fields["who"].choices = list(page.people)  # type: ignore[attr-defined]
        self.fields["value"].choices = points  # type: ignore[attr-defined]
        self.fields["value"].help_text = f"{page.least} is the worst it has been, {MOST} is the goal"
        self.fields["good_enough"].choices = points  # type: ignore[attr-defined]
        for name, technique in ASKED_FURTHER.items():
            if asks := page.asks(technique):
                self.fields[name].help_text = " ".join(asks)
            else:
                del self.fields[name]


SCALE_WORDS = ("words", "lower", "exception", "higher", "enough_words", *ASKED_FURTHER)


def scaled_by(form: ScaleForm) -> NewScale:
    """The scale that a valid form tells."""
    given = form.cleaned_data
    return NewScale(
        person_id=UUID(given["who"]), value=int(given["value"]), on=given["on"],
        good_enough=int(given["good_enough"]) if given["good_enough"] else None,
        **{name: given.get(name, "") for name in SCALE_WORDS},
    )  # fmt: skip


RELAPSE_QUESTIONS = ("success", "needed", "whose_part", "goal_now")


class StageForm(Form):
    """How far somebody is with changing. They decide themselves when a stage is done."""

    title = "How far somebody is with changing"
    who = SelectField("Who", fact="change.who", only_told=True, choices=[], missing="Say who")
    stage = ChoiceField("Where are they now", fact="change.stage", choices=[], missing="Say where they are")
    they_say = YesNoField(
        "Do they say so themselves?", fact="change.they_say", missing="Say whether they see it so themselves",
        hint="They decide when a stage is done. What you see is where to begin the talk",
    )  # fmt: skip
    words = LongTextField("What they say about it", fact="change.words", required=False, rows=3, dress="voice")
    commitment = LongTextField(
        "What they say they want to change, word for word", fact="change.commitment", required=False, rows=2,
        dress="voice", hint="When somebody is thinking about it, hearing themselves say so is what it leads to",
    )  # fmt: skip
    reading = LongTextField("What makes you think so", fact="change.reading", required=False, rows=3, dress="view")
    on = DayField("On which day", fact="change.on", width=20, prefilled=True)
    success = LongTextField("What has gone well so far?", fact="relapse.success", required=False, rows=2)
    needed = LongTextField("What is needed to get back?", fact="relapse.needed", required=False, rows=2)
    whose_part = LongTextField("Whose part is what?", fact="relapse.whose_part", required=False, rows=2)
    goal_now = LongTextField("What does the goal become for now?", fact="relapse.goal_now", required=False, rows=2)

    def __init__(self, *args: Any, page: ChangePage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = list(page.people)  # type: ignore[attr-defined]
        self.fields["stage"].choices = [(item.id, item.label) for item in page.stages]  # type: ignore[attr-defined]
        self.fields["stage"].hints = {item.id: item.hint for item in page.stages}  # type: ignore[attr-defined]

    @property
    def relapse(self) -> Sequence[str]:
        """The questions asked when somebody has fallen back."""
        return RELAPSE_QUESTIONS

    @property
    def has_relapse(self) -> bool:
        """Whether the part about falling back must be open."""
        return self["stage"].value() == RELAPSE or any(self[name].value() or self[name].errors for name in self.relapse)

    def clean(self) -> dict[str, Any]:
        """What was written about falling back is never dropped."""
        given = super().clean() or self.cleaned_data
        written = [name for name in self.relapse if given.get(name)]
        if written and given.get("stage") not in (None, RELAPSE):
            self.add_error("stage", "You wrote about falling back. Choose that stage, or clear what you wrote")
        return given


def stage_shown(seen: StageSeen) -> dict[str, Any]:
    """What the form shows of how far somebody was seen to be."""
    told = {name: getattr(seen, name) for name in ("who", "stage", "they_say", "words", "commitment", "reading")}
    return {**told, "on": day_typed(seen.on), **(seen.relapse or {})}


def stage_by(form: StageForm) -> NewStage:
    """What a valid form tells."""
    given = form.cleaned_data
    return NewStage(
        person_id=UUID(given["who"]), stage=given["stage"], on=given["on"], they_say=bool(given["they_say"]),
        reading=given["reading"], words=given["words"],
        commitment=given["commitment"], **{name: given[name] for name in RELAPSE_QUESTIONS},
    )  # fmt: skip
