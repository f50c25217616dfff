"""The second wall: every personal row belongs to a family, and the database itself refuses it to anyone else."""

from collections.abc import Iterable, Mapping
from typing import Any

from .house import Breach

_WALLS = """
SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity,
       EXISTS (SELECT FROM pg_policy p
               WHERE p.polrelid = c.oid AND p.polpermissive
                 AND (p.polroles = '{0}'::oid[]
                      OR p.polroles @> ARRAY[(SELECT oid FROM pg_roles WHERE rolname = %(role)s)]))
FROM pg_class c
WHERE c.relnamespace = 'public'::regnamespace
  AND c.relkind IN ('r', 'p')
  -- A month of a log: the role reaches it through its table alone, and that table stands for it.
  AND NOT (c.relispartition AND c.relname ~ '_[0-9]{4}_[0-9]{2}$'
           AND NOT has_table_privilege(%(role)s, c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE'))
ORDER BY c.relname
"""
_CHANGED = """
SELECT c.relname,
       EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname = 'logged' AND t.tgenabled = 'O')
FROM pg_class c
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
  AND (has_any_column_privilege(%(role)s, c.oid, 'UPDATE') OR has_table_privilege(%(role)s, c.oid, 'DELETE'))
ORDER BY c.relname
"""
_VIEWS = """
SELECT c.relname, c.relkind, COALESCE(c.reloptions @> '{security_invoker=true}', false)
FROM pg_class c
WHERE c.relnamespace = 'public'::regnamespace
  AND c.relkind IN ('v', 'm')
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
ORDER BY c.relname
"""


def every_personal_row_has_a_family(models: Iterable[Any], excused: Mapping[str, str]) -> list[Breach]:
    """Every model has a `family_id` that is never empty. `excused` maps `room.Model` to a reason."""
    breaches, seen = [], set()
    for model in models:
        if not model._meta.managed or model._meta.proxy:
            continue
        label = model._meta.label
        column = next((field for field in model._meta.concrete_fields if field.column == "family_id"), None)
        if label in excused:
            seen.add(label)
            if column is not None and not column.null:
                breaches.append(Breach(label, "is excused but has a family", "take the excuse down"))
        elif column is None:
            breaches.append(Breach(label, "has no family_id", "add it, so that a row policy can stand on it"))
        elif column.null:
            breaches.append(Breach(label, "its family_id may be empty", "make it required, or excuse it with a reason"))
    return breaches + [
        Breach("PERSONAL_WITHOUT_FAMILY", f"'{label}' is not there", "take the excuse down")
        for label in sorted(set(excused) - seen)
    ]


def every_table_has_a_row_policy(cursor: Any, role: str, excused: Mapping[str, str]) -> list[Breach]:
    """Every table has row security, enabled and forced, and a permissive policy that names the role.

    `excused` maps tables without one to a reason; a table that has a policy and is excused is a breach too, so the
    list always equals what the database says.
    """
    cursor.execute(_WALLS, {"role": role})
    breaches, seen = [], set()
    for table, enabled, forced, policy in cursor.fetchall():
        seen.add(table)
        if table in excused:
            if enabled and forced and policy:
                breaches.append(Breach(table, "is excused but has a row policy", "take the excuse down"))
            continue
        missing = [
            what
            for there, what in (
                (enabled, "row security is not enabled"),
                (forced, "row security is not forced on its owner"),
                (policy, f"no permissive policy names {role}"),
            )
            if not there
        ]
        if missing:
            breaches.append(Breach(table, "; ".join(missing), "add its policies in the migration that makes the table"))
    return breaches + [
        Breach("TABLES_WITHOUT_POLICY", f"table '{table}' is not there", "take the excuse down")
        for table in sorted(set(excused) - seen)
    ]


def every_change_is_told(cursor: Any, role: str, excused: Mapping[str, str]) -> list[Breach]:
    """Rows that the role may change or remove are in the change log, or their table is excused with a reason."""
    cursor.execute(_CHANGED, {"role": role})
    found = dict(cursor.fetchall())
    untold = [name for name, told in found.items() if not told and name not in excused]
    idle = [name for name in excused if found.get(name, True)]
    return [
        *(Breach(name, "its changes are not told", "call LogChanges in its migration") for name in untold),
        *(Breach("CHANGED_UNTOLD", f"'{name}' needs no excuse", "take the excuse down") for name in sorted(idle)),
    ]


def every_view_asks_as_the_reader(cursor: Any) -> list[Breach]:
    """A view reads with the rights of whoever asks; a materialised view keeps rows that no policy guards."""
    cursor.execute(_VIEWS)
    breaches = []
    for name, kind, invoker in cursor.fetchall():
        if kind in ("m", b"m"):
            breaches.append(Breach(name, "keeps rows outside the row policies", "compute it, or keep a guarded table"))
        elif not invoker:
            breaches.append(Breach(name, "reads as its owner", "create it WITH (security_invoker = true)"))
    return breaches
