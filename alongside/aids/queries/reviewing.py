"""What the aids lay beside a review and beside a talk with the manager: bulbs as they stood, and what was noted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alongside.access.models import User
from alongside.aids.queries.block_page import StuckPage, stuck_page
from alongside.aids.queries.bulbs import BulbLine
from alongside.aids.queries.counting import counted, recorded
from alongside.aids.queries.lines import judged, runs_for
from alongside.aids.queries.pictures import ChildBulb
from alongside.aids.queries.work import work_with
from alongside.aids.rules import LOOKED_AT, judge, sentence, window
from alongside.kit.clock import london_day
from alongside.meetings import queries as meetings
from alongside.meetings.rules import REVIEWS, Note, noted_since
from alongside.people import queries as people
from alongside.people.models import Family
from alongside.people.rules import within
from alongside.timeline import queries as timeline
from alongside.timeline.kinds import all_kinds


@dataclass(frozen=True, slots=True)
class BulbThen:
    """A child's bulb on the day of a review or talk, and before on the day of the last review, None without one."""

    now: ChildBulb
    before: BulbLine | None


@dataclass(frozen=True, slots=True)
class Beside:
    """What lies beside a review or a talk of a day: each child's bulb, and what was noted since the last review."""

    on: date
    after: date | None
    bulbs: tuple[BulbThen, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class TalkPage:
    """What is stuck, with what lies beside the talk."""

    stuck: StuckPage
    beside: Beside


def bulbs_on(family_id: int, user: User, day: date, at: datetime) -> tuple[ChildBulb, ...]:
    """The bulbs of whoever were the family's children on that day, as they stood, the eldest first; none where no
    practice model has any. The number of queries does not grow with the children.
    """
    work = work_with(family_id, user)
    if work is None or work.light_bulb is None:
        return ()
    bulb, surname, last = work.light_bulb, people.family(user, family_id).name, work.as_of(min(day, london_day(at)))
    days = window(bulb, work.opened_on, last)
    told, known = recorded([work], user, days.first, last)[family_id], judged(work, last, at)
    found = []
    for child in people.children_of(family_id, user, last):
        name = within(child.name, surname)
        late = sum(run.state == "late" for _, run in runs_for(known, child.person_id))
        verdict = judge(bulb, work.opened_on, last, counted(bulb, told, child.person_id, days, late))
        line = BulbLine(child.person_id, verdict, late > 0, sentence(verdict, name, bulb, work.opened_on))
        found.append(ChildBulb(child, name, line))
    return tuple(found)


def notes_for_review(family_id: int, user: User) -> list[Note]:
    """Every answer to the question of an aid in the present work, the last first. Two queries."""
    work = work_with(family_id, user)
    lines = timeline.told(family_id, user, [LOOKED_AT], involvement_id=work.involvement_id) if work else []
    texts, headings = timeline.words_told(lines, user), all_kinds()[LOOKED_AT].headings
    return [
        Note(
            line.first_strand or line.entry.strand_id, line.id, line.entry.happened_on, line.entry.sentence,
            tuple((words, texts[line.id][part]) for part, words in headings.items() if texts[line.id].get(part)),
            line.by_name,
        )
        for line in lines
    ]  # fmt: skip


def beside(
    family_id: int, user: User, *, on: date, after: date | None, at: datetime, notes: Sequence[Note] = ()
) -> Beside:
    """What lies beside a review or talk of that day. `after`: the day of the last review."""
    now = bulbs_on(family_id, user, on, at)
    then = {each.child.person_id: each.bulb for each in bulbs_on(family_id, user, after, at)} if after else {}
    bulbs = tuple(BulbThen(each, then.get(each.child.person_id)) for each in now)
    return Beside(on, after, bulbs, tuple(note for note in notes if note.on <= on))


def talk_page(family: Family, user: User, entry_id: UUID, at: datetime) -> TalkPage | None:
    """What is stuck, by the entry that says so, with the bulbs of that day and what was noted since the last review;
    None for anything else.
    """
    found = stuck_page(family, user, entry_id)
    if found is None:
        return None
    day = found.talked.entry.happened_on if found.talked else london_day(at)
    held = [each.day for each in meetings.meetings_of(family.pk, user) if each.held and each.type in REVIEWS]
    after = max((each for each in held if each <= day), default=None)
    notes = noted_since(notes_for_review(family.pk, user), after or found.entry.entry.happened_on.min)
    return TalkPage(found, beside(family.pk, user, on=day, after=after, at=at, notes=notes))
