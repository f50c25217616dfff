"""The question "who will do what by when", as it is asked on every page where something can be agreed.

`action_rows` makes the growing rows, `actions_from` reads them; `plans/action_rows.jinja` shows them.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from alongside.kit.forms import ChoicesField, DayField, Row, Rows, SelectField, TextField
from alongside.plans.queries import OTHER, Doers
from alongside.plans.rules import NewAction

PREFIX = "action"


class DoerRow(Row):
    """A row that says who does it: `who` of those who can be chosen, or `who_else` by name."""

    def __init__(self, *args: Any, doers: Doers, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = list(doers.choices)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Somebody else has a name; a name that was typed is never dropped, and alone says that it is somebody else."""
        given = super().clean() or self.cleaned_data
        if given.get("who_else") and self["who"].value() in (None, ""):
            given["who"] = OTHER
            self.errors.pop("who", None)
        if given.get("who") == OTHER and not given.get("who_else"):
            self.add_error("who_else", "Say who it is")
        elif given.get("who") and given["who"] != OTHER and given.get("who_else"):
            self.add_error("who", "You wrote a name as well. Choose “Somebody else”, or clear the name")
        return given


class ActionRow(DoerRow):
    """One thing agreed: what, who does it, by when, and for whom."""

    what = TextField(
        "What will be done", fact="action.what", missing="Say what will be done", max_length=500,
        hint="One thing somebody can see was done. For example: ring the school about a quiet room",
    )  # fmt: skip
    who = SelectField("Who does it", fact="action.who", choices=[], missing="Say who does it")
    who_else = TextField(
        "Who, if somebody else", fact="action.who_else", required=False, hint="For example Ms Spragg, school nurse"
    )
    by_when = DayField(
        "By when", fact="action.by_when", allow_future=True, missing="Give a day it will be done by", width=20
    )
    for_whom = ChoicesField("For whom", fact="action.for_whom", choices=[], required=False, inline=True)

    def __init__(self, *args: Any, doers: Doers, **kwargs: Any) -> None:
        super().__init__(*args, doers=doers, **kwargs)
        self.fields["for_whom"].choices = list(doers.people)  # type: ignore[attr-defined]
        self.title = "Something agreed"


def action_rows(data: Any, doers: Doers, *, initial: Sequence[dict[str, Any]] = (), prefix: str = PREFIX) -> Rows:
    """Growing rows of things agreed; a row left blank is none."""
    return Rows.growing(ActionRow, data, prefix=prefix, least=1, initial=initial, doers=doers)


def actions_from(rows: Rows, doers: Doers) -> list[NewAction]:
    """What valid rows say was agreed."""
    return [
        NewAction(
            what=given["what"],
            who=doers.doer(given["who"], given["who_else"]),
            by_when=given["by_when"],
            for_persons=tuple(UUID(person) for person in given["for_whom"]),
        )
        for _, given in rows.cleaned
    ]
