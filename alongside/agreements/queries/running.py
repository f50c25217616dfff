"""Which consents stand when the work with a family ends, and what is shared without one: each is asked about then."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from alongside.access.models import User
from alongside.agreements.queries.consent import Consents, consents, shared_now, told_of
from alongside.agreements.rules import consent as rules
from alongside.agreements.rules.consent import Said
from alongside.agreements.rules.telling import given_sentence, shared_sentence
from alongside.kit.dates import day_long
from alongside.kit.words import listed
from alongside.timeline.rules import Running


def running_at_close(family_id: int, user: User, at: datetime) -> list[Running]:
    """Every yes that counts for somebody, or will: neither taken back for them nor over; and what is shared without
    one. The first said comes first.
    """
    found = consents(family_id, user, at)
    asked = sorted((yes for yes in found.record.said if yes.is_yes), key=lambda yes: (yes.on, yes.deed_id))
    standing = [(yes, about) for yes in asked if (about := stands_for(found, yes, at))]
    return [*_asked(found, standing), *(_shared(found, deed_id) for deed_id in sorted(shared_now(found, at)))]


def _asked(found: Consents, standing: Sequence[tuple[Said, tuple[UUID, ...]]]) -> Iterable[Running]:
    """Each yes. What several people said yes to, for the same recipient and the same people, is one question."""
    together: dict[tuple[str, frozenset[UUID]], list[tuple[Said, tuple[UUID, ...]]]] = {}
    for yes, about in standing:
        together.setdefault((yes.to.key, frozenset(about)), []).append((yes, about))
    for those in together.values():
        under, question = found.told[those[0][0].deed_id].id, _question(found, those)
        for yes, about in those:
            yield replace(_running(found, yes, about), question=question, asked_under=under)


def _question(found: Consents, those: Sequence[tuple[Said, tuple[UUID, ...]]]) -> str:
    """ "Sonia and Geoff said yes: Brookfield Academy may know what concerns Callum, until 3 March 2027."; where their
    last days differ, each with their own. "" for one alone.
    """
    if len(those) == 1:
        return ""
    facts = [_facts(found, yes, about) for yes, about in those]
    same = len({each["until"] for each in facts}) == 1
    who = [
        each["name"] if same else f"{each['name']} ({_until(found, yes)})"
        for each, (yes, _) in zip(facts, those, strict=True)
    ]
    return given_sentence({**facts[0], "name": listed(list(dict.fromkeys(who))), "until": facts[0]["until"] * same})


def _until(found: Consents, yes: Said) -> str:
    last = told_of(found.told[yes.deed_id]).until
    return f"until {day_long(last)}" if last else "with no last day"


def stands_for(found: Consents, yes: Said, at: datetime) -> tuple[UUID, ...]:
    """For whom a yes counts at that moment or later, in the order of the record."""
    meant = found.named_with(yes.to)
    return tuple(
        person
        for person in found.names
        if person in yes.about and all(rules.stands(found.record, yes, person, to, at) for to in meant)
    )


def _running(found: Consents, yes: Said, about: tuple[UUID, ...]) -> Running:
    line, facts = found.told[yes.deed_id], _facts(found, yes, about)
    told = told_of(line)
    return Running(
        key=yes.deed_id, entry_id=line.id, strand_id=line.entry.strand_id,
        stands=uuid5(line.id, " ".join(map(str, about))), words=given_sentence(facts),
        note=f"What for: {told.purpose}" if told.purpose else "", about=tuple(dict.fromkeys((yes.by, *about))),
    )  # fmt: skip


def _facts(found: Consents, yes: Said, about: tuple[UUID, ...]) -> dict[str, Any]:
    """What is told of a yes that stands for these people."""
    told = told_of(found.told[yes.deed_id])
    return {
        "name": found.names[yes.by], "to": told.to_name, "until": told.until.isoformat() if told.until else "",
        "about": [found.names[person] for person in about],
    }  # fmt: skip


def _shared(found: Consents, deed_id: UUID) -> Running:
    line, sharing = found.sharings[deed_id]
    last = f"until {day_long(sharing.until)}" if sharing.until else "with no last day"
    return Running(
        key=deed_id, entry_id=line.id, strand_id=line.entry.strand_id, stands=line.id, agreed=False,
        words=f"{shared_sentence({**line.facts, 'decided_by': ''}).rstrip('.')}, {last}.",
        note=f"What for: {sharing.purpose}", about=sharing.about,
    )  # fmt: skip
