"""The form of a visit to come, planned with the parent."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError

from alongside.kit.dates import day_typed
from alongside.kit.forms import (
    ChoicesField,
    DayField,
    Form,
    LongTextField,
    MinutesField,
    TextField,
)
from alongside.visits.queries import Somebody
from alongside.visits.rules import VisitPlan, parse_time


class PlanForm(Form):
    """A visit planned with the parent: what suits them, what makes it harder, what helps."""

    title = "Plan a visit together"
    day = DayField("Day", fact="visit_plan.day", allow_future=True, width=20, hint="For example Tue, or 3 Dec")
    time = TextField(
        "Time of day that suits them", fact="visit_plan.time", required=False, width=10, hint="For example 2:30pm"
    )
    minutes = MinutesField("How long, in minutes", fact="visit_plan.minutes", required=False)
    where = TextField("Where", fact="visit_plan.place", required=False)
    with_whom = ChoicesField(
        "Who will be there", fact="visit_plan.with_whom", choices=[], required=False, inline=True, small=True
    )
    others = TextField("Anybody else", fact="visit_plan.others", required=False)
    harder = LongTextField(
        "What would make it harder for them?", fact="visit_plan.harder", required=False, rows=2,
        hint="For example writing things down in front of them",
    )  # fmt: skip
    support = LongTextField(
        "What helps during the visit, and after it?", fact="visit_plan.support", required=False, rows=2
    )
    children = LongTextField(
        "What may it do to the children, and what do we do about it?",
        fact="visit_plan.children",
        required=False,
        rows=2,
    )
    topics_family = LongTextField(
        "What the family wants to talk about", fact="visit_plan.topics_family", required=False, rows=3, prefilled=True
    )
    topics_ours = LongTextField(
        "What we want to talk about", fact="visit_plan.topics_ours", required=False, rows=3, prefilled=True
    )

    def __init__(self, *args: Any, people: Sequence[Somebody], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["with_whom"].choices = [(str(line.person_id), line.name) for line in people]  # type: ignore[attr-defined]

    def clean_time(self) -> str:
        try:
            return parse_time(self.cleaned_data["time"])
        except ValueError as refusal:
            raise ValidationError(str(refusal)) from None


def plan_told(form: PlanForm) -> VisitPlan:
    """What a valid form tells of a visit to come."""
    given = form.cleaned_data
    names = ("day", "time", "minutes", "others", "harder", "support", "children", "topics_family", "topics_ours")
    with_whom = tuple(UUID(each) for each in given["with_whom"])
    return VisitPlan(**{name: given[name] for name in names}, place=given["where"], with_whom=with_whom)


def plan_shown(plan: VisitPlan) -> dict[str, Any]:
    """What the form shows of a visit as it is planned."""
    shown = {**plan.to_content(), "day": day_typed(plan.day), "where": plan.place}
    return {**shown, "with_whom": [str(each) for each in plan.with_whom]}
