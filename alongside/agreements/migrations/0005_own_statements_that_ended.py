from django.db import migrations

from alongside.access.row_policies import RedefineFunction

# That a yes ended with our work is something of its own, which nobody said: whoever said the yes reads that it did.
OWN_STATEMENTS = """
CREATE OR REPLACE FUNCTION own_statements_of_consent(p_at timestamptz)
RETURNS TABLE (
    family_id bigint, person_id uuid, deed_id uuid, kind text, said_on date, said_at timestamptz, content jsonb,
    words text
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT e.family_id, said.person_id, e.deed_id, e.kind, e.happened_on,
           CASE WHEN e.precision = 'instant' THEN e.happened_at END,
           c.content || jsonb_build_object('agencies', COALESCE((
               SELECT jsonb_agg(DISTINCT 'agency:' || h.agency_id) FROM helper h
               WHERE h.family_id = e.family_id AND h.agency_id IS NOT NULL AND h.during @> p_at
                 AND c.content->>'to' = ANY (ARRAY['user:' || h.user_id, 'professional:' || h.professional_id])
           ), '[]'::jsonb)),
           t.body
    FROM person_account pa
    JOIN person own ON own.id = pa.person_id
    JOIN person alias ON COALESCE(alias.canonical_id, alias.id) = COALESCE(own.canonical_id, own.id)
    JOIN entry_about said ON said.person_id = alias.id AND said.part = 'said'
    JOIN entry e ON e.id = said.entry_id
    JOIN entry_content c ON c.entry_id = e.id
    LEFT JOIN entry_text t ON t.entry_id = e.id AND t.part = 'words'
    WHERE pa.user_id = NULLIF(current_setting('app.user', true), '')::uuid AND pa.during @> p_at
      AND e.family_id = ANY (COALESCE(NULLIF(current_setting('app.families', true), ''), '{}')::bigint[])
      AND e.kind = ANY (ARRAY[
          'agreements.consent_given', 'agreements.consent_refused', 'agreements.consent_withdrawn',
          'agreements.consent_ended'
      ])
      AND NOT e.retracts AND NOT EXISTS (SELECT 1 FROM entry newer WHERE newer.supersedes_id = e.id)
      AND e.strand_id <> ALL (COALESCE(NULLIF(current_setting('app.withheld_strands', true), ''), '{}')::uuid[])
      AND NOT entry_is_about_somebody_hidden(e.id)
$$
"""


class Migration(migrations.Migration):
    dependencies = [("agreements", "0004_cover_of_whom_they_know")]

    operations = [RedefineFunction("own_statements_of_consent(timestamptz)", OWN_STATEMENTS)]
