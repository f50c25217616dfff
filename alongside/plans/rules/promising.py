"""Whether an agency has agreed to what a plan says it does.

Pure. Basis: S13 (002:1173, 3386-3392): agencies sign up to what they do; a yes may be won before anybody meets. What an
agency never said yes to holds nothing up, but whoever goes on without it says why.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from alongside.plans.rules.plan import Plan


@dataclass(frozen=True, slots=True)
class AgencyAgreed:
    """Somebody said yes for an agency: who, how, and on which day."""

    agency: str
    who: str
    how: str
    on: date


def speaks_for(name: str, agency: str) -> bool:
    """Whether somebody called so is of that agency: "Ms Spragg, Oak School" of Oak School; never by the beginning of
    another's name: Housing is not Housing First.
    """
    wanted = _plain(agency)
    return bool(wanted) and (_plain(name) == wanted or wanted in {_plain(part) for part in name.split(",")})


def waiting_for(agencies: Iterable[str], said: Collection[str], signed: Collection[str]) -> list[str]:
    """The agencies, once each, of which nobody said yes or no, and which did not sign what agencies agreed among
    themselves. `said`: the names of those who answered.
    """
    found = {_plain(agency): agency for agency in agencies}
    return [
        agency
        for agency in found.values()
        if not any(speaks_for(name, agency) for name in said) and not any(speaks_for(name, agency) for name in signed)
    ]


def promised_by(agency: str, plan: Plan) -> set[tuple[str, str]]:
    """What a plan says that agency does, each with its day."""
    return {(each.what, each.by_when) for each in plan.promises if _plain(each.agency) == _plain(agency)}


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
