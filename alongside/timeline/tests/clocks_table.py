"""How the dated examples are written, and what is checked of each."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from uuid import NAMESPACE_URL, UUID, uuid5

from alongside.kit.calendar import ENGLAND
from alongside.kit.clock import LONDON
from alongside.practice.rules import Clock
from alongside.timeline.clocks import LiveEntry, Note, Run, evaluate


def uid(name: str) -> UUID:
    """The id of whatever bears that name in the examples."""
    return uuid5(NAMESPACE_URL, name)


def moment(text: str) -> datetime:
    """ "2025-03-17" (midday), "2025-03-17 23:59" in London, "2025-07-01T23:30Z" in Greenwich."""
    if text.endswith("Z"):
        return datetime.fromisoformat(text)
    day, _, at = text.partition(" ")
    return datetime.combine(date.fromisoformat(day), time.fromisoformat(at or "12:00"), LONDON)


def deed(
    name: str,
    kind: str,
    happened: str,
    *,
    about: str = "",
    recorded: str = "",
    was: str = "",
    to: str = "",
    agreed: str = "",
) -> LiveEntry:
    """An entry. kind: "meetings.held/review". happened: a day, or a day and time. to: last possible day when vague.

    recorded: otherwise at the end of the day. was: the day it stood on before a correction. about: names.
    """
    kind, _, subtype = kind.partition("/")
    day, _, at = happened.partition(" ")
    last = to or day
    return LiveEntry(
        id=uid(name),
        deed_id=uid(f"deed {name}"),
        strand_id=uid(f"strand {name}"),
        kind=kind,
        subtype=subtype or None,
        happened_on=date.fromisoformat(day),
        happened_to=date.fromisoformat(last),
        happened_at=moment(happened) if at else None,
        recorded_at=moment(recorded or f"{last} 23:59"),
        about=frozenset(uid(person) for person in about.split()),
        corrected_from=date.fromisoformat(was.partition(" ")[0]) if was else None,
        corrected_from_at=moment(was) if " " in was else None,
        agreed_by=frozenset(uid(person) for person in agreed.split()),
    )


@dataclass(frozen=True)
class Due:
    """What is expected of one run. because: names of entries, start first. notes: "recorded late:6; closed"."""

    due: str
    state: str
    late: int
    because: str
    notes: str = ""
    who: str = ""
    at: str = ""
    sooner: bool = False


@dataclass(frozen=True)
class Example:
    """Worked by hand. source: the line of the practice source, or the statutory basis."""

    name: str
    source: str
    clock: Clock
    entries: Sequence[LiveEntry]
    as_of: str
    runs: Sequence[Due]
    known_at: str = ""
    ended: str = ""
    children: str = ""

    def __str__(self) -> str:
        return self.name


def check(example: Example) -> None:
    """Evaluate and compare every run with what was worked out by hand, in whatever order the entries come."""
    for entries in (example.entries, example.entries[::-1]):
        verdict = evaluate(
            example.clock,
            entries,
            as_of=moment(example.as_of),
            known_at=moment(example.known_at) if example.known_at else None,
            calendar=ENGLAND,
            ended=date.fromisoformat(example.ended) if example.ended else None,
            children=frozenset(uid(name) for name in example.children.split()) or None,
        )
        names = {entry.id: next_name for entry, next_name in zip(example.entries, _names(example), strict=True)}
        expected = sorted(example.runs, key=lambda run: str(uid(run.who)) if run.who else "")
        assert [_seen(run, names, like) for run, like in zip(verdict.runs, expected, strict=True)] == expected


def _names(example: Example) -> list[str]:
    words = {word for run in example.runs for word in run.because.split()}
    by_id = {uid(word): word for word in words}
    return [by_id.get(entry.id, str(entry.id)) for entry in example.entries]


def _seen(run: Run, names: dict[UUID, str], like: Due) -> Due:
    who = like.who if like.who and run.subject == uid(like.who) else str(run.subject or "")
    return replace(
        like,
        due=run.due.isoformat(),
        state=run.state,
        late=run.days_late,
        because=" ".join(names[entry] for entry in run.because),
        notes="; ".join(_note(note) for note in run.notes),
        who=who,
        at=run.due_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ") if like.at else "",
        sooner=run.sooner_than_asked,
    )


def _note(note: Note) -> str:
    return note.fact if note.days is None else f"{note.fact}:{note.days}"
