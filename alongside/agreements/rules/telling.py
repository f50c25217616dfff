"""What a person said of sharing, as it is told and kept, and the sentences it leaves. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from alongside.agreements.rules.consent import ENDED_WITH_WORK, GIVEN, REFUSED, WITHDRAWN, Recipient, Said
from alongside.kit.dates import day_long
from alongside.kit.words import listed
from alongside.timeline.rules import Nature, NewEntry, NewText, Part, ReadLine, Sight

TO_LOOK_AT = "agreements.to_look_at"
LOOKED_AT = "agreements.looked_at"

HOW = {
    "said": "Said so",
    "written": "Signed, or wrote it",
    "interpreter": "Through an interpreter",
    "other": "Another way",
}
UNDERSTOOD = {"yes": "Yes, they told it back in their own words", "no": "Not yet: we go over it again"}

ENDED_ON = "ended_on"
"""In what tells that a yes counts no more: the day on which it ended with our work; without it the person took it back.
"""

Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ConsentTold:
    """One thing somebody said of sharing, as the worker tells it.

    `to_name`: the recipient in words. `now`: it was said at the moment it was recorded. `able`: a child who can decide
    this for themselves, with why we think so in `capacity`. `what`: what is shared; `withdraws`: the deed of the yes
    that is taken back.
    """

    kind: str
    by: UUID
    about: tuple[UUID, ...]
    to: Recipient
    to_name: str
    on: date
    now: bool = False
    since: date | None = None
    until: date | None = None
    purpose: str = ""
    what: str = ""
    how: str = ""
    understood: str = ""
    able: bool = False
    capacity: str = ""
    words: str = ""
    withdraws: UUID | None = None

    def to_content(self) -> dict[str, Any]:
        """Plain JSON values; the person's own words lie apart, in the entry's texts."""
        return {
            "by": str(self.by), "about": [str(person) for person in self.about], "to": self.to.key,
            "to_name": self.to_name, "since": _iso(self.since), "until": _iso(self.until), "purpose": self.purpose,
            "what": self.what, "how": self.how, "understood": self.understood, "able": self.able,
            "capacity": self.capacity, "withdraws": str(self.withdraws) if self.withdraws else None,
        }  # fmt: skip

    def said(self, deed_id: UUID, at: datetime) -> Said:
        """As the question whether consent stands weighs it."""
        return Said(
            deed_id, self.kind, self.by, frozenset(self.about), self.to, self.on, at if self.now else None,
            self.since, self.until, self.able,
        )  # fmt: skip

    def entry(self, names: Mapping[UUID, str]) -> NewEntry:
        """What it leaves: about whoever said it; whom else it concerns is only mentioned, so that opening it to the
        family shows it to nobody but the one who said it.
        """
        facts = {
            "name": names[self.by], "to": self.to_name, "until": _iso(self.until),
            "about": ["themselves" if person == self.by else names[person] for person in self.about],
        }  # fmt: skip
        others = [(person, Part.MENTIONED) for person in self.about if person != self.by]
        texts = [NewText("words", self.words, self.by)]
        return NewEntry(
            self.kind, Nature.PROCESS, facts, [(self.by, Part.SAID), *others], texts, content=self.to_content()
        )


def ended_with_work(
    told: ConsentTold, names: Mapping[UUID, str], *, deed_id: UUID, entry_id: UUID, on: date
) -> NewEntry:
    """What it leaves that a yes ended because our work did: nobody took it back, and nobody said anything. `deed_id`,
    `entry_id`: of the yes, as which it is kept from whoever that is kept from.
    """
    ended = replace(told, kind=ENDED_WITH_WORK, withdraws=deed_id, how="", understood="", capacity="", words="")
    entry, day = ended.entry(names), {ENDED_ON: on.isoformat()}
    return replace(entry, facts=entry.facts | day, content={**(entry.content or {}), **day}, kept_as=(entry_id,))


def ended_on(content: Mapping[str, Any]) -> date | None:
    """On which day a yes ended with our work, from what was recorded of it; None for anything that somebody said."""
    return _day(content.get(ENDED_ON))


def said_of(content: Mapping[str, Any], *, deed_id: UUID, kind: str, on: date, at: datetime | None) -> Said:
    """A recorded statement, from what its entry told."""
    return Said(
        deed_id, kind, UUID(content["by"]), frozenset(UUID(person) for person in content["about"]),
        Recipient.of_key(content["to"]), on, at, _day(content.get("since")), _day(content.get("until")),
        bool(content.get("able")),
    )  # fmt: skip


def reads(content: Mapping[str, Any], sight: Sight) -> list[ReadLine]:
    """What was said of sharing, to read; the person's own words stand beside it."""
    since, until, ended = _day(content.get("since")), _day(content.get("until")), ended_on(content)
    return [
        ReadLine("Ended with our work", day_long(ended) if ended else ""),
        ReadLine("Whose yes it was" if ended else "Who said it", sight.name(content["by"])),
        ReadLine("Whom it is about", listed([sight.name(person) for person in content["about"]])),
        ReadLine("To whom", content["to_name"]),
        ReadLine("What for", content["purpose"]),
        ReadLine("What is shared", content["what"]),
        ReadLine("From", day_long(since) if since else ""),
        ReadLine("Until", day_long(until) if until else ""),
        ReadLine("How they said it", HOW.get(content["how"], "")),
        ReadLine("Was it understood", UNDERSTOOD.get(content["understood"], "")),
        ReadLine("Able to decide for themselves", content["capacity"]),
    ]


def given_sentence(facts: Facts) -> str:
    """ "Katie said yes: Hill Primary may know what concerns Amy, until 3 March 2027." """
    until = f", until {day_long(date.fromisoformat(facts['until']))}" if facts.get("until") else ""
    return f"{facts['name']} said yes: {facts['to']} may know what concerns {_about(facts)}{until}."


def refused_sentence(facts: Facts) -> str:
    """ "Katie said no to Hill Primary knowing what concerns Amy." """
    return f"{facts['name']} said no to {facts['to']} knowing what concerns {_about(facts)}."


def withdrawn_sentence(facts: Facts) -> str:
    """ "Katie took back their yes: Hill Primary may no longer know what concerns Amy." """
    return f"{facts['name']} took back their yes: {facts['to']} may no longer know what concerns {_about(facts)}."


def ended_with_work_sentence(facts: Facts) -> str:
    """ "Katie’s yes ended with our work on 3 March 2027: Hill Primary may no longer know what concerns Amy." """
    ended = f"{facts['name']}’s yes ended with our work on {day_long(date.fromisoformat(facts[ENDED_ON]))}"
    return f"{ended}: {facts['to']} may no longer know what concerns {_about(facts)}."


def to_look_at_sentence(facts: Facts) -> str:
    """ "For the manager to look at: sharing what concerns Amy with Hill Primary." """
    return f"For the manager to look at: sharing what concerns {_about(facts)} with {facts['to']}."


def looked_at_sentence(facts: Facts) -> str:
    """ "The manager looked at sharing what concerns Amy with Hill Primary." """
    return f"The manager looked at sharing what concerns {_about(facts)} with {facts['to']}."


def shared_sentence(facts: Facts) -> str:
    """ "What concerns Amy is shared with Hill Primary without consent. Decided by Rob Yates." """
    decided = f" Decided by {facts['decided_by']}." if facts.get("decided_by") else ""
    return f"What concerns {_about(facts)} is shared with {facts['to']} without consent.{decided}"


def for_the_manager(
    about: Sequence[str], to: str, *, promise_id: UUID, due_on: date, owner_id: UUID | None, why: str,
    urgent: bool = False,
) -> NewEntry:  # fmt: skip
    """What goes to the manager: it stands on their first page until it has been looked at, urgent things on top."""
    facts = {
        "about": list(about), "to": to, "promise_id": str(promise_id), "due_on": due_on.isoformat(),
        "who": "the manager", "owner_id": str(owner_id) if owner_id else None, "urgent": urgent,
    }  # fmt: skip
    return NewEntry(TO_LOOK_AT, Nature.PROCESS, facts, texts=[NewText("note", why)])


SENTENCES = {
    GIVEN: given_sentence,
    REFUSED: refused_sentence,
    WITHDRAWN: withdrawn_sentence,
    ENDED_WITH_WORK: ended_with_work_sentence,
}


def _about(facts: Facts) -> str:
    return listed(facts["about"])


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
