"""The form of one goal with its steps."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms

from alongside.kit.dates import day_typed
from alongside.kit.forms import (
    ChoiceField,
    ChoicesField,
    DayField,
    Form,
    LongTextField,
    Rows,
    SelectField,
    TextField,
)
from alongside.kit.ids import uuid7
from alongside.plans.action_rows import DoerRow
from alongside.plans.queries import OTHER, Doers, PlanPage
from alongside.plans.rules import GOAL_KINDS, Goal, GoalReviewed, Step

_KEPT = re.compile(r"[0-9a-z-]{1,40}")


class KeptId(forms.CharField):
    """The identifier a line keeps from version to version; new lines have none yet, and it makes no row of a blank
    one.
    """

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False)

    def clean(self, value: Any) -> str:
        return str(value) if _KEPT.fullmatch(str(value or "")) else ""

    def has_changed(self, initial: Any, data: Any) -> bool:  # noqa: ARG002 - Django asks with these
        return False


class GoalForm(Form):
    """A goal in the family's own words."""

    title = "A goal"
    words = LongTextField(
        "The goal, in the family’s own words", fact="goal.words", rows=2, missing="Say the goal",
        hint="Say what somebody would see. For example: Amy gets to school rested, four days out of five",
    )  # fmt: skip
    wish = LongTextField(
        "The wish it began with, if there was one", fact="goal.wish", required=False, rows=2, prefilled=True
    )
    whose = ChoicesField("Whose goal is it", fact="goal.whose", choices=[], inline=True, missing="Say whose goal it is")
    area = SelectField("What it is about", fact="goal.area", choices=[], missing="Say what the goal is about")
    kind = ChoiceField("What kind of goal", fact="goal.kind", choices=list(GOAL_KINDS.items()))
    linked = SelectField(
        "Which bigger goal does it serve", fact="goal.linked", required=False, choices=[], blank="It stands for itself"
    )
    measure = LongTextField(
        "How will we know",
        fact="goal.measure",
        required=False,
        rows=2,
        hint="What will somebody see being done, and how often? Something we can count",
    )
    baseline = TextField("How it is now", fact="goal.baseline", required=False, max_length=300)
    target = TextField("How it will be", fact="goal.target", required=False, max_length=300)
    benefit = LongTextField("What gets better when we reach it", fact="goal.benefit", required=False, rows=2)
    consequence = LongTextField("What happens if we do not", fact="goal.consequence", required=False, rows=2)
    approach = TextField(
        "The way we chose", fact="goal.approach", required=False, max_length=300,
        hint="For example a parenting programme, or doing mornings together for three weeks",
    )  # fmt: skip
    evidence = LongTextField(
        "What shows that this way works", fact="goal.evidence", required=False, rows=2,
        hint="For example a study, guidance, or that it worked for this family before",
    )  # fmt: skip
    set_by = TextField(
        "If a court or an order asks for it: which, and what it says", fact="goal.set_by", required=False,
        max_length=500, hint="Leave empty when the family can say no to it",
    )  # fmt: skip
    smaller_because = LongTextField(
        "Made smaller, because", fact="goal.smaller_because", required=False, rows=2, prefilled=True,
        hint="When the goal was too much for now. A smaller goal that is reached is worth more",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """A wish hopes; a goal says what is done again and again, so that others can see it (002:3224)."""
        given = super().clean() or self.cleaned_data
        if given.get("wish") and not given.get("measure"):
            self.add_error("measure", "It began as a wish. Say what somebody will see being done, and how often")
        return given

    def __init__(self, *args: Any, page: PlanPage, goal_id: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = [(goal.id, goal.words[:100]) for goal in page.working.plan.goals if goal.id != goal_id]
        self.fields["whose"].choices = list(page.doers.people)  # type: ignore[attr-defined]
        self.fields["area"].choices = [(i.id, i.label) for i in page.lists["goal_area"]]  # type: ignore[attr-defined]
        self.fields["linked"].choices = others  # type: ignore[attr-defined]
        if not others:
            del self.fields["linked"]


class StepRow(DoerRow):
    """One small step of a goal."""

    id = KeptId()
    what = TextField(
        "What will be done", fact="step.what", max_length=500, missing="Say what will be done", hint="One small thing"
    )
    who = SelectField("Who does it", fact="step.who", choices=[], missing="Say who does it")
    who_else = TextField("Who, if somebody else", fact="step.who_else", required=False)
    by_when = DayField("By when", fact="step.by_when", allow_future=True, width=20, missing="Give a day")
    own = TextField(
        "Who in the family, or among its friends and neighbours, can help?", fact="step.own", required=False,
        max_length=500,
    )  # fmt: skip
    agency = TextField(
        "Who else is best placed to help?", fact="step.agency", required=False, max_length=500, hint="An agency"
    )
    more = TextField("What is still needed?", fact="step.more", required=False, max_length=500)
    kinds = ChoicesField("What kind of support is it", fact="step.kinds", choices=[], required=False)
    obstacles = LongTextField("What may get in the way", fact="step.obstacles", required=False, rows=2)
    solutions = LongTextField("What we do then", fact="step.solutions", required=False, rows=2)
    set_by = TextField("If a court or an order asks for it: which", fact="step.set_by", required=False, max_length=300)
    quick_win = ChoicesField(
        "Something that gets better at once", fact="step.quick_win", required=False, inline=True,
        choices=[("yes", "Yes, a quick win")], hint="For example a door, bunk beds, cleaning up together",
    )  # fmt: skip

    def __init__(self, *args: Any, page: PlanPage, **kwargs: Any) -> None:
        super().__init__(*args, doers=page.doers, **kwargs)
        self.title = "Step"
        self.fields["kinds"].choices = [(i.id, i.label) for i in page.lists["support_kind"]]  # type: ignore[attr-defined]

    @property
    def has_details(self) -> bool:
        """Whether the part that is closed at first must be open: something is in it, or wrong with it."""
        inside = ("kinds", "obstacles", "solutions", "set_by", "quick_win", "more")
        return any(self[name].value() or self[name].errors for name in inside)


def step_rows(data: Any, page: PlanPage, goal: Goal | None) -> Rows:
    """A row for each step, as it stands, and a blank one."""
    initial = [_step_initial(step, page.doers) for step in goal.steps] if goal else []
    return Rows.growing(StepRow, data, prefix="step", least=max(1, len(initial)), initial=initial, page=page)


def goal_initial(goal: Goal, smaller: GoalReviewed | None = None) -> dict[str, Any]:
    """What the form shows of a goal as it stands. `smaller`: as a review decided to make it smaller."""
    shown = {name: value for name, value in goal.to_content().items() if name != "steps"}
    because = smaller.because if smaller else goal.smaller_because
    return {**shown, "whose": list(goal.whose), "smaller_because": because}


def goal_by(form: GoalForm, rows: Rows, goal_id: str, doers: Doers) -> Goal:
    """The goal that valid forms tell."""
    given = {name: value for name, value in form.cleaned_data.items() if name != "form_key"}
    given["whose"] = tuple(given["whose"])
    ids = kept_ids(row for _, row in rows.cleaned)
    steps = tuple(_step(step_id, row, doers) for step_id, (_, row) in zip(ids, rows.cleaned, strict=True))
    return Goal(id=goal_id, steps=steps, **given)


def kept_ids(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """The identifier of each row: its own, or a new one; never one that an earlier row has."""
    found: list[str] = []
    for row in rows:
        known = row["id"]
        found.append(known if known and known not in found else str(uuid7()))
    return found


def _step(step_id: str, given: Mapping[str, Any], doers: Doers) -> Step:
    known = {name: given[name] for name in ("what", "own", "agency", "more", "obstacles", "solutions", "set_by")}
    doer = doers.doer(given["who"], given["who_else"])
    return Step(
        id=step_id, who=doer.name, doer=given["who"], by_when=given["by_when"].isoformat(),
        kinds=tuple(given["kinds"]), quick_win=bool(given["quick_win"]), **known,
    )  # fmt: skip


def _step_initial(step: Step, doers: Doers) -> dict[str, Any]:
    known = step.doer in doers.found
    return {
        **step.to_content(),
        "who": step.doer if known else OTHER,
        "who_else": "" if known else step.who,
        "by_when": day_typed(date.fromisoformat(step.by_when)),
        "kinds": list(step.kinds),
        "quick_win": ["yes"] if step.quick_win else [],
    }
