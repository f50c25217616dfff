"""Periods of work with a family, the practice models they follow, and those who help."""

import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import connection

from alongside.access.models import User
from alongside.access.rules import DRAFT_LASTS, draft_ends_at
from alongside.kit.clock import london_day
from alongside.kit.reads import once
from alongside.kit.words import is_named
from alongside.people.models import Helper, Involvement, InvolvementModel
from alongside.people.rules import HELPER_ROLES, LEADS_FIRST, initials
from alongside.practice.queries import model_of
from alongside.practice.rules import PracticeModel


@dataclass(frozen=True, slots=True)
class HelperLine:
    """Somebody who helps, with the part they have in words and how to reach them. `user_id` is None for a partner."""

    helper: Helper = field(repr=False)
    name: str
    role: str
    role_words: str
    job_title: str
    agency: str
    telephone: str
    is_key_worker: bool
    user_id: uuid.UUID | None

    @property
    def initials(self) -> str:
        """Up to two letters for a small picture."""
        return initials(self.name)


@once
def helpers_of(family_id: int, user: User, at: datetime) -> list[HelperLine]:
    """Who helps the family at that moment: the key worker first, then the service's own, then partners. One query."""
    rows = Helper.objects.visible_to(user).filter(family_id=family_id, during__contains=at)
    lines = [_line(row) for row in rows.select_related("user", "professional", "agency").order_by("recorded_at", "id")]
    place = {role: number for number, role in enumerate(LEADS_FIRST)}
    return sorted(lines, key=lambda line: place.get(line.role, len(place)))


@dataclass(frozen=True, slots=True)
class HelpingFor:
    """An agency that helped a family, and who did so for it."""

    agency_id: uuid.UUID
    name: str
    users: tuple[uuid.UUID, ...]
    professionals: tuple[uuid.UUID, ...]


@once
def agencies_of(family_id: int, user: User) -> list[HelpingFor]:
    """Every agency whose people help or helped the family, as far as the reader sees who does. One query."""
    rows = Helper.objects.visible_to(user).filter(family_id=family_id, agency__isnull=False)
    found: dict[uuid.UUID, list[Helper]] = {}
    for row in rows.select_related("agency").order_by("recorded_at", "id"):
        if row.agency_id is not None:
            found.setdefault(row.agency_id, []).append(row)
    return [
        HelpingFor(
            agency_id, str(those[0].agency), tuple(row.user_id for row in those if row.user_id),
            tuple(row.professional_id for row in those if row.professional_id),
        )
        for agency_id, those in found.items()
    ]  # fmt: skip


@once
def key_worker_of(family_id: int, user: User, at: datetime) -> Helper | None:
    """The family's key worker at that moment, the one named last if there are two. One query."""
    return key_workers_of([family_id], user, at).get(family_id)


@once
def who_leads(family_id: int, at: datetime) -> Helper | None:
    """Who leads the help at that moment: the key worker, failing that the next of LEADS_FIRST; the one named last if
    there are two. The caller's scope decides what is seen. One query.
    """
    rows = Helper.objects.filter(family_id=family_id, role__in=LEADS_FIRST, during__contains=at)
    newest_first = rows.order_by("-recorded_at", "-id")
    return min(newest_first, key=lambda row: LEADS_FIRST.index(row.role), default=None)


def leader_among(lines: Sequence[HelperLine]) -> HelperLine | None:
    """Who leads the help, as `who_leads` answers, among all who help as `helpers_of` lists them. No query."""
    leading = [line for line in lines if line.role in LEADS_FIRST]
    return next((line for line in reversed(leading) if line.role == leading[0].role), None)


def key_workers_of(family_ids: Iterable[int], user: User, at: datetime) -> dict[int, Helper]:
    """The key worker of each family that has one, with their account. One query whatever the number of families."""
    rows = Helper.objects.visible_to(user).filter(
        family_id__in=list(family_ids), role="key_worker", during__contains=at
    )
    return {row.family_id: row for row in rows.select_related("user").order_by("recorded_at", "id")}


@dataclass(frozen=True, slots=True)
class ToReach:
    """Somebody whom a parent or a child may ring, and why them: "key_worker", "follow_up", or "team" when nobody else
    is there. `after`, `since`: the key worker from whom they took over, and when; "" and None for the first.
    """

    part: str
    name: str
    job_title: str
    telephone: str
    after: str = ""
    since: date | None = None

    @property
    def initials(self) -> str:
        """Up to two letters for a small picture."""
        return initials(self.name)


def who_now(found: Iterable[ToReach], words: str) -> ToReach | None:
    """Of those whom somebody may ring, who took over from a key worker whom these words name; None for nobody."""
    return next((each for each in found if each.after and is_named(words, each.after)), None)


def whom_to_reach(at: datetime) -> list[ToReach]:
    """For the parent or child this transaction was opened for: who leads the help of their families, then the managers
    of the teams that do; nobody for anybody else. One query, of a function, because who helps is not theirs to see.
    """
    with connection.cursor() as cursor:
        cursor.execute(_WHOM_TO_REACH, [at])
        found = dict.fromkeys(_to_reach(row) for row in cursor.fetchall())
    return sorted(found, key=lambda each: each.part == "team")


def _to_reach(row: tuple[Any, ...]) -> ToReach:
    part, name, job_title, telephone, after, since = row
    return ToReach(part, name, job_title, telephone, after, london_day(since) if since else None)


_WHOM_TO_REACH = """
SELECT part, name, job_title, telephone, after_name, since FROM whom_i_may_reach(%s)
"""


@dataclass(frozen=True, slots=True)
class GivenOn:
    """A family whose help somebody led until another took over: by whom it was given to whom, and when."""

    family_id: int
    family_name: str
    by: str
    to: str
    at: datetime


def given_on(since: datetime, at: datetime) -> list[GivenOn]:
    """The families of which whom this transaction was opened for was the key worker until a day after `since` and is
    so no more, the last one first. One query, of a function, because they see those families no longer.
    """
    with connection.cursor() as cursor:
        cursor.execute(_GIVEN_ON, [at, since])
        return [GivenOn(*row) for row in cursor.fetchall()]


_GIVEN_ON = """
SELECT family_id, family_name, by_name, after_name, at FROM who_took_over(%s) WHERE at > %s
"""


def unfinished_forms(family_id: int, key_worker: User, at: datetime) -> int:
    """How many forms about a family its key worker has begun and not finished; 0 for whoever does not see the family in
    full. One query, of a function, because a draft is its author's alone.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT unfinished_forms(%s, %s, %s, %s)", [family_id, key_worker.pk, at, at - DRAFT_LASTS])
        return int(cursor.fetchone()[0])


def forms_begun(family_id: int, at: datetime) -> list[tuple[str, int]]:
    """Who else of those who help a family has begun forms about it and not finished, by name, and how many; nobody for
    whoever does not see it in full. One query, of a function, because a draft is its author's alone.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, forms FROM forms_begun(%s, %s, %s)", [family_id, at, at - DRAFT_LASTS])
        return [(name, int(forms)) for name, forms in cursor.fetchall()]


@dataclass(frozen=True, slots=True)
class OutOfSight:
    """How many forms a person began about families that are theirs to see no longer, and until when the last is
    kept; None when there is none.
    """

    number: int
    until: datetime | None


def my_forms_out_of_sight(at: datetime) -> OutOfSight:
    """Of whom this transaction was opened for. The scope must hold all their families. One query, of a function."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT forms, last_kept_at FROM my_forms_out_of_sight(%s)", [at - DRAFT_LASTS])
        number, last = cursor.fetchone()
    return OutOfSight(number, draft_ends_at(last) if last else None)


def helping_as(workers: Iterable[User], roles: Collection[str], user: User, at: datetime) -> list[Helper]:
    """Where these workers have one of these parts at that moment, among the families that are the reader's to see:
    the helpers with their family, by its name. One query, or none.
    """
    rows = Helper.objects.visible_to(user).filter(
        user_id__in=[worker.pk for worker in workers], role__in=list(roles), during__contains=at
    )
    return list(rows.select_related("family").order_by("family__name", "family_id"))


@once
def current_involvement(family_id: int, user: User) -> Involvement | None:
    """The involvement opened last; whether it has ended is told by its entries. One query."""
    rows = Involvement.objects.visible_to(user).filter(family_id=family_id)
    return rows.order_by("-opened_on", "-id").first()


@dataclass(frozen=True, slots=True)
class Followed:
    """A version of a practice model that an involvement followed, and since when."""

    involvement_id: uuid.UUID
    since: datetime
    version_id: uuid.UUID
    model: PracticeModel


@once
def models_followed(family_id: int) -> list[Followed]:
    """Every version of every practice model that the family's involvements ever followed, the first first. The caller's
    scope decides what is seen. One query, and one more for each version new to this process.
    """
    rows = InvolvementModel.objects.filter(family_id=family_id).order_by("recorded_at", "id")
    columns = rows.values_list("involvement_id", "recorded_at", "model_version_id")
    return [Followed(*row, model_of(row[2])) for row in columns]


def followed_now(involvement: Involvement) -> list[Followed]:
    """The version of each practice model the involvement follows now, by model. One query."""
    every = models_followed(involvement.family_id)
    newest = {each.model.id: each for each in every if each.involvement_id == involvement.pk}
    return [newest[model] for model in sorted(newest)]


def models_of(involvement: Involvement) -> list[PracticeModel]:
    """The practice models the involvement follows now. One query."""
    return [each.model for each in followed_now(involvement)]


def _line(row: Helper) -> HelperLine:
    who = row.user or row.professional
    return HelperLine(
        helper=row, name=str(who), role=row.role, role_words=HELPER_ROLES[row.role],
        job_title=who.job_title if who else "",
        agency=row.agency.name if row.agency else "", telephone=who.telephone if who else "",
        is_key_worker=row.role == "key_worker", user_id=row.user_id,
    )  # fmt: skip
