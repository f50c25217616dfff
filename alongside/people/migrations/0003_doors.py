from django.db import migrations

from alongside.access.row_policies import DefinerFunction



def resolving(signature, only=("", "")):
    """The live bases on which a person sees families; `only` narrows accesses and own records to one family."""
    return f"""
CREATE FUNCTION {signature}
RETURNS TABLE (family_id bigint, level text, basis text, basis_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH me AS (SELECT id, role FROM "user" WHERE id = p_user AND is_active),
    mine AS (
        SELECT p.id, false AS through_team FROM principal p JOIN me ON p.user_id = me.id
        UNION ALL
        SELECT p.id, false FROM principal p JOIN me ON p.role = me.role
        UNION ALL
        SELECT p.id, true FROM principal p
        JOIN team_member t ON t.team_id = p.team_id AND t.during @> p_at
        JOIN me ON t.user_id = me.id AND me.role = 'manager'
    )
    SELECT a.family_id, a.level::text, a.basis::text, a.basis_id
    FROM mine
    JOIN family_access a ON a.principal_id = mine.id AND a.during @> p_at {only[0]}
    JOIN family f ON f.id = a.family_id AND NOT (f.restricted AND mine.through_team)
    UNION ALL
    SELECT pa.family_id, 'own', 'own_record', pa.id
    FROM person_account pa JOIN me ON pa.user_id = me.id
    WHERE pa.during @> p_at {only[1]}
$$
"""


RESOLVE = resolving("resolve_access(p_user uuid, p_at timestamptz)")
# Opening one family must not cost the more the more families a person has.
RESOLVE_ONE = resolving(
    "resolve_access_to(p_user uuid, p_at timestamptz, p_family bigint)",
    only=("AND a.family_id = p_family", "AND pa.family_id = p_family"),
)

SET_SCOPE = """
CREATE FUNCTION set_scope(p_user uuid, p_at timestamptz, p_families bigint[], p_team bigint[], p_around bigint[])
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    me uuid[];
    persons uuid[];
    strands uuid[];
    facts uuid[];
    subjects uuid[];
    protected_facts uuid[];
    protected_subjects uuid[];
    outside bigint[];
BEGIN
    SELECT array_agg(DISTINCT alias.id) INTO me
    FROM person_account pa
    JOIN person own ON own.id = pa.person_id
    JOIN person alias ON COALESCE(alias.canonical_id, alias.id) = COALESCE(own.canonical_id, own.id)
    WHERE pa.user_id = p_user AND pa.during @> p_at;

    SELECT array_agg(DISTINCT held.id) INTO persons FROM (
        SELECT unnest(me) AS id
        UNION ALL
        SELECT r.child_id FROM parental_responsibility r
        WHERE r.holder_person_id = ANY (me) AND r.during @> (p_at AT TIME ZONE 'Europe/London')::date
    ) held;

    SELECT array_agg(w.strand_id) FILTER (WHERE w.strand_id IS NOT NULL),
           array_agg(w.fact_id) FILTER (WHERE w.fact_id IS NOT NULL),
           array_agg(alias.id) FILTER (WHERE alias.id IS NOT NULL)
    INTO strands, facts, subjects
    FROM withholding w
    LEFT JOIN person subject ON subject.id = w.subject_id
    LEFT JOIN person alias ON COALESCE(alias.canonical_id, alias.id) = COALESCE(subject.canonical_id, subject.id)
    WHERE w.from_person_id = ANY (me) AND w.during @> p_at;

    -- Where somebody is not of the team, a thing protected as it stands is hidden with all its versions: else the
    -- version from before it was protected would be shown as if it stood.
    SELECT array_agg(f) INTO outside FROM unnest(p_families) f WHERE f <> ALL (COALESCE(p_team, '{}'));
    IF outside IS NOT NULL THEN
        SELECT array_agg(DISTINCT f.fact_id) INTO protected_facts FROM person_fact f
        WHERE f.protected AND f.family_id = ANY (outside)
          AND NOT EXISTS (SELECT 1 FROM person_fact newer WHERE newer.supersedes_id = f.id);
        SELECT array_agg(DISTINCT k.person_id) INTO protected_subjects FROM person_known_as k
        WHERE k.protected AND k.family_id = ANY (outside)
          AND NOT EXISTS (SELECT 1 FROM person_known_as newer WHERE newer.supersedes_id = k.id);
        facts := facts || protected_facts;
        subjects := subjects || protected_subjects;
    END IF;

    PERFORM set_config('app.user', p_user::text, true),
            set_config('app.families', COALESCE(p_families, '{}')::text, true),
            set_config('app.team', COALESCE(p_team, '{}')::text, true),
            set_config('app.around', COALESCE(p_around, '{}')::text, true),
            set_config('app.persons', COALESCE(persons, '{}')::text, true),
            set_config('app.withheld_strands', COALESCE(strands, '{}')::text, true),
            set_config('app.withheld_facts', COALESCE(facts, '{}')::text, true),
            set_config('app.withheld_subjects', COALESCE(subjects, '{}')::text, true);
END $$
"""

OPEN_FAMILIES = """
CREATE FUNCTION open_families(p_user uuid, p_at timestamptz) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    families bigint[];
    team bigint[];
    around bigint[];
BEGIN
    SELECT array_agg(DISTINCT r.family_id),
           array_agg(DISTINCT r.family_id) FILTER (WHERE r.level = 'full'),
           array_agg(DISTINCT r.family_id) FILTER (WHERE r.level IN ('full', 'partner'))
    INTO families, team, around FROM resolve_access(p_user, p_at) r;
    PERFORM set_scope(p_user, p_at, families, team, around);
    RETURN COALESCE(array_length(families, 1), 0);
END $$
"""

OPEN_FAMILY = """
CREATE FUNCTION open_family(p_user uuid, p_at timestamptz, p_family bigint)
RETURNS TABLE (family_id bigint, level text, basis text, basis_id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    best record;
    one bigint[] := ARRAY[p_family];
BEGIN
    SELECT r.family_id, r.level, r.basis, r.basis_id INTO best FROM resolve_access_to(p_user, p_at, p_family) r
    ORDER BY CASE r.level WHEN 'full' THEN 1 WHEN 'partner' THEN 2 ELSE 3 END, r.basis, r.basis_id LIMIT 1;
    IF NOT FOUND THEN
        PERFORM set_scope(p_user, p_at, '{}', '{}', '{}');
        RETURN;
    END IF;
    PERFORM set_scope(
        p_user, p_at, one,
        CASE WHEN best.level = 'full' THEN one ELSE '{}' END,
        CASE WHEN best.level IN ('full', 'partner') THEN one ELSE '{}' END
    );
    RETURN QUERY SELECT best.family_id, best.level, best.basis, best.basis_id;
END $$
"""

FIND_KNOWN_PERSON = """
CREATE FUNCTION find_known_person(
    p_user uuid, p_at timestamptz, p_logged_at timestamptz, p_request uuid, p_route text, p_log_ids uuid[],
    p_name text, p_birth daterange, p_number text
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
        INSERT INTO read_log (id, at, user_id, basis, family_id, person_id, route, rows, request_id, asked)
        SELECT p_log_ids[row_number() OVER ()], p_logged_at, p_user, 'find_known_person', k.family_id, k.person_id,
               p_route, count(*) OVER (), p_request, what_was_asked
        FROM found k
    )
    SELECT k.family_id, k.person_id, k.score, k.lead_worker, k.lead_team, k.telephone, k.opened_on FROM found k;

    GET DIAGNOSTICS found_ones = ROW_COUNT;
    IF found_ones = 0 THEN
        INSERT INTO read_log (id, at, user_id, basis, family_id, person_id, route, rows, request_id, asked)
        VALUES (p_log_ids[1], p_logged_at, p_user, 'find_known_person', NULL, NULL, p_route, 0, p_request, what_was_asked);
    END IF;
END $$
"""

PLAIN_NAME = """
CREATE FUNCTION plain_name(p_name text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
SET search_path = public, pg_temp AS $$ SELECT lower(unaccent('unaccent', p_name)) $$
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0002_walls")]

    operations = [
        DefinerFunction(
            "resolve_access(uuid, timestamptz)",
            RESOLVE,
            reads=("user", "principal", "team_member", "family_access", "family", "person_account"),
            callable_by_app=False,
        ),
        DefinerFunction("resolve_access_to(uuid, timestamptz, bigint)", RESOLVE_ONE, callable_by_app=False),
        DefinerFunction(
            "set_scope(uuid, timestamptz, bigint[], bigint[], bigint[])",
            SET_SCOPE,
            reads=("person", "parental_responsibility", "withholding", "person_fact", "person_known_as"),
            callable_by_app=False,
        ),
        DefinerFunction("open_families(uuid, timestamptz)", OPEN_FAMILIES),
        DefinerFunction("open_family(uuid, timestamptz, bigint)", OPEN_FAMILY),
        migrations.RunSQL(PLAIN_NAME, "DROP FUNCTION plain_name(text)"),
        migrations.RunSQL(
            "CREATE INDEX known_as_plain_name ON person_known_as USING gin (plain_name(name) gin_trgm_ops)",
            "DROP INDEX known_as_plain_name",
        ),
        DefinerFunction(
            "find_known_person(uuid, timestamptz, timestamptz, uuid, text, uuid[], text, daterange, text)",
            FIND_KNOWN_PERSON,
            reads=("person_known_as", "person_fact", "involvement", "helper", "team"),
            adds_to=("read_log",),
        ),
    ]
