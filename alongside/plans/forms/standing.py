"""Forms about a version: putting together, answering, putting in force."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from alongside.kit.forms import ChoiceField, DayField, Form, LongTextField, Row, Rows, SafeForm, SelectField, TextField
from alongside.plans.actions import NewAnswer
from alongside.plans.queries import Asked, PlanPage
from alongside.plans.rules import ANSWERS, HOW, AgencyAgreed, Version
from alongside.timeline.rules import Audience

READERS = {
    "family": "The family, partners who help, and our own staff",
    "around": "Partners who help, and our own staff",
    "team": "Our own staff",
}


class TogetherForm(Form):
    """Freeze what is written as a version."""

    title = "Put the plan together"


class LeaveOutForm(Form):
    """Why a goal is not in the next version."""

    title = "Leave a goal out"
    why = LongTextField(
        "Why", fact="goal.left_out_because", rows=3, missing="Say why it is left out",
        hint="For example that it is reached, or that something else matters more now",
    )  # fmt: skip


class AnswerForm(Form):
    """What one person says of a version."""

    title = "Somebody’s answer"
    who = SelectField("Whose answer is it", fact="plan_answer.who", choices=[], missing="Say whose answer it is")
    answer = ChoiceField(
        "Do they agree with this plan", fact="plan_answer.answer", choices=list(ANSWERS.items()),
        missing="Say what they answered", inline=True,
    )  # fmt: skip
    words = LongTextField(
        "What they said, in their own words", fact="plan_answer.words", required=False, rows=3, dress="voice"
    )
    reason = LongTextField(
        "Why not, or why they could not answer", fact="plan_answer.reason", required=False, rows=3,
        hint="For example that he is 3 and chose pictures, or that she was not reached",
    )  # fmt: skip
    how = ChoiceField("How they answered", fact="plan_answer.how", choices=list(HOW.items()), missing="Say how")
    on = DayField("On which day", fact="plan_answer.on", width=20, prefilled=True)
    audience = ChoiceField("Who may read this answer", fact="plan_answer.audience", choices=list(READERS.items()))
    keep_from = SelectField(
        "Keep it from one person",
        fact="plan_answer.keep_from",
        only_told=True,
        required=False,
        choices=[],
        blank="Nobody",
    )
    keep_why = LongTextField("Why it is kept from them", fact="plan_answer.keep_why", required=False, rows=2)

    def __init__(self, *args: Any, page: PlanPage, asked: Sequence[Asked], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = [(each.who, each.name) for each in asked]  # type: ignore[attr-defined]
        if page.may_withhold:
            self.fields["keep_from"].choices = list(page.doers.people)  # type: ignore[attr-defined]
        else:
            del self.fields["keep_from"], self.fields["keep_why"]

    def clean(self) -> dict[str, Any]:
        """A no, and no answer, have their reason; what is kept from somebody has its own."""
        given = super().clean() or self.cleaned_data
        if given.get("answer") in ("no", "could_not_answer") and not (given.get("reason") or given.get("words")):
            self.add_error("reason", "Say why, as far as it is known")
        if given.get("keep_from") and not given.get("keep_why"):
            self.add_error("keep_why", "Say why it is kept from them")
        if given.get("keep_from") and given.get("who") == f"person:{given['keep_from']}":
            self.add_error("keep_from", "It is their own answer. Choose somebody else")
        return given


def answer_by(form: AnswerForm) -> NewAnswer:
    """The answer that a valid form tells."""
    given = form.cleaned_data
    keep_from = given.get("keep_from")
    return NewAnswer(
        who=given["who"], answer=given["answer"], how=given["how"], on=given["on"], words=given["words"],
        reason=given["reason"], audience=Audience(given["audience"]), keep_from=UUID(keep_from) if keep_from else None,
        keep_why=given.get("keep_why", ""),
    )  # fmt: skip


class ForceForm(SafeForm):
    """Let a version stand. `spite`: who said no, or was not asked, which has to be explained; "" for nobody.
    `waiting`: whether an agency has not agreed to what it does; then why it goes on may be said too. Of whoever must be
    kept away and stands in it, it is asked whether it is safe that they read it.
    """

    title = "Put the plan in force"
    lets_in = Audience.FAMILY.value
    apart_as = "must be kept away"
    asked_of = "plan"
    if_no = "Unless you choose yes, the plan and its steps are kept from them"
    on = DayField("From which day", fact="plan.in_force_on", width=20, prefilled=True)
    audience = ChoiceField(
        "Who may read the plan", fact="plan.audience", choices=list(READERS.items()), missing="Say who may read it",
        hint="Who said no is never part of it",
    )  # fmt: skip
    reason = LongTextField("Why it is put in force all the same", fact="plan.why_all_the_same", required=False, rows=4)

    def __init__(self, *args: Any, spite: str, waiting: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if spite:
            self.fields["reason"].required = True
            self.fields["reason"].missing = f"Say why it is put in force although {spite}"  # type: ignore[attr-defined]
        elif waiting:
            self.fields["reason"].hint = "Needed while an agency has not agreed"  # type: ignore[attr-defined]
        else:
            del self.fields["reason"]


class AgencyRow(Row):
    """Whether one agency has agreed since to what the plan says it does."""

    who = TextField("Who said yes, if somebody did", fact="plan_agency.who", required=False, max_length=200)
    how = SelectField(
        "How they said it", fact="plan_agency.how", choices=list(HOW.items()), required=False, blank="Choose"
    )
    on = DayField("On which day", fact="plan_agency.on", required=False, width=20)

    def __init__(self, *args: Any, agency: str, does: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title = f"Has {agency} agreed since?"
        self.agency, self.does = agency, tuple(does)

    def clean(self) -> dict[str, Any]:
        """A yes is somebody's, given in some way on some day."""
        given = super().clean() or self.cleaned_data
        if not any(given.get(name) for name in ("who", "how", "on")):
            return given
        for name, words in (("who", "Say who said yes"), ("how", "Say how they said it"), ("on", "Give the day")):
            if name not in self.errors and not given.get(name):
                self.add_error(name, words)
        return given


def agency_rows(data: Any, page: PlanPage, version: Version) -> Rows[AgencyRow]:
    """A row for each agency that has not agreed to what that version says it does."""
    promises = version.plan.promises
    each = {}
    for agency in page.not_agreed(version):
        its = [promise for promise in promises if promise.agency == agency]
        each[its[0].id] = {"agency": agency, "does": [promise.what for promise in its]}
    return Rows.for_each(AgencyRow, data, prefix="agency", each=each)


def agreed_by(rows: Rows[AgencyRow]) -> list[AgencyAgreed]:
    """Which agencies have agreed, of valid rows."""
    given = [(row.agency, row.cleaned_data) for row in rows]
    return [AgencyAgreed(agency, one["who"], one["how"], one["on"]) for agency, one in given if one["who"]]
