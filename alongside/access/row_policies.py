"""The second wall, as migration operations: row-level security, forced, and what each role may do to a table.

What a request may see is set once, at its start, in settings of its transaction (see `scope`). Policies read those
settings through a sub-select, so that PostgreSQL reads them once a query and not once a row; none joins two
conditions with OR, which would cost a hundredfold: permissive policies open a family, RESTRICTIVE ones narrow it.
The owner of the tables and the role behind the definer functions are let through by policies that name them,
because FORCE binds them as well.
"""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation

FAMILIES = "((SELECT NULLIF(current_setting('app.families', true), '')::bigint[])::bigint[])"
TEAM = "((SELECT NULLIF(current_setting('app.team', true), '')::bigint[])::bigint[])"
AROUND = "((SELECT NULLIF(current_setting('app.around', true), '')::bigint[])::bigint[])"
PERSONS = "((SELECT NULLIF(current_setting('app.persons', true), '')::uuid[])::uuid[])"
USER = "(SELECT NULLIF(current_setting('app.user', true), '')::uuid)"


def _withheld(setting: str) -> str:
    return f"(COALESCE((SELECT NULLIF(current_setting('app.{setting}', true), '')::uuid[]), '{{}}')::uuid[])"


COVERED = "(COALESCE((SELECT NULLIF(current_setting('app.covered', true), '')::text[]), '{}')::text[])"


def covered(*persons: str) -> str:
    """Partners see a row when their live bases cover every person it names; a column that names nobody asks nothing.

    Whom a partner's bases cover is known by family and person: somebody known in two families is covered in one.
    """
    everyone = " AND ".join(
        f"COALESCE((family_id::text || ' ' || {person}::text) = ANY {COVERED}, true)" for person in persons
    )
    return f"CASE WHEN family_id = ANY {TEAM} THEN true WHEN family_id = ANY {AROUND} THEN {everyone} ELSE true END"


SEEN = f"family_id = ANY {FAMILIES}"
BY_AUDIENCE = (
    f"CASE audience WHEN 'team' THEN family_id = ANY {TEAM} WHEN 'around' THEN family_id = ANY {AROUND} ELSE true END"
)
STRAND_NOT_WITHHELD = f"strand_id <> ALL {_withheld('withheld_strands')}"
SUBJECT_NOT_WITHHELD = f"person_id <> ALL {_withheld('withheld_subjects')}"
FACT_NOT_WITHHELD = f"fact_id <> ALL {_withheld('withheld_facts')}"
# A protected row is for the service's own staff; anyone outside the team around the family sees only rows about
# themselves.
BY_PROTECTION = f"CASE WHEN protected THEN family_id = ANY {TEAM} ELSE true END"
ABOUT_ONESELF = f"CASE WHEN family_id = ANY {AROUND} THEN true ELSE person_id = ANY {PERSONS} END"
STAFF_ONLY = f"family_id = ANY {TEAM}"
HELPERS_ONLY = f"family_id = ANY {AROUND}"
OWN = f"author_id = {USER}"

APPEND_ONLY = "SELECT, INSERT"
ADD_AND_CHANGE = "SELECT, INSERT, UPDATE"


@dataclass(frozen=True, slots=True)
class Wall:
    """What guards one table. `seen`: the permissive condition. `narrowed`: RESTRICTIVE ones by name."""

    table: str
    seen: str = SEEN
    narrowed: dict[str, str] = field(default_factory=dict)
    grants: str = APPEND_ONLY


class _Sql(Operation):
    reduces_to_sql = True
    reversible = False

    def state_forwards(self, app_label: str, state: Any) -> None:  # noqa: ARG002
        return None

    def statements(self) -> list[str]:
        raise NotImplementedError

    def database_forwards(self, *state: Any) -> None:
        schema_editor: BaseDatabaseSchemaEditor = state[1]
        for statement in self.statements():
            schema_editor.execute(statement, params=None)


def _name(identifier: str) -> str:
    return '"' + identifier.replace('"', '""') + '"'


class GuardTable(_Sql):
    """Raise the wall on a personal table: `GuardTable("entry", narrowed={...}, grants=APPEND_ONLY)`."""

    def __init__(self, table: str, seen: str = SEEN, narrowed: dict[str, str] | None = None, grants: str = APPEND_ONLY):
        self.wall = Wall(table, seen, narrowed or {}, grants)

    def statements(self) -> list[str]:
        roles, wall = settings.DATABASE_ROLES, self.wall
        table, app = _name(wall.table), _name(roles.application)
        lines = [
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
            f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
            f"CREATE POLICY maintained ON {table} TO {_name(roles.owner)} USING (true) WITH CHECK (true)",
            f"CREATE POLICY resolved ON {table} FOR SELECT TO {_name(roles.definer)} USING (true)",
            f"CREATE POLICY seen ON {table} TO {app} USING ({wall.seen}) WITH CHECK ({wall.seen})",
        ]
        for name, condition in wall.narrowed.items():
            restrictive = f"CREATE POLICY {_name(name)} ON {table} AS RESTRICTIVE TO {app}"
            lines.append(f"{restrictive} USING ({condition}) WITH CHECK ({condition})")
        return [*lines, *GrantOnly(wall.table, wall.grants).statements()]

    def describe(self) -> str:
        return f"Guard {self.wall.table} by row policies"


class NarrowTable(_Sql):
    """Narrow a table that is guarded already by one more RESTRICTIVE condition, under a name of its own."""

    def __init__(self, table: str, name: str, condition: str) -> None:
        self.table, self.policy, self.condition = table, name, condition

    def statements(self) -> list[str]:
        table, app = _name(self.table), _name(settings.DATABASE_ROLES.application)
        restrictive = f"CREATE POLICY {_name(self.policy)} ON {table} AS RESTRICTIVE TO {app}"
        return [f"{restrictive} USING ({self.condition}) WITH CHECK ({self.condition})"]

    def describe(self) -> str:
        return f"Narrow {self.table} by {self.policy}"


class WidenTable(_Sql):
    """Take down a RESTRICTIVE condition behind which another, narrower one stands: a wall that holds nothing back is
    one that no test can miss.
    """

    def __init__(self, table: str, name: str) -> None:
        self.table, self.policy = table, name

    def statements(self) -> list[str]:
        return [f"DROP POLICY {_name(self.policy)} ON {_name(self.table)}"]

    def describe(self) -> str:
        return f"No longer narrow {self.table} by {self.policy}"


class GrantOnly(_Sql):
    """Leave the application role exactly these rights on a table: `GrantOnly("read_log", "INSERT")`."""

    def __init__(self, table: str, grants: str) -> None:
        self.table, self.grants = table, grants

    def statements(self) -> list[str]:
        table, app = _name(self.table), _name(settings.DATABASE_ROLES.application)
        return [f"REVOKE ALL ON {table} FROM {app}", f"GRANT {self.grants} ON {table} TO {app}"]

    def describe(self) -> str:
        return f"Let the application only {self.grants.lower()} {self.table}"


class KeepWriting(_Sql):
    """Only where `by` holds may the application add or change rows, whoever may read them: `KeepWriting("helper")`.

    Without it a parent's transaction, which reads rows about themselves, could write such rows as well.
    """

    def __init__(self, table: str, by: str = STAFF_ONLY) -> None:
        self.table, self.by = table, by

    def statements(self) -> list[str]:
        table, app = _name(self.table), _name(settings.DATABASE_ROLES.application)
        restrictive = f"ON {table} AS RESTRICTIVE FOR"
        return [
            f"CREATE POLICY added_by {restrictive} INSERT TO {app} WITH CHECK ({self.by})",
            f"CREATE POLICY changed_by {restrictive} UPDATE TO {app} USING ({self.by}) WITH CHECK ({self.by})",
        ]

    def describe(self) -> str:
        return f"Let few write {self.table}"


class ForbidChange(_Sql):
    """Make UPDATE, DELETE and TRUNCATE raise for every role that serves requests, whatever rights it is ever granted.

    The owner, as the retention command, may still remove.
    """

    def __init__(self, table: str) -> None:
        self.table = table

    def statements(self) -> list[str]:
        table, owner = _name(self.table), settings.DATABASE_ROLES.owner.replace("'", "''")
        refuse = "EXECUTE FUNCTION refuse_change()"
        return [
            f"""CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF current_user = '{owner}' THEN RETURN COALESCE(NEW, OLD); END IF;
                RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
            END $$""",
            f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW {refuse}",
            f"CREATE TRIGGER never_emptied BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {refuse}",
        ]

    def describe(self) -> str:
        return f"Make {self.table} append-only"


class SameFamily(_Sql):
    """A row and the row it points to belong to one family, by a foreign key over both columns.

    `SameFamily("visit", ("entry_id", "family_id"), "entry", ("id", "family_id"))`; more columns (strand, audience)
    alike.
    """

    def __init__(self, table: str, columns: tuple[str, ...], target: str, target_columns: tuple[str, ...]) -> None:
        self.table, self.columns, self.target, self.target_columns = table, columns, target, target_columns

    def statements(self) -> list[str]:
        name = f"{self.table}_{self.columns[0]}_same_family"[:63]
        there = ", ".join(map(_name, self.target_columns))
        here = ", ".join(map(_name, self.columns))
        key = f"{self.target}_{'_'.join(self.target_columns)}_key"[:63]
        return [
            f"CREATE UNIQUE INDEX IF NOT EXISTS {_name(key)} ON {_name(self.target)} ({there})",
            (
                f"ALTER TABLE {_name(self.table)} ADD CONSTRAINT {_name(name)} FOREIGN KEY ({here}) "
                f"REFERENCES {_name(self.target)} ({there}) DEFERRABLE INITIALLY DEFERRED"
            ),
        ]

    def describe(self) -> str:
        return f"Keep {self.table} in the family of its {self.target}"


class DefinerFunction(_Sql):
    """A function the application may call and whose inside runs as the definer role, which may read only `reads`."""

    def __init__(
        self,
        signature: str,
        body: str,
        reads: tuple[str, ...] = (),
        adds_to: tuple[str, ...] = (),
        callable_by_app: bool = True,
    ) -> None:
        self.signature, self.body, self.reads, self.adds_to = signature, body, reads, adds_to
        self.callable_by_app = callable_by_app

    def statements(self) -> list[str]:
        roles = settings.DATABASE_ROLES
        definer, app = _name(roles.definer), _name(roles.application)
        return [
            *(f"GRANT SELECT ON {_name(table)} TO {definer}" for table in self.reads),
            *(f"GRANT INSERT ON {_name(table)} TO {definer}" for table in self.adds_to),
            self.body,
            # Before it changes hands: a revoke by somebody who does not own the function does nothing but warn.
            f"REVOKE ALL ON FUNCTION {self.signature} FROM PUBLIC",
            *([f"GRANT EXECUTE ON FUNCTION {self.signature} TO {app}"] if self.callable_by_app else []),
            f"ALTER FUNCTION {self.signature} OWNER TO {definer}",
        ]

    def describe(self) -> str:
        return f"Define {self.signature}"


class ReshapeFunction(DefinerFunction):
    """A definer function of the same signature that answers with other columns than before; going back, `before` again.

    A function that answers otherwise cannot be replaced: it is dropped by whoever owns it, and defined anew.
    """

    reversible = True

    def __init__(self, signature: str, body: str, before: str, reads: tuple[str, ...] = ()) -> None:
        super().__init__(signature, body, reads)
        self.before = before

    def statements(self) -> list[str]:
        return [*self._dropped(), *super().statements()]

    def database_backwards(self, *state: Any) -> None:
        schema_editor: BaseDatabaseSchemaEditor = state[1]
        for statement in [*self._dropped(), *DefinerFunction(self.signature, self.before).statements()]:
            schema_editor.execute(statement, params=None)

    def _dropped(self) -> list[str]:
        roles = settings.DATABASE_ROLES
        owner, definer = _name(roles.owner), _name(roles.definer)
        return [f"SET LOCAL ROLE {definer}", f"DROP FUNCTION {self.signature}", f"SET LOCAL ROLE {owner}"]

    def describe(self) -> str:
        return f"Reshape {self.signature}"


class RedefineFunction(_Sql):
    """Another body for a definer function of the same signature; it stays the definer role's, with its rights."""

    def __init__(self, signature: str, body: str, reads: tuple[str, ...] = ()) -> None:
        self.signature, self.body, self.reads = signature, body, reads

    def statements(self) -> list[str]:
        roles = settings.DATABASE_ROLES
        definer = _name(roles.definer)
        return [
            *(f"GRANT SELECT ON {_name(table)} TO {definer}" for table in self.reads),
            # Only whoever owns a function may replace it, and the owner of the tables does not inherit that.
            f"SET LOCAL ROLE {definer}",
            self.body,
            f"SET LOCAL ROLE {_name(roles.owner)}",
        ]

    def describe(self) -> str:
        return f"Redefine {self.signature}"
