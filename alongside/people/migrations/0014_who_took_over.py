from django.db import migrations

from alongside.access.row_policies import DefinerFunction

# Whoever led the help of a family and was followed by somebody else sees it no longer, and must hear that it was given
# on: by whom, to whom and when, and nothing of why. Its parents and children must hear who came after whom; who changed
# it, and what the family is called elsewhere, is not told to them.
WHO_TOOK_OVER = """
CREATE FUNCTION who_took_over(p_at timestamptz)
RETURNS TABLE (
    family_id bigint, family_name text, before_name text, after_id uuid, after_name text, by_name text,
    at timestamptz, was_mine boolean
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH me AS (SELECT NULLIF(current_setting('app.user', true), '')::uuid AS id),
    mine AS (
        SELECT DISTINCT pa.family_id FROM person_account pa, me
        WHERE pa.user_id = me.id AND pa.during @> p_at
          AND pa.family_id = ANY (COALESCE(NULLIF(current_setting('app.families', true), ''), '{}')::bigint[])
    ),
    changed AS (
        SELECT gone.family_id, gone.user_id AS gone_id, came.user_id AS came_id, came.recorded_by_id AS by_id,
               upper(gone.during) AS at
        FROM helper gone
        JOIN helper came ON came.family_id = gone.family_id AND came.involvement_id = gone.involvement_id
            AND came.role = 'key_worker' AND came.user_id <> gone.user_id AND lower(came.during) = upper(gone.during)
        WHERE gone.role = 'key_worker' AND upper(gone.during) <= p_at
          AND (gone.user_id = (SELECT id FROM me) OR gone.family_id IN (SELECT family_id FROM mine))
    )
    SELECT c.family_id, CASE WHEN c.gone_id = me.id THEN f.name::text ELSE '' END, b.name::text, a.id, a.name::text,
           CASE WHEN c.gone_id = me.id THEN w.name::text ELSE '' END, c.at, c.gone_id = me.id
    FROM changed c
    CROSS JOIN me
    JOIN family f ON f.id = c.family_id
    JOIN "user" b ON b.id = c.gone_id
    JOIN "user" a ON a.id = c.came_id
    JOIN "user" w ON w.id = c.by_id
    ORDER BY c.at DESC, c.family_id
$$
"""


class Migration(migrations.Migration):
    """Who took over as key worker, for whoever led the help before and for the family itself."""

    dependencies = [("people", "0013_places_as_known"), ("access", "0003_drafts")]

    operations = [
        DefinerFunction(
            "who_took_over(timestamptz)", WHO_TOOK_OVER, reads=("person_account", "family", "helper", "user"),
        ),
    ]
