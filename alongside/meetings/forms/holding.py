"""The forms of writing down a meeting that was held."""

from collections.abc import Mapping, Sequence, Set
from typing import Any
from uuid import UUID

from alongside.kit import clock
from alongside.kit.forms import (
    ChoicesField,
    DayField,
    FilesField,
    Form,
    LongTextField,
    MinutesField,
    Rows,
    TextField,
    YesNoField,
)
from alongside.kit.forms.files import TAKEN
from alongside.kit.words import listed
from alongside.meetings.forms.reviewed import goal_rows, line_rows, reviewed_told
from alongside.meetings.forms.rows import (
    NOT_OF_IT,
    DecisionRow,
    HelperRow,
    OtherRow,
    PersonRow,
    TalkRow,
    choices,
)
from alongside.meetings.forms.several import Several
from alongside.meetings.queries import HelperChoice, HoldPage, Meeting, PersonChoice
from alongside.meetings.rules import (
    CAME,
    CONCERN,
    REFERRAL_MEETING,
    REVIEWS,
    Concern,
    Held,
    HelperThere,
    Piece,
    TookPart,
)
from alongside.plans.action_rows import action_rows, actions_from
from alongside.plans.rules import NewAction


class HoldForm(Form):
    """The meeting itself: when, how long, what came of it."""

    title = "Write down a meeting"
    day = DayField("Day", fact="meeting.day", width=20, prefilled=True)
    minutes = MinutesField("How long, in minutes", fact="meeting.minutes", missing="Give the minutes the meeting took")
    place = TextField("Where", fact="meeting.place", required=False, prefilled=True)
    chair = TextField("Who led it", fact="meeting.chair", required=False, prefilled=True)
    attached = FilesField("Attach files", fact="meeting.attached", required=False, hint=TAKEN)
    concern = LongTextField("What is the worry?", fact="meeting_concern.what", rows=4, missing="Say what the worry is")
    concern_about = ChoicesField(
        "About whom?", fact="meeting_concern.about", only_told=True, choices=[], required=False, inline=True
    )
    raised_by = TextField("Who raised it?", fact="meeting_concern.raised_by", required=False)
    at_risk = YesNoField(
        "May a child be at risk of harm?", fact="meeting_concern.at_risk", missing="Say whether a child may be at risk",
        hint="Then a social worker is told at once, and leads for that child",
    )  # fmt: skip
    told_whom = TextField("Who was told?", fact="meeting_concern.told_whom", required=False, hint="Name and post")
    told_when = TextField("When?", fact="meeting_concern.told_when", required=False, hint="For example today, 3:15pm")
    social_worker = TextField(
        "The child’s social worker, who leads",
        fact="social_worker.name",
        prefilled=True,
        required=False,
        hint="Their name",
    )
    social_worker_agency = TextField(
        "Where the social worker works", fact="social_worker.agency", prefilled=True, required=False
    )
    social_worker_telephone = TextField(
        "Telephone of the social worker", fact="social_worker.telephone", prefilled=True, required=False, width=20,
        max_length=40,
    )  # fmt: skip
    no_social_worker = ChoicesField(
        "If nobody knows who it is", fact="meeting_concern.no_social_worker", required=False,
        choices=[("unknown", "We find out by the next working day, and a manager sees to it")],
    )  # fmt: skip
    concern_not_for = ChoicesField(
        "Keep this out of whose minutes?",
        fact="meeting_concern.not_for",
        only_told=True,
        choices=[],
        required=False,
        inline=True,
    )
    spoke_for = TextField(
        "Who spoke for the children who were not invited?", fact="meeting.spoke_for", required=False,
        hint="Leave it empty if nobody was asked to. What you say of a child above holds before this",
    )  # fmt: skip
    not_verified = LongTextField(
        "It was not verified before this review, because", fact="meeting.not_verified", rows=2,
        missing="Say why it was not verified before this review",
    )  # fmt: skip
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
        people = choices(page.around)
        for name in ("concern_about", "concern_not_for"):
            self.fields[name].choices = people  # type: ignore[attr-defined]
        if page.type != CONCERN:
            for name in CONCERN_FIELDS:
                del self.fields[name]
        if page.type != REFERRAL_MEETING:
            del self.fields["agrees"]
        if not page.is_unverified:
            del self.fields["not_verified"]
        children = [each.name for each in _children_not_invited(page)]
        self.fields["spoke_for"].label = f"Who spoke for {listed(children)}?"
        if not children:
            del self.fields["spoke_for"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("at_risk") and not given.get("told_whom"):
            self.add_error("told_whom", "Say who was told. A child who may be at risk needs a social worker to know")
        if "at_risk" in self.fields:
            self._clean_lead(given)
        if given.get("next_on") and given.get("day") and given["next_on"] <= given["day"]:
            self.add_error("next_on", "The next meeting comes after this one. Check the day")
        return given

    def _clean_lead(self, given: dict[str, Any]) -> None:
        """A child who may be at risk has a social worker who leads, named here or to be found."""
        named, unknown = given.get("social_worker"), given.get("no_social_worker")
        if given.get("at_risk") and not named and not unknown:
            self.add_error("social_worker", "Name the social worker who leads, or say that nobody knows who it is")
        if named and unknown:
            self.add_error("no_social_worker", "You named the social worker. Clear this, or clear the name")
        if named and given.get("at_risk") and not given.get("social_worker_agency"):
            self.add_error("social_worker_agency", "Say where the social worker works")


CONCERN_FIELDS = (
    "concern", "concern_about", "raised_by", "at_risk", "told_whom", "told_when", "social_worker",
    "social_worker_agency", "social_worker_telephone", "no_social_worker", "concern_not_for",
)  # fmt: skip


def hold_forms(data: Any, page: HoldPage, files: Any = None) -> tuple[HoldForm, Several]:
    """The form and its groups of rows: people, helpers, others, talk, decisions, what a review decides, actions."""
    stood = page.meeting.held if page.meeting else None
    form = HoldForm(data, files, page=page, initial=_shown(page, stood))
    talked = tuple(_piece_shown(each) for each in stood.of_kind("talked")) if stood else ()
    decided = tuple(_piece_shown(each) for each in stood.of_kind("decided")) if stood else ()
    known = {each.helper_id for each in page.offered}
    typed = [each for each in stood.helpers if each.key not in known] if stood else []
    others = tuple(_other_shown(each) for each in typed)
    groups: dict[str, Rows[Any]] = {
        "people": Rows.for_each(PersonRow, data, prefix="person", each=_people(page, stood)),
        "helpers": Rows.for_each(HelperRow, data, prefix="helper", each=_helpers(page, stood)),
        "others": Rows.growing(OtherRow, data, prefix="other", least=0, initial=others),
        "talk": Rows.growing(TalkRow, data, prefix="talk", initial=talked, around=page.around),
        "decisions": Rows.growing(DecisionRow, data, prefix="decision", initial=decided, around=page.around),
        "lines": line_rows(data, page, stood),
        "goals": goal_rows(data, page, stood),
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
        people=_people_told(page, form, rows),
        helpers=(*came, *(_other(row) for _, row in rows.group("others").cleaned)),
        pieces=(*background, *talk, *decided),
        concern=_concern(given) if page.type == CONCERN else None,
        agrees=given.get("agrees"),
        next_on=given["next_on"],
        message=given["message"],
        review=reviewed_told(rows.group("lines"), rows.group("goals")),
        not_verified=given.get("not_verified", ""),
        files=tuple(given["attached"]),
    )


def _people_told(page: HoldPage, form: HoldForm, rows: Several) -> tuple[TookPart, ...]:
    """How each took part. Of who was no part of it nothing is said, but for children for whom somebody spoke."""
    by = form.cleaned_data.get("spoke_for", "")
    spoken_for = {str(each.person_id) for each in _children_not_invited(page)} if by else set()
    return tuple(
        _person(key, row) if row["how"] != NOT_OF_IT else TookPart(UUID(key), "represented", by, open_to="own")
        for key, row in rows.group("people").cleaned
        if row["how"] != NOT_OF_IT or key in spoken_for
    )


def joining_told(rows: Several) -> dict[int, str]:
    """Who is to be among those who help, by their place among the helpers of `held_told`, and as what."""
    came = [row for _, row in rows.group("helpers").cleaned if _took_part(row)]
    others = [row for _, row in rows.group("others").cleaned]
    return {place: row["joins"] for place, row in enumerate([*came, *others]) if row.get("joins")}


def agreed_told(page: HoldPage, rows: Several) -> list[NewAction]:
    """What was agreed, of valid rows."""
    return actions_from(rows.group("actions"), page.doers)


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
        social_worker_agency=given["social_worker_agency"],
        social_worker_telephone=given["social_worker_telephone"],
        about=_ids(given["concern_about"]),
        not_for=_ids(given["concern_not_for"]),
    )


def _shown(page: HoldPage, stood: Held | None) -> dict[str, Any]:
    if stood is None:
        plan = page.meeting.plan if page.meeting else None
        leads = _lead_known(page)
        if plan is None:
            return {**leads, "day": clock.today()}
        return {**leads, "day": min(plan.day, clock.today()), "place": plan.place, "chair": plan.chair}
    shown: dict[str, Any] = {
        "day": stood.day,
        "minutes": stood.minutes,
        "place": stood.place,
        "chair": stood.chair,
        "background": "\n\n".join(each.text for each in stood.of_kind("background")),
        "agrees": stood.agrees,
        "message": stood.message,
        "not_verified": stood.not_verified,
        "next_on": stood.next_on,
    }
    return {**shown, **_concern_shown(stood.concern)} if stood.concern else shown


def _lead_known(page: HoldPage) -> dict[str, str]:
    """The social worker who helps the family already; of several, nobody knows which of them leads for whom."""
    known = [each for each in page.around.helpers if each.helps_as == "social_worker"]
    if page.type != CONCERN or len(known) != 1:
        return {}
    (one,) = known
    return {
        "social_worker": one.name, "social_worker_agency": one.agency, "social_worker_telephone": one.contact,
    }  # fmt: skip


def _concern_shown(concern: Concern) -> dict[str, Any]:
    return {
        "concern": concern.what,
        "concern_about": [str(each) for each in concern.about],
        "raised_by": concern.raised_by,
        "at_risk": concern.at_risk,
        "told_whom": concern.told_whom,
        "told_when": concern.told_when,
        "social_worker": concern.social_worker,
        "social_worker_agency": concern.social_worker_agency,
        "social_worker_telephone": concern.social_worker_telephone,
        "no_social_worker": ["unknown"] if concern.needs_lead else [],
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
    invited = _invited_to_review(page)
    rows = {}
    for person in page.around.people:
        known = took.get(person.person_id)
        start: dict[str, Any] = {"how": NOT_OF_IT} if stood else _start(page, person, invited)
        if known:
            start = {"how": known.how, "by": known.by, "why": known.why, "words": known.words, "open_to": known.open_to}
        near = person.person_id in invited if invited else person.close
        rows[str(person.person_id)] = {"person": person, "near": near, "initial": start}
    return rows


def _start(page: HoldPage, person: PersonChoice, invited: Set[UUID]) -> dict[str, Any]:
    """What is chosen before anybody chose. At every meeting the household is asked about; others, and on concern
    everybody, when they came. Of a review it is asked who of those invited was there; the rest were no part of it, and
    nothing is said of them that nobody chose.
    """
    if person.person_id in invited:
        return {}
    start = "" if person.close and page.type != CONCERN and not invited else NOT_OF_IT
    answered = _answers(page.meeting).get(person.person_id) or start
    return {"how": answered} if answered else {}


def _children_not_invited(page: HoldPage) -> list[PersonChoice]:
    """The children of the household who were not invited to a review others were invited to; nobody once it is on the
    record, where each child stands with who spoke for them.
    """
    invited = _invited_to_review(page)
    if not invited or (page.meeting and page.meeting.held):
        return []
    return [each for each in page.around.people if each.is_child and each.close and each.person_id not in invited]


def _invited_to_review(page: HoldPage) -> Set[UUID]:
    """Who of the family was invited to a review; nobody while it is not settled, and for other meetings."""
    plan = page.meeting.plan if page.meeting and page.type in REVIEWS else None
    return {each.person_id for each in plan.invited if each.person_id and each.is_asked} if plan else set()


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
