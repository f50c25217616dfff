import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import alongside.kit.ids
from alongside.access.row_policies import (
    APPEND_ONLY,
    STAFF_ONLY,
    DefinerFunction,
    ForbidChange,
    GuardTable,
    KeepWriting,
    RedefineFunction,
)

# A strand and all that is kept as it is. What takes the place of another is kept as that one is itself, and not as what
# that one was made of. NULL for NULL, which costs no look.
KEPT_STRANDS = """
CREATE FUNCTION kept_strands(p_strand uuid) RETURNS uuid[]
LANGUAGE sql STABLE STRICT SET search_path = public, pg_temp AS $$
    WITH RECURSIVE kept (strand_id, itself) AS (
        SELECT p_strand, true
        UNION
        SELECT k.strand_id, k.again AND kept.itself
        FROM kept_with k JOIN kept ON k.follows_strand_id = kept.strand_id
        WHERE NOT k.again OR kept.itself
    )
    SELECT array_agg(DISTINCT strand_id) FROM kept
$$
"""

# What takes the place of a strand, for a reader who may not see it: that there is something is all this says. What is
# the same thing for other readers was made of it as well, and takes no place.
IN_PLACE_OF = """
CREATE FUNCTION in_place_of(p_strand uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT k.strand_id FROM kept_with k
    WHERE k.follows_strand_id = p_strand AND k.again
      AND k.family_id = ANY (COALESCE(NULLIF(current_setting('app.families', true), ''), '{}')::bigint[])
      AND NOT EXISTS (
          SELECT 1 FROM kept_with same
          WHERE same.strand_id = k.strand_id AND same.follows_strand_id = k.follows_strand_id AND NOT same.again
      )
$$
"""

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

    SELECT array_agg(DISTINCT kept.id) FILTER (WHERE kept.id IS NOT NULL),
           array_agg(w.fact_id) FILTER (WHERE w.fact_id IS NOT NULL),
           array_agg(alias.id) FILTER (WHERE alias.id IS NOT NULL)
    INTO strands, facts, subjects
    FROM withholding w
    LEFT JOIN LATERAL unnest(kept_strands(w.strand_id)) AS kept (id) ON true
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
        SELECT strands || array_agg(DISTINCT kept.id) FILTER (WHERE kept.id IS NOT NULL),
               facts || array_agg(w.fact_id) FILTER (WHERE w.fact_id IS NOT NULL),
               subjects || array_agg(alias.id) FILTER (WHERE alias.id IS NOT NULL)
        INTO strands, facts, subjects
        FROM withholding w
        LEFT JOIN LATERAL unnest(kept_strands(w.strand_id)) AS kept (id) ON true
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
        ("people", "0010_whom_to_reach"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="KeptWith",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=alongside.kit.ids.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("strand_id", models.UUIDField()),
                ("follows_strand_id", models.UUIDField()),
                ("again", models.BooleanField(default=False)),
                (
                    "family",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.family"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "db_table": "kept_with",
                "indexes": [models.Index(fields=["follows_strand_id"], name="kept_with_follows")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("strand_id", "follows_strand_id", "again"), name="kept_with_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("strand_id", models.F("follows_strand_id")), _negated=True),
                        name="kept_with_another",
                    ),
                ],
            },
        ),
        GuardTable("kept_with", narrowed={"staff_only": STAFF_ONLY}, grants=APPEND_ONLY),
        KeepWriting("kept_with"),
        ForbidChange("kept_with"),
        migrations.RunSQL(KEPT_STRANDS, "DROP FUNCTION kept_strands(uuid)"),
        DefinerFunction("in_place_of(uuid)", IN_PLACE_OF, reads=("kept_with",)),
        RedefineFunction(
            "set_scope(uuid, timestamptz, bigint[], bigint[], bigint[])", SET_SCOPE, reads=("kept_with",)
        ),
    ]
