"""Somebody of our own staff sees a family without a basis: for four hours, that one family, after they asked for
somebody of it by name and birth or number. Nothing but the function adds such a row.
"""

import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import alongside.kit.ids
from alongside.access.logs import LogChanges
from alongside.access.row_policies import STAFF_ONLY, DefinerFunction, GuardTable, RedefineFunction

LONGEST = "4 hours"
KNOWN_WITHIN = "30 minutes"
BASES = "('break_glass', 'break_glass_writing')"
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


# Broken glass opens one family's pages, and no list, search or other page of many.
RESOLVE = resolving(
    "resolve_access(p_user uuid, p_at timestamptz)", only=(f"AND a.basis NOT IN {BASES}", "")
)
# Whoever sees the family on another basis sees it on that.
OPEN_FAMILY = f"""
CREATE OR REPLACE FUNCTION open_family(p_user uuid, p_at timestamptz, p_family bigint)
RETURNS TABLE (family_id bigint, level text, basis text, basis_id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    best record;
    one bigint[] := ARRAY[p_family];
BEGIN
    SELECT r.family_id, r.level, r.basis, r.basis_id INTO best FROM resolve_access_to(p_user, p_at, p_family) r
    ORDER BY CASE r.level WHEN 'full' THEN 1 WHEN 'partner' THEN 2 ELSE 3 END, r.basis IN {BASES}, r.basis, r.basis_id
    LIMIT 1;
    IF NOT FOUND THEN
        PERFORM set_scope(p_user, p_at, '{{}}', '{{}}', '{{}}');
        RETURN;
    END IF;
    PERFORM set_scope(
        p_user, p_at, one,
        CASE WHEN best.level = 'full' THEN one ELSE '{{}}' END,
        CASE WHEN best.level IN ('full', 'partner') THEN one ELSE '{{}}' END
    );
    RETURN QUERY SELECT best.family_id, best.level, best.basis, best.basis_id;
END $$
"""
MAY = "may_break_glass(p_user uuid, p_at timestamptz, p_family bigint)"
MAY_BREAK = f"""
CREATE FUNCTION {MAY} RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT p_user = NULLIF(current_setting('app.user', true), '')::uuid
       AND EXISTS (
           SELECT 1 FROM "user" u
           WHERE u.id = p_user AND u.is_active AND u.role IN ('key_worker', 'senior_key_worker', 'manager'))
       AND EXISTS (SELECT 1 FROM family f WHERE f.id = p_family AND {APART})
       AND EXISTS (
           SELECT 1 FROM read_log l
           WHERE l.user_id = p_user AND l.family_id = p_family AND l.basis = 'find_known_person'
             AND l.at > now() - interval '{KNOWN_WITHIN}')
$$
"""
BREAK = (
    "break_glass(p_user uuid, p_at timestamptz, p_family bigint, p_glass uuid, p_access uuid, p_reason text, "
    "p_what_for text, p_writes boolean)"
)
BREAK_GLASS = f"""
CREATE FUNCTION {BREAK} RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT may_break_glass(p_user, p_at, p_family) THEN
        RETURN false;
    END IF;
    INSERT INTO broken_glass (id, family_id, recorded_by_id, recorded_at, user_id, reason, what_for, writes, during, found)
    VALUES (p_glass, p_family, p_user, p_at, p_user, p_reason, p_what_for, p_writes,
            tstzrange(p_at, p_at + interval '{LONGEST}'), '');
    INSERT INTO family_access (id, family_id, recorded_by_id, recorded_at, principal_id, level, basis, basis_id, why, during)
    SELECT p_access, p_family, p_user, p_at, p.id, 'full',
           CASE WHEN p_writes THEN 'break_glass_writing' ELSE 'break_glass' END, p_glass, '',
           tstzrange(p_at, p_at + interval '{LONGEST}')
    FROM principal p WHERE p.user_id = p_user;
    RETURN true;
END $$
"""

LOOKS = "looks_through_glass(p_glass uuid)"
LOOKS_THROUGH = f"""
CREATE FUNCTION {LOOKS} RETURNS TABLE (at timestamptz, route text, path text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT l.at, l.route::text, l.path::text
    FROM broken_glass g
    JOIN read_log l ON l.user_id = g.user_id AND l.family_id = g.family_id AND l.basis IN {BASES}
     AND l.said_at <@ g.during AND l.at >= g.recorded_at - interval '1 day'
    WHERE g.id = p_glass
      AND g.family_id = ANY (COALESCE(NULLIF(current_setting('app.team', true), ''), '{{}}')::bigint[])
    ORDER BY l.at, l.seq
$$
"""


def added_by_definer(table: str) -> migrations.RunSQL:
    """The function that breaks the glass adds rows that whoever breaks it may not see yet."""
    definer = settings.DATABASE_ROLES.definer
    condition = f"basis IN {BASES}" if table == "family_access" else "true"
    return migrations.RunSQL(
        f'CREATE POLICY glass_broken ON {table} FOR INSERT TO "{definer}" WITH CHECK ({condition})',
        f"DROP POLICY glass_broken ON {table}",
    )


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0023_kept_apart'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='BrokenGlass',
            fields=[
                ('id', models.UUIDField(default=alongside.kit.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField()),
                ('reason', models.CharField(choices=[('danger', 'A child may be in danger now'), ('duty', 'I am on duty, and somebody rang about this family'), ('asked', 'The police, a court or a hospital asks, and it cannot wait'), ('cover', 'Their worker is away, and nobody who may see them can be reached')], max_length=20)),
                ('what_for', models.CharField(max_length=1000)),
                ('writes', models.BooleanField(default=False)),
                ('during', django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ('reviewed_at', models.DateTimeField(null=True)),
                ('justified', models.BooleanField(null=True)),
                ('found', models.CharField(blank=True, max_length=1000)),
                ('family', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.family')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reviewed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'broken_glass',
                'indexes': [models.Index(condition=models.Q(('reviewed_at', None)), fields=['family'], name='broken_glass_waits')],
                'constraints': [models.CheckConstraint(condition=models.Q(('reason__in', ['danger', 'duty', 'asked', 'cover'])), name='broken_glass_reason_known'), models.CheckConstraint(condition=models.Q(('what_for', ''), _negated=True), name='broken_glass_what_for'), models.CheckConstraint(condition=models.Q(models.Q(('justified', None), ('reviewed_at', None), ('reviewed_by', None)), models.Q(('justified__isnull', False), ('reviewed_at__isnull', False), ('reviewed_by__isnull', False), models.Q(('found', ''), _negated=True)), _connector='OR'), name='broken_glass_reviewed_whole'), models.CheckConstraint(condition=models.Q(('reviewed_by', None), models.Q(('reviewed_by', models.F('user')), _negated=True), _connector='OR'), name='broken_glass_not_by_oneself')],
            },
        ),
        GuardTable(
            "broken_glass", narrowed={"staff_only": STAFF_ONLY},
            grants="SELECT, UPDATE (during, reviewed_by_id, reviewed_at, justified, found)",
        ),
        LogChanges("broken_glass", added=True),
        added_by_definer("broken_glass"),
        added_by_definer("family_access"),
        RedefineFunction("resolve_access(uuid, timestamptz)", RESOLVE),
        RedefineFunction("open_family(uuid, timestamptz, bigint)", OPEN_FAMILY),
        DefinerFunction(MAY, MAY_BREAK),
        DefinerFunction(BREAK, BREAK_GLASS, reads=("broken_glass",), adds_to=("broken_glass", "family_access")),
        DefinerFunction(LOOKS, LOOKS_THROUGH),
    ]
