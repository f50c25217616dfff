"""What was said of the end before the work ends: what the family is told, who leads on, what is promised for later."""

from collections.abc import Sequence
from datetime import date

from alongside.access.models import User
from alongside.endings import rules
from alongside.endings.queries.ending import involvement_of
from alongside.endings.rules import ExitPlan
from alongside.kit.dates import day_long
from alongside.pathway import queries as pathway
from alongside.timeline import queries as timeline
from alongside.timeline.queries import ToldLine
from alongside.timeline.rules import Audience

TOLD_OF = (rules.EXIT_PLANNED, rules.HANDED_OVER, rules.LETTER_GIVEN)


def told_at_close(family_id: int, user: User) -> pathway.PlannedEnd:
    """What the exit plan tells the family; who leads on, as handed over or else as planned; and what it and the letters
    say of days to come. Raises NotAllowed.
    """
    lines = timeline.told(family_id, user, TOLD_OF, involvement_id=involvement_of(family_id, user).pk)
    last = {line.entry.kind: line for line in reversed(lines)}
    leads = str(last[rules.HANDED_OVER].facts["to"]) if rules.HANDED_OVER in last else ""
    if rules.EXIT_PLANNED not in last:
        return pathway.PlannedEnd(leads_now=leads)
    plan = ExitPlan.from_content(last[rules.EXIT_PLANNED].content)
    letters = [line for line in lines if line.entry.kind == rules.LETTER_GIVEN]
    return pathway.PlannedEnd(
        rules.told_at_the_end(plan), leads or (plan.hand_over_to if plan.way == "hand_over" else ""),
        tuple(_promised(plan, letters)),
    )  # fmt: skip


def _promised(plan: ExitPlan, letters: Sequence[ToldLine]) -> list[pathway.PromisedDay]:
    """What the plan says of each of its days, and of each day a letter names, that letter."""
    found = []
    for name, what in rules.PROMISED_DAYS.items():
        day = rules.day_of(getattr(plan, name))
        if day is None:
            continue
        in_letters = [line for line in letters if f"{day:%m-%d}" in line.facts.get("days", ())]
        found += [_in_letter(line, what, day) for line in in_letters]
        if not in_letters:
            found.append(pathway.PromisedDay(day, f"The exit plan says that {what} is on {day_long(day)}."))
    return found


def _in_letter(line: ToldLine, what: str, day: date) -> pathway.PromisedDay:
    """Whoever reads the letter on their own page reads there too that the day is called off."""
    name, on = line.facts["name"], day_long(day)
    said = f"The letter to {name} says that {what} is on {on}. Tell {name}, or write again."
    if line.entry.audience != Audience.FAMILY.value:
        return pathway.PromisedDay(day, said)
    about = tuple(line.persons())
    return pathway.PromisedDay(day, said, f"A letter said: {what} is on {on}.", about, line.id)
