"""The forms of planning a meeting."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError

from alongside.kit.forms import ChoicesField, DayField, Form, LongTextField, Row, Rows, SelectField, TextField
from alongside.meetings.queries import Around, HelperChoice, PersonChoice, PlanPage
from alongside.meetings.rules import ANSWERS, ASKED, Invited, Plan
from alongside.visits.rules import parse_time


class PlanForm(Form):
    """When, where, what for, and to whom it was explained."""

    title = "Plan a meeting"
    day = DayField("Day", fact="meeting_plan.day", allow_future=True, width=20, hint="For example 3 Dec")
    time = TextField("Time", fact="meeting_plan.time", required=False, width=10, hint="For example 2:30pm")
    place = TextField("Where", fact="meeting_plan.place", required=False, hint="Ask the family what suits them")
    chair = TextField(
        "Who leads the meeting", fact="meeting_plan.chair", required=False,
        hint="The senior key worker or a manager leads a referral meeting",
    )  # fmt: skip
    purpose = LongTextField(
        "What it is for", fact="meeting_plan.purpose", rows=3, prefilled=True, required=False,
        hint="In words the family would use",
    )  # fmt: skip
    order = LongTextField("Running order", fact="meeting_plan.order", rows=6, prefilled=True, required=False)
    explained = ChoicesField(
        "To whom did you explain what it is for and how it goes?", fact="meeting_plan.explained", choices=[],
        required=False, inline=True,
    )  # fmt: skip
    explained_how = TextField(
        "How did you explain it?", fact="meeting_plan.explained_how", required=False, max_length=500,
        hint="For example at home, with the drawing of the table and who sits where",
    )  # fmt: skip

    def __init__(self, *args: Any, around: Around, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["explained"].choices = [(str(one.person_id), one.name) for one in around.people]  # type: ignore[attr-defined]

    def clean_time(self) -> str:
        try:
            return parse_time(self.cleaned_data["time"])
        except ValueError as refusal:
            raise ValidationError(str(refusal)) from None


class InvitedRow(Row):
    """One person or helper who may be asked to come."""

    brings_in = "asked"
    brings_nobody = frozenset({"not"})
    asked = SelectField(
        "Asked to come?", fact="meeting_invitation.asked", choices=list(ASKED.items()), required=False,
        blank="Not settled yet",
    )  # fmt: skip
    answer = SelectField(
        "What they answered", fact="meeting_invitation.answer", choices=list(ANSWERS.items()), required=False,
        blank="No answer yet",
    )  # fmt: skip
    note = TextField("What they said, or which part they come to", fact="meeting_invitation.note", required=False)

    def __init__(
        self, *args: Any, name: str, note: str, near: bool = True, consent: str = "", why: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.title = f"{name}, {note}" if note else name
        self.name, self.near, self.consent, self.why = name, near, consent, why

    @property
    def is_filled(self) -> bool:
        """Whether anything is said of them."""
        return any(self[name].value() for name in self.fields)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("answer") and given.get("asked") in ("", "not"):
            self.add_error("asked", "Say how they were asked, because you wrote their answer")
        return given


class CancelForm(Form):
    """Why a planned meeting did not happen."""

    title = "The meeting did not happen"
    why = LongTextField(
        "Why did it not happen?", fact="meeting_cancelled.why", rows=3, missing="Say why it did not happen"
    )


def plan_forms(data: Any, page: PlanPage) -> tuple[PlanForm, Rows[InvitedRow]]:
    """The form and a row for everybody who may be asked."""
    stood = page.meeting.plan if page.meeting else None
    said = {"purpose": page.said.purpose, "order": "\n".join(page.said.order)}
    shown = _plan_shown(stood) if stood else {}
    form = PlanForm(data, around=page.around, initial=shown or said, stood=shown)
    asked = {_key(each): each for each in stood.invited} if stood else {}
    return form, Rows.for_each(InvitedRow, data, prefix="invited", each=_everybody(page, asked))


def plan_told(page: PlanPage, form: PlanForm, rows: Rows[InvitedRow]) -> Plan:
    """What valid forms tell of a meeting to come."""
    given = form.cleaned_data
    who = dict(_known(page.around))
    return Plan(
        type=page.type,
        day=given["day"],
        time=given["time"],
        place=given["place"],
        chair=given["chair"],
        purpose=given["purpose"],
        order=given["order"],
        explained=tuple(UUID(each) for each in given["explained"]),
        explained_how=given["explained_how"],
        invited=tuple(_invited(who[key], row) for key, row in rows.cleaned if row["asked"] or row["note"]),
    )


def _invited(who: PersonChoice | HelperChoice, row: Mapping[str, Any]) -> Invited:
    person = who.person_id if isinstance(who, PersonChoice) else None
    helper = who.helper_id if isinstance(who, HelperChoice) else None
    return Invited(person, helper, who.name, row["asked"], row["answer"], row["note"])


def _known(around: Around) -> list[tuple[str, PersonChoice | HelperChoice]]:
    people = [(str(each.person_id), each) for each in around.people]
    return [*people, *((str(each.helper_id), each) for each in around.helpers)]


def _everybody(page: PlanPage, asked: Mapping[str, Invited]) -> dict[str, dict[str, Any]]:
    each = {}
    for key, who in _known(page.around):
        note = who.note if isinstance(who, PersonChoice) else ", ".join(part for part in (who.role, who.agency) if part)
        stood = asked.get(key)
        shown = {"asked": stood.asked, "answer": stood.answer, "note": stood.note} if stood else {}
        consent = page.consent_words(who) if isinstance(who, HelperChoice) else ""
        pk = who.person_id if isinstance(who, PersonChoice) else who.helper_id
        near = who.close if isinstance(who, PersonChoice) else who.helps
        each[key] = {
            "name": who.name,
            "note": note,
            "near": near,
            "consent": consent,
            "why": page.why_asked(pk),
            "initial": shown,
        }
    return each


def _key(invited: Invited) -> str:
    return str(invited.person_id or invited.helper_id)


def _plan_shown(plan: Plan) -> dict[str, Any]:
    return {
        "day": plan.day,
        "time": plan.time,
        "place": plan.place,
        "chair": plan.chair,
        "purpose": plan.purpose,
        "order": plan.order,
        "explained": [str(each) for each in plan.explained],
        "explained_how": plan.explained_how,
    }
