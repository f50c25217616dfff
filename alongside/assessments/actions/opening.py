"""Saying who reads a complete version, section by section."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.access.models import User
from alongside.assessments import permissions, queries, rules
from alongside.assessments.actions._record import record
from alongside.assessments.queries import OpenPage
from alongside.assessments.rules import Chosen, Offered
from alongside.kit.ids import uuid7
from alongside.kit.refusals import AlreadyCorrected, NotAllowed, Unacceptable
from alongside.kit.words import listed, says_something
from alongside.people import actions as people_actions
from alongside.people import queries as people
from alongside.people.queries import Kept, wait_for_family
from alongside.timeline import actions as timeline
from alongside.timeline.models import Entry
from alongside.timeline.rules import Audience, Nature, NewEntry, Part

AWAY = "They must be kept away, as is recorded of them"
OPEN_ANEW, FELL = "Who reads it was said anew", "What it was made of did not happen"


@transaction.atomic
def open_to(
    *,
    by: User,
    deed_id: UUID,
    family_id: int,
    version: int,
    choices: Sequence[Chosen],
    stood: UUID | None,
    at: datetime,
) -> list[Entry]:
    """Who reads what of a complete version. What is opened is a copy of its own, made of the section or the view: what
    is kept of that from somebody, now or later, is kept of the copy too. It takes the place of what was opened of it
    before, of this version or an earlier one, and is kept as that was; nothing else of these is read any more. From
    whom it is kept, and from whoever must be kept away, it is kept whether or not they could read it today.

    `stood`: what was said of who reads this version when the form was shown, None when nothing was. Raises NotAllowed;
    AlreadyCorrected with what stands when that is something else; Unacceptable without a reason where one is needed,
    where something protected would be read, and where the writer may not keep from somebody, or open to them, what they
    chose.
    """
    permissions.require(by, family_id)
    wait_for_family(family_id)
    page = queries.page_to_open(by, family_id, version, at)
    chosen = {each.source: each for each in choices}
    if not choices or chosen.keys() != {row.source for row in page.rows}:
        raise NotAllowed
    if page.said_in != stood:
        raise AlreadyCorrected(page.said_in)
    if page.later:
        raise Unacceptable("", "It is said already who reads a later version. Say it there")
    for row in page.rows:
        _refuse(page, row, chosen[row.source])
    old = [*(line.id for line in page.opened.values()), *page.earlier]
    if old:
        timeline.retract(by=by, family_id=family_id, entry_ids=old, why=OPEN_ANEW, at=at, deed_id=uuid7())
    rows = [row for row in page.rows if chosen[row.source].readers != rules.TEAM]
    copies = [_copy(page, row, chosen[row.source], page.rows.index(row)) for row in rows]
    written = record(by, deed_id, page.held, at, [_decision(page, chosen, len(copies)), *copies])
    for row, copy in zip(rows, written[1:], strict=True):
        _keep(page, row, chosen[row.source], copy, by=by)
    return written


@transaction.atomic
def keep_opened_apart(*, by: User, family_id: int, at: datetime, **_: object) -> None:
    """What is opened to be read is kept at once from whoever must be kept away, but for what is their own. Raises
    NotAllowed.
    """
    away = {UUID(person) for person in people.kept_away(people.family(by, family_id))}
    for strand_id, own in queries.opened_copies(by, family_id):
        people_actions.keep_opened_from(
            by=by, family_id=family_id, strand_id=strand_id, persons=away - {own}, why=AWAY, at=at,
            partners_may_read=True,
        )  # fmt: skip


@transaction.atomic
def close_what_fell(*, by: User, family_id: int, at: datetime) -> None:
    """What was opened of a section or a view that did not happen is read no more. Raises NotAllowed."""
    permissions.require(by, family_id)
    found = queries.fallen(by, family_id)
    if found:
        timeline.retract(by=by, family_id=family_id, entry_ids=found, why=FELL, at=at, deed_id=uuid7())


def _refuse(page: OpenPage, row: Offered, one: Chosen) -> None:
    if one.readers not in rules.READERS or not set(one.kept_from) <= page.held.names.keys():
        raise NotAllowed
    if one.needs_why and not says_something(one.why):
        raise Unacceptable("", f"Say why “{row.heading}” is kept back")
    if one.readers == rules.TEAM:
        return
    if held := page.protected.get(row.source):
        raise Unacceptable(
            "",
            f"In “{row.heading}” stands what is protected: {listed(held)}. Answer it again without "
            "that and open the next version, or leave it to our own staff",
        )
    for person in _reads_all_the_same(page, row, one):
        if not page.may_withhold:
            raise Unacceptable(
                "",
                f"{page.held.name(person)} would read “{row.heading}” all the same, for a child. Leave it to our own "
                "staff; a manager can open it without them",
            )
    for kept in _let_in(page, row, one):
        if not page.may_withhold:
            who = page.held.name(kept.from_person_id)
            raise Unacceptable("", f"“{row.heading}” is kept from {who}. Leave it so; a manager can open it to {who}")


def _reads_all_the_same(page: OpenPage, row: Offered, one: Chosen) -> list[UUID]:
    """From whom it is to be kept, and who would read it through somebody else it is about."""
    about = rules.about_of(row, one, page.everybody)
    settled = page.kept_from(row.source) | page.away_from(row)
    return [person for person in one.kept_from if person not in settled and page.reads_through(person, about)]


def _let_in(page: OpenPage, row: Offered, one: Chosen) -> list[Kept]:
    """What kept it from somebody from whom it is to be kept no longer."""
    still = {*one.kept_from, *page.away_from(row)}
    kept = page.kept(row.source)
    return [each for each in kept if each.from_person_id in page.through_of and each.from_person_id not in still]


def _copy(page: OpenPage, row: Offered, one: Chosen, place: int) -> NewEntry:
    content = {
        "source": str(row.source), "place": place, "section": row.section.name, "about": str(row.about or ""),
        "name": row.name, "whose": row.whose, "speaker": str(row.speaker or ""),
        "voice": bool(row.whose) or row.section.own_words, "lines": [list(line) for line in row.lines],
    }  # fmt: skip
    readers = rules.about_of(row, one, page.everybody)
    # Whoever is named in it hides it where everything about them is kept from a reader.
    named = [person for person in page.named[row.source] if person not in readers]
    return NewEntry(
        rules.OPENED, Nature.PROCESS, {"version": page.version.number, "heading": row.heading},
        [*((person, Part.FOR) for person in readers), *((person, Part.MENTIONED) for person in named)],
        audience=Audience.AROUND if one.readers == rules.AROUND else Audience.FAMILY, content=content,
        kept_as=(row.source,), takes_place_of=page.last[row.source].entry_id if row.source in page.last else None,
    )  # fmt: skip


def _decision(page: OpenPage, chosen: dict[UUID, Chosen], opened: int) -> NewEntry:
    last = {source: {"last": copied.to_content()} for source, copied in page.last.items()}
    told = [chosen[row.source].to_content() | {"heading": row.heading} | last.get(row.source, {}) for row in page.rows]
    facts = {"version": page.version.number, "open": opened, "of": len(told)}
    return NewEntry(rules.READERS_SAID, Nature.PROCESS, facts, content={"choices": told}, supersedes_id=page.said_in)


def _keep(page: OpenPage, row: Offered, one: Chosen, copy: Entry, *, by: User) -> None:
    """From whom it is kept: what somebody would read through a child is kept from them as such, of what it was made of
    and so of all; what they cannot read today, and whatever somebody would read who must be kept away, of the copy.
    """
    family_id, at, reading = copy.family_id, copy.recorded_at, _reads_all_the_same(page, row, one)
    for kept in _let_in(page, row, one):
        timeline.end_withholding(by=by, family_id=family_id, withholding_id=kept.id, at=at)
    for person in reading:
        timeline.withhold_strand(
            by=by, family_id=family_id, strand_id=page.strands[row.source], from_person_id=person, why=one.why, at=at
        )
    away, settled = page.away_from(row), page.kept_as_opened(row.source)
    for persons, why in ((set(one.kept_from) - away - {*reading}, one.why), (away, AWAY)):
        people_actions.keep_opened_from(
            by=by, family_id=family_id, strand_id=copy.strand_id, persons=persons - settled, why=why, at=at,
            partners_may_read=True,
        )  # fmt: skip
