"""Forms of a safety plan: writing and changing it, and how it went when it was tried out."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any
from uuid import UUID

from alongside.kit.dates import day_typed
from alongside.kit.forms import (
    ChoiceField,
    ChoicesField,
    DayField,
    Form,
    LongTextField,
    Row,
    Rows,
    SelectField,
    TextField,
    YesNoField,
)
from alongside.kit.words import capital
from alongside.plans.action_rows import DoerRow
from alongside.plans.actions import KeptFrom
from alongside.plans.forms.standing import READERS
from alongside.plans.queries import OTHER, Doers, SafetyFormPage, SafetyLine
from alongside.plans.rules import WORKED, Does, Rings, SafetyPlan, TriedOut

FAMILY = "family"
OURS_ALONE = {"whose", "audience", "keep_from", "keep_why"}
"""What is asked once, when the plan is made."""


class SafetyForm(Form):
    """A safety plan. `away`: who must be kept away."""

    title = "A safety plan"
    rows_after = MappingProxyType({"signs": "does", "where_to": "rings"})
    on = DayField("When it was made", fact="safety.on", width=20, prefilled=True)
    whose = SelectField("Whose plan is it", fact="safety.whose", choices=[], missing="Say whose plan it is")
    made_with = ChoicesField(
        "Who made it with you", fact="safety.made_with", choices=[], inline=True, missing="Say with whom it was made"
    )
    safe_from = LongTextField(
        "What are we keeping safe from", fact="safety.safe_from", rows=2, missing="Say what it keeps safe from"
    )
    signs = LongTextField(
        "How do they notice that it begins", fact="safety.signs", rows=2, dress="voice", missing="Write the signs",
        hint="In their own words: what they see, hear or feel first",
    )  # fmt: skip
    where_to = LongTextField("Where to go", fact="safety.where_to", rows=2, missing="Say where to go")
    word = TextField(
        "A word agreed for help", fact="safety.word", required=False, max_length=60, hint="If there is one"
    )
    otherwise = LongTextField(
        "What if that does not work", fact="safety.otherwise", rows=2,
        missing="Write down another way, for when it does not work",
    )  # fmt: skip
    copies = LongTextField(
        "Who has a copy, and where is it kept safely", fact="safety.copies", rows=2, missing="Say who has a copy",
        hint="Where somebody at home is a danger: not at home. For example at school, with Nan, or with us",
    )  # fmt: skip
    at_home = YesNoField("Is a copy at home", fact="safety.at_home", missing="Say whether a copy is at home")
    at_home_why = TextField(
        "Why is it safe at home", fact="safety.at_home_why", required=False, max_length=300,
        hint="Only where somebody must be kept away",
    )  # fmt: skip
    agreed_by = SelectField(
        "Which parent or adult agreed to it", fact="safety.agreed_by", required=False, choices=[], blank="Nobody yet"
    )
    not_agreed_why = LongTextField(
        "If nobody did, why not", fact="safety.not_agreed_why", required=False, rows=2,
        hint="For example that it must be kept from somebody. Only our own staff read this",
    )  # fmt: skip
    look_on = DayField(
        "When we look at it again", fact="safety.look_on", allow_future=True, width=20, missing="Give a day to come"
    )
    audience = ChoiceField(
        "Who may read it", fact="safety.audience", choices=list(READERS.items()), missing="Say who may read it",
        hint="Those of the family it is for, and who made it or agreed to it, read it on their own page",
    )  # fmt: skip
    keep_from = ChoicesField(
        "Keep it from somebody of the family", fact="safety.keep_from", only_told=True, required=False, choices=[],
        inline=True,
    )  # fmt: skip
    keep_why = TextField("Why it is kept from them", fact="safety.keep_why", required=False, max_length=500)

    def __init__(self, *args: Any, page: SafetyFormPage, changes: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked: dict[str, Any] = self.fields
        asked["whose"].choices = [(FAMILY, "The family’s"), *page.persons]
        asked["made_with"].choices = list(page.persons)
        asked["agreed_by"].choices = list(page.adults)
        asked["keep_from"].choices = [each for each in page.persons if each[0] not in page.away]
        asked["on"].earliest, asked["on"].earliest_reason = page.opened_on, "The family was not yet with us"
        self.away = page.away_names
        if not page.away:
            del self.fields["at_home_why"]
        dropped = OURS_ALONE if changes else set() if page.may_withhold else {"keep_from", "keep_why"}
        for name in dropped:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Somebody agreed, or it is said why not; what is kept from somebody has its reason."""
        given = super().clean() or self.cleaned_data
        if not given.get("agreed_by") and not given.get("not_agreed_why"):
            self.add_error("not_agreed_why", "Choose who agreed to it, or say why nobody did")
        if given.get("at_home") and "at_home_why" in self.fields and not given.get("at_home_why"):
            self.add_error("at_home_why", "Somebody must be kept away. Say why a copy is safe at home")
        if given.get("keep_from") and not given.get("keep_why"):
            self.add_error("keep_why", "Say why it is kept from them")
        part = {given.get("whose"), given.get("agreed_by"), *(given.get("made_with") or ())}
        if part & set(given.get("keep_from") or ()):
            self.add_error("keep_from", "They have a part in it. Choose somebody else")
        return given


class DoesRow(DoerRow):
    """What one person does."""

    what = TextField(
        "What they do", fact="safety.does", max_length=300, missing="Say what they do",
        hint="Everybody reads it after a name. “Rings the police”, or in their own words “I ring the police”",
    )  # fmt: skip
    who = SelectField("Who", fact="safety.who", choices=[], missing="Say who does it")
    who_else = TextField("Who, if somebody else", fact="safety.who_else", required=False, max_length=120)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title = "What one person does"


class RingsRow(Row):
    """Whom to ring. What is known is filled in, with where from."""

    name = TextField("Who", fact="safety.rings", max_length=120, prefilled=True, missing="Say who it is")
    number = TextField(
        "Their number", fact="safety.number", max_length=40, prefilled=True, required=False, autocomplete="off"
    )

    def __init__(self, *args: Any, sources: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title = "Somebody to ring"
        self.source = sources.get(str(self["number"].value() or ""), "")


def does_rows(data: Any, doers: Doers, stands: SafetyPlan | None = None) -> Rows[DoesRow]:
    """Growing rows of what each does."""
    initial = [_doer_shown(each, doers) for each in stands.does] if stands else []
    return Rows.growing(DoesRow, data, prefix="does", least=max(2, len(initial)), initial=initial, doers=doers)


def rings_rows(data: Any, page: SafetyFormPage, stands: SafetyPlan | None = None, whose: str = "") -> Rows[RingsRow]:
    """Growing rows of whom to ring: as the plan has them, or from what is known, the family's own people first. Whose
    plan it is rings somebody else.
    """
    offered = page.rings(stands.whose if stands else whose)
    stood = [each for each in stands.rings if not page.is_own(stands.whose, each.name, each.number)] if stands else []
    shown = stood if stands else offered
    sources = {each.number: each.source for each in (*shown, *offered) if each.source}
    initial = [{"name": each.name, "number": each.number} for each in shown]
    return Rows.growing(RingsRow, data, prefix="rings", least=max(1, len(initial)), initial=initial, sources=sources)


def safety_shown(line: SafetyLine) -> dict[str, Any]:
    """The form as a plan stands."""
    plan = line.plan
    told = ("made_with", "safe_from", "signs", "where_to", "word", "otherwise", "copies", "at_home", "at_home_why",
            "agreed_by", "not_agreed_why")  # fmt: skip
    days = {"on": day_typed(line.on), "look_on": day_typed(line.look_on)}
    return {**{name: getattr(plan, name) for name in told}, "made_with": list(plan.made_with), **days}


def safety_by(
    form: SafetyForm, does: Rows[DoesRow], rings: Rows[RingsRow], page: SafetyFormPage, whose: str | None = None
) -> SafetyPlan:
    """The plan that valid forms tell, without the number of whose it is. `whose`: of a plan that is changed, which
    stays whose it is.
    """
    given = form.cleaned_data
    chosen = whose if whose is not None else given["whose"].replace(FAMILY, "")
    sources = {each.number: each.source for each in page.rings(chosen)}
    words = ("safe_from", "signs", "where_to", "word", "otherwise", "copies")
    return SafetyPlan(
        whose=chosen, made_with=tuple(given["made_with"]), **{name: given[name] for name in words},
        does=tuple(
            Does(row["what"], page.doers.doer(row["who"], row["who_else"]).name, row["who"]) for _, row in does.cleaned
        ),
        rings=tuple(
            Rings(row["name"], row["number"], sources.get(row["number"], "")) for _, row in rings.cleaned
            if not page.is_own(chosen, row["name"], row["number"])
        ),
        at_home=bool(given["at_home"]), at_home_why=given.get("at_home_why", ""), agreed_by=given["agreed_by"],
        not_agreed_why="" if given["agreed_by"] else given["not_agreed_why"], look_on=given["look_on"].isoformat(),
    )  # fmt: skip


def kept_by(form: SafetyForm) -> KeptFrom:
    """From whom a valid form keeps it."""
    given = form.cleaned_data
    return KeptFrom(tuple(UUID(person) for person in given.get("keep_from") or ()), given.get("keep_why", ""))


def _doer_shown(each: Does, doers: Doers) -> dict[str, str]:
    known = each.doer in doers.found
    return {"what": each.what, "who": each.doer if known else OTHER, "who_else": "" if known else each.who}


class TriedForm(Form):
    """A safety plan was tried out."""

    title = "Try out the safety plan"
    which = SelectField(
        "Which safety plan", fact="safety_test.which", choices=[], blank="Choose", missing="Say which plan you tried"
    )
    on = DayField("Which day was it?", fact="safety_test.day", width=20, prefilled=True)
    together = ChoicesField("With whom?", fact="safety_test.together", choices=[], missing="Say with whom")
    tried = LongTextField("What did you try out?", fact="safety_test.tried", rows=3, missing="Say what you tried out")
    worked = ChoiceField(
        "How did it go?", fact="safety_test.worked", missing="Say how it went",
        choices=[(key, capital(words)) for key, words in WORKED.items()],
    )  # fmt: skip
    helped = LongTextField("What worked?", fact="safety_test.helped", required=False, rows=2)
    changed = LongTextField(
        "What was changed?", fact="safety_test.changed", required=False, rows=2,
        hint="Write it into the plan afterwards, too",
    )  # fmt: skip
    again_on = DayField(
        "When we look at it again next", fact="safety_test.again_on", allow_future=True, required=False, width=20,
        hint="Empty when it is not looked at again while we help",
    )  # fmt: skip

    def __init__(
        self, *args: Any, plans: Sequence[SafetyLine], people: Sequence[tuple[str, str]], opened_on: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        asked: dict[str, Any] = self.fields
        asked["which"].choices = [(str(line.entry_id), f"The plan of {line.whose}") for line in plans]
        asked["together"].choices = list(people)
        asked["on"].earliest, asked["on"].earliest_reason = opened_on, "The family was not yet with us"

    def clean(self) -> dict[str, Any]:
        """What did not work yet is changed."""
        given = super().clean() or self.cleaned_data
        if given.get("worked") == "no" and not given.get("changed"):
            self.add_error("changed", "It did not work yet. Say what was changed")
        return given


def tried_by(form: TriedForm) -> TriedOut:
    """How it went, as a valid form tells it."""
    given = form.cleaned_data
    return TriedOut(given["tried"], given["worked"], given["helped"], given["changed"])
