"""The end of the work: the form, what is asked of children whose bulb is dark, and of what runs on."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError

from alongside.kit.forms import (
    ChoiceField,
    DayField,
    Form,
    LongTextField,
    Row,
    Rows,
    TextField,
)
from alongside.kit.words import says_something
from alongside.pathway.forms.leading import A_DAY, not_before
from alongside.pathway.forms.referring import offer
from alongside.pathway.queries.closing import NOTHING_PLANNED, PlannedEnd
from alongside.pathway.rules import InLaw, Left, Unlit, asked_at_close, earlier_refused, law_refused, left_refused
from alongside.practice.rules import ListItem
from alongside.timeline.rules import Running

ENDS, GOES_ON, RUNS_ON, UNLIT = "ends", "goes_on", "runs_on", "unlit"
NAMED_FOR_LATER = "It ends before a day that a letter names. If the letter speaks of us: what were they told?"
NOT_OURS = "Children’s social care leads it: it is not ours to call off"
STAYS_OR_NOT = "What you wrote may stay, or take it out"


class CloseForm(Form):
    """The end of the work: planned and agreed wherever it can be (002:3874-3901)."""

    title = "End the work with the family"
    on = DayField("Which day did the work end?", fact="closing.day", missing="Give the day the work ended", hint=A_DAY)
    reason = ChoiceField("How did it end?", fact="closing.reason", choices=[], missing="Choose how the work ended")
    why = LongTextField("More about that", fact="closing.why", required=False, rows=2)
    leads_now = TextField(
        "Who leads now, if somebody does?",
        fact="closing.leads_now",
        prefilled=True,
        required=False,
        hint="Name and agency",
    )
    changed = LongTextField(
        "What has changed for the family?",
        fact="closing.changed",
        missing="Say what has changed, also if it is little",
        hint="What each child and each adult can do now, and how you know.",
    )
    worries = LongTextField("What still worries us?", fact="closing.worries", required=False, rows=3)
    told = LongTextField(
        "What the family is told",
        fact="closing.told",
        prefilled=True,
        rows=3,
        missing="Say what the family is told, and whom they can turn to",
        hint="The family reads this on their own page, with the last day and who keeps in touch. Whoever was to be at "
        "something that is called off reads that too. Say whom they can turn to, and how to reach us.",
    )
    earlier = LongTextField(
        "It ends earlier than was promised. What were they told of that?",
        fact="closing.earlier",
        required=False,
        rows=2,
    )
    follow_up_by = ChoiceField(
        "Who keeps in touch afterwards?", fact="closing.follow_up_by", choices=[], missing="Choose who keeps in touch"
    )

    in_law = LongTextField(
        "Why does our work end while this stands, and what was agreed with whoever leads it?",
        fact="closing.in_law",
        required=False,
        rows=2,
    )

    def __init__(
        self,
        *args: Any,
        reasons: Sequence[ListItem],
        followers: Sequence[tuple[str, str]],
        opened_on: date,
        exit_planned: bool = False,
        met: bool = True,
        planned: PlannedEnd = NOTHING_PLANNED,
        in_law: Sequence[InLaw] = (),
        today: date,
        **kwargs: Any,
    ) -> None:
        """`planned`: what was said of the end before. `met`: whether anybody of the family was; else nobody can say
        what has changed for them.
        """
        super().__init__(*args, **kwargs)
        if planned.told:
            self.initial["told"] = planned.told
            self.fields["told"].help_text = (
                "From the exit plan. Change it to what the family is told now: they read it on their own page, with "
                "the last day, who keeps in touch, and what is called off."
            )
        if not met:
            changed: Any = self.fields["changed"]
            changed.label, changed.required = "What do you know of how they are now?", False
            changed.help_text = "From the school, from whoever asked for help, or from others."
        later = planned.after(self.last_day(today))
        self.promised = [each.words for each in later if each.sure]
        self.fields["earlier"].help_text = " ".join(each.words for each in later)
        if not later and not self["earlier"].value():
            del self.fields["earlier"]
        elif not later:
            self.fields["earlier"].label = "What were they told of an earlier end?"
            self.fields["earlier"].help_text = f"No day is promised for after that last day. {STAYS_OR_NOT}."
        elif not self.promised:
            self.fields["earlier"].label = NAMED_FOR_LATER
        self.exit_planned, self.stands = exit_planned, in_law
        if not any(each.is_led for each in in_law):
            del self.fields["in_law"]
        offer(self, "reason", reasons)
        self.fields["follow_up_by"].choices = list(followers)  # type: ignore[attr-defined]
        not_before(self, "on", opened_on)

    def last_day(self, today: date) -> date:
        """The last day of the work as it is typed; today until one is."""
        return last_day_typed({"on": self["on"].value()}, today)

    def clean(self) -> dict[str, Any]:
        """Some ways to end ask why, and who leads now, without an exit plan; so does what stands in law."""
        given = super().clean() or self.cleaned_data
        missing = asked_at_close(
            given.get("reason", ""), exit_planned=self.exit_planned, why=given.get("why", ""),
            leads_now=given.get("leads_now", ""),
        )  # fmt: skip
        earlier = earlier_refused(self.promised, given.get("earlier", ""))
        for wrong in (missing, earlier, law_refused(self.stands, given.get("in_law", ""))):
            if wrong is not None:
                self.add_error(*wrong)
        return given


def last_day_typed(data: Mapping[str, Any], today: date) -> date:
    """The last day of the work as it was typed; today until one is."""
    try:
        typed: date | None = DayField("", fact="closing.day").clean(data.get("on"))
    except ValidationError:
        return today
    return typed or today


class UnlitRow(Row):
    """A child whom no help had reached on the last day (000:24)."""

    unchanged = LongTextField("What stays unchanged?", fact="closing.unchanged", prefilled=True, required=False, rows=2)
    instead = LongTextField(
        "What else could be tried, and by whom?", fact="closing.instead", required=False, rows=2,
        hint="Another way to help, another person or another service. “Nothing” is no way: say who looks at it again.",
    )  # fmt: skip

    def __init__(self, *args: Any, child: Unlit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.child = child
        self.fields["unchanged"].label = f"What stays unchanged for {child.name}?"
        self.fields["instead"].label = f"What else could be tried for {child.name}, and by whom?"

    @property
    def shown(self) -> str:
        """The hidden input that says that somebody saw what was typed beside the words that the bulb is not dark."""
        return self.add_prefix("not_dark")

    def clean(self) -> dict[str, Any]:
        """Neither goes without a word where the bulb is dark; what was typed for another day is shown once more."""
        given = super().clean() or self.cleaned_data
        refused = left_refused(self.child.name, self.left(given)) if self.child.dark else {}
        if not self.child.dark and self.shown not in self.data:
            refused = {"unchanged": f"{self.child.words} {STAYS_OR_NOT}"}
        for field, words in refused.items():
            self.add_error(field, words)
        return given

    def left(self, given: Mapping[str, Any]) -> Left:
        return Left(given.get("unchanged", ""), given.get("instead", ""))


def unlit_rows(data: Any, unlit: Sequence[Unlit], unchanged: str) -> Rows[UnlitRow]:
    """A row for each of these children. `unchanged`: what the record says already of what stays as it was; also of
    whom another last day than was shown asks about.
    """
    each = {str(child.child_id): {"child": child, "initial": {"unchanged": unchanged}} for child in unlit}
    if data is not None:
        data = data.copy()
        for key in each:
            data.setdefault(f"{UNLIT}-{key}-unchanged", unchanged)
    return Rows.for_each(UnlitRow, data, prefix=UNLIT, each=each)


def left_typed(data: Mapping[str, Any]) -> dict[UUID, Left]:
    """What was typed of children, by who it is, whoever is asked about now."""
    found = {}
    for name in data:
        key = name.removeprefix(f"{UNLIT}-").removesuffix("-unchanged")
        if name == f"{UNLIT}-{key}-unchanged" and (child := _child(key)):
            found[child] = Left(str(data[name]), str(data.get(f"{UNLIT}-{key}-instead", "")))
    return found


def _child(key: str) -> UUID | None:
    try:
        return UUID(key)
    except ValueError:
        return None


def left_told(rows: Rows[UnlitRow]) -> dict[UUID, Left]:
    """What was said of each child, by who it is."""
    return {row.child.child_id: row.left(row.cleaned_data) for row in rows}


class RunsOnRow(Row):
    """Something that runs on after the last day of the work, unless it ends with it. `those`: all that the one question
    is about, the first of them `running`.
    """

    ends = ChoiceField("Does it end with our work?", fact="closing.ends", choices=[], inline=True)
    why = TextField("If it goes on: why?", fact="closing.goes_on_why", required=False, max_length=500, label_classes="")

    def __init__(self, *args: Any, those: Sequence[Running], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.those, self.running = those, those[0]
        booked, self.words = self.running.day is not None, self.running.question or self.running.words
        ends: Any = self.fields["ends"]
        ends.initial, ends.label = GOES_ON if self.running.not_ours else ENDS, self.words
        self.fields["why"].initial = NOT_OURS if self.running.not_ours else ""
        ends.help_text = ". ".join(dict.fromkeys(each.note for each in those if each.note))
        ends.missing = f"Say whether it {'is called off' if booked else 'ends'}: {self.words.rstrip('.')}"
        ends.choices = [(ENDS, "Call it off" if booked else "It ends with our work"), (GOES_ON, "It goes on")]

    def clean(self) -> dict[str, Any]:
        """What goes on says why."""
        given = super().clean() or self.cleaned_data
        if given.get("ends") == GOES_ON and not says_something(given.get("why", "")):
            self.add_error("why", f"Say why this goes on: {self.words.rstrip('.')}")
        return given


def runs_on(data: Any, running: Sequence[Running]) -> Rows[RunsOnRow]:
    """A row for each of these, one for those that are asked about together."""
    together: dict[str, list[Running]] = {}
    for each in running:
        together.setdefault(str(each.asked_under or each.entry_id), []).append(each)
    return Rows.for_each(
        RunsOnRow, data, prefix=RUNS_ON, each={key: {"those": those} for key, those in together.items()}
    )


def going_on(rows: Rows[RunsOnRow]) -> dict[UUID, str]:
    """Why each that goes on does, by the entry that says what it is."""
    said = ((row.those, row.cleaned_data) for row in rows)
    return {each.entry_id: given["why"] for those, given in said if given["ends"] == GOES_ON for each in those}
