"""The meetings of a family, put together from what their entries tell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from alongside.access.models import User
from alongside.agreements.rules.agreeing import AtMeeting
from alongside.kit.clock import london_day
from alongside.kit.dates import day_long
from alongside.meetings.rules import (
    APART,
    ATTACHED,
    CANCELLED,
    GIVEN,
    HELD,
    LED_ELSEWHERE,
    PLANNED,
    PREPARED,
    TYPES,
    VIEW,
    Held,
    Plan,
    Prepared,
    booked_words,
    held_again,
    parts_of,
)
from alongside.plans import queries as plans
from alongside.plans.queries import ActionLine
from alongside.plans.rules import REVIEWED, Reviewed
from alongside.timeline import queries as timeline
from alongside.timeline.models import Entry
from alongside.timeline.queries import ToldLine
from alongside.timeline.rules import Running

OF_A_MEETING = (PLANNED, HELD, VIEW, APART, CANCELLED, PREPARED, GIVEN, REVIEWED, ATTACHED)


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting, from its planning to its minutes. Each line is the entry that counts; None when there is none."""

    meeting_id: UUID
    planned: ToldLine | None = None
    plan: Plan | None = None
    told: ToldLine | None = None
    held: Held | None = None
    cancelled: ToldLine | None = None
    prepared_line: ToldLine | None = None
    prepared: Prepared | None = None
    given: tuple[ToldLine, ...] = ()
    voices: tuple[ToldLine, ...] = ()
    apart: tuple[ToldLine, ...] = ()
    reviewed: ToldLine | None = None
    attached: tuple[tuple[ToldLine, str], ...] = ()

    @property
    def type(self) -> str:
        return self.held.type if self.held else self.plan.type if self.plan else ""

    @property
    def label(self) -> str:
        return TYPES[self.type].label if self.type else "Meeting"

    @property
    def day(self) -> date:
        """When it was held, or is meant to be."""
        if self.held:
            return self.held.day
        return self.plan.day if self.plan else date.max

    @property
    def state(self) -> str:
        """held, cancelled or planned."""
        return "held" if self.held else "cancelled" if self.cancelled else "planned"

    @property
    def corrected_since_given(self) -> bool:
        """Whether the meeting was put right after minutes of it were given out."""
        last = self.told.entry.recorded_at if self.told else None
        return last is not None and any(line.entry.recorded_at < last for line in self.given)

    @property
    def places_apart(self) -> Mapping[int, UUID]:
        """The strand of each part kept apart, by its place among the parts."""
        if self.held is None:
            return {}
        places = [place for place, part in enumerate(parts_of(self.held)) if part.not_for]
        strands = [line.entry.strand_id for line in sorted(self.apart, key=lambda line: line.content["place"])]
        return dict(zip(places, strands, strict=False))

    @property
    def voice_strands(self) -> Mapping[UUID, UUID]:
        """The strand of each person's own words."""
        return {line.persons("said")[0]: line.entry.strand_id for line in self.voices}


def meetings_of(family_id: int, user: User) -> list[Meeting]:
    """Every meeting of a family, planned and held. Four queries, whatever there is."""
    lines = timeline.told(family_id, user, OF_A_MEETING)
    words = timeline.words_told([line for line in lines if line.entry.kind in (VIEW, ATTACHED)], user)
    by_meeting: dict[str, list[ToldLine]] = {}
    for line in lines:
        by_meeting.setdefault(line.facts["meeting"], []).append(line)
    return [_meeting(UUID(meeting_id), own, words) for meeting_id, own in by_meeting.items()]


def meeting(family_id: int, user: User, meeting_id: UUID) -> Meeting | None:
    """One meeting; None when there is none to see, or all that was said of it did not happen."""
    found = (each for each in meetings_of(family_id, user) if each.meeting_id == meeting_id)
    return next((each for each in found if each.type), None)


def open_at_the_end(family_id: int, user: User, at: datetime) -> list[str]:
    """Meetings whose day has passed that were neither written down nor called off. What is booked, `running_at_close`
    asks about.
    """
    today = london_day(at)
    planned = [each for each in meetings_of(family_id, user) if each.state == "planned" and each.type]
    return [
        f"{each.label}: was planned for {day_long(each.day)}, and nothing is recorded of it"
        for each in sorted(planned, key=lambda each: each.day)
        if each.day < today
    ]


def running_at_close(family_id: int, user: User, at: datetime) -> list[Running]:
    """Every meeting planned for today or later, the first one first: booked, unless it is called off."""
    today = london_day(at)
    planned = [each for each in meetings_of(family_id, user) if each.state == "planned" and each.type]
    return [
        Running(
            key=each.meeting_id, entry_id=each.planned.id, strand_id=each.planned.entry.strand_id,
            stands=each.planned.id, words=f"{each.label}: planned for {day_long(each.day)}.", day=each.day,
            note=booked_words(each.planned.content), about=tuple(each.planned.persons()), expected=True,
            not_ours=each.type in LED_ELSEWHERE,
        )
        for each in sorted(planned, key=lambda each: each.day)
        if each.planned and each.day >= today
    ]  # fmt: skip


def last_before(every: Sequence[Meeting], meeting_id: UUID | None) -> date | None:
    """The day of the last meeting held, this one left out; None when there was none."""
    return max((each.day for each in every if each.held and each.meeting_id != meeting_id), default=None)


def meeting_of_deed(family_id: int, user: User, deed_id: UUID) -> tuple[UUID, str] | None:
    """Which meeting a deed planned or recorded, and its type, whatever became of it; None for any other deed."""
    found = timeline.told_then(user, family_id, deed_id, PLANNED, HELD)
    return (UUID(found.facts["meeting"]), found.subtype or "") if found else None


def meeting_of_entry(family_id: int, user: User, entry_id: UUID) -> UUID | None:
    """Which meeting an entry belongs to; None for any other entry."""
    rows = Entry.objects.visible_to(user).filter(family_id=family_id, kind__in=OF_A_MEETING, pk=entry_id)
    found: str | None = rows.values_list("facts__meeting", flat=True).first()
    return UUID(found) if found else None


def deed_of_meeting(found: Meeting) -> frozenset[UUID]:
    """The entries that tell a meeting held, as a form that puts it right was shown them."""
    lines = [*(line for line in (found.told, found.reviewed) if line), *found.voices, *found.apart]
    return frozenset(line.id for line in lines)


def actions_of_meeting(user: User, found: Meeting) -> list[ActionLine]:
    """What was agreed in a meeting, in every telling of it. Six queries."""
    if found.told is None:
        return []
    family_id = found.told.entry.family_id
    tellings = Entry.objects.visible_to(user).filter(
        family_id=family_id, kind=HELD, facts__meeting=str(found.meeting_id)
    )
    deeds = set(tellings.values_list("deed_id", flat=True))
    return [each for each in plans.actions_of(family_id, user) if each.deed_id in deeds]


def _meeting(meeting_id: UUID, lines: Sequence[ToldLine], words: Mapping[UUID, Mapping[str, str]]) -> Meeting:
    """`lines`: the newest first."""

    def of(kind: str) -> list[ToldLine]:
        return [line for line in lines if line.entry.kind == kind]

    planned, told, prepared, reviewed = (next(iter(of(kind)), None) for kind in (PLANNED, HELD, PREPARED, REVIEWED))
    voices, apart = of(VIEW), of(APART)
    said = {
        line.persons("said")[0]: (words.get(line.id, {}).get("words", ""), line.facts["open_to"]) for line in voices
    }
    return Meeting(
        meeting_id=meeting_id,
        planned=planned,
        plan=Plan.from_content(planned.content) if planned else None,
        told=told,
        held=held_again(told.content, [line.content for line in apart], said, _review(reviewed)) if told else None,
        cancelled=next(iter(of(CANCELLED)), None),
        prepared_line=prepared,
        prepared=Prepared.from_content(prepared.content) if prepared else None,
        given=tuple(of(GIVEN)),
        voices=tuple(voices),
        apart=tuple(apart),
        reviewed=reviewed,
        attached=tuple((line, words.get(line.id, {}).get("note", "")) for line in reversed(of(ATTACHED))),
    )


def _review(line: ToldLine | None) -> Reviewed | None:
    """What was decided about the plan, with who may read it and whom it is about."""
    if line is None:
        return None
    found = Reviewed.from_content(line.content)
    return replace(found, audience=line.entry.audience, concerned=tuple(line.persons()))


def said_of_assessment(family_id: int, user: User, involvement_id: UUID) -> list[AtMeeting]:
    """What meetings recorded of whether the family agrees to an assessment. Two queries."""
    told = timeline.told(family_id, user, [HELD], involvement_id=involvement_id)
    return [
        AtMeeting(line.facts["agrees"], line.entry.happened_on, tuple(line.persons("present")))
        for line in told
        if line.facts.get("agrees") is not None
    ]
