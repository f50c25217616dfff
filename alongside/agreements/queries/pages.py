"""What the pages of agreements show."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from alongside.access.models import User
from alongside.access.permissions import Permission, user_may
from alongside.agreements.queries.asked import KINDS, CopyLine, copies_told, to_look_at
from alongside.agreements.queries.consent import Consents, consents, known_about, meant_by, state_of
from alongside.agreements.queries.partnership import versions_of
from alongside.agreements.rules import agencies, agreement, former, telling
from alongside.agreements.rules import consent as rules
from alongside.agreements.rules.agreement import ANSWERS, Agreement, Changed, Compared
from alongside.agreements.rules.consent import Recipient, Stand
from alongside.kit.clock import london_day
from alongside.kit.words import capital
from alongside.people import queries as people
from alongside.people.models import Family
from alongside.people.queries import HelperLine
from alongside.people.rules import the_family, within
from alongside.practice.rules import Stage
from alongside.timeline import queries as timeline
from alongside.timeline.queries import ToldLine


@dataclass(frozen=True, slots=True)
class Header:
    """The family as every page names it: within a sentence, and at the beginning of a line."""

    family: Family
    called: str
    called_first: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody the forms offer. `decides`: for which children, in words ("" for none)."""

    person_id: UUID
    name: str
    is_child: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """One agreement with the family, opened. `answers`: (name, answer in words); `before`: the version it took the
    place of, with what `changed`; `newer`: the deed of the version that took its place; `over`: the work has ended.
    """

    header: Header
    deed_id: UUID
    entry_id: UUID
    day: date
    by: str
    agreement: Agreement
    answers: tuple[tuple[str, str], ...]
    parts: tuple[tuple[str, str], ...]
    wants: Compared
    barriers: Compared
    changed: tuple[Changed, ...]
    before: UUID | None
    newer: UUID | None
    stages: tuple[Stage, ...]
    answered: tuple[tuple[UUID, str], ...]
    over: bool
    persons: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One statement of how it stands: whom, in words, from and until when, who said so, what can be taken back.
    `of`: of whom it was said, when that was another ("" else): a helper is closed by a no to their agency. `yes`: each
    yes that can be taken back, with its day. `ended_on`: the day on which it ended with our work.
    """

    name: str
    person_id: UUID
    stand: Stand
    words: str
    since: date | None
    until: date | None
    said_by: str
    of: str
    yes: tuple[tuple[UUID, date], ...]
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class SignsIn:
    """A partner who signs in: what is about whom they read, and about whom they read nothing though they were asked."""

    name: str
    reads: tuple[str, ...]
    not_read: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ForRecipient:
    """Everybody for whom one recipient was asked about. `signs_in`: the partners meant, with what they read now."""

    name: str
    key: str
    lines: tuple[Line, ...]
    not_asked: tuple[str, ...]
    signs_in: tuple[SignsIn, ...]


@dataclass(frozen=True, slots=True)
class SharedLine:
    """Something shared without consent. `ended_on`: the day it was ended, before its last; `goes_on`: it can be."""

    deed_id: UUID
    sentence: str
    day: date
    until: date | None
    ended_on: date | None
    goes_on: bool


@dataclass(frozen=True, slots=True)
class LookLine:
    """Something that waits for the manager."""

    entry_id: UUID
    sentence: str
    day: date


@dataclass(frozen=True, slots=True)
class AgreedLine:
    """An agreement in a list."""

    deed_id: UUID
    sentence: str
    day: date
    by: str


@dataclass(frozen=True, slots=True)
class Overview:
    """Who agreed to what, in one family. `over`: the work has ended, and nothing new is agreed."""

    header: Header
    agreements: tuple[AgreedLine, ...]
    recipients: tuple[ForRecipient, ...]
    shared: tuple[SharedLine, ...]
    to_look_at: tuple[LookLine, ...]
    among: agencies.Among | None
    among_line: AgreedLine | None
    may_look: bool
    over: bool
    copies: tuple[CopyLine, ...]


STANDING = (Stand.OPEN, Stand.LATER, Stand.STOPPED)
"""Where a yes stands that can be taken back."""


def header(family: Family) -> Header:
    """The family as pages name it."""
    called = the_family(family.name)
    return Header(family, called, capital(called))


def overview(family: Family, user: User, at: datetime) -> Overview:
    """Agreements, consent for everybody and every recipient, what was shared without. The same number of queries
    whatever there is.
    """
    found = consents(family.pk, user, at)
    kinds = [agreement.AGREED, agencies.AGENCIES_AGREED, telling.TO_LOOK_AT, telling.LOOKED_AT, *KINDS]
    told = timeline.told(family.pk, user, kinds)
    agreed = [line for line in told if line.entry.kind == agreement.AGREED]
    standing = {version.deed_id for version in agreement.current(versions_of(agreed))}
    among = next((line for line in told if line.entry.kind == agencies.AGENCIES_AGREED), None)
    return Overview(
        header=header(family),
        agreements=tuple(_agreed(line) for line in agreed if line.entry.deed_id in standing),
        recipients=tuple(_recipients(found, at)),
        shared=tuple(shared_lines(found, at)),
        to_look_at=tuple(LookLine(line.id, line.entry.sentence, line.entry.happened_on) for line in to_look_at(told)),
        among=agencies.among_of(among.content, among.persons()) if among else None,
        among_line=_agreed(among) if among else None,
        may_look=user_may(user, Permission.OVERSEE_TEAM),
        over=timeline.work_is_over(family.pk, user),
        copies=tuple(copies_told(told)),
    )


def agreement_shown(family: Family, user: User, deed_id: UUID) -> Shown | None:
    """One agreement opened, by its deed or by the entry that asks for it to be looked at again, compared with the
    version before it; None when there is none.
    """
    lines = timeline.told(family.pk, user, [agreement.AGREED, former.NAMES_FORMER])
    asks = next((line for line in lines if line.id == deed_id and line.entry.kind == former.NAMES_FORMER), None)
    deed_id = UUID(asks.facts["agreement"]) if asks else deed_id
    told = {line.entry.deed_id: line for line in lines if line.entry.kind == agreement.AGREED}
    line = told.get(deed_id)
    if line is None:
        return None
    this = Agreement.from_content(line.content)
    before = told.get(this.revises) if this.revises else None
    names = {pk: within(name, family.name) for pk, name in people.names_of(family.pk, user).items()}
    answered = tuple((UUID(person), answer) for person, answer in line.content["answers"])
    return Shown(
        header=header(family), deed_id=deed_id, entry_id=line.id, day=line.entry.happened_on, by=line.by_name,
        agreement=this, answered=answered,
        answers=tuple((names.get(person, "Somebody"), ANSWERS[answer]) for person, answer in answered),
        parts=tuple((label, agreement.said(this, part)) for part, label in agreement.PARTS.items()),
        wants=agreement.compare(this.family_wants, this.worker_wants),
        barriers=agreement.compare(this.family_barriers, this.worker_barriers),
        changed=tuple(agreement.changes(Agreement.from_content(before.content), this)) if before else (),
        before=before.entry.deed_id if before else None,
        newer=next((each.deed_id for each in versions_of(list(told.values())) if each.revises == deed_id), None),
        stages=stages_of(family, user), over=timeline.work_is_over(family.pk, user),
    )  # fmt: skip


def again_page(family: Family, user: User, deed_id: UUID, at: datetime) -> Shown | None:
    """One agreement opened to be looked at again, with whom that may be; None when there is none."""
    found = agreement_shown(family, user, deed_id)
    return found and replace(found, persons=tuple(persons(family, user, london_day(at))))


def stages_of(family: Family, user: User) -> tuple[Stage, ...]:
    """The stages of the family's practice models that have ground rules."""
    involvement = people.current_involvement(family.pk, user)
    models = people.models_of(involvement) if involvement else []
    return tuple(stage for model in models for stage in model.stages if stage.ground_rules)


def persons(family: Family, user: User, today: date) -> list[Person]:
    """The people of the family as forms offer them."""
    return [
        Person(line.person_id, within(line.name, family.name), line.is_child)
        for line in people.people_of(family.pk, user, today)
        if line.died_on is None and not line.is_unborn
    ]


def recipients_of(found: Consents) -> dict[Recipient, str]:
    """Every agency and helper from outside who helps now, then whoever was asked about before, with their names."""
    named: dict[Recipient, str] = {}
    for line in found.helpers:
        if line.helper.agency_id:
            named.setdefault(Recipient("agency", line.helper.agency_id), line.agency)
    for line in found.helpers:
        to = _as_named(line)
        if to is not None:
            named.setdefault(to, f"{line.name}, {line.agency or line.role_words}")
    for told in found.told.values():
        named.setdefault(Recipient.of_key(told.content["to"]), told.content["to_name"])
    return named


def _as_named(line: HelperLine) -> Recipient | None:
    if line.user_id is not None:
        return Recipient("user", line.user_id)
    pk = line.helper.professional_id
    return Recipient("professional", pk) if pk else None


def _recipients(found: Consents, at: datetime) -> Iterable[ForRecipient]:
    asked = {said.to for said in found.record.said}
    for to, name in recipients_of(found).items():
        lines = [_line(found, person, to, at) for person in found.record.people]
        shown = [line for line in lines if line.stand is not Stand.NOT_ASKED]
        if to.kind != "agency" and to not in asked:
            continue
        yield ForRecipient(
            name, to.key, tuple(shown), tuple(line.name for line in lines if line.stand is Stand.NOT_ASKED),
            tuple(_signs_in(found, line, at) for line in found.helpers if signs_in_for(found, line, to)),
        )  # fmt: skip


def _signs_in(found: Consents, line: HelperLine, at: datetime) -> SignsIn:
    about = known_about(found, meant_by(line), at)
    asked = {person for said in found.record.said if said.to in meant_by(line) for person in said.about}
    return SignsIn(
        line.name, tuple(name for person, name in found.names.items() if person in about),
        tuple(name for person, name in found.names.items() if person in asked - about),
    )  # fmt: skip


def signs_in_for(found: Consents, line: HelperLine, to: Recipient) -> bool:
    """Whether a helper is a partner who signs in, and the recipient means them."""
    return any(each.helper_id == line.helper.pk and to in each.recipients for each in found.helping)


def _line(found: Consents, person: UUID, to: Recipient, at: datetime) -> Line:
    state = state_of(found, person, to, at)
    said = state.against or state.rests_on
    elsewhere = {each.deed_id for each in said if each.to != to}
    of = {found.told[each.deed_id].content["to_name"] for each in said} if len(elsewhere) == len(said) else ()
    return Line(
        name=found.names[person], person_id=person, stand=state.stand, words=rules.STAND_WORDS[state.stand],
        since=rules.stands_since(state), until=state.until, of=", ".join(sorted(of)),
        said_by=", ".join(dict.fromkeys(found.names[each.by] for each in (*state.against, *state.rests_on))),
        yes=tuple((yes.deed_id, yes.on) for yes in state.rests_on if yes.to == to) if state.stand in STANDING else (),
        ended_on=rules.ended_with_work(state),
    )  # fmt: skip


def _agreed(line: ToldLine) -> AgreedLine:
    return AgreedLine(line.entry.deed_id, line.entry.sentence, line.entry.happened_on, line.by_name)


def shared_lines(found: Consents, at: datetime) -> Iterable[SharedLine]:
    """Everything shared without consent, the newest decision first."""
    for deed_id, (line, sharing) in found.sharings.items():
        ended = found.ended.get(deed_id)
        over = sharing.until is not None and sharing.until < london_day(at)
        yield SharedLine(
            deed_id, line.entry.sentence, line.entry.happened_on, sharing.until,
            ended.entry.happened_on if ended else None, ended is None and not over,
        )  # fmt: skip
