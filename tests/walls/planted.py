"""What the demonstration lacks, planted by a superuser, so that each wall has something to hold back.

All of it about the Smith family: Katie and Amy read their own page, Liam is Katie's child, and a teacher reads what
concerns Katie and Amy.
"""

import json
import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

import psycopg

from alongside.kit.ids import uuid7

FAMILY = "Smith"
AROUND_NOBODY_SEES = "Robbins"
"""A family that neither Katie nor the teacher sees."""


class Planting:
    """Rows are copies of rows that are there, changed."""

    def __init__(self, connection: psycopg.Connection[Any], at: datetime) -> None:
        self.connection, self.at = connection, at
        self.family = self._one("SELECT id FROM family WHERE name = %s", FAMILY)
        self.elsewhere = self._one("SELECT id FROM family WHERE name = %s", AROUND_NOBODY_SEES)
        self.katie, self.amy, self.liam = (self._person(f"{name} Smith") for name in ("Katie", "Amy", "Liam"))
        self.somebody_else = self._one(
            "SELECT person_id FROM membership WHERE family_id = %s AND person_id <> ALL (%s) ORDER BY id LIMIT 1",
            self.family, [self.katie, self.amy, self.liam],
        )  # fmt: skip
        self.entry = self._one("SELECT id FROM entry WHERE family_id = %s ORDER BY id LIMIT 1", self.family)

    def _one(self, statement: str, *given: Any) -> Any:
        row = self.connection.execute(statement, given).fetchone()
        assert row is not None, statement
        return next(iter(row.values()))

    def _person(self, name: str) -> uuid.UUID:
        found: uuid.UUID = self._one(
            "SELECT person_id FROM person_known_as WHERE family_id = %s AND name = %s LIMIT 1", self.family, name
        )
        return found

    def user(self, sign_in_name: str) -> uuid.UUID:
        found: uuid.UUID = self._one('SELECT id FROM "user" WHERE sign_in_name = %s', sign_in_name)
        return found

    def row(self, table: str, like: Any = None, **changed: Any) -> uuid.UUID:
        """One row more: like another where one is named, and with these values."""
        of = {"id": uuid7(), **changed}
        like = {} if like is None else self._one(f'SELECT to_jsonb(t) FROM "{table}" t WHERE id = %s', like)
        columns = ", ".join(f'"{name}"' for name in {**like, **of} if not name.startswith("found_"))
        self.connection.execute(
            f'INSERT INTO "{table}" ({columns}) SELECT {columns} FROM jsonb_populate_record(NULL::"{table}", %s)',
            [json.dumps({**like, **of}, default=str)],
        )
        new: uuid.UUID = of["id"]
        return new

    def tell(
        self, audience: str, about: Iterable[tuple[uuid.UUID, str]], *, taken_back: bool = False
    ) -> tuple[uuid.UUID, uuid.UUID]:
        """An entry with a text, its content, a file and who helped; taken back where that is said: its strand and
        itself.
        """
        strand = self.row("strand", family_id=self.family, audience=audience)
        of = {"family_id": self.family, "audience": audience, "strand_id": strand}
        told = {"deed_id": uuid7(), "supersedes_id": None, "retracts": False, "happened_at": None}
        entry = self.row("entry", self.entry, **of, **told)
        for person, part in about:
            self.row("entry_about", **of, entry_id=entry, person_id=person, part=part)
        self.row("entry_text", **of, entry_id=entry, part="note", body="Told to be held back.")
        self.row("entry_content", **of, entry_id=entry, content={"words": "Told to be held back."})
        sha256 = entry.hex * 2
        self.row(
            "attached_file", family_id=self.family, sha256=sha256, media_type="text/plain", body="\\x41", words="A",
            all_read=True,
        )  # fmt: skip
        self.row("attachment", **of, entry_id=entry, sha256=sha256)
        self.row("entry_helper", **of, entry_id=entry, user_id=self.user("joanne.mercer"))
        if taken_back:
            back = self.row("entry", entry, deed_id=uuid7(), supersedes_id=entry, retracts=True)
            for person, part in about:
                self.row("entry_about", **of, entry_id=back, person_id=person, part=part)
        return strand, entry

    def keep_from_katie(self, **what: Any) -> None:
        self.row(
            "withholding", family_id=self.family, from_person_id=self.katie, why="She would be in danger.",
            recorded_at=self.at, recorded_by_id=self.user("joanne.mercer"), partners_may_read=False,
            during=f"[{self.at - timedelta(days=1)},)", **what,
        )  # fmt: skip


def plant(connection: psycopg.Connection[Any], at: datetime) -> None:
    """Rows that the invented families have no reason for."""
    here = Planting(connection, at)
    _told(here)
    _known(here)
    _kept_by_their_authors(here)
    _apart(here)


def _apart(here: Planting) -> None:
    """Somebody who helps a family is kept out of it; two families are restricted, one of them to somebody."""
    by, since = here.user("denise.abara"), f"[{here.at - timedelta(days=1)},)"
    stamped = {"recorded_at": here.at, "recorded_by_id": by, "during": since, "ended_why": ""}
    for user, family in (("sam.whittaker", here.family), ("joanne.mercer", here.elsewhere)):
        here.row("kept_out", family_id=family, user_id=here.user(user), tie="relative", **stamped)
    for user in ("joanne.mercer", "denise.abara", "ms.spragg"):
        here.row(
            "open_to", family_id=here.family, user_id=here.user(user), why="x", look_again_on="2027-01-01", **stamped
        )
    for family in (here.family, here.elsewhere):
        here.row(
            "broken_glass", family_id=family, user_id=here.user("sam.whittaker"), reason="duty", what_for="x",
            writes=False, recorded_at=here.at, recorded_by_id=here.user("sam.whittaker"), during=since, found="",
            reviewed_by_id=None, reviewed_at=None, justified=None,
        )  # fmt: skip
    here.connection.execute("UPDATE family SET restricted = true WHERE id = %s", [here.family])


def _told(here: Planting) -> None:
    here.tell("family", [(here.katie, "said")], taken_back=True)
    here.tell("family", [(here.amy, "said"), (here.liam, "mentioned")])
    here.tell("team", [(here.katie, "said")])
    here.tell("around", [(here.somebody_else, "with")])
    here.tell("family", [(here.somebody_else, "with")])
    of_all, entry = here.tell("family", [(here.katie, "said")])
    kept, kept_entry = here.tell("family", [(here.katie, "said")])
    here.keep_from_katie(strand_id=kept)
    here.keep_from_katie(subject_id=here.liam)
    asked = here._one("SELECT id FROM referral WHERE family_id = %s ORDER BY id LIMIT 1", here.family)
    for strand, of_entry in ((of_all, entry), (kept, kept_entry)):
        here.row("referral", asked, strand_id=strand, entry_id=of_entry, audience="family", submission_id=uuid7())


def _known(here: Planting) -> None:
    """A fact kept from Katie; and what was protected once and is no longer."""
    fact = here._one("SELECT id FROM person_fact WHERE person_id = %s ORDER BY id LIMIT 1", here.katie)
    kept = here.row("person_fact", fact, fact_id=uuid7(), supersedes_id=None, protected=False)
    here.keep_from_katie(fact_id=here._one("SELECT fact_id FROM person_fact WHERE id = %s", kept))
    first = here.row("person_fact", fact, fact_id=(one := uuid7()), supersedes_id=None, protected=True)
    here.row("person_fact", fact, fact_id=one, supersedes_id=first, protected=False)
    here.row("person_fact", fact, fact_id=uuid7(), person_id=here.liam, supersedes_id=None, protected=False)
    name = here._one(
        "SELECT id FROM person_known_as k WHERE person_id = %s AND family_id = %s "
        "AND NOT EXISTS (SELECT 1 FROM person_known_as newer WHERE newer.supersedes_id = k.id)",
        here.amy, here.family,
    )  # fmt: skip
    hidden = here.row("person_known_as", name, supersedes_id=name, protected=True)
    here.row("person_known_as", name, supersedes_id=hidden, protected=False)


def _kept_by_their_authors(here: Planting) -> None:
    """Drafts, looks and saved forms: of a family its author sees, and of one they see no more."""
    teacher, worker = here.user("ms.spragg"), here.user("joanne.mercer")
    for author, family in ((teacher, here.family), (teacher, here.elsewhere), (worker, here.family)):
        here.row(
            "draft", author_id=author, family_id=family, form_key=uuid7(), path=f"/families/{family}/", title="A visit",
            fields="[]", begun_at=here.at, kept_at=here.at,
        )  # fmt: skip
        here.row("last_look", author_id=author, family_id=family, at=here.at, seen=[])
    for author in (teacher, worker):
        here.row(
            "saved_form", author_id=author, route="visits:record", key=uuid7(), digest="0" * 64, sent="", answer="/",
            correct_at="", saved_at=here.at,
        )  # fmt: skip
        here.row(
            "sign_in", author_id=author, session_key=uuid7().hex, began_at=here.at, seen_at=here.at, place="Loopback",
            browser="Firefox", how="A password", ended_at=None,
        )  # fmt: skip
        here.row("account_event", user_id=author, by_id=None, by_name="", kind="password", at=here.at)
