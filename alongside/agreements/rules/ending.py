"""Sharing without consent ends before its day. Pure.

Basis: S9 (002:2922-2942): it is shared where and as long as it is needed; once it is not, it ends that day.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from alongside.kit.words import listed
from alongside.timeline.rules import Nature, NewEntry, NewText, Part

ENDED = "agreements.sharing_ended"


def ended_entry(deed_id: UUID, about: Sequence[UUID], names: Sequence[str], to: str, why: str) -> NewEntry:
    """What ending leaves. `deed_id`: of the decision to share; `names`: of those it is about."""
    facts = {"about": list(names), "to": to, "ends": str(deed_id)}
    return NewEntry(ENDED, Nature.PROCESS, facts, [(person, Part.FOR) for person in about], [NewText("reason", why)])


def ends(facts: Mapping[str, Any]) -> UUID:
    """The decision to share that an entry of this kind ends, by its deed."""
    return UUID(facts["ends"])


def ended_sentence(facts: Mapping[str, Any]) -> str:
    """ "What concerns Amy is no longer shared with Hill Primary without consent." """
    return f"What concerns {listed(facts['about'])} is no longer shared with {facts['to']} without consent."
