"""One child's bulb opened to all its facts, each one click from its entry."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alongside.access.models import User
from alongside.aids.queries.counting import counted, recorded
from alongside.aids.queries.drawn import Shown, drawn
from alongside.aids.queries.lines import (
    BarrierLine,
    DeedsLine,
    DifferenceLine,
    LookLine,
    SaidLine,
    StepLine,
    Telling,
    judged,
    runs_for,
    steps,
)
from alongside.aids.queries.work import Work, work_with
from alongside.aids.rules import (
    MISSING_WORDS,
    STATE_WORDS,
    Counted,
    Verdict,
    Window,
    cable_words,
    judge,
    sentence,
    window,
)
from alongside.kit.clock import london_day
from alongside.kit.drawing.bulb import BulbDrawing
from alongside.people import queries as people
from alongside.people.models import Family
from alongside.people.queries import PersonLine
from alongside.people.rules import the_family, within
from alongside.practice.rules import LightBulb


@dataclass(frozen=True, slots=True)
class BulbPage:
    """A child's light bulb as of a day, as it was known at a moment (None: by now). `asked`: what child and family
    said to the energy questions; `said`: what else the child said. `family_now`: id and name of everybody in the
    family; `helpers`: the names of those who help.
    """

    family: Family
    called: str
    child: PersonLine
    name: str
    work: Work
    bulb: LightBulb
    window: Window
    known_at: datetime | None
    counts: Counted
    verdict: Verdict
    steps: tuple[StepLine, ...]
    process: tuple[DeedsLine, ...]
    help: tuple[DeedsLine, ...]
    differences: tuple[DifferenceLine, ...]
    barriers: tuple[BarrierLine, ...]
    asked: tuple[SaidLine, ...]
    said: tuple[SaidLine, ...]
    looks: tuple[LookLine, ...]
    family_now: tuple[tuple[str, str], ...]
    helpers: tuple[str, ...]

    @property
    def as_of(self) -> date:
        return self.window.last

    @property
    def state(self) -> str:
        return self.verdict.state.value

    @property
    def state_words(self) -> str:
        return STATE_WORDS[self.verdict.state]

    @property
    def missing_words(self) -> tuple[str, ...]:
        """What the bulb lacks to be lit."""
        return tuple(MISSING_WORDS[each] for each in self.verdict.missing)

    @property
    def sentence(self) -> str:
        return sentence(self.verdict, self.name, self.bulb, self.work.opened_on)

    @property
    def drawn(self) -> BulbDrawing:
        """What the picture says."""
        shown = Shown(self.name, self.verdict, self.steps, self.help, self.barriers, self.child.today)
        return drawn(shown)

    @property
    def minutes(self) -> int:
        """Of help that reached this child."""
        return sum(line.minutes for line in self.help)

    @property
    def who_may_say(self) -> tuple[tuple[str, str], ...]:
        """Who may say that something is different, value and name: the family, and those who help."""
        return (*self.family_now, *((name, name) for name in self.helpers))

    @property
    def cable_words(self) -> str:
        """What was done of what counts as cable, beneath the steps that were kept."""
        return cable_words(self.name, self.counts.process, kept=any(each.state == "kept" for each in self.steps))


def bulb_page(
    family: Family, user: User, child_id: UUID, *, at: datetime, as_of: date | None = None,
    known_at: datetime | None = None, first: date | None = None,
) -> BulbPage | None:  # fmt: skip
    """None for somebody who is no child of the family and was none `as_of` that day, or where no practice model has a
    bulb. The number of queries does not grow with what was recorded.
    """
    today = london_day(at)
    everybody = people.people_of(family.pk, user, today)
    days_asked = dict.fromkeys((today, min(as_of or today, today)))
    children = (each for day in days_asked for each in people.children_of(family.pk, user, day))
    child = next((each for each in children if each.person_id == child_id), None)
    work = work_with(family.pk, user)
    bulb = work.light_bulb if work else None
    if child is None or work is None or bulb is None:
        return None
    day = work.as_of(min(as_of or today, today))
    days = window(bulb, work.opened_on, day, first)
    told = recorded([work], user, days.first, day, known_at=known_at)[family.pk]
    runs = runs_for(judged(work, day, at, known_at), child_id)
    counts = counted(bulb, told, child_id, days, sum(run.state == "late" for _, run in runs))
    telling, helped = Telling(family, user, work), told.help(child_id)
    asked = telling.asked(child_id, day)
    return BulbPage(
        family, the_family(family.name), child, within(child.name, family.name), work, bulb, days, known_at, counts,
        judge(bulb, work.opened_on, day, counts), steps(runs, days, today),
        telling.deeds(told.process(bulb, child_id), child_id), telling.deeds(helped, child_id),
        telling.differences(child_id, days), telling.barriers(told, child_id, day),
        asked, telling.said(helped, child_id, days, asked), telling.looks(child_id),
        tuple((str(each.person_id), within(each.name, family.name)) for each in everybody if not each.died_on),
        tuple(dict.fromkeys(each.name for each in people.helpers_of(family.pk, user, at))),
    )  # fmt: skip
