from django.db import migrations

from alongside.access.row_policies import DefinerFunction

# When the work ends every helper but one loses sight of the family, and with it what they began to write of it. Whoever
# ends it must know who began how many forms, and nothing else of them. Only for a family that this transaction sees in
# full, on a basis that is live, and only of those who help it then; never of whoever asks, who sees their own.
FORMS_BEGUN = """
CREATE FUNCTION forms_begun(p_family bigint, p_at timestamptz, p_kept_after timestamptz)
RETURNS TABLE (name text, forms bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT u.name::text, count(DISTINCT d.path)
    FROM draft d JOIN "user" u ON u.id = d.author_id
    WHERE d.family_id = p_family AND d.kept_at > p_kept_after
      AND d.author_id <> NULLIF(current_setting('app.user', true), '')::uuid
      AND p_family = ANY (COALESCE(NULLIF(current_setting('app.team', true), '')::bigint[], '{}'))
      AND EXISTS (
          SELECT 1 FROM resolve_access_to(NULLIF(current_setting('app.user', true), '')::uuid, p_at, p_family) r
          WHERE r.level = 'full'
      )
      AND EXISTS (
          SELECT 1 FROM helper h WHERE h.family_id = p_family AND h.user_id = d.author_id AND h.during @> p_at
      )
    GROUP BY u.id, u.name ORDER BY u.name, u.id
$$
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0017_legal_status")]

    operations = [
        DefinerFunction("forms_begun(bigint, timestamptz, timestamptz)", FORMS_BEGUN, reads=("draft", "helper", "user"))
    ]
