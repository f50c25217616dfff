"""Somebody who is a relative of a family is kept out of it, and a restricted family is open to those who are named:
both are asked once, where a transaction's scope is resolved, and so hold for every page, list, search and row policy.
"""

from importlib import import_module

import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import alongside.kit.ids
from alongside.access.logs import LogChanges
from alongside.access.row_policies import STAFF_ONLY, GuardTable, RedefineFunction

RESTRICTED = """f.restricted AND NOT EXISTS (
        SELECT 1 FROM open_to o WHERE o.user_id = {user} AND o.family_id = f.id AND o.during @> p_at)"""
KEPT_OUT = """EXISTS (
        SELECT 1 FROM kept_out k WHERE k.user_id = {user} AND k.family_id = f.id AND k.during @> p_at)"""
APART = f"NOT ({RESTRICTED}) AND NOT {KEPT_OUT}"


def resolving(signature: str, only: tuple[str, str] = ("", "")) -> str:
    """The live bases on which a person sees families; `only` narrows accesses and own records to one family."""
    return f"""
CREATE OR REPLACE FUNCTION {signature}
RETURNS TABLE (family_id bigint, level text, basis text, basis_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH me AS (SELECT id, role FROM "user" WHERE id = p_user AND is_active),
    mine AS (
        SELECT p.id FROM principal p JOIN me ON p.user_id = me.id
        UNION ALL
        SELECT p.id FROM principal p JOIN me ON p.role = me.role
        UNION ALL
        SELECT p.id FROM principal p
        JOIN team_member t ON t.team_id = p.team_id AND t.during @> p_at
        JOIN me ON t.user_id = me.id AND me.role = 'manager'
    )
    SELECT a.family_id, a.level::text, a.basis::text, a.basis_id
    FROM mine
    JOIN family_access a ON a.principal_id = mine.id AND a.during @> p_at {only[0]}
    JOIN family f ON f.id = a.family_id
    WHERE {APART.format(user="p_user")}
    UNION ALL
    SELECT pa.family_id, 'own', 'own_record', pa.id
    FROM person_account pa JOIN me ON pa.user_id = me.id
    WHERE pa.during @> p_at {only[1]}
$$
"""


RESOLVE = resolving("resolve_access(p_user uuid, p_at timestamptz)")
RESOLVE_ONE = resolving(
    "resolve_access_to(p_user uuid, p_at timestamptz, p_family bigint)",
    only=("AND a.family_id = p_family", "AND pa.family_id = p_family"),
)
# Whoever asks whether somebody is known hears nothing of a family that is closed to them.
_KNOWN = import_module("alongside.people.migrations.0021_looks_stamped").FIND_KNOWN_PERSON
_JOINED = "JOIN family f ON f.id = b.family_id"
FIND_KNOWN_PERSON = _KNOWN.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION").replace(
    _JOINED, f"{_JOINED} AND {APART.format(user='p_user')}"
)
MAY_END = "SELECT, INSERT, UPDATE (during, ended_why)"


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0022_scope_still_stands"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="KeptOut",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=alongside.kit.ids.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                (
                    "tie",
                    models.CharField(
                        choices=[("relative", "a relative"), ("known", "known to the family")], max_length=20
                    ),
                ),
                ("ended_why", models.CharField(blank=True, max_length=500)),
                ("during", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                (
                    "family",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.family"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "db_table": "kept_out",
                "indexes": [models.Index(fields=["user", "family"], name="kept_out_user")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("tie__in", ["relative", "known"])), name="kept_out_tie_known"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OpenTo",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=alongside.kit.ids.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("why", models.CharField(max_length=500)),
                ("look_again_on", models.DateField()),
                ("ended_why", models.CharField(blank=True, max_length=500)),
                ("during", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                (
                    "family",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.family"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "db_table": "open_to",
                "indexes": [models.Index(fields=["user", "family"], name="open_to_user")],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("why", ""), _negated=True), name="open_to_has_a_reason")
                ],
            },
        ),
        *(
            operation
            for table in ("kept_out", "open_to")
            for operation in (
                GuardTable(table, narrowed={"staff_only": STAFF_ONLY}, grants=MAY_END),
                LogChanges(table, added=True),
            )
        ),
        RedefineFunction("resolve_access(uuid, timestamptz)", RESOLVE, reads=("kept_out", "open_to")),
        RedefineFunction("resolve_access_to(uuid, timestamptz, bigint)", RESOLVE_ONE),
        RedefineFunction("find_known_person(uuid, timestamptz, uuid, text, text, daterange, text)", FIND_KNOWN_PERSON),
    ]
