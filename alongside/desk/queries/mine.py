"""What somebody sees of themselves: the first page of those who see no family, their account, their own record."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import UUID

from django.conf import settings

from alongside.access import queries as access
from alongside.access.models import User
from alongside.access.permissions import user_may
from alongside.agreements import queries as agreements
from alongside.agreements.queries import CoverShown
from alongside.desk.queries.cards import FamilyCard, by_name, cards
from alongside.desk.queries.drafts import DraftsToday, drafts_today
from alongside.desk.rules import DOORS, WHAT_I_CAN_DO, Door, called, greeting, own_names
from alongside.kit.clock import london_day
from alongside.kit.words import listed
from alongside.people import queries as people
from alongside.people.queries import ToReach
from alongside.timeline import queries as timeline
from alongside.timeline.queries import EntryLine, TextLine


@dataclass(frozen=True, slots=True)
class Greeted:
    """The first page of a person who sees no family whole: what they can do here, in words and doors. `cover`: what a
    partner may read of each of the `families`; `gone`: of which they read nothing any more.
    """

    greeting: str
    day: date
    words: tuple[str, ...]
    doors: tuple[Door, ...]
    drafts: DraftsToday
    families: tuple[FamilyCard, ...] = ()
    cover: Mapping[int, CoverShown] = field(default_factory=dict)
    gone: tuple[CoverShown, ...] = ()


@dataclass(frozen=True, slots=True)
class AccountPage:
    """Somebody's own account as pairs of label and value; `first_steps_url`: what to try first, "" but in a
    demonstration.
    """

    facts: tuple[tuple[str, str], ...]
    first_steps_url: str


@dataclass(frozen=True, slots=True)
class OwnEntry:
    """Something recorded for the family to read. `words`: what people said; `notes`: what was written of it.

    `sentence` is "" where the words alone say it. `by`: who wrote it then; `changed_by`, `changed_on`: who changed it
    last, and when; "" and None where it stands as it was written. `more`: further sentences of the same, which would
    else stand under the same heading again.
    """

    title: str
    day: date
    by: str
    sentence: str
    words: tuple[TextLine, ...]
    notes: tuple[TextLine, ...]
    changed_by: str = ""
    changed_on: date | None = None
    more: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnRecord:
    """The page of a parent or a child. `others`: the children whose record shows here too. `older`: where what happened
    before goes on, "" at the end; `is_newest`: nothing newer stands on a page before; `reach`: whom they may ring.
    """

    called: str
    others: str
    entries: tuple[OwnEntry, ...]
    older: str
    is_newest: bool
    reach: tuple[ToReach, ...]


def greeted(user: User, *, at: datetime) -> Greeted:
    """What somebody can do here who sees no family."""
    doors = tuple(door for permission, door in DOORS if user_may(user, permission))
    return Greeted(
        f"{greeting(at.hour)}, {called(user.name)}", at.date(), WHAT_I_CAN_DO[user.role], doors,
        drafts_today(user, at=at),
    )  # fmt: skip


def greeted_partner(user: User, *, at: datetime) -> Greeted:
    """The first page of somebody from another agency: the families of which they see something, and what else they can
    do.
    """
    mine = cards(list(by_name(user)), user, at)
    cover = agreements.own_cover(user, at)
    seen = {card.family_id for card in mine}
    gone = tuple(each for family_id, each in cover.items() if family_id not in seen and each.ended)
    return replace(greeted(user, at=at), families=tuple(mine), cover=cover, gone=gone)


def account(user: User, *, at: datetime) -> AccountPage:
    """Somebody's own name, role and teams. One query."""
    teams = [team.name for team in access.teams_of(user, at=at)]
    pairs = [
        ("Name", user.name),
        ("You sign in as", user.sign_in_name),
        ("Role", user.role_meant.name.capitalize()),
        ("Job title", user.job_title),
        ("Work telephone", user.telephone),
        ("Team" if len(teams) < 2 else "Teams", listed(teams)),
    ]
    first_steps_url = settings.FIRST_STEPS_URL if settings.DEMONSTRATION else ""
    return AccountPage(tuple(pair for pair in pairs if pair[1]), first_steps_url)


def own_record(user: User, *, at: datetime, before: str = "") -> OwnRecord:
    """What is recorded, for the family to read, about this parent or child; for a parent, about their child too. A page
    of it, the newest first, or what comes after `before`.
    """
    persons = people.persons_of_account(user, at)
    own = {person.person_id for person in persons}
    seen = {person_id: name for (_, person_id), name in people.names_in_scope(user).items()}
    page = timeline.own_entries(user, before=before)
    others = [called(name) for person_id, name in seen.items() if person_id not in own]
    names = own_names([person.name for person in persons], others)
    return OwnRecord(
        called=called(user.name), others=listed(sorted(others)),
        entries=_gathered(_own(line, own, names) for line in page.lines), older=page.before, is_newest=not before,
        reach=tuple(people.whom_to_reach(at)),
    )  # fmt: skip


def _own(line: EntryLine, own: Collection[UUID], names: Collection[str]) -> OwnEntry:
    said, by = line.entry.nature == "voice", str(line.entry.recorded_by)
    changed = line.entry.supersedes_id is not None
    first_by = getattr(line.entry, "first_by", None) or ""
    writer = by if changed else first_by
    told = timeline.own_told(line, names=names, writer=called(writer) if writer else "your helper")
    return OwnEntry(
        title=_who_said(line, own) if said else told.title,
        day=line.entry.happened_on,
        by=first_by,
        sentence="" if said else told.sentence,
        words=tuple(text for text in line.texts if text.part == "words"),
        notes=tuple(
            replace(text, heading=heading)
            for text, heading in zip(line.texts, told.headings, strict=True)
            if text.part != "words"
        ),
        changed_by=by if changed else "",
        changed_on=london_day(line.entry.recorded_at) if changed else None,
    )


def _gathered(entries: Iterable[OwnEntry]) -> tuple[OwnEntry, ...]:
    """What follows each other and is the same but for its sentence, as several visits called off, stands once."""
    found: list[OwnEntry] = []
    for entry in entries:
        before = found[-1] if found else None
        alone = entry.sentence and not (entry.words or entry.notes)
        if before and alone and before == replace(entry, sentence=before.sentence, more=before.more):
            found[-1] = replace(before, more=(*before.more, entry.sentence))
        else:
            found.append(entry)
    return tuple(found)


def _who_said(line: EntryLine, own: Collection[UUID]) -> str:
    spoke = [(person_id, name) for person_id, name, part in line.about if part == "said"]
    if any(person_id in own for person_id, _ in spoke):
        return "What you said"
    return f"What {listed([called(name) for _, name in spoke])} said" if spoke else line.title
