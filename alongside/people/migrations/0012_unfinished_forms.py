from django.db import migrations

from alongside.access.row_policies import DefinerFunction

# A draft is its author's alone. Whoever changes the key worker must know that there are some, to have them finished in
# time: how many forms, and nothing else of them. Only for a family that this transaction sees in full, on a basis that
# is live, and only of its key worker.
UNFINISHED = """
CREATE FUNCTION unfinished_forms(p_family bigint, p_author uuid, p_at timestamptz, p_kept_after timestamptz)
RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT count(DISTINCT d.path) FROM draft d
    WHERE d.family_id = p_family AND d.author_id = p_author AND d.kept_at > p_kept_after
      AND p_family = ANY (COALESCE(NULLIF(current_setting('app.team', true), '')::bigint[], '{}'))
      AND EXISTS (
          SELECT 1 FROM resolve_access_to(NULLIF(current_setting('app.user', true), '')::uuid, p_at, p_family) r
          WHERE r.level = 'full'
      )
      AND EXISTS (
          SELECT 1 FROM helper h
          WHERE h.family_id = p_family AND h.user_id = p_author AND h.role = 'key_worker' AND h.during @> p_at
      )
$$
"""

# Whoever sees a family no longer does not see their drafts about it either. That there are some, and until when the
# last is kept, is theirs to know; not of whom.
OUT_OF_SIGHT = """
CREATE FUNCTION my_forms_out_of_sight(p_kept_after timestamptz)
RETURNS TABLE (forms bigint, last_kept_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT count(DISTINCT d.path), max(d.kept_at) FROM draft d
    WHERE d.author_id = NULLIF(current_setting('app.user', true), '')::uuid AND d.kept_at > p_kept_after
      AND d.family_id IS NOT NULL
      AND d.family_id <> ALL (COALESCE(NULLIF(current_setting('app.families', true), '')::bigint[], '{}'))
$$
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0011_kept_with"), ("access", "0003_drafts")]

    operations = [
        DefinerFunction(
            "unfinished_forms(bigint, uuid, timestamptz, timestamptz)", UNFINISHED, reads=("draft", "helper")
        ),
        DefinerFunction("my_forms_out_of_sight(timestamptz)", OUT_OF_SIGHT, reads=("draft",)),
    ]
