"""A meeting planned, held and prepared, as plain values that go into an entry's content and come back from it.

Pure. Basis: the meetings of stages 2, 4 and 6 and the meeting on concern (S7; 002:1153-1155, 1169-1173, 1185-1189);
one message to the family (S13; 002:1177, 3485-3537).
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, time
from typing import Any
from uuid import UUID

from alongside.kit.dates import time_words
from alongside.kit.files import CheckedFile
from alongside.meetings.rules.bringing import Brought
from alongside.plans.rules import Reviewed

Content = Mapping[str, Any]


ASKED = {
    "in_person": "Asked in person",
    "telephone": "Asked by telephone",
    "writing": "Asked in writing",
    "not": "Not asked",
}
ANSWERS = {"coming": "Coming", "words": "Sends their views", "not": "Not coming"}
HOW = {
    "present": "Was there",
    "read_out": "Their own words were read out",
    "represented": "Somebody spoke for them",
    "not": "Not there, and nobody spoke for them",
}
CAME = {"came": "Came", "apologies": "Sent apologies", "absent": "Did not come"}
HOW_GIVEN = {
    "hand": "By hand",
    "together": "Read through together",
    "post": "By post",
    "secure": "By secure e-mail",
}
SENT_AS = {"post": "post", "secure": "email"}
"""Ways by which minutes are sent, as letters are."""
KEPT = {"kept": "Kept", "partly": "Kept in part", "not": "Not kept", "none": "Nothing was agreed"}
LEAD_FOUND, LEAD_SEEN_TO = "lead_found", "lead_seen_to"
"""The promises a meeting leaves when a child may be at risk and nobody knows the social worker: ours to find out, and
the manager's to see to.
"""
TO_VERIFY = {
    "family": "What the family said it would do",
    "ours": "What we said we would do",
    "agencies": "What others promised",
    "contract": "A behaviour contract, if there is one",
}
"""What the key worker looks into before a review (002:1189)."""


def plain(value: Any) -> dict[str, Any]:
    """A value of this file as JSON holds it."""
    found: dict[str, Any] = _plain(asdict(value))
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    if isinstance(value, UUID):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value


def _ids(values: Any) -> tuple[UUID, ...]:
    return tuple(UUID(each) for each in values or ())


def _id(value: Any) -> UUID | None:
    return UUID(value) if value else None


@dataclass(frozen=True, slots=True)
class Invited:
    """Somebody who may be asked to come: a person of the family or a helper (one id is None).

    `asked`: one of ASKED, "" when it is not settled; `answer`: one of ANSWERS or "". `note`: what they said, or to
    which part they are asked.
    """

    person_id: UUID | None
    helper_id: UUID | None
    name: str
    asked: str = ""
    answer: str = ""
    note: str = ""

    @property
    def is_asked(self) -> bool:
        return bool(self.asked) and self.asked != "not"

    @property
    def asked_words(self) -> str:
        return ASKED.get(self.asked, "")

    @property
    def answer_words(self) -> str:
        return ANSWERS.get(self.answer, "")

    @classmethod
    def from_content(cls, told: Content) -> "Invited":
        return cls(**{**told, "person_id": _id(told["person_id"]), "helper_id": _id(told["helper_id"])})


@dataclass(frozen=True, slots=True)
class Plan:
    """A meeting planned. `explained`: the people to whom purpose and running order were explained; `explained_how`."""

    type: str
    day: date
    time: str = ""
    place: str = ""
    chair: str = ""
    purpose: str = ""
    order: str = ""
    explained: tuple[UUID, ...] = ()
    explained_how: str = ""
    invited: tuple[Invited, ...] = ()

    @property
    def time_words(self) -> str:
        """ "2:30pm", "" when no time was said."""
        return time_words(time.fromisoformat(self.time)) if self.time else ""

    def to_content(self) -> dict[str, Any]:
        return plain(self)

    @classmethod
    def from_content(cls, told: Content) -> "Plan":
        return cls(
            **{
                **told,
                "day": date.fromisoformat(told["day"]),
                "explained": _ids(told["explained"]),
                "invited": tuple(Invited.from_content(each) for each in told["invited"]),
            }
        )


@dataclass(frozen=True, slots=True)
class TookPart:
    """How somebody of the family took part: one of HOW. `by`: who read out or spoke for them; `why`: why not at all.

    `words`: what they said, word for word. `open_to`: "all" who get the minutes may read the words, or only the person
    "own"self.
    """

    person_id: UUID
    how: str
    by: str = ""
    why: str = ""
    words: str = ""
    open_to: str = "all"

    @property
    def how_words(self) -> str:
        return HOW[self.how]


@dataclass(frozen=True, slots=True)
class HelperThere:
    """A professional at a meeting, with what the minutes say of them. `helper_id` and `user_id` where they have one;
    `professional_id` of somebody who does not help the family and is on file.

    `came`: one of CAME. `view`: what they said, as they would put it.
    """

    name: str
    came: str = "came"
    role: str = ""
    agency: str = ""
    contact: str = ""
    view: str = ""
    helper_id: UUID | None = None
    user_id: UUID | None = None
    professional_id: UUID | None = None

    @property
    def key(self) -> UUID | None:
        """By which a form that puts the meeting right knows them again."""
        return self.helper_id or self.professional_id

    @property
    def came_words(self) -> str:
        return CAME[self.came]

    @classmethod
    def from_content(cls, told: Content) -> "HelperThere":
        return cls(**{**told, **{name: _id(told.get(name)) for name in ("helper_id", "user_id", "professional_id")}})


@dataclass(frozen=True, slots=True)
class Piece:
    """Something that was said or settled. `kind`: background, talked, decided.

    `about`: whom it concerns, everybody of the meeting when empty. `not_for`: whose minutes must not hold it.
    """

    kind: str
    text: str
    because: str = ""
    about: tuple[UUID, ...] = ()
    not_for: tuple[UUID, ...] = ()

    @classmethod
    def from_content(cls, told: Content) -> "Piece":
        return cls(**{**told, "about": _ids(told["about"]), "not_for": _ids(told["not_for"])})


@dataclass(frozen=True, slots=True)
class Concern:
    """What a meeting on concern is about.

    `at_risk`: whether a child may be at risk of harm; then who was told, and when, and who is the child's social
    worker, who leads for a child at risk (002:1185, 1301).
    """

    what: str
    raised_by: str = ""
    at_risk: bool | None = None
    told_whom: str = ""
    told_when: str = ""
    social_worker: str = ""
    about: tuple[UUID, ...] = ()
    not_for: tuple[UUID, ...] = ()
    social_worker_agency: str = ""
    social_worker_telephone: str = ""

    @property
    def leads(self) -> str:
        """ "Ms Okoro, Children’s Social Care", "" while it is not known who leads."""
        return ", ".join(part for part in (self.social_worker, self.social_worker_agency) if part)

    @property
    def needs_lead(self) -> bool:
        """Whether a child may be at risk and no social worker is named who leads."""
        return bool(self.at_risk) and not self.social_worker

    @classmethod
    def from_content(cls, told: Content) -> "Concern":
        return cls(**{**told, "about": _ids(told["about"]), "not_for": _ids(told["not_for"])})


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting held. `agrees`: whether the family agrees to an assessment, where that was asked; `review`: what a
    review decided about the plan in force, an entry of its own. `not_verified`: why the plan and any contract were not
    verified before a review (002:1189), "" where they were.
    """

    type: str
    day: date
    minutes: int
    place: str = ""
    chair: str = ""
    people: tuple[TookPart, ...] = ()
    helpers: tuple[HelperThere, ...] = ()
    pieces: tuple[Piece, ...] = ()
    concern: Concern | None = None
    agrees: bool | None = None
    next_on: date | None = None
    message: str = ""
    review: Reviewed | None = None
    not_verified: str = ""
    files: tuple[CheckedFile, ...] = ()

    @property
    def present(self) -> tuple[UUID, ...]:
        """The people of the family who were there."""
        return tuple(each.person_id for each in self.people if each.how == "present")

    def of_kind(self, *kinds: str) -> tuple[Piece, ...]:
        """What was said or settled of these kinds."""
        return tuple(piece for piece in self.pieces if piece.kind in kinds)


@dataclass(frozen=True, slots=True)
class Check:
    """How far one thing of the plan or a contract was kept, as the key worker found: one of KEPT, and how known."""

    what: str
    kept: str
    seen: str = ""

    @property
    def kept_words(self) -> str:
        return KEPT[self.kept]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A review prepared: what was verified beforehand (002:1189), and what was noted that is brought to it."""

    checks: tuple[Check, ...] = ()
    note: str = ""
    brought: tuple[Brought, ...] = ()

    def to_content(self) -> dict[str, Any]:
        return plain(self)

    @classmethod
    def from_content(cls, told: Content) -> "Prepared":
        brought = tuple(Brought(**each) for each in told.get("brought", ()))
        return cls(tuple(Check(**each) for each in told["checks"]), told["note"], brought)
