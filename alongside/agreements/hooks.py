"""What agreements answer to the rooms below: the kinds of deed they record."""

from alongside.agreements.rules import agreement
from alongside.timeline.rules import Audience, EntryKind, Nature

UNDERSTOOD = {"note": "Who can see what, as they understood it"}

entry_kinds = [
    EntryKind(
        agreement.AGREED, frozenset({Nature.PROCESS}), agreement.sentence, "Partnership agreement",
        audience=Audience.FAMILY,
    ),
    EntryKind(
        agreement.SAID, frozenset({Nature.VOICE}), agreement.said_sentence, "What they said of the agreement",
        headings=UNDERSTOOD,
    ),
]  # fmt: skip
