from importlib import import_module

from django.db import migrations

from alongside.access.row_policies import ReshapeFunction

# After whom somebody leads the help is told with whom to ring, of that very period of help: two workers may have one
# name, and one worker may lead the help twice.
WHOM_TO_REACH = """
CREATE FUNCTION whom_i_may_reach(p_at timestamptz)
RETURNS TABLE (
    family_id bigint, part text, name text, job_title text, telephone text, after_name text, since timestamptz
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH mine AS (
        SELECT DISTINCT pa.family_id FROM person_account pa
        WHERE pa.user_id = NULLIF(current_setting('app.user', true), '')::uuid AND pa.during @> p_at
          AND pa.family_id = ANY (COALESCE(NULLIF(current_setting('app.families', true), ''), '{}')::bigint[])
    )
    SELECT m.family_id, h.role::text, u.name::text, u.job_title::text, u.telephone::text,
           COALESCE(before.name, ''), CASE WHEN before.name IS NOT NULL THEN lower(h.during) END
    FROM mine m
    JOIN helper h ON h.family_id = m.family_id AND h.role IN ('key_worker', 'follow_up') AND h.during @> p_at
    JOIN "user" u ON u.id = h.user_id AND u.is_active
    LEFT JOIN LATERAL (
        SELECT b.name::text FROM helper gone JOIN "user" b ON b.id = gone.user_id
        WHERE gone.family_id = h.family_id AND gone.involvement_id = h.involvement_id AND gone.role = 'key_worker'
          AND gone.user_id <> h.user_id AND upper(gone.during) = lower(h.during)
        ORDER BY gone.recorded_at DESC, gone.id DESC LIMIT 1
    ) before ON h.role = 'key_worker'
    UNION ALL
    SELECT m.family_id, 'team', u.name::text, u.job_title::text, u.telephone::text, '', NULL
    FROM mine m
    JOIN family f ON f.id = m.family_id
    JOIN team_member t ON t.team_id = f.lead_team_id AND t.during @> p_at
    JOIN "user" u ON u.id = t.user_id AND u.is_active AND u.role = 'manager' AND u.telephone <> ''
    ORDER BY 1, 2, 3
$$
"""

# Whoever led the help of a family and was followed by somebody else hears to whom it was given, by whom and when, and
# nothing of why; unless they lead it again. The family itself reads after whom somebody leads in `whom_i_may_reach`.
WHO_TOOK_OVER = """
CREATE FUNCTION who_took_over(p_at timestamptz)
RETURNS TABLE (family_id bigint, family_name text, by_name text, after_name text, at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT gone.family_id, f.name::text, w.name::text, a.name::text, upper(gone.during)
    FROM helper gone
    JOIN helper came ON came.family_id = gone.family_id AND came.involvement_id = gone.involvement_id
        AND came.role = 'key_worker' AND came.user_id <> gone.user_id AND lower(came.during) = upper(gone.during)
    JOIN family f ON f.id = gone.family_id
    JOIN "user" a ON a.id = came.user_id
    JOIN "user" w ON w.id = came.recorded_by_id
    WHERE gone.user_id = NULLIF(current_setting('app.user', true), '')::uuid
      AND gone.role = 'key_worker' AND upper(gone.during) <= p_at
      AND NOT EXISTS (
          SELECT 1 FROM helper again
          WHERE again.family_id = gone.family_id AND again.role = 'key_worker' AND again.user_id = gone.user_id
            AND again.during @> p_at
      )
    ORDER BY 5 DESC, 1
$$
"""


def _body(migration: str, name: str) -> str:
    found: str = getattr(import_module(f"alongside.people.migrations.{migration}"), name)
    return found


class Migration(migrations.Migration):
    """Whom a key worker came after is read of the period of help itself, and nobody is told of a family that they lead
    again.
    """

    dependencies = [("people", "0014_who_took_over")]

    operations = [
        ReshapeFunction(
            "whom_i_may_reach(timestamptz)", WHOM_TO_REACH, before=_body("0010_whom_to_reach", "WHOM_TO_REACH"),
        ),
        ReshapeFunction(
            "who_took_over(timestamptz)", WHO_TOOK_OVER, before=_body("0014_who_took_over", "WHO_TOOK_OVER"),
        ),
    ]
