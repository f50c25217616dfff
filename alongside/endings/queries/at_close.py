"""What was said of the end before the work ends: what the family is told, who leads on, what is promised for later."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from alongside.access.models import User
from alongside.endings import rules
from alongside.endings.queries.ending import involvement_of
from alongside.endings.queries.former import last_to_each
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
    promised = tuple(sorted(_promised(lines), key=lambda each: each.day))
    if rules.EXIT_PLANNED not in last:
        return pathway.PlannedEnd(leads_now=leads, promised=promised)
    plan = ExitPlan.from_content(last[rules.EXIT_PLANNED].content)
    return pathway.PlannedEnd(
        rules.told_at_the_end(plan), leads or (plan.hand_over_to if plan.way == "hand_over" else ""), promised,
        plan.unchanged,
    )  # fmt: skip


def _promised(lines: Sequence[ToldLine]) -> Iterator[pathway.PromisedDay]:
    """What the last letter to each person that says anything of days says of those to come, which is not sure where
    another followed it, and what the plan in force says that nobody was written of. `lines`: those that happened last
    first.
    """
    plans = [line for line in lines if line.entry.kind == rules.EXIT_PLANNED]
    letters = [line for line in lines if line.entry.kind == rules.LETTER_GIVEN]
    stand = last_to_each(letters)
    speak = last_to_each([letter for letter in letters if _says(letter) or letter.facts.get("days")])
    for line in speak:
        for name, promised in _says(line).items():
            yield _in_letter(line, rules.PROMISED_DAYS[name], date.fromisoformat(promised), sure=line in stand)
        # It may have been written from a plan that was changed since.
        for day in {day for plan in plans for name, day in _days(plan) if _only_names(line, name, day)}:
            yield _named(line, day)
    for name, day in _days(plans[0]) if plans else ():
        since = [line for line in speak if lines.index(line) < lines.index(plans[0])]
        told = any(_says(line).get(name) == day.isoformat() for line in [*stand, *since])
        if not told and not any(_written_anew(line, letters, name, day) for line in since):
            what = rules.PROMISED_DAYS[name]
            yield pathway.PromisedDay(day, f"The exit plan says that {what} is on {day_long(day)}.")


def _days(plan: ToldLine) -> list[tuple[str, date]]:
    """The days that a version of the exit plan promises, each with its name."""
    days = ((name, rules.day_of(plan.content.get(name) or "")) for name in rules.PROMISED_DAYS)
    return [(name, day) for name, day in days if day is not None]


def _says(letter: ToldLine) -> Mapping[str, str]:
    """What it promises, with its ISO day; nothing of a letter of which that was not taken down."""
    found: Mapping[str, str] = letter.facts.get("promised", {})
    return found


def _names(letter: ToldLine, day: date) -> bool:
    return f"{day:%m-%d}" in letter.facts.get("days", ())


def _only_names(letter: ToldLine, name: str, day: date) -> bool:
    """Whether the day stands in it, and not as a promise; nor is another day promised instead."""
    says = _says(letter)
    return _names(letter, day) and name not in says and day.isoformat() not in says.values()


def _written_anew(letter: ToldLine, letters: Sequence[ToldLine], name: str, day: date) -> bool:
    """Whether the last letter to somebody that names days promises another, or names this one no longer as one before
    it did.
    """
    before = (line for line in letters if line.persons() == letter.persons() and line is not letter)
    return name in _says(letter) or (not _names(letter, day) and any(_names(line, day) for line in before))


def _named(letter: ToldLine, day: date) -> pathway.PromisedDay:
    """A day that may be of something else, such as a court."""
    name = letter.facts["name"]
    said = f"A letter to {name} names {day_long(day)}. The work will have ended by then."
    return pathway.PromisedDay(day, f"{said} Tell {name}, or write again, if it speaks of us.", sure=False)


def _in_letter(line: ToldLine, what: str, day: date, *, sure: bool) -> pathway.PromisedDay:
    """Whoever reads the letter on their own page reads there too that the day is called off. `sure`: no letter to them
    followed it that says nothing of any day, and may have said all the same that we do not come.
    """
    name, on = line.facts["name"], day_long(day)
    said = f"The letter to {name} says that {what} is on {on}. Tell {name}, or write again."
    if not sure:
        of = day_long(line.entry.happened_on)
        said = f"The letter to {name} of {of} said that {what} is on {on}. A later letter does not name it."
        said = f"{said} If it did not say that we do not come, tell {name}."
    if line.entry.audience != Audience.FAMILY.value:
        return pathway.PromisedDay(day, said, sure=sure)
    about = tuple(line.persons())
    return pathway.PromisedDay(day, said, f"A letter said: {what} is on {on}.", about, line.id, sure)
