"""The form of an agreement among agencies."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from alongside.agreements.queries import Person, Promised
from alongside.agreements.rules.agencies import SIGNED, Among, Promise
from alongside.kit import clock
from alongside.kit.dates import day_typed
from alongside.kit.forms import ChoicesField, DayField, Form, LongTextField, Row, Rows, SelectField, TextField


class AgenciesForm(Form):
    """For whom and for what agencies agreed."""

    title = "Agreement among agencies"
    day = DayField("Day", fact="among.day", width=20, hint="For example today, or 19 Nov")
    about = ChoicesField("For whom?", fact="among.about", choices=[], missing="Say for whom it is", small=True)
    purpose = LongTextField("What for?", fact="among.purpose", rows=2, missing="Say what it is for")
    again_on = DayField("When do we look at it again?", fact="among.again", required=False, width=20, allow_future=True)

    def __init__(self, *args: Any, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(person.person_id), person.name) for person in people]
        self.fields["about"].choices = choices  # type: ignore[attr-defined]


class PromiseForm(Row):
    """What one agency does."""

    title = "An agency"
    agency = TextField("Agency", fact="among.agency", max_length=200, missing="Give the agency")
    by_whom = TextField("Who says so for it", fact="among.by_whom", required=False, max_length=200)
    promises = LongTextField(
        "What it does, and by when", fact="among.promises", rows=3, missing="Say what it does", prefilled=True
    )
    signed = SelectField("Agreed?", fact="among.signed", choices=list(SIGNED.items()), blank="", initial="later")


def among_shown(before: Among | None) -> dict[str, Any]:
    """Today, and what the agreement before says."""
    shown: dict[str, Any] = {"day": day_typed(clock.today())}
    if before is not None:
        shown |= {"about": [str(person) for person in before.about], "purpose": before.purpose}
    return shown


def promise_rows(data: Any, before: Among | None, in_plan: Sequence[Promised] = ()) -> Rows:
    """Rows for agencies: what the plan in force says they do, and whatever else the agreement before says."""
    initial = [
        {"agency": each.agency, "by_whom": each.by_whom, "promises": each.promises, "signed": each.signed}
        for each in with_plan(before.promises if before else (), in_plan)
    ]
    return Rows.growing(PromiseForm, data, prefix="agency", least=max(2, len(initial)), initial=initial)


def with_plan(before: Sequence[Promise], in_plan: Sequence[Promised]) -> list[Promise]:
    """Each agency once: with what the plan says it does, where the plan says so. Words that nobody of the agency agreed
    to are not agreed by it: what differs from what it agreed to is to be asked.
    """
    found = []
    for each in before:
        does = "\n".join(line.what for line in in_plan if line.is_of(each.agency)) or each.promises
        found.append(each if does == each.promises else replace(each, promises=does, signed="later"))
    new: dict[str, list[str]] = {}
    for line in in_plan:
        if not any(line.is_of(each.agency) for each in before):
            new.setdefault(line.agency, []).append(line.what)
    return [*found, *(Promise(agency, "\n".join(does)) for agency, does in new.items())]


def among_of(form: AgenciesForm, rows: Rows) -> Among:
    """What valid forms tell."""
    given = form.cleaned_data
    promises = tuple(Promise(row["agency"], row["promises"], row["by_whom"], row["signed"]) for _, row in rows.cleaned)
    return Among(tuple(UUID(person) for person in given["about"]), given["purpose"], promises, given["again_on"])
