"""Whoever waited for their turn to write is asked once more whether they still see the family as they did when they
came in: meanwhile somebody else may have ended their help, or taken a consent back.
"""

from django.db import migrations

from alongside.access.row_policies import DefinerFunction

SIGNATURE = "scope_still_stands(p_family bigint, p_at timestamptz)"
STILL_STANDS = f"""
CREATE FUNCTION {SIGNATURE} RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH scope AS (
        SELECT NULLIF(current_setting('app.user', true), '')::uuid AS who,
               p_family = ANY (COALESCE(NULLIF(current_setting('app.team', true), ''), '{{}}')::bigint[]) AS in_full,
               p_family = ANY (COALESCE(NULLIF(current_setting('app.around', true), ''), '{{}}')::bigint[]) AS around
    ), now_seen AS (
        SELECT bool_or(r.level = 'full') AS in_full, bool_or(r.level IN ('full', 'partner')) AS around
        FROM scope, resolve_access_to(scope.who, p_at, p_family) r
    )
    SELECT CASE WHEN scope.who IS NULL THEN true
                WHEN scope.in_full THEN COALESCE(now_seen.in_full, false)
                WHEN scope.around THEN COALESCE(now_seen.around, false)
                ELSE true END
    FROM scope, now_seen
$$
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0021_looks_stamped")]

    operations = [DefinerFunction(SIGNATURE, STILL_STANDS)]
