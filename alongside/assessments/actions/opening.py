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
        chosen[row.source] = page.with_kept(row, chosen[row.source])
    old = [*(line.id for line in page.opened.values()), *page.earlier]
    if old:
        timeline.retract(by=by, family_id=family_id, entry_ids=old, why=OPEN_ANEW, at=at, deed_id=uuid7())
    rows = [row for row in page.rows if chosen[row.source].readers != rules.TEAM]
    copies = [_copy(page, row, chosen[row.source], page.rows.index(row)) for row in rows]
    written = record(by, deed_id, page.held, at, [_decision(page, chosen, len(copies)), *copies])
    for row, copy in zip(rows, written[1:], strict=True):
        _keep(page, row, chosen[row.source], copy, by=by)
    away = {
        copy.strand_id: page.away_from(row) - page.kept_as_opened(row.source)
        for row, copy in zip(rows, written[1:], strict=True)
    }
    timeline.keep_as_recorded(by=by, family_id=family_id, persons=away, at=at)
    return written


@transaction.atomic
def keep_opened_apart(*, by: User, family_id: int, at: datetime, **_: object) -> None:
    """What is opened to be read is kept at once from whoever must be kept away, but for what is their own. Raises
    NotAllowed.
    """
    away = {UUID(person) for person in people.kept_away(people.family(by, family_id))}
    persons = {strand_id: away - {own} for strand_id, own in queries.opened_copies(by, family_id)}
    timeline.keep_as_recorded(by=by, family_id=family_id, persons=persons, at=at)


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
        if one.let_in:
            raise Unacceptable("", f"Say who reads “{row.heading}”, or leave it kept from whom it is kept")
        return
    if held := page.protected.get(row.source):
        raise Unacceptable(
            "",
            f"In “{row.heading}” stands what is protected: {listed(held)}. Answer it again without "
            "that and open the next version, or leave it to our own staff",
        )
    if not page.may_withhold and (still := page.reads_all_the_same(row, one)):
        raise Unacceptable("", f"“{row.heading}”: {page.still_read(still)}")
    if not page.may_withhold:
        _refuse_letting_in(page, row, one)


def _refuse_letting_in(page: OpenPage, row: Offered, one: Chosen) -> None:
    for kept in _let_in(page, row, one):
        who = page.held.name(kept.from_person_id)
        raise Unacceptable("", f"“{row.heading}” is kept from {who}. Leave it so; a manager can open it to {who}")
    if one.for_partners and _kept_from_partners(page, row, one):
        kept_so = f"“{row.heading}” is kept from somebody, and so from partners"
        raise Unacceptable("", f"{kept_so}. Leave it so; a manager can open it to them")


def _let_in(page: OpenPage, row: Offered, one: Chosen) -> list[Kept]:
    """What kept it from somebody who reads it from now on, as was said of them."""
    named = {*one.let_in}.intersection(page.stays_kept(row)) - {*one.kept_from}
    return [each for each in page.kept(row.source) if each.from_person_id in named]


def _stands(page: OpenPage, row: Offered, one: Chosen) -> list[Kept]:
    """What kept it from somebody, and keeps it from them still."""
    let_in = _let_in(page, row, one)
    return [each for each in page.kept(row.source) if each not in let_in]


def _kept_from_partners(page: OpenPage, row: Offered, one: Chosen) -> list[Kept]:
    return [each for each in _stands(page, row, one) if not each.partners_may_read]


def _copy(page: OpenPage, row: Offered, one: Chosen, place: int) -> NewEntry:
    content = {
        "source": str(row.source), "part": list(row.part), "place": place, "section": row.section.name,
        "about": str(row.about or ""), "name": row.name, "whose": row.whose, "speaker": str(row.speaker or ""),
        "voice": bool(row.whose) or row.section.own_words, "lines": [list(line) for line in row.lines],
        "by": row.said.by, "on": row.said.on.isoformat(),
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
    told = [
        chosen[row.source].to_content() | {
            "heading": row.heading, "part": list(row.part), "away": [str(each) for each in page.away_from(row)],
        }
        for row in page.rows
    ]  # fmt: skip
    facts = {"version": page.version.number, "open": opened, "of": len(told)}
    return NewEntry(rules.READERS_SAID, Nature.PROCESS, facts, content={"choices": told}, supersedes_id=page.said_in)


def _keep(page: OpenPage, row: Offered, one: Chosen, copy: Entry, *, by: User) -> None:
    """From whom it is kept: what somebody would read through a child is kept from them as such, of what it was made of
    and so of all; what they cannot read today, of the copy. Whether partners read it is said once for all of these.
    What is kept already stays as it is.
    """
    family_id, at, reading = copy.family_id, copy.recorded_at, page.reads_all_the_same(row, one)
    for kept in _let_in(page, row, one):
        timeline.end_withholding(by=by, family_id=family_id, withholding_id=kept.id, at=at)
    for person in reading:
        timeline.withhold_strand(
            by=by, family_id=family_id, strand_id=page.strands[row.source], from_person_id=person, why=one.why, at=at,
            partners_may_read=one.for_partners,
        )  # fmt: skip
    _said_to_partners(page, row, one, copy, by=by)
    chosen = {*one.kept_from} - page.away_from(row) - {*reading} - page.kept_from(row.source)
    people_actions.keep_strands_from(
        by=by, family_id=family_id, persons={copy.strand_id: chosen}, why=one.why, at=at,
        partners_may_read=one.for_partners,
    )  # fmt: skip


def _said_to_partners(page: OpenPage, row: Offered, one: Chosen, copy: Entry, *, by: User) -> None:
    """What was kept before is kept from partners too, or no longer, as it is said now: a single no hides it, so a no is
    kept of the copy, and a yes takes the place of every no.
    """
    family_id, at, stands = copy.family_id, copy.recorded_at, _stands(page, row, one)
    if one.for_partners:
        for each in _kept_from_partners(page, row, one):
            # Kept anew before it is kept no longer: nobody else is let in between.
            timeline.withhold_strand(
                by=by, family_id=family_id, strand_id=each.strand_id or copy.strand_id, why=each.why, at=at,
                from_person_id=each.from_person_id, partners_may_read=True,
            )  # fmt: skip
            timeline.end_withholding(by=by, family_id=family_id, withholding_id=each.id, at=at)
    elif all(each.partners_may_read for each in stands):
        for each in (one for one in stands if one.why != people_actions.AS_RECORDED):
            people_actions.keep_strands_from(
                by=by, family_id=family_id, persons={copy.strand_id: [each.from_person_id]}, why=each.why, at=at
            )
