"""Stages, more time, helpers, the end of the work, and follow-up."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError

from alongside.kit.dates import day_long
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
)
from alongside.kit.words import says_something
from alongside.pathway.forms.referring import offer
from alongside.pathway.queries.closing import NOTHING_PLANNED, PlannedEnd
from alongside.pathway.queries.leading import Referrer
from alongside.pathway.rules import Left, Unlit, asked_at_close, earlier_refused, left_refused
from alongside.people.rules import HELPER_ROLES, PARTNER_ROLES
from alongside.practice.rules import ListItem, Stage
from alongside.timeline.rules import Running

NOT_WITH_US = "The family was not yet with us"
ENDS, GOES_ON, RUNS_ON, UNLIT = "ends", "goes_on", "runs_on", "unlit"
A_DAY = "For example yesterday, or 19 Nov"
NAMED_FOR_LATER = "It ends before a day that a letter names. If the letter speaks of us: what were they told?"


def _from(form: Form, field: str, earliest: date, reason: str = NOT_WITH_US) -> None:
    asked: Any = form.fields[field]
    asked.earliest, asked.earliest_reason = earliest, reason


class StageForm(Form):
    """A pathway stage began."""

    title = "A stage began"
    stage = ChoiceField("Which stage began?", fact="stage.began", choices=[], missing="Choose the stage that began")
    on = DayField("When?", fact="stage.day", missing="Give the day it began", hint=A_DAY)
    why = LongTextField("Why now?", fact="stage.why", required=False, rows=3, hint="What was agreed, and with whom.")

    def __init__(self, *args: Any, stages: Sequence[Stage], opened_on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked: Any = self.fields["stage"]
        asked.choices = [(stage.id, f"{stage.order}. {stage.name}") for stage in stages]
        asked.hints = {stage.id: stage.timescale for stage in stages if stage.timescale}
        _from(self, "on", opened_on)


class PauseForm(Form):
    """More time by agreement."""

    title = "Agree more time"
    on = DayField(
        "From which day?", fact="pause.day", missing="Give the day from which more time was agreed", hint=A_DAY
    )
    agreed_with = ChoicesField("Who agreed?", fact="pause.agreed_with", choices=[], required=False)
    others = TextField(
        "Somebody else who agreed", fact="pause.others", required=False, hint="For example the school, or your manager"
    )
    why = LongTextField("Why is more time needed?", fact="pause.why", rows=3, missing="Say why more time is needed")

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], opened_on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agreed_with"].choices = list(people)  # type: ignore[attr-defined]
        _from(self, "on", opened_on)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("agreed_with") and not given.get("others"):
            self.add_error("agreed_with", "Say who agreed to more time")
        return given


class ResumeForm(Form):
    """Time runs again."""

    title = "Let time run again"
    on = DayField("From which day?", fact="resume.day", missing="Give the day from which time runs again", hint=A_DAY)
    why = LongTextField("What changed?", fact="resume.why", required=False, rows=3)

    def __init__(self, *args: Any, paused_on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _from(self, "on", paused_on, "More time had not been agreed yet")


class HelperJoinsForm(Form):
    """Somebody of another agency takes part."""

    title = "Somebody begins to help"
    referrer = ChoicesField("Who asked for help for the family", fact="helper.referrer", choices=[], required=False)
    account = SelectField(
        "Somebody who has an account here",
        fact="helper.account",
        choices=[],
        required=False,
        blank="Nobody in this list",
        hint="Their name, job title and work telephone stand in their account.",
    )
    name = TextField("Or the name of somebody who has none", fact="helper.name", required=False)
    role = ChoiceField(
        "What they are for the family",
        fact="helper.role",
        choices=[(role, HELPER_ROLES[role].capitalize()) for role in PARTNER_ROLES],
        missing="Choose what they are for the family",
    )
    agency = TextField("Where they work", fact="helper.agency", required=False)
    job_title = TextField(
        "What they do there", fact="helper.job_title", required=False, hint="Leave empty for somebody with an account."
    )
    telephone = TextField(
        "Work telephone", fact="helper.telephone", required=False, width=20, max_length=40,
        hint="Leave empty for somebody with an account.",
    )  # fmt: skip

    def __init__(
        self, *args: Any, accounts: Sequence[tuple[str, str]], referrer: Referrer | None = None, **kwargs: Any
    ) -> None:
        """`accounts`: whom of those who sign in may be chosen, by name and where they work; `referrer`: who asked for
        help, where they may be.
        """
        super().__init__(*args, **kwargs)
        self.who_referred = referrer
        if referrer is None:
            del self.fields["referrer"]
        else:
            asked: Any = self.fields["referrer"]
            asked.choices = [("yes", f"{referrer.words} is among those who help")]
            asked.help_text = f"From the referral of {day_long(referrer.on)}. Nothing more need be typed."
        self.fields["account"].choices = list(accounts)  # type: ignore[attr-defined]
        if not accounts:
            del self.fields["account"]
            self.fields["name"].label = "Their name"

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("referrer"):
            if given.get("account") or given.get("name"):
                self.add_error("referrer", "Tick this, or name somebody else; not both")
        elif given.get("account") and given.get("name"):
            self.add_error("name", "Choose somebody with an account, or give a name; not both")
        elif not given.get("account") and not given.get("name") and not {"account", "name"} & self.errors.keys():
            self.add_error("name", "Give their name, or choose somebody who has an account")
        return given

    def helper(self) -> dict[str, Any]:
        """Who begins to help, as the action takes it; `account` is the identifier of an account, or ""."""
        given = {name: value for name, value in self.cleaned_data.items() if name not in ("form_key", "referrer")}
        who = self.who_referred
        if who is not None and self.cleaned_data["referrer"]:
            known = {"name": who.name, "agency": who.agency, "telephone": who.telephone}
            return given | {name: given[name] or value for name, value in known.items()} | {"account": who.account}
        return given | {"account": given.get("account", "")}


class HelperLeavesForm(Form):
    """Confirms that somebody helps no longer."""

    title = "This person helps no longer"


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

    def __init__(
        self,
        *args: Any,
        reasons: Sequence[ListItem],
        followers: Sequence[tuple[str, str]],
        opened_on: date,
        exit_planned: bool = False,
        met: bool = True,
        planned: PlannedEnd = NOTHING_PLANNED,
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
        if not later:
            del self.fields["earlier"]
        elif not self.promised:
            self.fields["earlier"].label = NAMED_FOR_LATER
        self.exit_planned = exit_planned
        offer(self, "reason", reasons)
        self.fields["follow_up_by"].choices = list(followers)  # type: ignore[attr-defined]
        _from(self, "on", opened_on)

    def last_day(self, today: date) -> date:
        """The last day of the work as it is typed; today until one is."""
        return last_day_typed({"on": self["on"].value()}, today)

    def clean(self) -> dict[str, Any]:
        """Without an exit plan, some ways to end ask why, and who leads now."""
        given = super().clean() or self.cleaned_data
        missing = asked_at_close(
            given.get("reason", ""), exit_planned=self.exit_planned, why=given.get("why", ""),
            leads_now=given.get("leads_now", ""),
        )  # fmt: skip
        for wrong in (missing, earlier_refused(self.promised, given.get("earlier", ""))):
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

    def clean(self) -> dict[str, Any]:
        """Neither goes without a word."""
        given = super().clean() or self.cleaned_data
        for field, words in left_refused(self.child.name, self.left(given)).items():
            self.add_error(field, words)
        return given

    def left(self, given: Mapping[str, Any]) -> Left:
        return Left(given.get("unchanged", ""), given.get("instead", ""))


def unlit_rows(data: Any, unlit: Sequence[Unlit], unchanged: str) -> Rows[UnlitRow]:
    """A row for each of these children. `unchanged`: what the record says already of what stays as it was."""
    each = {str(child.child_id): {"child": child, "initial": {"unchanged": unchanged}} for child in unlit}
    return Rows.for_each(UnlitRow, data, prefix=UNLIT, each=each)


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
        ends.initial, ends.label = ENDS, self.words
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


class FollowUpForm(Form):
    """How the family is getting on after the work ended (002:1195, 002:3872)."""

    title = "Record a follow-up"
    on = DayField("Day", fact="follow_up.day")
    way = ChoiceField(
        "How were you in touch?", fact="follow_up.way", choices=[], inline=True, missing="Choose how you were in touch"
    )
    outcome = ChoiceField(
        "How are they getting on?", fact="follow_up.outcome", choices=[], missing="Choose how they are getting on"
    )
    note = LongTextField("What they said, and what you agreed", fact="follow_up.note", required=False)

    def __init__(
        self, *args: Any, ways: Sequence[ListItem], outcomes: Sequence[ListItem], closed_on: date | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "way", ways)
        offer(self, "outcome", outcomes)
        if closed_on is not None:
            _from(self, "on", closed_on, "The work had not ended yet")


class EndFollowUpForm(Form):
    """The follow-up ends, and with it the involvement."""

    title = "End the follow-up"
    on = DayField("Which day did it end?", fact="follow_up_end.day", missing="Give the day it ended", hint=A_DAY)
    note = LongTextField("How the family is now", fact="follow_up_end.note", required=False, rows=3)

    def __init__(self, *args: Any, closed_on: date | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if closed_on is not None:
            _from(self, "on", closed_on, "The work had not ended yet")
