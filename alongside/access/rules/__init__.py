"""Who may do what (`matrix`), and how a form that is not saved is kept. Pure."""

import hashlib
import json
import re
import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from urllib.parse import unquote_plus

from alongside.access.rules.matrix import HELD as HELD
from alongside.access.rules.matrix import OPENS as OPENS
from alongside.access.rules.matrix import READS_ONLY as READS_ONLY
from alongside.access.rules.matrix import ROLES as ROLES
from alongside.access.rules.matrix import Permission as Permission
from alongside.access.rules.matrix import Relationship as Relationship
from alongside.access.rules.matrix import Role as Role
from alongside.access.rules.matrix import holds as holds
from alongside.access.rules.matrix import may as may
from alongside.access.rules.matrix import relationship as relationship

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
