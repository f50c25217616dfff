"""Stages, more time, helpers, and follow-up."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from alongside.kit.dates import day_long
from alongside.kit.forms import (
    ChoiceField,
    ChoicesField,
    DayField,
    Form,
    LongTextField,
    SelectField,
    TextField,
)
from alongside.pathway.forms.referring import offer
from alongside.pathway.queries.leading import Referrer
from alongside.people.rules import HELPER_ROLES, PARTNER_ROLES
from alongside.practice.rules import ListItem, Stage

NOT_WITH_US = "The family was not yet with us"
A_DAY = "For example yesterday, or 19 Nov"


def not_before(form: Form, field: str, earliest: date, reason: str = NOT_WITH_US) -> None:
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
        not_before(self, "on", opened_on)


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
        not_before(self, "on", opened_on)

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
        not_before(self, "on", paused_on, "More time had not been agreed yet")


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
            not_before(self, "on", closed_on, "The work had not ended yet")


class EndFollowUpForm(Form):
    """The follow-up ends, and with it the involvement."""

    title = "End the follow-up"
    on = DayField("Which day did it end?", fact="follow_up_end.day", missing="Give the day it ended", hint=A_DAY)
    note = LongTextField("How the family is now", fact="follow_up_end.note", required=False, rows=3)

    def __init__(self, *args: Any, closed_on: date | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if closed_on is not None:
            not_before(self, "on", closed_on, "The work had not ended yet")
