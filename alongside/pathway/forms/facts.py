"""A fact about somebody, with what is asked of its kind."""

from datetime import timedelta
from typing import Any

from alongside.kit.clock import today
from alongside.kit.dates import day_long
from alongside.kit.forms import (
    ChoiceField,
    DayField,
    Form,
    NHSNumberField,
    SelectField,
    TextField,
    UPNField,
    YesNoField,
)
from alongside.kit.forms.asked import Asked
from alongside.kit.words import uncapital
from alongside.people.queries import FactLine, PersonLine
from alongside.people.rules import FACT_KINDS, KEEP_AWAY, LEGAL_STATUS

PROTECT_HINT = "Yes when somebody could be in danger if others learned it."
NOT_BORN = "They were not born yet"
OUR_STAFF = "Keep this to our own staff?"
KEEP_AWAY_HINT = (
    "Only for somebody who is a danger to another. Say what they must not learn or do, for example: must not learn "
    "where Katie and Liam live"
)
CHANGED, WRONG = "changed", "wrong"


class FactForm(Form):
    """One fact about somebody. Made for each kind by `fact_form`; a kind somebody has one of shows what is known."""

    kind = ""
    field_order = ("form_key", "value", "decided_by", "source", "happened", "since", "last_day", "protected")
    protected = YesNoField(OUR_STAFF, fact="fact.protected", prefilled=True, required=False, hint=PROTECT_HINT)

    def __init__(
        self, *args: Any, person: PersonLine, known: FactLine | None = None, corrects: bool = False,
        before: FactLine | None = None, **kwargs: Any,
    ) -> None:  # fmt: skip
        """`known`: the fact that stands; `corrects`: only to put it right; `before`: the address that they had before
        they moved out or came back.
        """
        if known is not None:
            kwargs["initial"] = {"value": known.value, "protected": known.protected}
            if corrects:
                kwargs["initial"] |= {"since": known.since, "last_day": known.last_day}
                kwargs["initial"] |= {"decided_by": known.decided_by, "source": known.source}
        elif FACT_KINDS[self.kind].protected:
            kwargs["initial"] = {"protected": True}
        elif before is not None:
            kwargs["initial"] = {"since": person.moved_out_on or person.since, "protected": before.protected}
        super().__init__(*args, **kwargs)
        if known is None or corrects:
            del self.fields["happened"]
        self.began = known.since if known is not None and corrects else today()
        self.moved_out = person.moved_out_on is not None and self.kind == "address" and known is None
        self.title = f"Where does {person.name} live now?" if self.moved_out else f"{self.title} of {person.name}"
        if person.birth is not None:
            since: Any = self.fields["since"]
            since.earliest, since.earliest_reason = person.birth[0], NOT_BORN

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        since, last_day = given.get("since") or self.began, given.get("last_day")
        if last_day is not None and last_day < since:
            self.add_error("last_day", f"It began on {day_long(since)}. Give that day or a later one")
        return given

    def decided(self) -> dict[str, Any]:
        """Who decided it, where that is written and until when it holds, of what somebody decides."""
        if not FACT_KINDS[self.kind].decided:
            return {}
        given = self.cleaned_data
        until = given["last_day"] and given["last_day"] + timedelta(days=1)
        return {"decided_by": given["decided_by"], "source": given["source"], "until": until}


def _decided_fields(kind: str) -> dict[str, Asked]:
    """What is asked besides of a fact that somebody decided for a time."""
    if not FACT_KINDS[kind].decided:
        return {}
    return {
        "decided_by": TextField(
            "Who decided it?", fact=f"person.{kind}_decided_by", missing="Say who decided it", max_length=200,
            hint="For example “the conference of 3 March” or “the family court”",
        ),
        "source": TextField(
            "Where is it written?", fact=f"person.{kind}_source", required=False, max_length=200,
            hint="For example “minutes of the conference”",
        ),
        "last_day": DayField(
            "Last day, if it has one", fact=f"person.{kind}_last_day", required=False, allow_future=True,
            hint="The last day on which it holds. Leave empty while it goes on. To end it, correct it and give the day",
        ),
    }  # fmt: skip


def _value_field(kind: str) -> Asked:
    known = FACT_KINDS[kind]
    named: dict[str, Any] = {"fact": f"person.{kind}", "prefilled": not known.several}
    if kind == "nhs":
        return NHSNumberField("NHS number", missing="Give the NHS number", **named)
    if kind == "upn":
        return UPNField("Pupil number (UPN)", missing="Give the pupil number", **named)
    if kind == "interpreter":
        return ChoiceField(
            "Is an interpreter needed?", choices=[("yes", "Yes"), ("no", "No")], inline=True,
            missing="Say whether an interpreter is needed", **named,
        )  # fmt: skip
    if kind in ("ethnicity", "disability", LEGAL_STATUS):
        codes = known.codes or {}
        return SelectField(
            known.label, choices=list(codes.items()), missing=f"Choose the {known.label.lower()}", **named
        )
    width = 20 if kind in ("phone", "language") else 0
    return TextField(
        known.label,
        missing=f"Give the {uncapital(known.label)}",
        width=width,
        hint=KEEP_AWAY_HINT if kind == KEEP_AWAY else "",
        max_length=1000,
        **named,
    )


def _happened_field(kind: str) -> Asked:
    return ChoiceField(
        "What happened?",
        fact=f"person.{kind}_happened",
        choices=[(CHANGED, "It has changed"), (WRONG, "It was written down wrongly")],
        missing="Say whether it has changed or was written down wrongly",
    )


def _since_field(kind: str) -> Asked:
    hint = "Leave empty if it holds from today"
    return DayField("Since when?", fact=f"person.{kind}_since", required=False, hint=hint)


def _make(kind: str) -> type[FactForm]:
    asked = {"value": _value_field(kind), "happened": _happened_field(kind), "since": _since_field(kind)}
    members = {**asked, **_decided_fields(kind), "kind": kind, "title": FACT_KINDS[kind].label, "__module__": __name__}
    return type(
        f"{kind.capitalize()}Form", (FactForm,), {**members, "__doc__": f"{FACT_KINDS[kind].label} of somebody."}
    )


_FORMS: dict[str, type[FactForm]] = {kind: _make(kind) for kind in FACT_KINDS}


def fact_form(kind: str) -> type[FactForm] | None:
    """The form for a kind of fact; None when there is no such kind."""
    return _FORMS.get(kind)
