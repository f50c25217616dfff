"""What only people can say of the scales: which help answers which step, and how the two sides are brought level."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from alongside.access.models import User
from alongside.aids import queries
from alongside.aids.actions._deed import Deed, begin, recorded
from alongside.aids.queries import AnswerOffered, AnswerToCorrect, Piece
from alongside.aids.rules import ANSWERED, LOOKED_AT, SCALES, SCALES_WITH
from alongside.kit.clock import london_day
from alongside.kit.dates import day_long
from alongside.kit.refusals import AlreadyCorrected, NotAllowed, Unacceptable
from alongside.kit.words import listed, says_something, uncapital
from alongside.people.models import Family
from alongside.timeline.models import Entry
from alongside.timeline.rules import Nature, NewEntry, NewText, Part


@dataclass(frozen=True, slots=True)
class NewScalesLook:
    """What was made of the scales as of a day: how the two sides are brought level, and what that `means` for the
    children, or for one of them. `with_whom`: keys of `SCALES_WITH`.
    """

    level: str
    means: str
    child_id: UUID | None
    with_whom: tuple[str, ...]
    as_of: date


@dataclass(frozen=True, slots=True)
class NewAnswer:
    """Which help answers a step for a child, by the strand in which each was first recorded. `strength`: what strength
    was seen with it, if any.
    """

    child_id: UUID
    process: UUID
    help: tuple[UUID, ...]
    strength: str = ""


@transaction.atomic
def answer_step(*, by: User, deed_id: UUID, family: Family, told: NewAnswer, at: datetime) -> Entry:
    """Somebody says that help answers a step. Raises NotAllowed for what is not on the record for this child;
    Unacceptable without any help, and for what was said already.
    """
    deed = Deed(by, deed_id, family.pk, london_day(at), at)
    work, offered = begin(deed), queries.answer_offered(family, by, told.child_id, told.process, at=at)
    if offered is None:
        raise NotAllowed
    new = _new_help(offered, told.help)
    return recorded(deed, work, [_answered(offered, new, told.strength)])[0]


@transaction.atomic
def answer_again(
    *, by: User, deed_id: UUID, family: Family, corrects: UUID, told: NewAnswer, shown: UUID | None, at: datetime
) -> Entry:
    """What was said to answer a step is put right: other help, another strength. `corrects`: the deed that said it;
    `shown`: the entry that stood when the form was shown. Raises as `answer_step`; AlreadyCorrected, with the deed of
    the other version or None, when somebody put it right, or took it back, meanwhile.
    """
    deed = Deed(by, deed_id, family.pk, london_day(at), at)
    work, found = begin(deed), queries.answer_to_correct(family, by, corrects, at=at)
    if not isinstance(found, AnswerToCorrect):
        raise AlreadyCorrected(None)
    if found.line.id != shown:
        raise AlreadyCorrected(found.deed_id)
    offered = found.offered
    if (told.child_id, told.process) != (offered.child.person_id, offered.step.strand):
        raise NotAllowed
    entry = _answered(offered, _new_help(offered, told.help), told.strength)
    deed = replace(deed, on=found.line.entry.happened_on)
    return recorded(deed, work, [replace(entry, supersedes_id=found.line.id)])[0]


def _new_help(offered: AnswerOffered, chosen: Collection[UUID]) -> list[Piece]:
    """What of the chosen help was not said yet. Raises NotAllowed for what is no help for this child; Unacceptable
    where nothing is left.
    """
    if not chosen:
        raise Unacceptable("help", "Choose the help that answers this step")
    already = {each.strand: each for each in offered.already}
    helps = {each.strand: each for each in offered.helps}
    if not set(chosen) <= helps.keys() | already.keys():
        raise NotAllowed
    if set(chosen) <= already.keys():
        said = listed([*dict.fromkeys(already[each].words for each in chosen)])
        raise Unacceptable("help", f"It is on the record already that this answers it: {said}")
    return [helps[each] for each in dict.fromkeys(chosen) if each in helps]


def _answered(offered: AnswerOffered, helps: Sequence[Piece], strength: str) -> NewEntry:
    child = offered.child
    facts = {
        "child": str(child.person_id), "name": child.name, "process": str(offered.step.strand),
        "process_words": f"“{uncapital(offered.step.words)}” of {day_long(offered.step.day)}",
        "help": [str(each.strand) for each in helps], "help_words": [*dict.fromkeys(each.words for each in helps)],
    }  # fmt: skip
    return NewEntry(
        ANSWERED, Nature.PROCESS, facts, [(child.person_id, Part.FOR)], [NewText("strength", strength)],
        kept_as=(offered.step.entry_id, *(each.entry_id for each in helps)),
    )  # fmt: skip


@transaction.atomic
def look_at_scales(*, by: User, deed_id: UUID, family: Family, told: NewScalesLook, at: datetime) -> Entry:
    """The question of the scales answered, with whom, and how many steps had help beside them then. Raises NotAllowed,
    also for somebody who is no child of the family; Unacceptable for an answer without a word.
    """
    deed = Deed(by, deed_id, family.pk, london_day(at), at)
    work, page = begin(deed), queries.scales_page(family, by, at=at, as_of=told.as_of)
    about = [each for each in page.children if told.child_id in (None, each.child.person_id)]
    if page.window is None or not about or not set(told.with_whom) <= SCALES_WITH.keys():
        raise NotAllowed
    if not says_something(told.level):
        raise Unacceptable("level", "Say how we will bring the two sides level")
    facts = {
        "aid": SCALES, "child": str(told.child_id or ""), "name": about[0].child.name if told.child_id else "",
        "state": "", "state_words": "", "as_of": page.window.last.isoformat(), "known_at": at.isoformat(),
        "with_words": listed([words for key, words in SCALES_WITH.items() if key in told.with_whom]),
        "counts": {str(each.child.person_id): [each.steps, each.answered] for each in about},
    }  # fmt: skip
    texts = [NewText("level", told.level), NewText("means", told.means)]
    persons = [(each.child.person_id, Part.FOR) for each in about]
    return recorded(deed, work, [NewEntry(LOOKED_AT, Nature.PROCESS, facts, persons, texts, subtype=SCALES)])[0]
