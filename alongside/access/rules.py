"""Roles and what each may do: one declared matrix, tested whole.

Pure values. A permission says what a person of the role may do at all; whether they may do it for *this* family is
decided by `family_access` (room people).
"""

import hashlib
import json
import re
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from urllib.parse import unquote_plus

DRAFT_LASTS = timedelta(days=14)
"""How long a draft stays after it was last kept: long enough for leave, short enough to be no second record (UK GDPR,
article 5(1)(e)).
"""
DRAFT_ENDS_SOON = timedelta(days=3)
MOST_OF_A_DRAFT = 2_000_000
"""Characters of one form that are kept: a long note for each of seven children, and as much again."""
LONGEST_ADDRESS = 1000
KEEP = "keep_draft"
"""The name of the button that keeps a form as a draft."""
KEY = "form_key"
"""The answer of a form that tells one filling of it from another."""
DRAFT = "draft"
"""The part of an address that says which draft its form shows."""
PRINT = "print"
"""The part that says to show it on paper; and what the button says that keeps a form so that it is printed first."""
_CARRIED = frozenset({KEY, KEEP, "csrfmiddlewaretoken"})
_OFFERED = re.compile(r"[a-z0-9_:-]*")
_NAMES_SOMEBODY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")

_NOT_CONTENT = frozenset({KEY, "csrfmiddlewaretoken"})

Typed = Iterable[Sequence[str]]
"""What was typed into a form, as [name, value]."""


class Permission(StrEnum):
    """What a page or an action asks of whoever comes."""

    PUBLIC = "public"
    """Anyone, signed in or not."""
    OWN_ACCOUNT = "own_account"
    """See and change one's own account."""
    SEE_OWN_RECORD = "see_own_record"
    """A parent's or child's page: what is recorded about themselves for the family to read."""
    SEE_FAMILIES = "see_families"
    """See the families one helps or manages; a partner, what concerns the people that a consent covers."""
    RECORD_HELP = "record_help"
    """Record visits, people, facts and what was said."""
    LEAD_HELP = "lead_help"
    """Move a pathway stage, close, follow up."""
    REFER = "refer"
    """Write down that help is asked for a family, and follow what became of it."""
    ALLOCATE = "allocate"
    """Decide on referrals and allocate key workers."""
    OVERSEE_TEAM = "oversee_team"
    """See what is due across a team's families."""
    WITHHOLD = "withhold"
    """Keep an entry or a fact from one person."""
    MANAGE_ACCOUNTS = "manage_accounts"
    """Add and end accounts and teams; sees no family."""


P = Permission
_EVERYONE = frozenset({P.PUBLIC, P.OWN_ACCOUNT})


@dataclass(frozen=True, slots=True)
class Role:
    """A kind of person who signs in. `meaning` is read by people choosing a role for a colleague. `from_outside`: asks
    for help for families in their own name, and is not of the team that helps.
    """

    key: str
    name: str
    meaning: str
    may: frozenset[Permission]
    staff: bool = True
    from_outside: bool = False


def _role(key: str, name: str, meaning: str, *may: Permission, staff: bool = True, from_outside: bool = False) -> Role:
    return Role(key, name, meaning, _EVERYONE | frozenset(may), staff, from_outside)


_HELPS = (P.SEE_FAMILIES, P.RECORD_HELP, P.LEAD_HELP)

ROLES: dict[str, Role] = {
    role.key: role
    for role in (
        _role("key_worker", "key worker", "Works with a few whole families and leads the help around them.", *_HELPS),
        _role(
            "senior_key_worker",
            "senior key worker",
            "A key worker who also makes joint first visits, chairs meetings and writes down families that ring.",
            *_HELPS,
            P.REFER,
            P.WITHHOLD,
        ),
        _role(
            "manager",
            "manager",
            "Decides on referrals, allocates, oversees a team's families and signs off.",
            *_HELPS,
            P.REFER,
            P.ALLOCATE,
            P.OVERSEE_TEAM,
            P.WITHHOLD,
        ),
        _role(
            "partner",
            "specialist partner",
            "Helps a family from another agency; sees of a family only what concerns the people a live consent covers.",
            P.REFER,
            P.SEE_FAMILIES,
            from_outside=True,
        ),
        _role(
            "referrer",
            "referrer",
            "Asks for help for a family, such as a school's safeguarding lead.",
            P.REFER,
            from_outside=True,
        ),
        _role("chair", "chair", "Prepares and runs meetings; sees no family until invited to one."),
        _role(
            "practice_lead", "practice lead", "Looks after practice models and the quality of help; sees no family yet."
        ),
        _role(
            "information_governance",
            "information governance",
            "Looks after who saw what and requests for records; sees no family yet.",
        ),
        _role("administrator", "administrator", "Adds and ends accounts and teams; sees no family.", P.MANAGE_ACCOUNTS),
        _role(
            "parent",
            "parent or carer",
            "Reads what is recorded for them about themselves and their child.",
            P.SEE_OWN_RECORD,
            staff=False,
        ),
        _role(
            "child",
            "child or young person",
            "Reads what is recorded for them about themselves.",
            P.SEE_OWN_RECORD,
            staff=False,
        ),
    )
}


def may(role_key: str, permission: Permission) -> bool:
    """Whether the role holds the permission; an unknown role holds none but the public ones."""
    role = ROLES.get(role_key)
    return permission is P.PUBLIC or (role is not None and permission in role.may)


def without_draft(path: str) -> str:
    """An address with its query, less the parts that name a draft and its paper: where the form itself lies."""
    address, _, query = path.partition("?")
    kept = [part for part in query.split("&") if part and unquote_plus(part.partition("=")[0]) not in (DRAFT, PRINT)]
    return f"{address}?{'&'.join(kept)}" if kept else address


def with_draft(path: str, draft_id: uuid.UUID) -> str:
    """The address that shows a form as it was kept."""
    return f"{path}{'&' if '?' in path else '?'}{DRAFT}={draft_id}"


def on_paper(go_on_url: str) -> str:
    """The address that shows on paper what is kept, of the one that shows its form."""
    return f"{go_on_url}&{PRINT}=yes"


def digest_sent(path: str, typed: Typed) -> str:
    """One short text for all that a form sent and where to: the same whenever it is delivered again."""
    content = [path, sorted([name, value] for name, value in typed if name != "csrfmiddlewaretoken")]
    return hashlib.sha256(json.dumps(content).encode("ascii")).hexdigest()


def says_no_more(draft: Typed, than: Typed) -> bool:
    """Whether a draft of the same form says nothing that was not said here too, so that nothing is lost with it.

    Whoever it names is named here, and its words stand in the same places, whatever was added to them. A choice made
    otherwise here is the later one.
    """
    here: dict[str, list[str]] = {}
    for name, value in than:
        here.setdefault(name, []).append(value)
    return all(
        not (text := _plain(value))
        or name in _CARRIED
        or any(text in _plain(given) for given in here.get(name, ()))
        or (_is_a_choice(value) and all(map(_is_a_choice, here.get(name, ()))))
        for name, value in draft
    )


def _is_a_choice(value: str) -> bool:
    """What a list offers, and names nobody: no capital, no mark that somebody typed."""
    return _OFFERED.fullmatch(value.strip()) is not None and not _NAMES_SOMEBODY.search(value)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def draft_ends_at(kept_at: datetime) -> datetime:
    """From when on a draft is gone."""
    return kept_at + DRAFT_LASTS


def draft_ends_soon(kept_at: datetime, at: datetime) -> bool:
    """Whether a draft is gone within DRAFT_ENDS_SOON unless it is kept again."""
    return draft_ends_at(kept_at) <= at + DRAFT_ENDS_SOON
