from django.db import migrations

from alongside.access.row_policies import RedefineFunction

# Of whom a partner is not to know, not even the number is told: a person who stands protected, or of whom everything is
# kept from the family and so from partners, is no part of what they read nor of what ended.
OWN_COVER = """
CREATE OR REPLACE FUNCTION own_cover(p_at timestamptz, p_ended_after timestamptz)
RETURNS TABLE (family_id bigint, reference text, person_id uuid, since timestamptz, until timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT a.family_id, f.reference::text, c.person_id, lower(a.during), upper(a.during)
    FROM principal p
    JOIN family_access a ON a.principal_id = p.id AND a.level = 'partner' AND NOT isempty(a.during)
    JOIN family_access_covers c ON c.family_access_id = a.id
    JOIN family f ON f.id = a.family_id
    JOIN person own ON own.id = c.person_id
    WHERE p.user_id = NULLIF(current_setting('app.user', true), '')::uuid
      AND lower(a.during) <= p_at
      AND EXISTS (
          SELECT 1 FROM family_access late
          WHERE late.principal_id = p.id AND late.family_id = a.family_id AND late.level = 'partner'
            AND COALESCE(upper(late.during), 'infinity') > p_ended_after
      )
      AND NOT EXISTS (
          SELECT 1 FROM person alias
          WHERE COALESCE(alias.canonical_id, alias.id) = COALESCE(own.canonical_id, own.id)
            AND (EXISTS (
                    SELECT 1 FROM person_known_as k
                    WHERE k.person_id = alias.id AND k.family_id = a.family_id AND k.protected
                      AND NOT EXISTS (SELECT 1 FROM person_known_as newer WHERE newer.supersedes_id = k.id)
                )
                OR EXISTS (
                    SELECT 1 FROM withholding w
                    WHERE w.subject_id = alias.id AND w.family_id = a.family_id AND NOT w.partners_may_read
                      AND w.during @> p_at
                ))
      )
    ORDER BY 1, 4, 3
$$
"""


class Migration(migrations.Migration):
    dependencies = [("agreements", "0003_own_cover"), ("people", "0006_kept_from_partners")]

    operations = [
        RedefineFunction(
            "own_cover(timestamptz, timestamptz)", OWN_COVER, reads=("person", "person_known_as", "withholding")
        ),
    ]
