"""Somebody who is a relative of a family is kept out of it, and a restricted family is open to those who are named:
both are asked once, where a transaction's scope is resolved, and so hold for every page, list, search and row policy.
"""

import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import alongside.kit.ids
from alongside.access.logs import LogChanges
from alongside.access.row_policies import STAFF_ONLY, GuardTable, RedefineFunction

RESTRICTED = """f.restricted AND NOT EXISTS (
        SELECT 1 FROM open_to o WHERE o.user_id = p_user AND o.family_id = f.id AND o.during @> p_at)"""
KEPT_OUT = """EXISTS (
        SELECT 1 FROM kept_out k WHERE k.user_id = p_user AND k.family_id = f.id AND k.during @> p_at)"""
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
    WHERE {APART}
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
FIND_KNOWN_PERSON = f"""
CREATE OR REPLACE FUNCTION find_known_person(
    p_user uuid, p_at timestamptz, p_request uuid, p_route text, p_name text, p_birth daterange, p_number text
)
RETURNS TABLE (family_id bigint, person_id uuid, score real, lead_worker text, lead_team text, telephone text, opened_on date)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    found_ones integer := 0;
    what_was_asked text := left(concat_ws(', ', NULLIF(p_name, ''), lower(p_birth)::text, NULLIF(p_number, '')), 500);
BEGIN
    IF p_user IS DISTINCT FROM NULLIF(current_setting('app.user', true), '')::uuid
       OR NOT EXISTS (
           SELECT 1 FROM "user" u
           WHERE u.id = p_user AND u.is_active AND u.role IN ('key_worker', 'senior_key_worker', 'manager')
       )
    THEN
        RAISE EXCEPTION 'only for whoever this transaction was opened for' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF COALESCE(p_number, '') = '' AND (COALESCE(p_name, '') = '' OR p_birth IS NULL) THEN
        RAISE EXCEPTION 'give a name with a birth date, or a number' USING ERRCODE = 'check_violation';
    END IF;
    RETURN QUERY
    WITH by_number AS (
        SELECT f.family_id, f.person_id, 1.0::real AS score FROM person_fact f
        WHERE p_number <> '' AND f.kind IN ('nhs', 'upn') AND f.value = p_number AND NOT f.retracts
          AND NOT EXISTS (SELECT 1 FROM person_fact newer WHERE newer.supersedes_id = f.id)
    ), by_name AS (
        SELECT k.family_id, k.person_id, similarity(plain_name(k.name), plain_name(p_name)) AS score
        FROM person_known_as k
        WHERE p_name <> '' AND p_birth IS NOT NULL AND plain_name(k.name) % plain_name(p_name) AND k.birth && p_birth
          AND NOT EXISTS (SELECT 1 FROM person_known_as newer WHERE newer.supersedes_id = k.id)
    ), best AS (
        SELECT both_ways.family_id, both_ways.person_id, max(both_ways.score) AS score
        FROM (SELECT * FROM by_number UNION ALL SELECT * FROM by_name) both_ways GROUP BY 1, 2
    ), found AS MATERIALIZED (
        SELECT b.family_id, b.person_id, b.score, u.name::text AS lead_worker, t.name::text AS lead_team,
               u.telephone::text AS telephone, i.opened_on
        FROM best b
        JOIN family f ON f.id = b.family_id AND {APART}
        JOIN team t ON t.id = f.lead_team_id
        LEFT JOIN LATERAL (
            SELECT v.id, v.opened_on FROM involvement v
            WHERE v.family_id = b.family_id ORDER BY v.opened_on DESC, v.id DESC LIMIT 1
        ) i ON true
        LEFT JOIN LATERAL (
            SELECT h.user_id FROM helper h WHERE h.involvement_id = i.id AND h.role IN ('key_worker', 'follow_up')
            ORDER BY (h.during @> p_at) DESC, lower(h.during) DESC LIMIT 1
        ) l ON true
        LEFT JOIN "user" u ON u.id = l.user_id
        ORDER BY b.score DESC, b.family_id LIMIT 10
    ), logged AS (
        INSERT INTO read_log (said_at, user_id, basis, family_id, person_id, route, rows, request_id, asked)
        SELECT p_at, p_user, 'find_known_person', k.family_id, k.person_id,
               p_route, count(*) OVER (), p_request, what_was_asked
        FROM found k
    )
    SELECT k.family_id, k.person_id, k.score, k.lead_worker, k.lead_team, k.telephone, k.opened_on FROM found k;

    GET DIAGNOSTICS found_ones = ROW_COUNT;
    IF found_ones = 0 THEN
        INSERT INTO read_log (said_at, user_id, basis, family_id, person_id, route, rows, request_id, asked)
        VALUES (p_at, p_user, 'find_known_person', NULL, NULL, p_route, 0, p_request, what_was_asked);
    END IF;
END $$
"""
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
