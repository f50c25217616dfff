"""The forms of preparing a review, giving minutes out, and settling how the team works together."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from alongside.kit.dates import day_typed
from alongside.kit.forms import (
    ChoiceField,
    ChoicesField,
    DayField,
    Form,
    LongTextField,
    Row,
    Rows,
    TextField,
    YesNoField,
)
from alongside.meetings.queries import PreparePage, ReaderLine, TeamPage
from alongside.meetings.rules import (
    HOW_GIVEN,
    KEPT,
    TO_VERIFY,
    AgencyPart,
    Brought,
    Check,
    Note,
    Prepared,
    Reader,
    TeamAgreed,
    giving_refused,
)


class PrepareForm(Form):
    """What the key worker wants to bring to the review."""

    title = "Prepare the review"
    note = LongTextField(
        "What should the meeting know, or settle?", fact="review_prepared.note", required=False, rows=4, dress="view"
    )
    brought = ChoicesField(
        "Which of what you noted do you take into the meeting?", fact="review_prepared.brought", choices=[],
        required=False, small=True,
    )  # fmt: skip

    def __init__(self, *args: Any, notes: Sequence[Note], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.notes, asked = notes, cast("ChoicesField", self.fields["brought"])
        asked.choices = [(str(note.strand), note.words) for note in notes]
        asked.hints = {str(note.strand): note.told for note in notes}
        if not notes:
            del self.fields["brought"]

    def taken(self) -> tuple[Brought, ...]:
        """The notes that are taken along, as the valid form says."""
        chosen = self.cleaned_data.get("brought", ())
        return tuple(Brought(str(note.strand), note.words) for note in self.notes if str(note.strand) in chosen)


class CheckRow(Row):
    """How far one thing was kept."""

    kept = ChoiceField(
        "Was it kept?", fact="review_check.kept", choices=list(KEPT.items()), required=False, inline=True
    )
    seen = LongTextField("How do you know?", fact="review_check.seen", required=False, rows=2)

    def __init__(self, *args: Any, what: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title = what

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("seen") and not given.get("kept"):
            self.add_error("kept", f"Say how far it was kept: {self.title.lower()}")
        return given


class GiveForm(Form):
    """How and when minutes were given to their reader."""

    title = "Minutes given"
    how = ChoiceField(
        "How?", fact="minutes_given.how", choices=list(HOW_GIVEN.items()), missing="Say how they were given"
    )
    safe = YesNoField(
        "If they are sent: is it safe for them if somebody else at home reads them?", fact="minutes_given.safe",
        required=False, hint="If not, read them through together.",
    )  # fmt: skip
    as_known = ChoicesField(
        "If they are sent all the same", fact="minutes_given.as_known", required=False,
        choices=[("yes", "They go only to where, and in the way, that is known to be safe")],
    )  # fmt: skip
    why_safe = TextField(
        "Why is it safe that they have these?", fact="minutes_given.why_safe", required=False, max_length=500
    )
    on = DayField("When?", fact="minutes_given.on", width=20)

    def __init__(self, *args: Any, reader: ReaderLine, **kwargs: Any) -> None:
        """`reader`: to whom they are given, of whom only that is asked which is not known."""
        super().__init__(*args, **kwargs)
        self.reader = reader
        of_family, known = reader.recipient.reader is Reader.FAMILY, reader.letters
        asked = {"safe": of_family and known is None, "as_known": known is not None and not known.safe}
        asked["why_safe"] = bool(reader.keep_away)
        for name in [name for name, is_asked in asked.items() if not is_asked]:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        refused = giving_refused(
            self.reader.recipient, given.get("how", ""), keep_away=self.reader.keep_away,
            letters=self.reader.letters, **self.assured(),
        )  # fmt: skip
        for name, words in refused:
            self.add_error(name, words)
        return given

    def assured(self) -> dict[str, Any]:
        """What was said of its being safe."""
        given = self.cleaned_data
        return {
            "why_safe": given.get("why_safe", ""), "safe": given.get("safe"), "as_known": bool(given.get("as_known")),
        }  # fmt: skip


class TeamForm(Form):
    """The one message that everybody gives."""

    title = "How we work together"
    message = LongTextField(
        "What do we all say to the family?", fact="team.message", required=False, rows=3,
        hint="One message, so that nobody hears one thing here and another there",
    )  # fmt: skip
    on = DayField("When was this agreed?", fact="team.agreed_on", width=20)


class AgencyRow(Row):
    """One agency's part. `gives`: what it does, with where that stands."""

    agency = TextField("Agency", fact="agency_part.agency", missing="Give the agency’s name")
    remit = TextField("What it is there for", fact="agency_part.remit", required=False, max_length=500)
    way_in = TextField("How a family comes to it", fact="agency_part.way_in", required=False, max_length=500)
    meets = TextField("Who of it meets the family", fact="agency_part.meets", required=False, max_length=500)
    holds_back = LongTextField("What it holds back", fact="agency_part.holds_back", required=False, rows=2)
    why = LongTextField("Why, and what may speak for it", fact="agency_part.why", required=False, rows=2)
    adjusts = LongTextField(
        "What it does differently for this family", fact="agency_part.adjusts", required=False, rows=2,
        hint="For example appointments after school",
    )  # fmt: skip
    until = DayField("Until when?", fact="agency_part.until", required=False, allow_future=True, width=20)

    def __init__(self, *args: Any, page: TeamPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.gives = page.gives(str(self["agency"].value() or ""))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("until") and not given.get("adjusts"):
            self.add_error("adjusts", "Say what they do differently until then")
        return given


def check_rows(data: Any, page: PreparePage) -> Rows[CheckRow]:
    """A row for each thing that is looked into: the goals of the plan in force, then what was promised by whom."""
    prepared = page.meeting.prepared
    stood = {each.what: each for each in prepared.checks} if prepared else {}
    goals = {f"goal-{each.goal.id}": each.goal.words for each in page.since.goals}
    each = {
        key: {"what": what, "initial": {"kept": stood[what].kept, "seen": stood[what].seen} if what in stood else {}}
        for key, what in {**goals, **TO_VERIFY}.items()
    }
    return Rows.for_each(CheckRow, data, prefix="check", each=each)


def prepared_told(form: PrepareForm, rows: Rows[CheckRow]) -> Prepared:
    """What valid forms tell of a review prepared."""
    given = [(row.title, row.cleaned_data) for row in rows]
    checks = [Check(what, row["kept"], row["seen"]) for what, row in given if row["kept"]]
    return Prepared(tuple(checks), form.cleaned_data["note"], form.taken())


def agency_rows(data: Any, page: TeamPage) -> Rows[AgencyRow]:
    """A row for each agency, as it was agreed last, and for each that has promised something since."""
    initial = [_shown(each) for each in page.parts]
    return Rows.growing(AgencyRow, data, prefix="agency", initial=initial, page=page)


def team_told(form: TeamForm, rows: Rows[AgencyRow]) -> TeamAgreed:
    """What valid forms tell of how the team works together."""
    return TeamAgreed(form.cleaned_data["message"], tuple(_agency(row) for _, row in rows.cleaned))


def _agency(row: Mapping[str, Any]) -> AgencyPart:
    return AgencyPart(**{name: row[name] for name in AGENCY_FIELDS})


AGENCY_FIELDS = (
    "agency", "remit", "way_in", "meets", "holds_back", "why", "adjusts", "until",
)  # fmt: skip


def _shown(agency: AgencyPart) -> dict[str, Any]:
    shown = {name: getattr(agency, name) for name in AGENCY_FIELDS}
    return {**shown, "until": day_typed(agency.until) if agency.until else ""}
