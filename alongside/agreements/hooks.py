"""What agreements answer to the rooms below: the kinds of deed they record, and what follows a retraction."""

from collections.abc import Collection
from datetime import datetime

from alongside.access.models import User
from alongside.agreements import actions
from alongside.agreements.rules import agreement, consent, sharing, telling
from alongside.timeline.rules import Audience, EntryKind, Nature

PROCESS = frozenset({Nature.PROCESS})
UNDERSTOOD = {"note": "Who can see what, as they understood it"}

entry_kinds = [
    EntryKind(agreement.AGREED, PROCESS, agreement.sentence, "Partnership agreement", audience=Audience.FAMILY),
    EntryKind(
        agreement.SAID, frozenset({Nature.VOICE}), agreement.said_sentence, "What they said of the agreement",
        headings=UNDERSTOOD,
    ),
    EntryKind(consent.GIVEN, PROCESS, telling.given_sentence, "Yes to sharing"),
    EntryKind(consent.REFUSED, PROCESS, telling.refused_sentence, "No to sharing"),
    EntryKind(consent.WITHDRAWN, PROCESS, telling.withdrawn_sentence, "Yes taken back"),
    EntryKind(sharing.SHARED, PROCESS, telling.shared_sentence, "Shared without consent"),
    EntryKind(
        telling.TO_LOOK_AT, PROCESS, telling.to_look_at_sentence, "Look at what is shared", promises=True,
        headings={"note": "Why"},
    ),
    EntryKind(telling.LOOKED_AT, PROCESS, telling.looked_at_sentence, "Looked at by the manager", settles=True),
]  # fmt: skip


def after_retraction(*, by: User, family_id: int, kinds: Collection[str], at: datetime) -> None:
    """Access that rested on what did not happen closes at once."""
    if {*consent.CONSENT_KINDS, sharing.SHARED} & set(kinds):
        actions.settle_access(by=by, family_id=family_id, at=at)
