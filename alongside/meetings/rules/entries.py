"""What a meeting leaves on the timeline, and how it is read back from there.

A meeting held is one process entry; what a person said is a voice of its own; a part that must not reach somebody's
minutes is an entry of its own, so that it can be kept from them whoever may read the rest. All carry the meeting's id
in their facts. Pure. Basis: S13 (002:3385-3392, 3518-3525); minutes stand on the meeting whole, a voice takes none.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from alongside.meetings.rules.minutes import Recipient
from alongside.meetings.rules.types import TYPES
from alongside.meetings.rules.values import (
    HOW,
    HOW_GIVEN,
    Concern,
    Content,
    Held,
    HelperThere,
    Piece,
    Plan,
    Prepared,
    TookPart,
    plain,
)
from alongside.plans.rules import Reviewed, reviewed_entry
from alongside.timeline.attaching import new_attachment
from alongside.timeline.rules import Nature, NewEntry, NewText, Part

PLANNED = "meetings.planned"
HELD = "meetings.held"
VIEW = "meetings.view_given"
APART = "meetings.kept_apart"
ATTACHED = "meetings.attached"
CANCELLED = "meetings.cancelled"
PREPARED = "meetings.prepared"
GIVEN = "meetings.minutes_given"

Names = Mapping[UUID, str]


@dataclass(frozen=True, slots=True)
class Told:
    """One entry to record, and what tells it from its like: the person of a voice, the place of a part kept apart."""

    entry: NewEntry
    of: UUID | int | None = None


def planned_entry(plan: Plan, meeting_id: UUID, names: Names) -> NewEntry:
    """The planning of a meeting: the day that is meant is content, the deed is the planning."""
    invited = [each for each in plan.invited if each.is_asked]
    asked = {each.person_id for each in invited if each.person_id}
    facts = {
        "meeting": str(meeting_id),
        "type": TYPES[plan.type].label,
        "day": plan.day.isoformat(),
        "time": plan.time,
        "asked": len(invited),
    }
    about = [(person, Part.MENTIONED) for person in names if person in asked]
    return NewEntry(PLANNED, Nature.PROCESS, facts, about, subtype=plan.type, content=plan.to_content())


def entries_of(held: Held, meeting_id: UUID, names: Names) -> list[Told]:
    """The meeting first, then each person's view, what it decided about the plan, what is kept from somebody."""
    told = [Told(_held(held, meeting_id, names))]
    told += [Told(_view(each, meeting_id, names), each.person_id) for each in held.people if each.words]
    if held.review:
        told.append(Told(reviewed_entry(held.review, meeting_id, held.day)))
    told += [Told(_apart(part, place, meeting_id), place) for place, part in enumerate(parts_of(held)) if part.not_for]
    attached = [new_attachment(ATTACHED, file, held.present, meeting=str(meeting_id)) for file in held.files]
    return [*told, *(Told(entry, 1000 + number) for number, entry in enumerate(attached))]


def parts_of(held: Held) -> list[Concern | Piece]:
    """The worry and everything said or settled, in their order; their places name those kept apart."""
    return [*([held.concern] if held.concern else []), *held.pieces]


def lead_promise(meeting_id: UUID, what: str) -> UUID:
    """By which the promise of a meeting to name the social worker is known again; `what`: LEAD_FOUND, LEAD_SEEN_TO."""
    return uuid5(meeting_id, what)


def _held(held: Held, meeting_id: UUID, names: Names) -> NewEntry:
    facts = {
        "meeting": str(meeting_id),
        "type": TYPES[held.type].label,
        "present": [names[person] for person in held.present],
        "helpers": [each.name for each in held.helpers if each.came == "came"],
        "decisions": len(held.of_kind("decided")),
        "agrees": held.agrees,
        "at_risk": bool(held.concern and held.concern.at_risk),
    }
    there = set(held.present)
    mentioned = {each.person_id for each in held.people}.union(*(part.about for part in parts_of(held))) - there
    about = [(person, Part.PRESENT) for person in held.present]
    about += [(person, Part.MENTIONED) for person in names if person in mentioned]
    helpers = list(dict.fromkeys(each.user_id for each in held.helpers if each.user_id and each.came == "came"))
    return NewEntry(
        HELD, Nature.PROCESS, facts, about, subtype=held.type, minutes=held.minutes, helpers=helpers,
        content=_held_content(held),
    )  # fmt: skip


def _held_content(held: Held) -> dict[str, Any]:
    """Everything but people's own words and what is kept apart: those have entries of their own."""
    shared = replace(
        held,
        people=tuple(replace(each, words="") for each in held.people),
        pieces=tuple(piece for piece in held.pieces if not piece.not_for),
        concern=held.concern if held.concern and not held.concern.not_for else None,
        review=None,
        files=(),
    )
    return plain(shared)


def _view(person: TookPart, meeting_id: UUID, names: Names) -> NewEntry:
    facts = {
        "meeting": str(meeting_id),
        "name": names[person.person_id],
        "how": person.how,
        "how_words": HOW[person.how],
        "open_to": person.open_to,
    }
    texts = [NewText("words", person.words, person.person_id)]
    return NewEntry(VIEW, Nature.VOICE, facts, [(person.person_id, Part.SAID)], texts)


def _apart(part: Concern | Piece, place: int, meeting_id: UUID) -> NewEntry:
    about = [(person, Part.MENTIONED) for person in part.about]
    name = "concern" if isinstance(part, Concern) else "piece"
    return NewEntry(
        APART, Nature.PROCESS, {"meeting": str(meeting_id)}, about, content={name: plain(part), "place": place}
    )


def held_again(
    content: Content,
    apart: Sequence[Content],
    words: Mapping[UUID, tuple[str, str]],
    review: Reviewed | None = None,
) -> Held:
    """A meeting as it was told, put together from its entries. `words`: what each person said, and open to whom."""
    worries = [*(each["concern"] for each in apart if "concern" in each), content["concern"]]
    concern = next((Concern.from_content(each) for each in worries if each), None)
    people = []
    for each in content["people"]:
        took = TookPart(**{**each, "person_id": UUID(each["person_id"])})
        said, open_to = words.get(took.person_id, ("", took.open_to))
        people.append(replace(took, words=said, open_to=open_to))
    pieces = [Piece.from_content(each) for each in content["pieces"]]
    for each in sorted((each for each in apart if "piece" in each), key=lambda each: each["place"]):
        pieces.insert(each["place"] - bool(concern), Piece.from_content(each["piece"]))
    return Held(
        type=content["type"],
        day=date.fromisoformat(content["day"]),
        minutes=content["minutes"],
        place=content["place"],
        chair=content["chair"],
        people=tuple(people),
        helpers=tuple(HelperThere.from_content(each) for each in content["helpers"]),
        pieces=tuple(pieces),
        concern=concern,
        agrees=content["agrees"],
        next_on=date.fromisoformat(content["next_on"]) if content["next_on"] else None,
        message=content["message"],
        review=review,
        not_verified=content.get("not_verified", ""),
    )


def cancelled_entry(kind: str, meeting_id: UUID, day: date, why: str, *, ahead: bool) -> NewEntry:
    """That a planned meeting did not happen, and why; `ahead`: that it will not, its day is still to come."""
    facts = {"meeting": str(meeting_id), "type": TYPES[kind].label, "day": day.isoformat(), "ahead": ahead}
    return NewEntry(CANCELLED, Nature.PROCESS, facts, (), [NewText("reason", why)], subtype=kind)


def prepared_entry(prepared: Prepared, kind: str, meeting_id: UUID, brought: Sequence[UUID] = ()) -> NewEntry:
    """That a review was prepared: what was looked into. `brought`: the entries of what is brought to it."""
    facts = {"meeting": str(meeting_id), "type": TYPES[kind].label, "checks": len(prepared.checks)}
    return NewEntry(
        PREPARED, Nature.PROCESS, facts, (), subtype=kind, content=prepared.to_content(), kept_as=tuple(brought)
    )


def given_entry(kind: str, meeting_id: UUID, to: Recipient, key: str, how: str) -> NewEntry:
    """That minutes were given to somebody."""
    facts = {"meeting": str(meeting_id), "type": TYPES[kind].label, "to": to.name, "key": key, "how": HOW_GIVEN[how]}
    about = [(to.person_id, Part.MENTIONED)] if to.person_id else []
    return NewEntry(GIVEN, Nature.PROCESS, facts, about, subtype=kind)
