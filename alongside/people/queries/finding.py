"""Families and people somebody may see, found by whatever is known of them: a name roughly, a date of birth, a family's
reference.

The comparison runs in the database, over the rows of the families in scope alone: what a name is found by stands ready
beside it (`0016_found_by_name`), so the cost grows with the families somebody sees and not with the table.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange

from alongside.access.models import User
from alongside.access.permissions import Permission, user_may
from alongside.kit import clock
from alongside.kit.refusals import NotAllowed
from alongside.people.models import Family, Membership, PersonKnownAs
from alongside.people.rules import age_said
from alongside.people.rules.finding import Asked, Nearness, likeness, nearness, next_day, why

MOST_ROWS = 200
"""Names that are compared further; whoever is farther is not shown, and the page says that there is more."""


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """Somebody who may be meant. `name` "" for whoever is protected; `why` they are shown, "" where it is plain."""

    person_id: uuid.UUID
    name: str
    age: str
    role: str
    why: str
    near: Nearness


@dataclass(frozen=True, slots=True)
class FoundFamily:
    """A family with whoever of it may be meant, the nearest first; nobody when only its own name or reference is."""

    family_id: int
    family_name: str
    reference: str
    near: Nearness
    people: tuple[FoundPerson, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The families that were found, the nearest first. `more`: there were too many names to compare them all."""

    families: tuple[FoundFamily, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class _Row:
    """One name that comes near: of a family itself (`known_as` None), or of one of its people."""

    known_as: uuid.UUID | None
    family_id: int
    hows: tuple[int, ...]
    earlier: bool


def find(by: User, wanted: Asked, today: date, *, route: str, request_id: uuid.UUID) -> Found:
    """Who may be meant among the families in scope; the look is in the reading log before this answers. Five queries.

    Raises NotAllowed for whoever does not record help: of a partner's families not everybody is theirs to see.
    """
    if not user_may(by, Permission.RECORD_HELP):
        raise NotAllowed
    rows = _near(parameters(by, wanted, route, request_id)) if wanted.anything else []
    families = _families(by, rows[:MOST_ROWS], today)
    return Found(tuple(sorted(families, key=lambda each: _order(each, wanted.words))), len(rows) > MOST_ROWS)


def _near(asked: dict[str, Any]) -> list[_Row]:
    with connection.cursor() as cursor:
        cursor.execute(NEAR, asked)
        return [_Row(known, family, tuple(hows), earlier) for known, family, hows, earlier in cursor.fetchall()]


def parameters(by: User, wanted: Asked, route: str, request_id: uuid.UUID) -> dict[str, Any]:
    """What `NEAR` takes."""
    return {
        "words": list(wanted.words), "birth": DateRange(*next_day(wanted.birth)) if wanted.birth else None,
        "reference": wanted.reference, "most": MOST_ROWS + 1, "said_at": clock.now(), "by": by.pk,
        "route": route[:200], "request_id": request_id, "asked": wanted.text,
    }  # fmt: skip


_HOW = """
CASE WHEN strpos({of}.found_words || ' ', ' ' || a.word || ' ') > 0 THEN 0
     WHEN strpos({of}.found_words, ' ' || a.word) > 0 THEN 1
     WHEN length(a.word) > 2 AND strict_word_similarity(a.word, {of}.found_words) >= 0.5 THEN 2
     WHEN {of}.found_sounds && a.sounds THEN 3
     ELSE 9 END
"""
_SCOPE = "ANY ((SELECT NULLIF(current_setting('app.families', true), '')::bigint[])::bigint[])"

# What begins alike, and half of what is spelt alike, has three letters in a row alike, which is a far cheaper look.
_IS_NEAR = """
({of}.found_sounds && (SELECT sounds FROM together) OR {of}.found_words ~ (SELECT alike FROM together) AND (
    {of}.found_words ~ (SELECT begins FROM together) OR EXISTS (
        SELECT 1 FROM asked a WHERE length(a.word) > 2 AND strict_word_similarity(a.word, {of}.found_words) >= 0.5)))
"""

# Each word comes near the person or their family; one at least the person, and with a birth alone the birth. What comes
# near no word is left out by cheap looks, so that the rest is asked of few.
NEAR = f"""
WITH asked AS MATERIALIZED (
    SELECT place, row_number() OVER (ORDER BY place) AS nth, word, name_sounds(word) AS sounds
    FROM (
        SELECT place, btrim(name_words(said)) AS word
        FROM unnest(%(words)s::text[]) WITH ORDINALITY AS typed (said, place)
    ) plain WHERE word <> ''
), together AS MATERIALIZED (
    SELECT '( ' || string_agg(word, '| ') || ')' AS begins,
           ARRAY(SELECT DISTINCT s FROM asked, unnest(sounds) AS s) AS sounds,
           string_agg(CASE WHEN length(word) < 3 THEN ' ' || word ELSE in_threes END, '|') AS alike
    FROM asked CROSS JOIN LATERAL (
        SELECT string_agg(
            CASE i WHEN length(word) THEN right(word, 2) || '( |$)' ELSE substr(' ' || word, i, 3) END, '|'
        ) AS in_threes
        FROM generate_series(1, length(word)) AS i
    ) each
), families AS MATERIALIZED (
    SELECT f.id, f.reference, h.hows, h.far, h.nearest FROM family f CROSS JOIN LATERAL (
        SELECT COALESCE(array_agg(b.how ORDER BY b.place), '{{}}') AS hows, COALESCE(max(b.how), 0) AS far,
               min(b.how) AS nearest
        FROM (SELECT a.place, {_HOW.format(of="f")} AS how FROM asked a) b
    ) h
    WHERE f.id = {_SCOPE} AND (NOT EXISTS (SELECT 1 FROM asked) OR {_IS_NEAR.format(of="f")})
), people AS (
    SELECT k.id AS known_as, k.family_id, h.hows, h.far, k.id AS newest_first
    FROM person_known_as k LEFT JOIN families o ON o.id = k.family_id CROSS JOIN LATERAL (
        SELECT COALESCE(array_agg(least(c.how, c.of_family) ORDER BY c.nth), '{{}}') AS hows,
               COALESCE(max(least(c.how, c.of_family)), 0) AS far
        FROM (
            SELECT a.nth, {_HOW.format(of="k")} AS how, COALESCE(o.hows[a.nth], 9) AS of_family FROM asked a
        ) c
    ) h
    WHERE k.family_id = {_SCOPE} AND h.far < 9
      AND (NOT EXISTS (SELECT 1 FROM asked) OR {_IS_NEAR.format(of="k")})
      AND (%(birth)s::daterange IS NULL OR k.birth && %(birth)s::daterange)
      AND (EXISTS (SELECT 1 FROM asked) OR %(birth)s::daterange IS NOT NULL)
      AND (%(reference)s = '' OR k.family_id IN (SELECT id FROM family WHERE reference = %(reference)s))
), found AS (
    SELECT known_as, family_id, hows, far, newest_first FROM people
    UNION ALL
    SELECT NULL, f.id, f.hows, f.far, NULL FROM families f
    WHERE %(birth)s::daterange IS NULL AND f.far < 9 AND (%(reference)s = '' OR f.reference = %(reference)s)
      AND (EXISTS (SELECT 1 FROM asked) OR %(reference)s <> '')
    ORDER BY far, newest_first DESC NULLS FIRST LIMIT %(most)s
), logged AS (
    INSERT INTO read_log (said_at, user_id, basis, route, rows, request_id, asked)
    SELECT %(said_at)s, %(by)s, 'find', %(route)s,
           count(DISTINCT family_id), %(request_id)s, %(asked)s
    FROM found
)
SELECT known_as, family_id, hows,
       known_as IS NOT NULL AND EXISTS (SELECT 1 FROM person_known_as n WHERE n.supersedes_id = known_as)
FROM found ORDER BY far, newest_first DESC NULLS FIRST
"""  # noqa: S608 (made of constants)


def _families(by: User, rows: Sequence[_Row], today: date) -> list[FoundFamily]:
    """The families of these rows, by the application's own filter once more."""
    ids = {row.family_id for row in rows}
    families = {each.pk: each for each in Family.objects.visible_to(by).filter(pk__in=ids)} if ids else {}
    people = _people(by, rows, today) if families else {}
    return [
        FoundFamily(
            pk, family.name, family.reference,
            min([nearness(row.hows) for row in rows if row.family_id == pk], default=Nearness.FAR),
            tuple(sorted(people.get(pk, {}).values(), key=lambda each: (each.near, each.name))),
        )
        for pk, family in families.items()
    ]  # fmt: skip


def _people(by: User, rows: Sequence[_Row], today: date) -> dict[int, dict[uuid.UUID, FoundPerson]]:
    """Whom the names belong to, each with the name that comes nearest; a name they have now before one they had."""
    named = {row.known_as: row for row in rows if row.known_as is not None}
    own = PersonKnownAs.objects.visible_to(by).filter(family_id__in={row.family_id for row in named.values()})
    everyone = {each.pk: each for each in own.filter(pk__in=named)}
    those = {each.person_id for each in everyone.values()}
    now = {(each.family_id, each.person_id): each for each in own.filter(person_id__in=those).newest()}
    roles = _roles(by, now)
    found: dict[int, dict[uuid.UUID, FoundPerson]] = {}
    for pk, row in sorted(named.items(), key=lambda each: (each[1].earlier, nearness(each[1].hows))):
        if pk in everyone and (key := (row.family_id, everyone[pk].person_id)) in now:
            person = _person(now[key], everyone[pk], row, roles.get(key, ""), today)
            found.setdefault(row.family_id, {}).setdefault(person.person_id, person)
    return found


def _roles(by: User, now: dict[tuple[int, uuid.UUID], PersonKnownAs]) -> dict[tuple[int, uuid.UUID], str]:
    rows = Membership.objects.visible_to(by).filter(
        family_id__in={family for family, _ in now}, person_id__in={person for _, person in now}, known_until=None
    )
    return {(row.family_id, row.person_id): row.role for row in rows.order_by("during", "recorded_at", "id")}


def _person(now: PersonKnownAs, matched: PersonKnownAs, row: _Row, role: str, today: date) -> FoundPerson:
    """Of whoever is, or was when so called, protected nothing is said on a list but that there is somebody."""
    near = nearness(row.hows)
    if now.protected or matched.protected:
        return FoundPerson(now.person_id, "", "", "", "", near)
    age = age_said(now.birth_days, now.due_on, now.died_on, today) if now.died_on is None else ""
    other = row.earlier and str(matched) != str(now)
    return FoundPerson(now.person_id, str(now), age, role, why(row.hows, str(matched), earlier=other), near)


def _order(found: FoundFamily, words: Sequence[str]) -> tuple[Nearness, float, str, int]:
    names = (found.family_name, *(each.name for each in found.people))
    return found.near, -likeness(words, names), found.family_name.lower(), found.family_id
