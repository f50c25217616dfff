"""Whoever asks whether somebody is known is written down with the stamps of the database itself; rows that may be
changed are told before and after, and who may see what also when it is added.
"""

from django.conf import settings
from django.db import migrations

from alongside.access.logs import LogChanges
from alongside.access.row_policies import DefinerFunction

MAY_CHANGE = ("person", "family", "membership", "parental_responsibility", "helper", "agency", "professional")
WHO_MAY_SEE = ("family_access", "family_access_covers", "withholding", "person_account")

BEFORE = "find_known_person(uuid, timestamptz, timestamptz, uuid, text, uuid[], text, daterange, text)"

FIND_KNOWN_PERSON = """
CREATE FUNCTION find_known_person(
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
        JOIN family f ON f.id = b.family_id
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


def _as(role: str) -> migrations.RunSQL:
    return migrations.RunSQL(f'SET LOCAL ROLE "{role}"')


class Migration(migrations.Migration):
    dependencies = [("people", "0020_each_wall_holds"), ("access", "0008_logs")]

    operations = [
        _as(settings.DATABASE_ROLES.definer),
        migrations.RunSQL(f"DROP FUNCTION {BEFORE}"),
        _as(settings.DATABASE_ROLES.owner),
        DefinerFunction(
            "find_known_person(uuid, timestamptz, uuid, text, text, daterange, text)", FIND_KNOWN_PERSON
        ),
        *(LogChanges(table) for table in MAY_CHANGE),
        *(LogChanges(table, added=True) for table in WHO_MAY_SEE),
    ]
