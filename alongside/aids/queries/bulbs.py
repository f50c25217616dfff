"""The light bulbs of children: small ones for lists of families, and one opened to all its facts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.access.models import User
from alongside.aids.queries.counting import counted, recorded
from alongside.aids.queries.work import works
from alongside.aids.rules import STATE_WORDS, Verdict, judge, sentence, window
from alongside.kit.clock import london_day
from alongside.timeline import queries as timeline


@dataclass(frozen=True, slots=True)
class BulbLine:
    """A child's bulb as a list shows it: its state with the words beside it, whether the cable is broken, and a plain
    sentence. It says something of our help, and nothing of the child.
    """

    person_id: UUID
    verdict: Verdict
    cable_broken: bool
    sentence: str

    @property
    def state(self) -> str:
        return self.verdict.state.value

    @property
    def words(self) -> str:
        """ "glowing, cable broken" """
        state = STATE_WORDS[self.verdict.state].lower()
        return f"{state}, cable broken" if self.cable_broken else state


def bulbs_of(
    children: Mapping[int, Sequence[tuple[UUID, str]]], user: User, at: datetime
) -> dict[tuple[int, UUID], BulbLine]:
    """The bulb of every child (id and name, by family), by family and child: as it is now, or was when the help ended.
    No bulb where no practice model has one, and none before the work began. Seven queries, whatever their number.
    """
    found = {work.family_id: (work, work.light_bulb) for work in works(children, user).values() if work.light_bulb}
    if not found:
        return {}
    today = london_day(at)
    ends = {family_id: work.as_of(today) for family_id, (work, _) in found.items()}
    days = {family_id: window(bulb, work.opened_on, ends[family_id]) for family_id, (work, bulb) in found.items()}
    told = recorded([work for work, _ in found.values()], user, min(each.first for each in days.values()), today)
    late = timeline.late_of(user, at, list(found))
    lines = {}
    for family_id, (work, bulb) in found.items():
        ours = [each for each in late.get(family_id, ()) if each.is_step and each.involvement_id == work.involvement_id]
        for person_id, name in children[family_id]:
            steps = sum(each.subject_id in (None, person_id) for each in ours)
            counts = counted(bulb, told[family_id], person_id, days[family_id], steps)
            verdict = judge(bulb, work.opened_on, ends[family_id], counts)
            words = sentence(verdict, name, bulb, work.opened_on)
            lines[family_id, person_id] = BulbLine(person_id, verdict, steps > 0, words)
    return lines
