from django.db import migrations

from alongside.access.row_policies import DefinerFunction

# A partner sees no basis of anybody's access: those say who agreed and who did not. About whom they themselves may
# read, from when until when, and that it ended they must know; on what ground it stands or why it ended they are not
# told, nor of a family that they see no more anything but its reference.
OWN_COVER = """
CREATE FUNCTION own_cover(p_at timestamptz, p_ended_after timestamptz)
RETURNS TABLE (family_id bigint, reference text, person_id uuid, since timestamptz, until timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT a.family_id, f.reference::text, c.person_id, lower(a.during), upper(a.during)
    FROM principal p
    JOIN family_access a ON a.principal_id = p.id AND a.level = 'partner' AND NOT isempty(a.during)
    JOIN family_access_covers c ON c.family_access_id = a.id
    JOIN family f ON f.id = a.family_id
    WHERE p.user_id = NULLIF(current_setting('app.user', true), '')::uuid
      AND lower(a.during) <= p_at
      AND EXISTS (
          SELECT 1 FROM family_access late
          WHERE late.principal_id = p.id AND late.family_id = a.family_id AND late.level = 'partner'
            AND COALESCE(upper(late.during), 'infinity') > p_ended_after
      )
    ORDER BY 1, 4, 3
$$
"""


class Migration(migrations.Migration):
    dependencies = [("agreements", "0002_own_statements_name_their_agency")]

    operations = [
        DefinerFunction(
            "own_cover(timestamptz, timestamptz)",
            OWN_COVER,
            reads=("principal", "family_access", "family_access_covers", "family"),
        ),
    ]
