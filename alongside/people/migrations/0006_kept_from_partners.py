from django.db import migrations, models

from alongside.access.row_policies import RedefineFunction

SET_SCOPE = """
CREATE OR REPLACE FUNCTION set_scope(p_user uuid, p_at timestamptz, p_families bigint[], p_team bigint[], p_around bigint[])
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    me uuid[];
    persons uuid[];
    strands uuid[];
    facts uuid[];
    subjects uuid[];
    protected_facts uuid[];
    protected_subjects uuid[];
    outside bigint[];
    beside bigint[];
    covered text[];
BEGIN
    SELECT array_agg(DISTINCT alias.id) INTO me
    FROM person_account pa
    JOIN person own ON own.id = pa.person_id
    JOIN person alias ON COALESCE(alias.canonical_id, alias.id) = COALESCE(own.canonical_id, own.id)
    WHERE pa.user_id = p_user AND pa.during @> p_at;

    SELECT array_agg(DISTINCT held.id) INTO persons FROM (
        SELECT unnest(me) AS id
        UNION ALL
        SELECT r.child_id FROM parental_responsibility r
        WHERE r.holder_person_id = ANY (me) AND r.during @> (p_at AT TIME ZONE 'Europe/London')::date
    ) held;

    SELECT array_agg(w.strand_id) FILTER (WHERE w.strand_id IS NOT NULL),
           array_agg(w.fact_id) FILTER (WHERE w.fact_id IS NOT NULL),
           array_agg(alias.id) FILTER (WHERE alias.id IS NOT NULL)
    INTO strands, facts, subjects
    FROM withholding w
    LEFT JOIN person subject ON subject.id = w.subject_id
    LEFT JOIN person alias ON COALESCE(alias.canonical_id, alias.id) = COALESCE(subject.canonical_id, subject.id)
    WHERE w.from_person_id = ANY (me) AND w.during @> p_at;

    -- Where somebody is not of the team, a thing protected as it stands is hidden with all its versions: else the
    -- version from before it was protected would be shown as if it stood.
    SELECT array_agg(f) INTO outside FROM unnest(p_families) f WHERE f <> ALL (COALESCE(p_team, '{}'));
    IF outside IS NOT NULL THEN
        SELECT array_agg(DISTINCT f.fact_id) INTO protected_facts FROM person_fact f
        WHERE f.protected AND f.family_id = ANY (outside)
          AND NOT EXISTS (SELECT 1 FROM person_fact newer WHERE newer.supersedes_id = f.id);
        SELECT array_agg(DISTINCT k.person_id) INTO protected_subjects FROM person_known_as k
        WHERE k.protected AND k.family_id = ANY (outside)
          AND NOT EXISTS (SELECT 1 FROM person_known_as newer WHERE newer.supersedes_id = k.id);
        facts := facts || protected_facts;
        subjects := subjects || protected_subjects;
    END IF;

    -- Whom a partner's live bases cover, in each family apart, under every name the person is known by.
    SELECT array_agg(f) INTO beside FROM unnest(p_around) f WHERE f <> ALL (COALESCE(p_team, '{}'));
    IF beside IS NOT NULL THEN
        SELECT array_agg(DISTINCT a.family_id::text || ' ' || alias.id::text) INTO covered
        FROM "user" u
        JOIN principal p ON p.user_id = u.id
        JOIN family_access a ON a.principal_id = p.id AND a.level = 'partner' AND a.during @> p_at
        JOIN family_access_covers c ON c.family_access_id = a.id
        JOIN person own ON own.id = c.person_id
        JOIN person alias ON COALESCE(alias.canonical_id, alias.id) = COALESCE(own.canonical_id, own.id)
        WHERE u.id = p_user AND a.family_id = ANY (beside);

        -- A partner reads on the family's word: what is kept from one of the family is kept from partners, unless
        -- whoever keeps it said otherwise.
        SELECT strands || array_agg(w.strand_id) FILTER (WHERE w.strand_id IS NOT NULL),
               facts || array_agg(w.fact_id) FILTER (WHERE w.fact_id IS NOT NULL),
               subjects || array_agg(alias.id) FILTER (WHERE alias.id IS NOT NULL)
        INTO strands, facts, subjects
        FROM withholding w
        LEFT JOIN person subject ON subject.id = w.subject_id
        LEFT JOIN person alias ON COALESCE(alias.canonical_id, alias.id) = COALESCE(subject.canonical_id, subject.id)
        WHERE w.family_id = ANY (beside) AND w.during @> p_at AND NOT w.partners_may_read;
    END IF;

    PERFORM set_config('app.user', p_user::text, true),
            set_config('app.families', COALESCE(p_families, '{}')::text, true),
            set_config('app.team', COALESCE(p_team, '{}')::text, true),
            set_config('app.around', COALESCE(p_around, '{}')::text, true),
            set_config('app.covered', COALESCE(covered, '{}')::text, true),
            set_config('app.persons', COALESCE(persons, '{}')::text, true),
            set_config('app.withheld_strands', COALESCE(strands, '{}')::text, true),
            set_config('app.withheld_facts', COALESCE(facts, '{}')::text, true),
            set_config('app.withheld_subjects', COALESCE(subjects, '{}')::text, true);
END $$
"""


class Migration(migrations.Migration):

    dependencies = [
        ("people", "0005_safe_contact_and_restrictions"),
    ]

    operations = [
        migrations.AddField(
            model_name="withholding",
            name="partners_may_read",
            field=models.BooleanField(db_default=False, default=False),
        ),
        # The RESTRICTIVE policies that stand already on every strand, text, content, fact and person ask these lists.
        RedefineFunction("set_scope(uuid, timestamptz, bigint[], bigint[], bigint[])", SET_SCOPE),
    ]
