"""Whether a family agrees to an assessment: who said yes, who said no, and who of them can say it for the family. Pure.

Basis: S9 (002:2678-2683): there is no assessment until the family has agreed to it. For a child whoever holds parental
responsibility says it, or a child recorded as able to decide; where there are no children, the adults themselves. A no
of one of them stands against the yes of another until they themselves say yes after it: our rule, the careful one, as
for sharing.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.agreements.rules.consent import Record, may_consent_for
from alongside.kit.dates import day_long
from alongside.kit.words import listed


@dataclass(frozen=True, slots=True)
class Answered:
    """One person's yes or no, on a day. `place`: how the answers to agreements follow each other on one day, None for
    what was said elsewhere. `counts`: a yes to an agreement that another took the place of counts no more; a no does.
    """

    person_id: UUID
    yes: bool
    on: date
    where: str
    place: int | None = None
    counts: bool = True

    def surely_after(self, other: "Answered") -> bool:
        if self.on == other.on and self.place is not None and other.place is not None:
            return self.place > other.place
        return self.on > other.on


@dataclass(frozen=True, slots=True)
class AtMeeting:
    """What a meeting recorded of the family's answer; it is the answer of those of the family who were there."""

    yes: bool
    on: date
    present: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """A no that stands. `whose`: by name; "The family" where a meeting named nobody who can say it."""

    whose: str
    on: date
    where: str

    @property
    def words(self) -> str:
        """ "Katie said no at the meeting on 3 March 2026"."""
        return f"{self.whose} said no {self.where} on {day_long(self.on)}"


@dataclass(frozen=True, slots=True)
class FamilySays:
    """How it stands. `yes`: names of those whose yes counts; `others`: who said yes and cannot say it for the
    family.
    """

    yes: tuple[str, ...] = ()
    refused: tuple[Refused, ...] = ()
    others: tuple[str, ...] = ()

    @property
    def agrees(self) -> bool:
        return bool(self.yes) and not self.refused

    @property
    def why_not(self) -> str:
        """Why it does not agree, in sentences; "" when it does."""
        if self.agrees:
            return ""
        if self.refused:
            against = " ".join(f"{each.words}." for each in self.refused)
            return f"{against} {listed(self.yes)} said yes." if self.yes else against
        if self.others:
            return (
                f"Only {listed(self.others)} said yes so far. Whoever holds parental responsibility has to say it, or "
                "a child recorded as able to decide."
            )
        return "Nobody of the family who can say it for them has said yes so far."


IN_AGREEMENT, IN_MEETING = "to the agreement", "at the meeting"


def family_says(
    answered: Sequence[Answered],
    meetings: Sequence[AtMeeting],
    *,
    record: Record,
    children: Collection[UUID],
    adults: Collection[UUID],
    able: Mapping[UUID, date],
    names: Mapping[UUID, str],
    today: date,
) -> FamilySays:
    """How the family stands to an assessment. `children`, `adults`: of the family; `able`: children recorded as able to
    decide for themselves, since when. Whoever holds responsibility today counts for what they said before it was
    written down.
    """

    def may(person: UUID, day: date) -> bool:
        if not children:
            return person in adults and may_consent_for(record, person, person, day, able=False)
        own = person in able and able[person] <= day
        return any(may_consent_for(record, person, child, day, able=own) for child in children) or any(
            may_consent_for(record, person, child, today, able=False) for child in children
        )

    said = [*answered, *(_at(person, one) for one in meetings for person in one.present)]
    speaks = [one for one in said if may(one.person_id, one.on)]
    against = [no for no in speaks if not no.yes and not _reconsidered(no, speaks)]
    refused = {no.person_id: Refused(names.get(no.person_id, "Somebody"), no.on, no.where) for no in against}
    by_all = [
        Refused("The family", one.on, IN_MEETING)
        for one in meetings
        if not one.yes
        and not any(may(person, one.on) for person in one.present)
        and not any(yes.yes and yes.counts and yes.on > one.on for yes in speaks)
    ]
    yes = dict.fromkeys(one.person_id for one in speaks if one.yes and one.counts and one.person_id not in refused)
    others = dict.fromkeys(one.person_id for one in said if one.yes and one.counts and one not in speaks)
    return FamilySays(
        tuple(names.get(person, "Somebody") for person in yes), (*refused.values(), *by_all),
        tuple(names.get(person, "Somebody") for person in others if person not in yes and person not in refused),
    )  # fmt: skip


def _at(person: UUID, one: AtMeeting) -> Answered:
    return Answered(person, one.yes, one.on, IN_MEETING)


def _reconsidered(no: Answered, said: Sequence[Answered]) -> bool:
    return any(yes.yes and yes.counts and yes.person_id == no.person_id and yes.surely_after(no) for yes in said)
