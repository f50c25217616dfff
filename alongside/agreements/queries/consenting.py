"""What the pages that ask for consent, share without it and make agreements show."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from alongside.access.models import User
from alongside.agreements.queries.consent import consents
from alongside.agreements.queries.pages import (
    Header,
    Person,
    SharedLine,
    Shown,
    agreement_shown,
    header,
    persons,
    recipients_of,
    shared_lines,
    signs_in_for,
    stages_of,
)
from alongside.agreements.queries.promised import Promised, promised, promised_in_plan
from alongside.agreements.rules import agencies, ending, sharing, telling
from alongside.agreements.rules.consent import Recipient
from alongside.kit.clock import london_day
from alongside.people import queries as people
from alongside.people.models import Family
from alongside.practice.rules import Stage
from alongside.timeline import queries as timeline
from alongside.timeline.rules import Audience


@dataclass(frozen=True, slots=True)
class ConsentPage:
    """What the page of recording consent offers. `holders`: in words, for whom who decides; `decide`: the same by
    child, "" where nobody does.
    """

    header: Header
    persons: tuple[Person, ...]
    recipients: tuple[tuple[str, str], ...]
    holders: tuple[tuple[str, str], ...]
    decide: Mapping[UUID, str] = field(default_factory=dict)

    @property
    def may_say_yes(self) -> dict[str, str]:
        """Beside each child, by their id in words, who may say yes for them."""
        return {
            str(child): f"{who} may say yes for them" if who else "Nobody is recorded who may say yes for them"
            for child, who in self.decide.items()
        }

    @property
    def undecided(self) -> list[str]:
        """The children for whom nobody is recorded who may say yes."""
        return [each.name for each in self.persons if self.decide.get(each.person_id) == ""]


def consent_page(family: Family, user: User, at: datetime) -> ConsentPage:
    """Who can be asked, about whom, and who may be meant."""
    found = consents(family.pk, user, at)
    offered = persons(family, user, london_day(at))
    decides: dict[UUID, list[str]] = {each.person_id: [] for each in offered if each.is_child}
    for holder in found.record.holders:
        if holder.child_id in decides and holder.on(london_day(at)):
            decides[holder.child_id].append(found.names[holder.person_id])
    return ConsentPage(
        header(family), tuple(offered), tuple((to.key, name) for to, name in recipients_of(found).items()),
        tuple((found.names[child], ", ".join(who)) for child, who in decides.items()),
        {child: " or ".join(who) for child, who in decides.items()},
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reader:
    """A partner who signs in and sees something of this family. Of those asked about, `not_covered` keep an entry from
    them, and `covered` do not.
    """

    name: str
    not_covered: tuple[str, ...]
    covered: tuple[str, ...]

    @property
    def reads_it(self) -> bool:
        return not self.not_covered


def not_covered(family_id: int, user: User, person_ids: Collection[UUID], at: datetime) -> list[Reader]:
    """For an entry about these people, or some of them: each partner who sees this family now, and who of the people is
    not covered. Four queries.
    """
    rows = people.partner_access(family_id, user, at)
    names = people.names_of(family_id, user)
    helping = {line.user_id: line.name for line in people.helpers_of(family_id, user, at)}
    covers: dict[UUID, set[UUID]] = {}
    for row in rows:
        covers.setdefault(row.user_id, set()).update(row.covers)
    asked = {person: names.get(person, "Somebody") for person in person_ids}
    return [
        Reader(
            helping.get(partner, "A helper from another agency"),
            tuple(name for person, name in asked.items() if person not in covered),
            tuple(name for person, name in asked.items() if person in covered),
        )
        for partner, covered in covers.items()
    ]


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """What the page of making an agreement shows beside its form. `interpreter`: who needs one, as known. `before`: the
    version it starts from; `theirs`: one that somebody else saved meanwhile; `readers`: partners who may read it;
    `promised`: what agencies do.
    """

    header: Header
    persons: tuple[Person, ...]
    stages: tuple[Stage, ...]
    interpreter: tuple[str, ...]
    before: Shown | None
    theirs: Shown | None
    readers: tuple[Reader, ...]
    promised: tuple[Promised, ...]

    @property
    def promised_shown(self) -> list[dict[str, str]]:
        """What agencies do, each line with where it stands."""
        return [{"text": f"{each.agency}: {each.what}", "source": f"From {each.source}"} for each in self.promised]

    @property
    def for_the_family(self) -> tuple[Promised, ...]:
        """What agencies do, where the family may read it."""
        return tuple(each for each in self.promised if each.is_for(Audience.FAMILY))

    @property
    def others_do(self) -> str:
        """What others do as the version before says, "" when it does not."""
        return self.before.agreement.agencies_do if self.before else ""


def agreement_page(
    family: Family, user: User, at: datetime, *, revises: UUID | None = None, theirs: UUID | None = None
) -> AgreementPage | None:
    """The people who may take part, the ground rules of each stage, who needs an interpreter, and the version that is
    revised; None when that is not there.
    """
    before = agreement_shown(family, user, revises) if revises else None
    if revises is not None and before is None:
        return None
    offered = persons(family, user, london_day(at))
    facts = people.facts_of(family.pk, user)
    needing = {fact.person_id for fact in facts if fact.kind == "interpreter" and fact.value == "yes"}
    names = tuple(each.name for each in offered if each.person_id in needing)
    newer = agreement_shown(family, user, theirs) if theirs else None
    readers = not_covered(family.pk, user, [each.person_id for each in offered], at)
    return AgreementPage(
        header(family), tuple(offered), stages_of(family, user), names, before, newer, tuple(readers),
        promised(family.pk, user),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class AgenciesPage:
    """What the page of an agreement among agencies shows: the people it may be for, what stands with its deed and who
    wrote it down, and which partners may come to read it. `in_plan`: what agencies do as the plan in force says, from
    where it is taken over; `apart`: what the plan says of it to fewer readers than those of this agreement. `over`: the
    work has ended, and nothing new is agreed.
    """

    header: Header
    persons: tuple[Person, ...]
    among: agencies.Among | None
    stood: UUID | None
    by: str
    readers: tuple[Reader, ...]
    in_plan: tuple[Promised, ...] = ()
    apart: tuple[Promised, ...] = ()
    over: bool = False


def agencies_page(family: Family, user: User, at: datetime) -> AgenciesPage:
    """The people of the family, and the agreement among agencies that stands."""
    told = timeline.told(family.pk, user, [agencies.AGENCIES_AGREED], limit=1)
    among = agencies.among_of(told[0].content, told[0].persons()) if told else None
    offered = tuple(persons(family, user, london_day(at)))
    readers = not_covered(family.pk, user, [each.person_id for each in offered], at)
    in_plan = promised_in_plan(family.pk, user)
    stood, by = (told[0].entry.deed_id, told[0].by_name) if told else (None, "")
    theirs = tuple(each for each in in_plan if each.is_for(Audience.AROUND))
    apart = tuple(each for each in in_plan if each not in theirs)
    return AgenciesPage(
        header(family),
        offered,
        among,
        stood,
        by,
        tuple(readers),
        theirs,
        apart,
        timeline.work_is_over(family.pk, user),
    )


@dataclass(frozen=True, slots=True)
class LookPage:
    """Something sent to the manager: what it is, why it was sent, and the entries of its deed. `done`: looked at;
    `ended`: on which day what was shared was ended before its last.
    """

    header: Header
    sentence: str
    why: str
    entry_id: UUID
    others: tuple[tuple[UUID, str, str], ...]
    done: bool
    ended: date | None


def look_page(family: Family, user: User, entry_id: UUID) -> LookPage | None:
    """What waits for the manager, opened; None when there is none."""
    told = timeline.told(family.pk, user, [telling.TO_LOOK_AT, telling.LOOKED_AT, ending.ENDED])
    asked = next((line for line in told if line.id == entry_id and line.entry.kind == telling.TO_LOOK_AT), None)
    if asked is None:
        return None
    deed = timeline.deed(user, family.pk, asked.entry.deed_id)
    lines = deed.entries if deed else ()
    this = next((line for line in lines if line.id == entry_id), None)
    return LookPage(
        header(family), asked.entry.sentence, this.text("note") if this else "", entry_id,
        tuple((line.id, line.title, line.entry.sentence) for line in lines if line.id != entry_id),
        any(
            line.facts["promise_id"] == asked.facts["promise_id"]
            for line in told
            if line.entry.kind == telling.LOOKED_AT
        ),
        next(
            (
                line.entry.happened_on
                for line in told
                if line.entry.kind == ending.ENDED and ending.ends(line.facts) == asked.entry.deed_id
            ),
            None,
        ),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ended:
    """When, by whom and why something was shared no longer."""

    day: date
    by: str
    why: str


@dataclass(frozen=True, slots=True)
class SharingPage:
    """A decision to share without consent with its reasons, in words. `readers`: who signs in and reads on the ground
    of it; `ended`: what ended it before its day, with the reason.
    """

    header: Header
    line: SharedLine
    to: str
    by: str
    reasons: tuple[tuple[str, str], ...]
    readers: tuple[str, ...]
    ended: Ended | None


def sharing_page(family: Family, user: User, deed_id: UUID, at: datetime) -> SharingPage | None:
    """One decision opened; None when there is none."""
    found = consents(family.pk, user, at)
    line, decided = found.sharings.get(deed_id, (None, None))
    if line is None or decided is None:
        return None
    to = Recipient.of_key(decided.to)
    return SharingPage(
        header(family), next(each for each in shared_lines(found, at) if each.deed_id == deed_id), decided.to_name,
        line.by_name, tuple(sharing.reasons(decided)),
        tuple(each.name for each in found.helpers if signs_in_for(found, each, to)),
        _ended(user, found.ended.get(deed_id)),
    )  # fmt: skip


def _ended(user: User, line: timeline.ToldLine | None) -> Ended | None:
    if line is None:
        return None
    words = timeline.words_told([line], user).get(line.id, {})
    return Ended(line.entry.happened_on, line.by_name, words.get("reason", ""))
