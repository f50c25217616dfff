"""How a deed of an assessment is written, and how answers read on the timeline."""

from datetime import date, datetime
from uuid import UUID

from alongside.access.models import User
from alongside.assessments import rules
from alongside.assessments.queries import Held
from alongside.assessments.rules import Filled
from alongside.kit.clock import london_day
from alongside.practice.rules import Section
from alongside.timeline import actions as timeline
from alongside.timeline.models import Entry
from alongside.timeline.rules import Happened, NewEntry, NewText

WRITTEN = ("text", "line")


def record(
    by: User, deed_id: UUID, where: Held, at: datetime, entries: list[NewEntry], *, on: date | None = None
) -> list[Entry]:
    """The entries of one deed, today unless said otherwise, in the involvement it belongs to."""
    return timeline.record(
        by=by, deed_id=deed_id, family_id=where.family.pk, involvement_id=where.involvement.pk,
        happened=Happened.day(on or london_day(at)), entries=entries, at=at,
    )  # fmt: skip


def to_read(where: Held, section: Section, filled: Filled) -> list[NewText]:
    """The answers as somebody reads them on the timeline: own words exactly, else strengths, worries and the rest."""
    person_id = filled.person_id
    lines = rules.lines_of(section, filled.answers, where.names, where.name(person_id))
    if section.own_words:
        own = [NewText("words", line.words, person_id) for line in lines if line.question.kind in WRITTEN]
        rest = [_asked(line.ask, line.words) for line in lines if line.question.kind not in WRITTEN]
        return [*own, NewText("note", "\n\n".join(rest), person_id)]
    parts = {"strength": "working", "worry": "worries"}
    bodies: dict[str, list[str]] = {"working": [], "worries": [], "note": []}
    for line in lines:
        topic = line.question.topic if line.question.tag in parts else ""
        bodies[parts.get(line.question.tag, "note")].append(_asked(topic or line.ask, line.words))
    return [NewText(part, "\n\n".join(body), person_id) for part, body in bodies.items()]


def _asked(question: str, answer: str) -> str:
    """ "Health: Eats well.", "Who might be harmed? A child"."""
    return f"{question} {answer}" if question.endswith("?") else f"{question}: {answer}"
