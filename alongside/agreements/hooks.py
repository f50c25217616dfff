"""What agreements answer to the rooms below: the kinds of deed they record, and what follows a retraction."""

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.urls import reverse

from alongside.access.models import User
from alongside.agreements import actions, queries
from alongside.agreements.rules import agencies, agreement, consent, copies, ending, former, sharing, telling
from alongside.agreements.rules.own_words import OWN_WORDS
from alongside.kit.dates import day_long
from alongside.kit.hooks import Panel
from alongside.kit.ids import derived_uuid7
from alongside.people import queries as people
from alongside.timeline import actions as timeline
from alongside.timeline.queries import OpenedEntry
from alongside.timeline.rules import (
    Audience,
    EntryKind,
    InTheirName,
    Nature,
    Part,
    Running,
    ended_with_the_work,
    with_own_words,
)

PROCESS = frozenset({Nature.PROCESS})
UNDERSTOOD = {"note": "Who can see what, as they understood it"}

entry_kinds = [
    EntryKind(
        agreement.AGREED, PROCESS, agreement.sentence, "Partnership agreement", audience=Audience.FAMILY,
        reads=agreement.reads, settles=True,
    ),
    EntryKind(
        agreement.SAID, frozenset({Nature.VOICE}), agreement.said_sentence, "What they said of the agreement",
        headings=UNDERSTOOD,
    ),
    EntryKind(
        agreement.LOOKED_AT_AGAIN, PROCESS, agreement.again_sentence, "Agreement looked at again",
        headings={"note": "What was said of it"}, settles=True,
    ),
    EntryKind(
        former.NAMES_FORMER, PROCESS, former.sentence, "The agreement, to be looked at again", promises=True,
        headings={"note": "What is asked"}, url_name="agreements:look_again",
    ),
    EntryKind(
        agencies.AGENCIES_AGREED, PROCESS, agencies.sentence, "Agreement among agencies", audience=Audience.AROUND,
        reads=agencies.reads,
    ),
    EntryKind(consent.GIVEN, PROCESS, telling.given_sentence, "Yes to sharing", reads=telling.reads),
    EntryKind(consent.REFUSED, PROCESS, telling.refused_sentence, "No to sharing", reads=telling.reads),
    EntryKind(consent.WITHDRAWN, PROCESS, telling.withdrawn_sentence, "Yes taken back", reads=telling.reads),
    EntryKind(
        consent.ENDED_WITH_WORK, PROCESS, telling.ended_with_work_sentence, "Yes ended with our work",
        reads=telling.reads,
    ),
    EntryKind(sharing.SHARED, PROCESS, telling.shared_sentence, "Shared without consent", reads=sharing.reads),
    EntryKind(ending.ENDED, PROCESS, ending.ended_sentence, "Shared no longer"),
    EntryKind(
        telling.TO_LOOK_AT, PROCESS, telling.to_look_at_sentence, "Look at what is shared", promises=True,
        headings={"note": "Why"}, url_name="agreements:look_at", for_manager=True,
    ),
    EntryKind(
        copies.ASKED, PROCESS, copies.asked_sentence, "A copy of what is written", promises=True, for_manager=True,
        headings={"note": "What was asked for"}, url_name="agreements:copy",
    ),
    EntryKind(
        copies.GIVEN, PROCESS, copies.given_sentence, "What became of who asked for a copy", settles=True,
        reads=copies.reads,
    ),
    EntryKind(telling.LOOKED_AT, PROCESS, telling.looked_at_sentence, "Looked at by the manager", settles=True),
]  # fmt: skip
entry_kinds = with_own_words(entry_kinds, OWN_WORDS)


def after_retraction(*, by: User, family_id: int, kinds: Collection[str], at: datetime) -> None:
    """Access that rested on what did not happen closes at once, and nobody is asked to look at what was not agreed."""
    if {*consent.CONSENT_KINDS, sharing.SHARED, ending.ENDED} & set(kinds):
        actions.settle_access(by=by, family_id=family_id, at=at)
    if agreement.AGREED in kinds:
        timeline.ask_no_more(by=by, family_id=family_id, entry_ids=queries.needless(family_id, by), at=at)


def names_former(*, family_id: int, user: User, worker: User) -> list[InTheirName]:
    """The agreements that stand in the name of this worker."""
    return queries.names_former(family_id, user, worker)


needless = queries.needless


def what_we_agreed(*, family_id: int, user: User, at: datetime, **_: Any) -> Panel:
    """On a family's own page: the agreement, and with whom what is shared, shortly."""
    shown = asdict(queries.agreed_shortly(family_id, user, at))
    return Panel("What we agreed", "agreements/family_panel.jinja", shown, "hands")


def who_would_read(*, family_id: int, user: User, opened: OpenedEntry, at: datetime, **_: Any) -> Panel:
    """Before something is opened to partners: who of them would read it, and whose consent is not there."""
    about = [person for person, _, part in opened.line.about if part != Part.MENTIONED.value]
    kept = people.kept_from_partners(family_id, user)
    values = {
        "family_id": family_id,
        "kept": any(
            each.until is None and (each.strand_id == opened.line.entry.strand_id or each.subject_id in about)
            for each in kept
        ),
        "readers": queries.not_covered(family_id, user, about, at),
        "mentioned": opened.last_told.names(Part.MENTIONED.value),
    }
    return Panel("Which partners would read it", "agreements/audience_panel.jinja", values)


def agreements_to_print(*, family_id: int, user: User, **_: Any) -> Panel | None:
    """For a copy of what is written: the agreements that stand."""
    to_print = [
        queries.ToPrint(
            f"What we agreed on {day_long(day)}",
            reverse("agreements:shown", args=[family_id, deed_id]),
            (entry_id,),
            (entry_id,),
        )
        for deed_id, day, entry_id in queries.agreements_standing(family_id, user)
    ]
    return Panel("The agreement", queries.COPY_PANEL, {"to_print": to_print}) if to_print else None


def end_at_close(*, by: User, family_id: int, deed_id: UUID, on: date, ended: Sequence[Running], at: datetime) -> None:
    """These consents end with the work, on its last day; and what is shared without consent is shared no longer."""
    yeses = [each.key for each in ended if each.agreed]
    if yeses:
        actions.end_with_work(by=by, deed_id=deed_id, family_id=family_id, yeses=yeses, on=on, at=at)
    for each in ended:
        if not each.agreed:
            actions.end_sharing(
                by=by, deed_id=derived_uuid7(deed_id, each.key), family_id=family_id, ends=each.key,
                why=ended_with_the_work(on), at=at,
            )  # fmt: skip


outstanding_at_close = queries.open_at_the_end
running_at_close = queries.running_at_close
told_on = {"family": queries.TOLD_SHORTLY, "close": queries.TOLD_AT_THE_END, "opening": queries.SAID_OF_SHARING}
panels = {"family": [what_we_agreed], "audience": [who_would_read], "copy": [agreements_to_print]}
