"""The partnership agreement with a family: what it holds, how two versions compare. Pure.

Basis: S9 (002:2664-2709, 2796-2884, 2956-2960): the family writes its list first, the worker adds one or two, what is
alike and what differs is talked through; contact, hours and length are said before the work begins.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from alongside.kit.words import listed
from alongside.timeline.rules import Nature, NewEntry, NewText, Part, ReadLine, Sight

AGREED = "agreements.partnership_agreed"
SAID = "agreements.said_of_agreement"
LOOKED_AT_AGAIN = "agreements.looked_at_again"

ANSWERS = {"yes": "said yes", "no": "said no", "could_not": "could not answer"}
BOOKED = {
    "always": "We always agree a time first",
    "mostly": "Mostly we agree a time first; sometimes we call by",
    "either": "We may call by without a time agreed",
}
UNDERSTOOD = {"yes": "Yes", "partly": "Partly: we go over it again", "no": "Not yet: we go over it again"}

Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """What one person answered. `words`: what they said about it, `understood`: who can see what, in their words."""

    person_id: UUID
    answer: str
    words: str = ""
    understood: str = ""


@dataclass(frozen=True, slots=True)
class Agreement:
    """An agreement as it was made. Lists are one thing a line, as typed; the family's own come first.

    `revises`: the deed of the version it takes the place of. `hours_a_week` and `weeks` are what we expect, None when
    not said.
    """

    family_wants: tuple[str, ...] = ()
    family_barriers: tuple[str, ...] = ()
    family_fine: str = ""
    culture: str = ""
    worker_wants: tuple[str, ...] = ()
    worker_barriers: tuple[str, ...] = ()
    differences: str = ""
    purpose: str = ""
    hours: str = ""
    how_we_contact: str = ""
    how_they_contact: str = ""
    when_not: str = ""
    booked: str = ""
    visit_length: str = ""
    weeks: int | None = None
    hours_a_week: int | None = None
    seeing_less: str = ""
    family_does: str = ""
    worker_does: str = ""
    agencies_do: str = ""
    not_engaging: str = ""
    what_follows: str = ""
    told: str = ""
    understood: str = ""
    interpreter: str = ""
    copy_given: str = ""
    revises: UUID | None = None

    def to_content(self) -> dict[str, Any]:
        """Plain JSON values."""
        content = asdict(self)
        content["revises"] = str(self.revises) if self.revises else None
        return content | {name: list(content[name]) for name in LISTS}

    @classmethod
    def from_content(cls, content: Mapping[str, Any]) -> "Agreement":
        """What `to_content` gave; what an older version did not ask is empty."""
        known = {name: content[name] for name in cls.__dataclass_fields__ if name in content}
        known |= {name: tuple(known.get(name) or ()) for name in LISTS}
        revises = known.get("revises")
        return cls(**known | {"revises": UUID(revises) if revises else None})


LISTS = ("family_wants", "family_barriers", "worker_wants", "worker_barriers")
PARTS: dict[str, str] = {
    "family_wants": "What the family wants from us",
    "family_barriers": "What would get in the way, the family says",
    "family_fine": "What is fine and what is not",
    "culture": "How the family talks and listens",
    "worker_wants": "What the worker adds",
    "worker_barriers": "What would get in the way, the worker says",
    "differences": "Where we see it differently",
    "purpose": "What we do this for",
    "hours": "Days and hours",
    "how_we_contact": "How we get in touch",
    "how_they_contact": "How the family gets in touch",
    "when_not": "When not to ring or call",
    "booked": "Agreeing a time",
    "visit_length": "How long a visit is",
    "weeks": "How long we expect to work together, in weeks",
    "hours_a_week": "Hours a week we expect",
    "seeing_less": "As we see each other less",
    "family_does": "What the family does",
    "worker_does": "What the key worker does",
    "agencies_do": "What others do",
    "not_engaging": "What counts as not taking part",
    "what_follows": "What happens then",
    "told": "What we said of saying yes or no",
    "understood": "Whether it was clear who can see what",
    "interpreter": "Interpreter",
    "copy_given": "Copy given",
}
"""Each part in the order of the page, and what stands above it."""


@dataclass(frozen=True, slots=True)
class Changed:
    """One part that two versions say differently, in words; "" where one says nothing."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Compared:
    """Two lists beside each other: what both hold, and what only one of them does."""

    both: tuple[str, ...] = ()
    first_only: tuple[str, ...] = ()
    second_only: tuple[str, ...] = ()


def lines(text: str) -> tuple[str, ...]:
    """The lines that hold something, without the dash or dot that somebody began them with."""
    stripped = (re.sub(r"^\s*[-*•]\s*", "", line).strip() for line in text.splitlines())
    return tuple(line for line in stripped if line)


def compare(first: Sequence[str], second: Sequence[str]) -> Compared:
    """Lines that say the same but for capitals and marks are the same line; each stands in its own list's order."""
    ours, theirs = {_plain(line) for line in first}, {_plain(line) for line in second}
    return Compared(
        tuple(line for line in first if _plain(line) in theirs),
        tuple(line for line in first if _plain(line) not in theirs),
        tuple(line for line in second if _plain(line) not in ours),
    )


def changes(before: Agreement, after: Agreement) -> list[Changed]:
    """Every part that differs, in the order of the page."""
    found = []
    for name, label in PARTS.items():
        old, new = said(before, name), said(after, name)
        if old != new:
            found.append(Changed(label, old, new))
    return found


def said(agreement: Agreement, part: str) -> str:
    """A part in words, a list as lines."""
    value = getattr(agreement, part)
    if part in LISTS:
        return "\n".join(value)
    if part == "booked":
        return BOOKED.get(value, value)
    if part == "understood":
        return UNDERSTOOD.get(value, value)
    return "" if value is None else str(value)


def reads(content: Mapping[str, Any], _: Sight) -> list[ReadLine]:
    """The agreement part by part, to read."""
    agreement = Agreement.from_content(content)
    return [ReadLine(label, said(agreement, part)) for part, label in PARTS.items()]


def entries_of(
    agreement: Agreement, answers: Sequence[Answer], names: Mapping[UUID, str], stood: UUID | None = None,
    settles: Sequence[str] = (),
) -> list[NewEntry]:  # fmt: skip
    """The agreement, and a voice of each person who said something of it. `stood`: the entry that it revises;
    `settles`: what asked for that to be looked at again.
    """
    facts: dict[str, Any] = {key: [names[each.person_id] for each in answers if each.answer == key] for key in ANSWERS}
    facts["settles_too"] = list(settles)
    main = NewEntry(
        AGREED, Nature.PROCESS, {**facts, "revised": agreement.revises is not None},
        [(each.person_id, Part.PRESENT) for each in answers],
        content=agreement.to_content() | {"answers": [[str(each.person_id), each.answer] for each in answers]},
        kept_as=(stood,) if stood else (),
    )  # fmt: skip
    return [main, *(_voice(each, names) for each in answers if each.words or each.understood)]


def _voice(answer: Answer, names: Mapping[UUID, str]) -> NewEntry:
    texts = [NewText("words", answer.words, answer.person_id), NewText("note", answer.understood, answer.person_id)]
    facts = {"name": names[answer.person_id], "answer": answer.answer}
    return NewEntry(SAID, Nature.VOICE, facts, [(answer.person_id, Part.SAID)], texts)


def sentence(facts: Facts) -> str:
    """ "Partnership agreement made. Katie and Amy said yes." Facts: names by answer; `revised`."""
    parts = ["Partnership agreement revised." if facts.get("revised") else "Partnership agreement made."]
    parts += [f"{listed(facts[key])} {words}." for key, words in ANSWERS.items() if facts.get(key)]
    return " ".join(parts)


def again_entry(
    agreed_deed: UUID, took_part: Sequence[UUID], names: Mapping[UUID, str], note: str, settles: Sequence[str] = ()
) -> NewEntry:
    """That the agreement was looked at again with these people, and stands. `note`: what was said of it; `settles`:
    what asked for it.
    """
    facts = {
        "names": [names[person] for person in took_part], "agreement": str(agreed_deed), "settles_too": list(settles),
    }  # fmt: skip
    return NewEntry(
        LOOKED_AT_AGAIN, Nature.PROCESS, facts, [(person, Part.PRESENT) for person in took_part],
        [NewText("note", note)],
    )  # fmt: skip


def again_sentence(facts: Facts) -> str:
    """ "The agreement was looked at again with Katie and Amy, and stays as it is." Facts: `names`."""
    return f"The agreement was looked at again with {listed(facts['names'])}, and stays as it is."


def said_sentence(facts: Facts) -> str:
    """ "Katie said, of the agreement, in their own words." Facts: `name`."""
    return f"{facts['name']} said of the agreement, in their own words."


def _plain(line: str) -> str:
    return re.sub(r"[^\w\s]", "", line).casefold().strip()


@dataclass(frozen=True, slots=True)
class Version:
    """One recorded agreement: the deed that left it, and which it revises."""

    deed_id: UUID
    revises: UUID | None


def current(versions: Sequence[Version]) -> list[Version]:
    """Agreements that no other takes the place of: one for each part of the family that agreed apart."""
    replaced = {version.revises for version in versions}
    return [version for version in versions if version.deed_id not in replaced]
