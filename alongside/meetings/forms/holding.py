"""The forms of writing down a meeting that was held."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from alongside.kit import clock
from alongside.kit.forms import (
    ChoiceField,
    ChoicesField,
    DayField,
    Form,
    LongTextField,
    MinutesField,
    Row,
    Rows,
    SelectField,
    TextField,
    YesNoField,
)
from alongside.meetings.forms.several import Several
from alongside.meetings.queries import Around, HelperChoice, HoldPage, Meeting, PersonChoice
from alongside.meetings.rules import (
    CAME,
    CONCERN,
    HOW,
    REFERRAL_MEETING,
    Concern,
    Held,
    HelperThere,
    Piece,
    TookPart,
)
from alongside.plans.action_rows import action_rows, actions_from
from alongside.plans.rules import NewAction

NOT_OF_IT = "none"
OPEN_TO = [("all", "Everybody who gets the minutes"), ("own", "Nobody of the family but them")]


class HoldForm(Form):
    """The meeting itself: when, how long, what came of it."""

    title = "Write down a meeting"
    day = DayField("Day", fact="meeting.day", width=20, prefilled=True)
    minutes = MinutesField("How long, in minutes", fact="meeting.minutes", missing="Give the minutes the meeting took")
    place = TextField("Where", fact="meeting.place", required=False, prefilled=True)
    chair = TextField("Who led it", fact="meeting.chair", required=False, prefilled=True)
    concern = LongTextField("What is the worry?", fact="meeting_concern.what", rows=4, missing="Say what the worry is")
    concern_about = ChoicesField("About whom?", fact="meeting_concern.about", choices=[], required=False, inline=True)
    raised_by = TextField("Who raised it?", fact="meeting_concern.raised_by", required=False)
    at_risk = YesNoField(
        "May a child be at risk of harm?", fact="meeting_concern.at_risk", missing="Say whether a child may be at risk",
        hint="Then a social worker is told at once, and leads for that child",
    )  # fmt: skip
    told_whom = TextField("Who was told?", fact="meeting_concern.told_whom", required=False, hint="Name and post")
    told_when = TextField("When?", fact="meeting_concern.told_when", required=False, hint="For example today, 3:15pm")
    social_worker = TextField("The child’s social worker", fact="meeting_concern.social_worker", required=False)
    concern_not_for = ChoicesField(
        "Keep this out of whose minutes?", fact="meeting_concern.not_for", choices=[], required=False, inline=True
    )
    background = LongTextField(
        "What went before, and why help was asked for", fact="meeting.background", required=False, rows=4,
        hint="What concerns only some of the people goes under “What was talked about”, where you say about whom",
    )  # fmt: skip
    agrees = YesNoField(
        "Does the family agree to an assessment?", fact="meeting.agrees", required=False, yes="Yes, they agree",
        no="No, not now",
    )  # fmt: skip
    message = LongTextField(
        "What do we all say to the family?", fact="meeting.message", required=False, rows=2,
        hint="One message, so that nobody hears one thing here and another there",
    )  # fmt: skip
    next_on = DayField("When do we meet again?", fact="meeting.next_on", required=False, allow_future=True, width=20)

    def __init__(self, *args: Any, page: HoldPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = _choices(page.around)
        for name in ("concern_about", "concern_not_for"):
            self.fields[name].choices = people  # type: ignore[attr-defined]
        if page.type != CONCERN:
            for name in CONCERN_FIELDS:
                del self.fields[name]
        if page.type != REFERRAL_MEETING:
            del self.fields["agrees"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("at_risk") and not given.get("told_whom"):
            self.add_error("told_whom", "Say who was told. A child who may be at risk needs a social worker to know")
        if given.get("next_on") and given.get("day") and given["next_on"] <= given["day"]:
            self.add_error("next_on", "The next meeting comes after this one. Check the day")
        return given


CONCERN_FIELDS = (
    "concern", "concern_about", "raised_by", "at_risk", "told_whom", "told_when", "social_worker", "concern_not_for",
)  # fmt: skip


class PersonRow(Row):
    """How one person of the family took part, and what they said."""

    how = SelectField("How did they take part?", fact="meeting_person.how", choices=[], blank="Choose")
    words = LongTextField("Own words", fact="meeting_person.words", required=False, dress="voice", rows=3)
    by = TextField("Who read them out, or spoke for them?", fact="meeting_person.by", required=False)
    why = TextField("If not, why?", fact="meeting_person.why", required=False, max_length=500)
    open_to = ChoiceField(
        "Who may read these words?", fact="meeting_person.open_to", choices=OPEN_TO, required=False, inline=True
    )

    def __init__(self, *args: Any, person: PersonChoice, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.name, self.is_child, self.close = person.name, person.is_child, person.close
        self.title = f"{person.name}, {person.note}" if person.note else person.name
        self.fields["how"].choices = [*HOW.items(), (NOT_OF_IT, "Not part of this meeting")]  # type: ignore[attr-defined]
        self.fields["how"].missing = f"Say how {person.name} took part"  # type: ignore[attr-defined]
        self.fields["words"].label = f"{person.name}’s own words"
        self.fields["words"].help_text = f"Word for word. Leave empty if {person.name} did not say"
        self.fields["open_to"].initial = "own" if person.is_child else "all"

    @property
    def has_details(self) -> bool:
        """Whether the part that is closed at first must be open: something is in it, or wrong with it."""
        return any(self[name].value() or self[name].errors for name in ("by", "why", "words"))

    @property
    def took_part(self) -> bool:
        """Whether somebody said how they took part."""
        return self["how"].value() not in (None, "", NOT_OF_IT)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        how = given.get("how")
        if how == NOT_OF_IT and (given.get("words") or given.get("by")):
            self.add_error("how", f"You wrote something about {self.name}. Say how they took part, or clear it")
        if how == "represented" and not given.get("by"):
            self.add_error("by", f"Say who spoke for {self.name}")
        if how == "read_out" and not given.get("words"):
            self.add_error("words", f"Write the words of {self.name} that were read out")
        if how == "not" and self.is_child and not given.get("why"):
            self.add_error("why", f"Say why nobody spoke for {self.name}")
        return given


class HelperRow(Row):
    """Whether one of those who help came, and what they said."""

    came = ChoiceField("Did they come?", fact="meeting_helper.came", choices=[], required=False, inline=True)
    view = LongTextField("What they said", fact="meeting_helper.view", required=False, rows=2)

    def __init__(self, *args: Any, helper: HelperChoice, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        work = ", ".join(part for part in (helper.role, helper.agency) if part)
        self.name, self.title = helper.name, f"{helper.name}, {work}" if work else helper.name
        self.fields["came"].choices = [*CAME.items(), (NOT_OF_IT, "Was not asked")]  # type: ignore[attr-defined]
        self.fields["came"].label = f"Did {helper.name} come?"
        self.fields["view"].label = f"What {helper.name} said"


class OtherRow(Row):
    """Somebody else at the meeting, who is noted on file."""

    who = TextField("Name", fact="professional.name", missing="Give their name")
    post = TextField("Post", fact="professional.job_title", required=False)
    agency = TextField("Where they work", fact="professional.agency", required=False)
    telephone = TextField("Telephone at work", fact="professional.telephone", required=False, width=20, max_length=40)
    came = SelectField("Came?", fact="meeting_other.came", choices=list(CAME.items()), blank="", initial="came")
    view = LongTextField("What they said", fact="meeting_other.view", required=False, rows=2)


class TalkRow(Row):
    """Something that was talked about, about whom, and whose minutes it stays out of."""

    text = LongTextField("What was said", fact="meeting_talk.text", rows=3, missing="Say what was talked about")
    about = ChoicesField(
        "About whom? Leave empty for everybody", fact="meeting_talk.about", choices=[], required=False, inline=True
    )
    not_for = ChoicesField(
        "Keep it out of whose minutes?", fact="meeting_talk.not_for", choices=[], required=False, inline=True
    )

    def __init__(self, *args: Any, around: Around, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("about", "not_for"):
            self.fields[name].choices = _choices(around)  # type: ignore[attr-defined]

    @property
    def has_details(self) -> bool:
        return bool(self["not_for"].value() or self["about"].value())


class DecisionRow(Row):
    """What was decided, and because of what."""

    text = LongTextField("What was decided", fact="meeting_decision.what", rows=2, missing="Say what was decided")
    because = LongTextField("Because", fact="meeting_decision.because", rows=2, missing="Say why it was decided")
    about = ChoicesField(
        "About whom? Leave empty for everybody", fact="meeting_decision.about", choices=[], required=False, inline=True
    )
    not_for = ChoicesField(
        "Keep it out of whose minutes?", fact="meeting_decision.not_for", choices=[], required=False, inline=True
    )

    def __init__(self, *args: Any, around: Around, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("about", "not_for"):
            self.fields[name].choices = _choices(around)  # type: ignore[attr-defined]

    @property
    def has_details(self) -> bool:
        return bool(self["not_for"].value() or self["about"].value())


def hold_forms(data: Any, page: HoldPage) -> tuple[HoldForm, Several]:
    """The form and its groups of rows: people, helpers, others, talk, decisions."""
    stood = page.meeting.held if page.meeting else None
    form = HoldForm(data, page=page, initial=_shown(page, stood))
    talked = tuple(_piece_shown(each) for each in stood.of_kind("talked")) if stood else ()
    decided = tuple(_piece_shown(each) for each in stood.of_kind("decided")) if stood else ()
    known = {each.helper_id for each in page.offered}
    typed = [each for each in stood.helpers if each.key not in known] if stood else []
    others = tuple(_other_shown(each) for each in typed)
    if data is not None:
        # A row left as it was shown counts as none; what stood is shown only once, and then read as it was sent.
        talked, decided, others = (), (), ()
    groups: dict[str, Rows[Any]] = {
        "people": Rows.for_each(PersonRow, data, prefix="person", each=_people(page, stood)),
        "helpers": Rows.for_each(HelperRow, data, prefix="helper", each=_helpers(page, stood)),
        "others": Rows.growing(OtherRow, data, prefix="other", least=0, initial=others),
        "talk": Rows.growing(TalkRow, data, prefix="talk", initial=talked, around=page.around),
        "decisions": Rows.growing(DecisionRow, data, prefix="decision", initial=decided, around=page.around),
        "actions": action_rows(data, page.doers),
    }
    return form, Several(groups)


def held_told(page: HoldPage, form: HoldForm, rows: Several) -> Held:
    """What valid forms tell of a meeting."""
    given = form.cleaned_data
    talk = [_piece("talked", row) for _, row in rows.group("talk").cleaned]
    decided = [_piece("decided", row) for _, row in rows.group("decisions").cleaned]
    background = [Piece("background", given["background"])] if given["background"] else []
    helpers = {str(each.helper_id): each for each in page.offered}
    came = [_helper(helpers[key], row) for key, row in rows.group("helpers").cleaned if _took_part(row)]
    return Held(
        type=page.type,
        day=given["day"],
        minutes=given["minutes"],
        place=given["place"],
        chair=given["chair"],
        people=tuple(_person(key, row) for key, row in rows.group("people").cleaned if row["how"] != NOT_OF_IT),
        helpers=(*came, *(_other(row) for _, row in rows.group("others").cleaned)),
        pieces=(*background, *talk, *decided),
        concern=_concern(given) if page.type == CONCERN else None,
        agrees=given.get("agrees"),
        next_on=given["next_on"],
        message=given["message"],
    )


def agreed_told(page: HoldPage, rows: Several) -> list[NewAction]:
    """What was agreed, of valid rows."""
    return actions_from(rows.group("actions"), page.doers)


def _choices(around: Around) -> list[tuple[str, str]]:
    return [(str(each.person_id), each.name) for each in around.people]


def _ids(values: Sequence[str]) -> tuple[UUID, ...]:
    return tuple(UUID(each) for each in values)


def _took_part(row: Mapping[str, Any]) -> bool:
    return bool(row["view"]) or row["came"] not in ("", NOT_OF_IT)


def _person(key: str, row: Mapping[str, Any]) -> TookPart:
    return TookPart(UUID(key), row["how"], row["by"], row["why"], row["words"], row["open_to"] or "own")


def _helper(helper: HelperChoice, row: Mapping[str, Any]) -> HelperThere:
    came = row["came"] if row["came"] in CAME else "came"
    helper_id, on_file = (helper.helper_id, None) if helper.helps else (None, helper.professional_id)
    return HelperThere(
        helper.name, came, helper.role, helper.agency, helper.contact, row["view"], helper_id, helper.user_id, on_file
    )


def _other(row: Mapping[str, Any]) -> HelperThere:
    return HelperThere(row["who"], row["came"], row["post"], row["agency"], row["telephone"], row["view"])


def _piece(kind: str, row: Mapping[str, Any]) -> Piece:
    return Piece(kind, row["text"], row.get("because", ""), _ids(row["about"]), _ids(row["not_for"]))


def _concern(given: Mapping[str, Any]) -> Concern:
    return Concern(
        what=given["concern"],
        raised_by=given["raised_by"],
        at_risk=given["at_risk"],
        told_whom=given["told_whom"],
        told_when=given["told_when"],
        social_worker=given["social_worker"],
        about=_ids(given["concern_about"]),
        not_for=_ids(given["concern_not_for"]),
    )


def _shown(page: HoldPage, stood: Held | None) -> dict[str, Any]:
    if stood is None:
        plan = page.meeting.plan if page.meeting else None
        if plan is None:
            return {"day": clock.today()}
        return {"day": min(plan.day, clock.today()), "place": plan.place, "chair": plan.chair}
    shown: dict[str, Any] = {
        "day": stood.day,
        "minutes": stood.minutes,
        "place": stood.place,
        "chair": stood.chair,
        "background": "\n\n".join(each.text for each in stood.of_kind("background")),
        "agrees": stood.agrees,
        "message": stood.message,
        "next_on": stood.next_on,
    }
    return {**shown, **_concern_shown(stood.concern)} if stood.concern else shown


def _concern_shown(concern: Concern) -> dict[str, Any]:
    return {
        "concern": concern.what,
        "concern_about": [str(each) for each in concern.about],
        "raised_by": concern.raised_by,
        "at_risk": concern.at_risk,
        "told_whom": concern.told_whom,
        "told_when": concern.told_when,
        "social_worker": concern.social_worker,
        "concern_not_for": [str(each) for each in concern.not_for],
    }


def _piece_shown(piece: Piece) -> dict[str, Any]:
    return {
        "text": piece.text,
        "because": piece.because,
        "about": [str(each) for each in piece.about],
        "not_for": [str(each) for each in piece.not_for],
    }


def _other_shown(helper: HelperThere) -> dict[str, Any]:
    return {
        "who": helper.name, "post": helper.role, "agency": helper.agency, "telephone": helper.contact,
        "came": helper.came, "view": helper.view,
    }  # fmt: skip


def _people(page: HoldPage, stood: Held | None) -> dict[str, dict[str, Any]]:
    took = {each.person_id: each for each in stood.people} if stood else {}
    answers = _answers(page.meeting)
    rows = {}
    for person in page.around.people:
        known = took.get(person.person_id)
        # At every meeting the household is asked about; others, and on concern everybody, when they came.
        needed = person.close and page.type != CONCERN
        start: dict[str, Any] = {} if needed else {"how": NOT_OF_IT}
        if known:
            start = {"how": known.how, "by": known.by, "why": known.why, "words": known.words, "open_to": known.open_to}
        elif stood:
            start = {"how": NOT_OF_IT}
        elif answers.get(person.person_id):
            start = {"how": answers[person.person_id]}
        rows[str(person.person_id)] = {"person": person, "initial": start}
    return rows


def _answers(meeting: Meeting | None) -> dict[UUID, str]:
    """Who said that they come is most often there; who sends their views has them read out."""
    said = {"coming": "present", "words": "read_out"}
    plan = meeting.plan if meeting else None
    return {each.person_id: said.get(each.answer, "") for each in plan.invited if each.person_id} if plan else {}


def _helpers(page: HoldPage, stood: Held | None) -> dict[str, dict[str, Any]]:
    came = {each.key: each for each in stood.helpers} if stood else {}
    plan = page.meeting.plan if page.meeting else None
    answers = {each.helper_id: each.answer for each in plan.invited if each.helper_id} if plan else {}
    rows = {}
    for helper in page.offered:
        known, answer = came.get(helper.helper_id), answers.get(helper.helper_id)
        start = {"came": known.came, "view": known.view} if known else {}
        if not stood and answer:
            start = {"came": "came" if answer == "coming" else "apologies"}
        rows[str(helper.helper_id)] = {"helper": helper, "initial": start}
    return rows
