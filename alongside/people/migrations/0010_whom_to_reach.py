from django.db import migrations

from alongside.access.row_policies import DefinerFunction

# A parent or a child sees no row of who helps: that somebody helps may tell what is nobody's to know. How to reach
# their own key worker they must know on every page of theirs, and whom to ring when nobody is there: a manager of the
# team that leads. Nothing else of either, and of no family but those in which they are somebody.
WHOM_TO_REACH = """
CREATE FUNCTION whom_i_may_reach(p_at timestamptz)
RETURNS TABLE (family_id bigint, part text, name text, job_title text, telephone text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH mine AS (
        SELECT DISTINCT pa.family_id FROM person_account pa
        WHERE pa.user_id = NULLIF(current_setting('app.user', true), '')::uuid AND pa.during @> p_at
          AND pa.family_id = ANY (COALESCE(NULLIF(current_setting('app.families', true), ''), '{}')::bigint[])
    )
    SELECT m.family_id, h.role::text, u.name::text, u.job_title::text, u.telephone::text
    FROM mine m
    JOIN helper h ON h.family_id = m.family_id AND h.role IN ('key_worker', 'follow_up') AND h.during @> p_at
    JOIN "user" u ON u.id = h.user_id AND u.is_active
    UNION ALL
    SELECT m.family_id, 'team', u.name::text, u.job_title::text, u.telephone::text
    FROM mine m
    JOIN family f ON f.id = m.family_id
    JOIN team_member t ON t.team_id = f.lead_team_id AND t.during @> p_at
    JOIN "user" u ON u.id = t.user_id AND u.is_active AND u.role = 'manager' AND u.telephone <> ''
    ORDER BY 1, 2, 3
$$
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0009_keep_away"), ("access", "0002_walls")]

    operations = [
        DefinerFunction(
            "whom_i_may_reach(timestamptz)",
            WHOM_TO_REACH,
            reads=("person_account", "family", "helper", "user", "team_member"),
        ),
    ]
