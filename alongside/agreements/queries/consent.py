"""Consent as it stands: everything that was said, for everybody and every recipient."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from alongside.access import scope
from alongside.access.models import User
from alongside.agreements.rules import consent as rules
from alongside.agreements.rules.consent import Helping, Holder, Known, Recipient, Record, Said, State
from alongside.agreements.rules.ending import ENDED, ends
from alongside.agreements.rules.sharing import BASIS as SHARED_BASIS
from alongside.agreements.rules.sharing import SHARED, Sharing
from alongside.agreements.rules.telling import ConsentTold, ended_on, said_of
from alongside.kit.clock import london_day
from alongside.kit.reads import once
from alongside.people import queries as people
from alongside.people.queries import HelperLine
from alongside.people.rules import HELPS_IN_FULL, within
from alongside.timeline import queries as timeline
from alongside.timeline.queries import ToldLine

SAID_OF_SHARING = (*rules.CONSENT_KINDS, SHARED, ENDED)


@dataclass(frozen=True, slots=True)
class Consents:
    """What the questions about consent in one family rest on.

    `told`: each statement by its deed; `names` as the family says them; `helping`: partners who sign in and help now;
    `sharings`: decisions to share without consent, by deed; `ended`: what ended one before its day, by the deed of the
    decision; `over`: what says that a yes ended with our work, by the deed of the yes; `protected`: who is for our own
    staff alone, since when.
    """

    record: Record
    told: Mapping[UUID, ToldLine]
    names: Mapping[UUID, str]
    helpers: tuple[HelperLine, ...]
    helping: tuple[Helping, ...]
    sharings: Mapping[UUID, tuple[ToldLine, Sharing]]
    ended: Mapping[UUID, ToldLine]
    over: Mapping[UUID, ToldLine]
    protected: Mapping[UUID, datetime]

    def meant_by(self, to: Recipient) -> list[frozenset[Recipient]]:
        """The recipient as such, and every helper they are or stand for, with all they may be meant by."""
        return [frozenset({to}), *(each.recipients for each in self.helping if to in each.recipients)]

    def named_with(self, to: Recipient) -> list[frozenset[Recipient]]:
        """All that counts for the recipient: an agency as such; a helper with the agency they help for."""
        meant = [meant_by(line) for line in self.helpers if to in meant_by(line)]
        return meant if meant and to.kind != "agency" else [frozenset({to})]


@once
def consents(family_id: int, user: User, at: datetime) -> Consents:
    """Everything said of sharing, who everybody is, and who helps. Nine queries, whatever there is."""
    return consents_told(family_id, user, at, timeline.told(family_id, user, SAID_OF_SHARING, with_about=False))


def consents_told(family_id: int, user: User, at: datetime, told: Sequence[ToldLine]) -> Consents:
    """The same from entries that were read already: all that was said of sharing."""
    family = people.family(user, family_id)
    spoken = [line for line in told if line.entry.kind in rules.CONSENT_KINDS]
    over = {UUID(line.content["withdraws"]): line for line in spoken if line.entry.kind == rules.ENDED_WITH_WORK}
    said = [line for line in spoken if line.entry.kind != rules.ENDED_WITH_WORK]
    known = people.ever_known(family_id, user, london_day(at))
    helpers = people.helpers_of(family_id, user, at)
    return Consents(
        record=replace(
            known_people(family_id, user, london_day(at)),
            said=tuple(_said(line, over.get(line.entry.deed_id)) for line in said),
        ),
        told={line.entry.deed_id: line for line in said},
        names={each.person_id: within(each.name, family.name) for each in known},
        helpers=tuple(line for line in helpers if line.role not in HELPS_IN_FULL),
        helping=tuple(_helping(line) for line in helpers if _is_partner(line)),
        sharings={
            line.entry.deed_id: (line, Sharing.from_content(line.content)) for line in told if line.entry.kind == SHARED
        },
        ended={ends(line.facts): line for line in told if line.entry.kind == ENDED},
        over=over,
        protected={each.person_id: each.protected_since for each in known if each.protected_since is not None},
    )


def known_people(family_id: int, user: User, today: date) -> Record:
    """Who everybody is and who holds responsibility for whom, with nothing said yet. Two queries."""
    known = people.ever_known(family_id, user, today)
    holders = people.responsibilities_of(family_id, user, today, ever=True)
    return Record(
        said=(),
        people={each.person_id: _known(each) for each in known},
        holders=tuple(
            Holder(line.child_id, line.holder_person_id, line.since, line.until)
            for line in holders
            if line.holder_person_id is not None
        ),
    )


def able_since(family_id: int, user: User) -> dict[UUID, date]:
    """Children recorded as able to decide for themselves, since when. One query."""
    told = timeline.told(family_id, user, rules.CONSENT_KINDS, with_about=False)
    able = [said for said in map(_said, told) if said.able and said.by in said.about]
    return {said.by: min(one.on for one in able if one.by == said.by) for said in able}


def meant_by(line: HelperLine) -> frozenset[Recipient]:
    """All that somebody may have named who meant this helper: themselves, and the agency they help for."""
    helper = line.helper
    named = (("agency", helper.agency_id), ("user", helper.user_id), ("professional", helper.professional_id))
    return frozenset(Recipient(kind, pk) for kind, pk in named if pk is not None)


def known_about(
    found: Consents, to: Iterable[Recipient], at: datetime, *, record: Record | None = None
) -> frozenset[UUID]:
    """About whom somebody who may be meant in these ways gets to know at that moment: those whom a live yes covers, or
    a decision to share without one. `record`: what was said, when it is not as it stands.
    """
    recipients = frozenset(to)
    keys = {each.key for each in recipients}
    shared = [sharing.about for sharing in shared_now(found, at).values() if sharing.to in keys]
    return rules.covered(record or found.record, recipients, at).union(*shared)


def grants(found: Consents, at: datetime) -> list[rules.Grant]:
    """Everything that should stand open to partners from that moment on, by the deed it rests on."""
    return [*rules.grants(found.record, found.helping, at), *_shared(found, at)]


def shared_now(found: Consents, at: datetime) -> dict[UUID, Sharing]:
    """Decisions to share without consent that stand at that moment, by deed: neither ended nor past their last day."""
    return {
        deed_id: sharing
        for deed_id, (_, sharing) in found.sharings.items()
        if deed_id not in found.ended and (sharing.until is None or rules.end_of(sharing.until) > at)
    }


def _shared(found: Consents, at: datetime) -> list[rules.Grant]:
    made = []
    for deed_id, sharing in shared_now(found, at).items():
        end = rules.end_of(sharing.until) if sharing.until else None
        for helper in found.helping:
            ends = [each for each in (end, helper.until) if each is not None]
            until = min(ends, default=None)
            if Recipient.of_key(sharing.to) in helper.recipients and (until is None or until > at):
                made.append(
                    rules.Grant(
                        helper.helper_id, helper.user_id, SHARED_BASIS, deed_id,
                        frozenset(found.record.people.keys() & set(sharing.about)), at, until,
                    )
                )  # fmt: skip
    return made


def state_of(found: Consents, person: UUID, to: Recipient, at: datetime, *, record: Record | None = None) -> State:
    """How it stands for one person and one recipient. For a helper named by themselves, what was said of their agency
    counts too: what closes their access closes it here. `record`: what was said, when it is not as it stands.
    """
    states = [rules.state(record or found.record, person, meant, at) for meant in found.named_with(to)]
    return next((each for each in states if each.is_open), states[0])


def stopped(found: Consents, said: Said, at: datetime) -> list[UUID]:
    """For whom, with this said too, a yes and a no of different people stand against each other; and about whom
    somebody objected who does not decide for them.
    """
    record = Record((*found.record.said, said), found.record.people, found.record.holders)
    clash = [
        person
        for person in said.about
        if any(
            rules.state(record, person, recipients, at).stand is rules.Stand.STOPPED
            for recipients in found.meant_by(said.to)
        )
    ]
    objected = [] if said.is_yes else _objected(record, said)
    return sorted({*clash, *objected})


def _objected(record: Record, said: Said) -> Sequence[UUID]:
    return [
        person for person in said.about if not rules.may_consent_for(record, said.by, person, said.on, able=said.able)
    ]


def _said(line: ToldLine, over: ToldLine | None = None) -> Said:
    entry = line.entry
    at = entry.happened_at if entry.precision == "instant" else None
    said = said_of(line.content, deed_id=entry.deed_id, kind=entry.kind, on=entry.happened_on, at=at)
    return replace(said, ended_on=ended_on(over.content)) if over else said


def _known(person: people.EverKnown) -> Known:
    return Known(person.person_id, person.is_child, person.since, _adult_from(person.birth))


def _adult_from(birth: tuple[date, date] | None) -> date | None:
    """The day on which they are surely eighteen."""
    if birth is None:
        return None
    year = birth[1].year + rules.ADULT_AT
    try:
        return birth[1].replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def _is_partner(line: HelperLine) -> bool:
    user = line.helper.user
    return user is not None and line.role not in HELPS_IN_FULL and scope.only_covered(user)


def _helping(line: HelperLine) -> Helping:
    helper = line.helper
    assert helper.user_id is not None
    return Helping(helper.pk, helper.user_id, helper.agency_id, helper.during.upper)


def told_of(line: ToldLine) -> ConsentTold:
    """A recorded statement as it was told, without the words."""
    said, content = _said(line), line.content
    return ConsentTold(
        kind=said.kind, by=said.by, about=tuple(UUID(person) for person in content["about"]), to=said.to,
        to_name=content["to_name"], on=said.on, now=said.at is not None, since=said.since, until=said.until,
        purpose=content["purpose"], what=content["what"], how=content["how"], understood=content["understood"],
        able=said.able, capacity=content["capacity"],
        withdraws=UUID(content["withdraws"]) if content.get("withdraws") else None,
    )  # fmt: skip


def taken_back(found: Consents, deed_id: UUID, about: frozenset[UUID], at: datetime) -> UUID | None:
    """The deed that took a yes back already, for everybody it is asked for; None while it stands for anybody."""
    yes = next(said for said in found.record.said if said.deed_id == deed_id)
    meant = frozenset({yes.to}).union(*found.named_with(yes.to))
    later = [
        said
        for said in found.record.said
        if not said.is_yes and said.by == yes.by and said.to in meant and not said.before(yes) and said.heard_by(at)
    ]
    gone = frozenset().union(*(said.about for said in later))
    return later[0].deed_id if later and about <= gone else None
