"""The forms of an ending."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from alongside.endings.rules import (
    LETTER_WAYS,
    ON_ITS_DAY,
    WAYS,
    WAYS_UNMET,
    ExitPlan,
    SteppingAway,
    days_refused,
    secrets_in,
    secrets_refused,
    shorthand_refused,
)
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
from alongside.people.queries import PersonLine
from alongside.people.rules import KnownOfLetters, Secret, letter_refused, within
from alongside.timeline.rules import Audience

NOT_WITH_US = "The family was not yet with us"
A_DAY = "For example yesterday, or 19 Nov"


def _day(fact: str, label: str = "Which day was it?") -> DayField:
    return DayField(label, fact=fact, hint=A_DAY, missing="Give the day it was")


class _DatedForm(Form):
    """A deed of an ending has its day, `on`, not before the family was with us."""

    def __init__(self, *args: Any, opened_on: date, people: Sequence[PersonLine] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked: Any = self.fields["on"]
        asked.earliest, asked.earliest_reason = opened_on, NOT_WITH_US
        for name in ("together", "agreed_by"):
            if name in self.fields:
                field: Any = self.fields[name]
                field.choices = [(str(line.person_id), line.name) for line in people]

    def persons(self, name: str = "together") -> list[UUID]:
        """Who was chosen."""
        return [UUID(person) for person in self.cleaned_data[name]]


ASKED_OF_WHO_WAS_MET = (
    "ended_before", "feelings", "contact", "last_review_on", "last_help_on", "last_visit_on", "hand_over_on",
    "agreed_by",
)  # fmt: skip


class ExitPlanForm(_DatedForm):
    """How the work is to end: the family's experience of endings first, then the days."""

    title = "Plan the ending"
    ended_before = LongTextField(
        "How were earlier endings for the family?",
        fact="ending.before",
        required=False,
        rows=3,
        hint="With other workers and services: what was good, what was hard.",
    )
    feelings = LongTextField(
        "How does it feel that this will end?",
        fact="ending.feelings",
        required=False,
        rows=3,
        hint="Each person’s, and yours. Anger, sadness, relief and old worries are all usual.",
    )
    way = ChoiceField(
        "How is the work to end?", fact="ending.way", choices=list(WAYS.items()), missing="Choose how it is to end"
    )
    contact = LongTextField(
        "How will visits grow fewer?",
        fact="ending.contact",
        rows=3,
        hint="For example twice a week until Christmas, then once, then every other week.",
        missing="Say how visits will grow fewer, also if there are few left",
    )
    last_review_on = DayField(
        "Last meeting with everybody", fact="ending.last_review", required=False, allow_future=True
    )
    last_help_on = DayField("Last help given together", fact="ending.last_help", required=False, allow_future=True)
    last_visit_on = DayField(
        "Last visit",
        fact="ending.last_visit",
        allow_future=True,
        missing="Give the day of the last visit, as far as it is known",
    )
    turn_to = LongTextField(
        "Whom can the family turn to?",
        fact="ending.turn_to",
        prefilled=True,
        rows=3,
        hint="Their own people first, then school, doctor and others, with how to reach them.",
        missing="Say whom the family can turn to",
    )
    afterwards = LongTextField("What can we still give afterwards?", fact="ending.afterwards", required=False, rows=2)
    unchanged = LongTextField(
        "What stays as it was, and what could follow from that?", fact="ending.unchanged", required=False, rows=3
    )
    hand_over_to = TextField(
        "Who leads on, if somebody does?", fact="ending.hand_over_to", required=False, hint="Name, agency and telephone"
    )
    hand_over_on = DayField("Visit together with them", fact="ending.hand_over_day", required=False, allow_future=True)
    decided_at = SelectField(
        "At which meeting did the team around the family decide it?", fact="ending.decided_at", required=False,
        choices=[], blank="At no meeting written down here",
    )  # fmt: skip
    decided_how = TextField("Or how was it decided?", fact="ending.decided_how", required=False, max_length=500)
    worry = LongTextField(
        "What worry remains?", fact="ending.worry", required=False, rows=2, hint="Write “none” if none does"
    )
    away_why = LongTextField("If the family stops: why?", fact="ending.away_why", required=False, rows=2)
    away_offered = ChoicesField(
        "What was offered instead?",
        fact="ending.away_offered",
        required=False,
        choices=[("not_yet_ready", "To come back when they are ready"), ("another_worker", "Another worker")],
    )
    away_supervision_on = DayField("Talked over in supervision on", fact="ending.away_supervision", required=False)
    away_follows = LongTextField(
        "What may follow from other agencies, as it was explained", fact="ending.away_follows", required=False, rows=2
    )
    agreed_by = ChoicesField("Who of the family agreed to this?", fact="ending.agreed_by", choices=[], required=False)
    on = _day("ending.day", "Which day was it planned?")

    def __init__(
        self, *args: Any, opened_on: date, met: bool, meetings: Sequence[tuple[str, str]] = (), **kwargs: Any
    ) -> None:
        """`met`: whether anybody of the family was; else nothing is asked that takes meeting. `meetings`: those held,
        by the entry that tells them.
        """
        super().__init__(*args, opened_on=opened_on, **kwargs)
        self.opened_on = opened_on
        self.fields["decided_at"].choices = list(meetings)  # type: ignore[attr-defined]
        if not met:
            self._never_met()

    def _never_met(self) -> None:
        for name in ASKED_OF_WHO_WAS_MET:
            del self.fields[name]
        way: Any = self.fields["way"]
        way.choices = list(WAYS_UNMET.items())
        self.fields["away_why"].label = "Why did we not meet?"
        self.fields["away_why"].help_text = "What was tried, and what they said if they said anything."

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("way") == "hand_over":
            self._clean_hand_over(given)
        if given.get("way") == "stepping_away" and not given.get("away_why"):
            met = "last_visit_on" in self.fields
            stops = "Say why the family stops, in their words if you can"
            self.add_error("away_why", stops if met else "Say why we did not meet, and what was tried")
        for name, wrong in days_refused({name: given.get(name) for name in ON_ITS_DAY}, self.opened_on):
            self.add_error(name, wrong)
        return given

    def _clean_hand_over(self, given: Mapping[str, Any]) -> None:
        if not given.get("hand_over_to"):
            self.add_error("hand_over_to", "Say who leads on")
        if not given.get("decided_at") and not given.get("decided_how"):
            self.add_error("decided_at", "Say at which meeting the team around the family decided it, or how")
        if not given.get("worry"):
            self.add_error("worry", "Say what worry remains. Write “none” if none does")

    def plan(self) -> ExitPlan:
        """What a valid form tells."""
        given = dict.fromkeys(ASKED_OF_WHO_WAS_MET, "") | self.cleaned_data
        away = None
        if given["away_why"] or given["away_offered"] or given["away_supervision_on"] or given["away_follows"]:
            away = SteppingAway(
                given["away_why"], "not_yet_ready" in given["away_offered"], "another_worker" in given["away_offered"],
                _iso(given["away_supervision_on"]), given["away_follows"],
            )  # fmt: skip
        return ExitPlan(
            way=given["way"], last_visit_on=_iso(given["last_visit_on"]), contact=given["contact"],
            turn_to=given["turn_to"], agreed_by=tuple(given["agreed_by"]), last_review_on=_iso(given["last_review_on"]),
            last_help_on=_iso(given["last_help_on"]), ended_before=given["ended_before"], feelings=given["feelings"],
            unchanged=given["unchanged"], afterwards=given["afterwards"], hand_over_to=given["hand_over_to"],
            hand_over_on=_iso(given["hand_over_on"]), decided_at=given["decided_at"],
            decided_how=given["decided_how"], worry=given["worry"], stepping_away=away,
        )  # fmt: skip


def initial_of(plan: ExitPlan | None) -> dict[str, Any]:
    """The form as the exit plan stands."""
    if plan is None:
        return {}
    away = plan.stepping_away or SteppingAway()
    days = ("last_review_on", "last_help_on", "last_visit_on", "hand_over_on")
    words = ("way", "contact", "turn_to", "ended_before", "feelings", "unchanged", "afterwards", "hand_over_to",
             "decided_at", "decided_how", "worry")  # fmt: skip
    offered = [name for name in ("not_yet_ready", "another_worker") if getattr(away, name)]
    return {
        **{name: getattr(plan, name) for name in words},
        **{name: date.fromisoformat(getattr(plan, name)) for name in days if getattr(plan, name)},
        "agreed_by": list(plan.agreed_by), "away_why": away.why, "away_offered": offered,
        "away_follows": away.what_may_follow,
        "away_supervision_on": date.fromisoformat(away.supervision_on) if away.supervision_on else None,
    }  # fmt: skip


class JourneyForm(_DatedForm):
    """Looking back, at now, and forward, together."""

    title = "Look back on the journey"
    on = _day("journey.day")
    together = ChoicesField("With whom?", fact="journey.together", choices=[], missing="Say with whom you looked back")
    back = LongTextField(
        "Looking back",
        fact="journey.back",
        rows=4,
        missing="Write what you saw, looking back",
        hint="How it was at the beginning, what was hard, what was learned.",
    )
    strengths = LongTextField("Strengths and skills that showed", fact="journey.strengths", required=False, rows=3)
    now = LongTextField("Now", fact="journey.now", rows=3, missing="Write how it is now")
    forward = LongTextField(
        "Looking forward",
        fact="journey.forward",
        rows=3,
        missing="Write what comes next for the family",
        hint="What they can do themselves, new steps, new doors.",
    )


class OwnWords(Row):
    """What one person said about the ending."""

    words = LongTextField("Own words", fact="journey.words", required=False, dress="voice", rows=3)

    def __init__(self, *args: Any, line: PersonLine, family: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title = within(line.name, family)
        self.fields["words"].label = f"{self.title}’s own words"
        self.fields["words"].help_text = "Word for word. Leave empty if they did not say"


def own_words(data: Any, people: Sequence[PersonLine], family: str) -> Rows:
    """A row for everybody of the household."""
    each = {str(line.person_id): {"line": line, "family": family} for line in people if line.of_family}
    return Rows.for_each(OwnWords, data, prefix="said", each=each)


class NoSafetyPlanForm(_DatedForm):
    """No safety plan is needed, and why."""

    title = "No safety plan is needed"
    on = _day("no_safety_plan.day")
    why = LongTextField("Why is none needed?", fact="no_safety_plan.why", rows=3, missing="Say why none is needed")


class HandOverForm(_DatedForm):
    """The new lead was introduced."""

    title = "Visit together with the new lead"
    on = _day("hand_over.day")
    to = TextField(
        "Who leads on?", fact="hand_over.to", missing="Say who leads on", max_length=200, hint="Name and agency"
    )
    together = ChoicesField(
        "Who of the family was there?", fact="hand_over.together", choices=[], missing="Say who was there"
    )
    agreed = LongTextField("What was agreed?", fact="hand_over.agreed", rows=3, missing="Write what was agreed")


class LetterForm(_DatedForm):
    """A letter about the ending to one person."""

    title = "Letter about the ending"
    on = _day("letter.day")
    to = SelectField("To whom?", fact="letter.to", choices=[], blank="Choose", missing="Choose to whom it goes")
    body = LongTextField("The letter", fact="letter.body", rows=18, missing="Write the letter")
    how = ChoiceField(
        "How does it reach them?",
        fact="letter.how",
        missing="Say how it reaches them",
        choices=[(key, words[0].upper() + words[1:]) for key, words in LETTER_WAYS.items()],
    )
    safe = YesNoField(
        "Is it safe for them if somebody else at home reads it?",
        fact="letter.safe",
        missing="Say whether it is safe",
        hint="If not, read it out together, and do not leave it with them.",
    )
    why_told = TextField(
        "Why is it safe to write down what is protected?",
        fact="letter.why_told",
        required=False,
        max_length=500,
        hint="Such a letter does not stand on their own page, where others would read it too.",
    )
    as_known = ChoicesField(
        "If they are given it all the same",
        fact="letter.as_known",
        required=False,
        choices=[("yes", "It goes only to where, and in the way, that is known to be safe")],
    )

    audience = ChoiceField(
        "Who may read it here?",
        fact="letter.audience",
        missing="Say who may read it",
        choices=[
            (Audience.FAMILY.value, "Whoever it goes to, on their own page; and partners, as said above"),
            (Audience.TEAM.value, "Our own staff alone"),
        ],
        hint="They have the letter itself either way. What goes to a child, whoever holds parental responsibility for "
        "them reads as well, on their own page.",
    )

    def __init__(
        self,
        *args: Any,
        people: Sequence[PersonLine],
        known: Mapping[str, KnownOfLetters],
        secrets: Sequence[Secret],
        **kwargs: Any,
    ) -> None:
        """`known`: what is recorded of letters, by person id as text. `secrets`: what a letter may not say."""
        super().__init__(*args, people=people, **kwargs)
        field: Any = self.fields["to"]
        field.choices = [(str(line.person_id), line.name) for line in people]
        to = str(self["to"].value() or "")
        self.to_name = dict(field.choices).get(to, "")
        self.known = known.get(to)
        del self.fields["safe" if self.known else "as_known"]
        if self.known and self.known.safe:
            del self.fields["as_known"]
        self.secrets = secrets
        if not self.is_bound or not secrets_in(str(self["body"].value() or ""), secrets):
            del self.fields["why_told"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        refused = letter_refused(
            given.get("how", ""), self.known, safe=given.get("safe"), as_known=bool(given.get("as_known")),
            name=self.to_name,
        )  # fmt: skip
        if refused is not None and refused[0] not in self.errors:
            self.add_error(*refused)
        if short := shorthand_refused(given.get("body", "")):
            self.add_error("body", short)
        if to := given.get("to"):
            told = secrets_refused(given.get("body", ""), self.secrets, UUID(to), given.get("why_told", ""))
            if told is not None:
                self.add_error(*told)
        return given

    def may_be_printed(self) -> bool:
        """Whether the record would take the letter as far as it is filled in: before it went out nobody is asked how
        and when it did, nor who reads it.
        """
        for name in ("how", "safe", "on", "audience"):
            if name in self.errors and not self[name].value():
                del self.errors[name]
        return not self.errors


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
