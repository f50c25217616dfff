"""Forms of the parts of a plan that are not goals."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from alongside.kit.dates import day_typed
from alongside.kit.forms import ChoiceField, DayField, Form, LongTextField, Row, Rows, SelectField, TextField
from alongside.plans.forms.goals import KeptId, kept_ids
from alongside.plans.queries import PlanPage
from alongside.plans.rules import LINE_DECIDED, LINE_KINDS, Consequence, Plan, Priority, Promise, WayOut


class PartForm(Form):
    """A part whose lines stand in rows."""


class WayOutForm(Form):
    """The way out of the help."""

    title = "The way out"
    actions = LongTextField("What we do so that the family goes on without us", fact="way_out.actions", required=False)
    timescales = LongTextField("When", fact="way_out.timescales", required=False, rows=3)
    staff = LongTextField("Who supports it", fact="way_out.staff", required=False, rows=3)
    mainstream = LongTextField(
        "What goes on, as for every family", fact="way_out.mainstream", required=False, rows=3,
        hint="For example the school, the doctor, the children’s centre",
    )  # fmt: skip
    where_to_turn = LongTextField(
        "Where to turn when it gets hard", fact="way_out.where_to_turn", required=False, rows=3
    )


class _Line(Row):
    """A line of a part; `heading` is what its group is called."""

    heading = ""

    def __init__(self, *args: Any, page: PlanPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title = self.heading
        if "person_id" in self.fields:
            self.fields["person_id"].choices = list(page.doers.people)  # type: ignore[attr-defined]


class PriorityRow(_Line):
    """What matters most now for one person."""

    heading = "For one person"
    id = KeptId()
    person_id = SelectField("Who", fact="priority.person", only_told=True, choices=[], missing="Say for whom")
    words = LongTextField(
        "What matters most now", fact="priority.words", rows=2, missing="Say what matters most for them"
    )


class PromiseRow(_Line):
    """What one agency does."""

    heading = "From one agency"
    id = KeptId()
    agency = TextField("Which agency, and who there", fact="promise.agency", missing="Say which agency", prefilled=True)
    what = TextField("What they do", fact="promise.what", max_length=500, missing="Say what they do", prefilled=True)
    by_when = DayField(
        "By when", fact="promise.by_when", required=False, allow_future=True, width=20, hint="Empty when it goes on"
    )


class ConsequenceRow(_Line):
    """A reward or a consequence. `reviewed`: what the review decided about it, "" when nothing."""

    heading = "A reward or a consequence"
    id = KeptId()
    kind = ChoiceField(
        "What is it", fact="consequence.kind", choices=list(LINE_KINDS.items()), inline=True, missing="Say which it is"
    )
    what = TextField("What happens", fact="consequence.what", max_length=500, missing="Say what happens")
    by_whom = TextField("Who does it", fact="consequence.by_whom", required=False)
    until = DayField("Until when", fact="consequence.until", required=False, allow_future=True, width=20)
    agency = TextField("Which agency", fact="consequence.agency", required=False)
    set_by = TextField(
        "If a court or an order asks for it: which", fact="consequence.set_by", required=False, max_length=300
    )

    def __init__(self, *args: Any, page: PlanPage, **kwargs: Any) -> None:
        super().__init__(*args, page=page, **kwargs)
        reviewed = page.working.lines_reviewed
        found = reviewed.line(str(self["id"].value() or "")) if reviewed else None
        self.reviewed = LINE_DECIDED[found.decided] if found else ""
        self.today = page.today
        self.may_stand = {line.until for line in (*page.working.plan.consequences, *page.working.consequences)}

    def clean_until(self) -> date | None:
        """A new day is one that has not passed; one that stood in the plan may stay."""
        until: date | None = self.cleaned_data["until"]
        if until and until < self.today and until.isoformat() not in self.may_stand:
            raise ValidationError("This day has passed. Give a day to come, or leave it empty")
        return until


ROWS: dict[str, type[Row]] = {"priorities": PriorityRow, "promises": PromiseRow, "consequences": ConsequenceRow}
DAYS = ("by_when", "until")


def part_rows(data: Any, part: str, page: PlanPage) -> Rows:
    """A row for each line of that part, as it stands, and a blank one. KeyError for a part without rows."""
    agreed = tuple(Promise("", each.agency, each.what) for each in page.among)
    plan = page.working.plan
    plan = replace(plan, consequences=page.working.consequences, promises=plan.promises or agreed)
    lines = plan.to_content()[part]
    initial = [{**line, **{name: _typed(line.get(name)) for name in DAYS}} for line in lines]
    return Rows.growing(ROWS[part], data, prefix=part, least=max(1, len(initial)), initial=initial, page=page)


def way_out_initial(page: PlanPage) -> dict[str, Any]:
    """The way out as it stands."""
    return page.working.plan.way_out.to_content()


def content_by(part: str, form: Form, rows: Rows | None, page: PlanPage) -> dict[str, Any]:
    """What valid forms tell of that part."""
    if rows is None:
        given = {name: value for name, value in form.cleaned_data.items() if name != "form_key"}
        return Plan(way_out=WayOut(**given)).part("exit")
    lines = [row for _, row in rows.cleaned]
    made = [_line(part, line_id, line, page) for line_id, line in zip(kept_ids(lines), lines, strict=True)]
    return {part: [line.to_content() for line in made]}


def _line(part: str, line_id: str, given: Mapping[str, Any], page: PlanPage) -> Priority | Promise | Consequence:
    if part == "priorities":
        return Priority(line_id, given["person_id"], page.names[given["person_id"]], given["words"])
    if part == "promises":
        return Promise(line_id, given["agency"], given["what"], _iso(given["by_when"]))
    known = {name: given[name] for name in ("kind", "what", "by_whom", "agency", "set_by")}
    return Consequence(id=line_id, until=_iso(given["until"]), **known)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _typed(written: str | None) -> str:
    return day_typed(date.fromisoformat(written)) if written else ""
