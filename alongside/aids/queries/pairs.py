"""Whose relationships the blocks are: whoever leads the help, with each of the family and each partner."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alongside.access.models import User
from alongside.aids.queries.work import Work
from alongside.aids.rules import LEADS, Led, Term, terms
from alongside.kit.clock import london_day
from alongside.kit.words import uncapital
from alongside.people import queries as people
from alongside.people.models import Family, Helper
from alongside.people.queries import HelperLine, PersonLine
from alongside.people.rules import PARTNER_ROLES, within
from alongside.practice.rules import With


@dataclass(frozen=True, slots=True)
class Other:
    """Somebody with whom whoever leads the help builds a relationship. `id`: of the person; of a professional, or of
    their account where they have one. `role`: who they are, in words; `since`: from when they belong, or help. Of a
    partner `keys`: the values by which plans and minutes name them; `agency`, "" where none is known.
    """

    id: UUID
    name: str
    role: str
    kind: With
    since: date
    keys: frozenset[str] = frozenset()
    agency: str = ""
    has_account: bool = False

    @property
    def is_of_family(self) -> bool:
        return self.kind == "family"


def terms_of(work: Work, user: User, at: datetime) -> tuple[Term, ...]:
    """Who led the help one after the other, the present one last. One query."""
    rows = Helper.objects.visible_to(user).filter(
        family_id=work.family_id, involvement_id=work.involvement_id, role__in=LEADS,
        during__startswith__lte=at,
    )  # fmt: skip
    return terms(
        Led(row.pk, row.user_id, str(row.user), row.during.lower, london_day(row.during.lower))
        for row in rows.select_related("user")
        if row.user_id
    )


def others_of(family: Family, user: User, at: datetime) -> tuple[Other, ...]:
    """Everybody of the family who lives and is born at that moment, then each partner who helps. With whoever must be
    kept away nobody is to build anything. Four queries at most.
    """
    today, away = london_day(at), people.kept_away(people.family(user, family.pk))
    everybody = people.people_of(family.pk, user, today)
    living = [each for each in everybody if each.died_on is None or each.died_on > today]
    found = [_of_family(each, family) for each in living if not each.is_unborn and str(each.person_id) not in away]
    partners = [line for line in people.helpers_of(family.pk, user, at) if line.role in PARTNER_ROLES]
    found += [_partner(line) for line in sorted(partners, key=lambda line: line.helper.during.lower)]
    return tuple({each.id: each for each in reversed(found)}[one] for one in dict.fromkeys(each.id for each in found))


def _of_family(line: PersonLine, family: Family) -> Other:
    age = f"age {line.age}" if line.age.isdigit() else line.age
    role = age if line.is_child and age else uncapital(line.role)
    return Other(line.person_id, within(line.name, family.name), role, "family", line.since)


def _partner(line: HelperLine) -> Other:
    known = line.helper.professional_id or line.user_id
    assert known is not None  # every helper is one or the other
    account = line.helper.user_id
    keys = frozenset({f"helper:{line.helper.pk}", *([f"user:{account}"] if account else [])})
    return Other(
        known, line.name, line.job_title or line.role_words, "partners", london_day(line.helper.during.lower), keys,
        line.agency, account is not None,
    )  # fmt: skip
