"""Which consents stand when the work with a family ends, and what is shared without one: each is asked about then."""

from datetime import datetime
from uuid import UUID, uuid5

from alongside.access.models import User
from alongside.agreements.queries.consent import Consents, consents, shared_now, told_of
from alongside.agreements.rules import consent as rules
from alongside.agreements.rules.consent import Said
from alongside.agreements.rules.telling import given_sentence, shared_sentence
from alongside.kit.dates import day_long
from alongside.timeline.rules import Running


def running_at_close(family_id: int, user: User, at: datetime) -> list[Running]:
    """Every yes that counts for somebody, or will: neither taken back for them nor over; and what is shared without
    one. The first said comes first.
    """
    found = consents(family_id, user, at)
    asked = sorted((yes for yes in found.record.said if yes.is_yes), key=lambda yes: (yes.on, yes.deed_id))
    yeses = [_running(found, yes, about) for yes in asked if (about := stands_for(found, yes, at))]
    return [*yeses, *(_shared(found, deed_id) for deed_id in sorted(shared_now(found, at)))]


def stands_for(found: Consents, yes: Said, at: datetime) -> tuple[UUID, ...]:
    """For whom a yes counts at that moment or later, in the order of the record."""
    meant = found.named_with(yes.to)
    return tuple(
        person
        for person in found.names
        if person in yes.about and all(rules.stands(found.record, yes, person, to, at) for to in meant)
    )


def _running(found: Consents, yes: Said, about: tuple[UUID, ...]) -> Running:
    line = found.told[yes.deed_id]
    told = told_of(line)
    facts = {
        "name": found.names[yes.by], "to": told.to_name, "until": told.until.isoformat() if told.until else "",
        "about": [found.names[person] for person in about],
    }  # fmt: skip
    return Running(
        key=yes.deed_id, entry_id=line.id, strand_id=line.entry.strand_id,
        stands=uuid5(line.id, " ".join(map(str, about))), words=given_sentence(facts),
        note=f"What for: {told.purpose}" if told.purpose else "", about=tuple(dict.fromkeys((yes.by, *about))),
    )  # fmt: skip


def _shared(found: Consents, deed_id: UUID) -> Running:
    line, sharing = found.sharings[deed_id]
    last = f"until {day_long(sharing.until)}" if sharing.until else "with no last day"
    return Running(
        key=deed_id, entry_id=line.id, strand_id=line.entry.strand_id, stands=line.id, agreed=False,
        words=f"{shared_sentence({**line.facts, 'decided_by': ''}).rstrip('.')}, {last}.",
        note=f"What for: {sharing.purpose}", about=sharing.about,
    )  # fmt: skip
