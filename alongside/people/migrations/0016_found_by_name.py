"""What a name is found by, kept beside it: its plain words and how they sound, worked out by the database whenever a row
is written. A search over the families somebody sees then compares ready words; it never reads another family's rows.
"""

from django.db import migrations

NAME_WORDS = """
CREATE FUNCTION name_words(p_name text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
SET search_path = public, pg_temp AS $$
    SELECT ' ' || btrim(regexp_replace(replace(plain_name(p_name), '''', ''), '[^[:alnum:]]+', ' ', 'g'))
$$
"""

# Daitch-Mokotoff hears names of many tongues alike; what it does not know is how Irish and Welsh names are spelt.
NAME_SOUNDS = """
CREATE FUNCTION name_sounds(p_words text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
SET search_path = public, pg_temp AS $$
    SELECT COALESCE(array_agg(DISTINCT code), '{}')
    FROM (
        SELECT regexp_replace(regexp_replace(regexp_replace(
            replace(word, 'dd', 'd'), '[bm]h', 'v', 'g'), 'gh', '', 'g'), '([aeiouy])w', '\\1', 'g') AS said
        FROM regexp_split_to_table(p_words, ' ') AS word WHERE length(word) > 1
    ) AS respelt
    CROSS JOIN LATERAL unnest(daitch_mokotoff(respelt.said)) AS code
$$
"""

BESIDE_NAMES = """
ALTER TABLE person_known_as
    ADD COLUMN found_words text GENERATED ALWAYS AS (name_words(name || ' ' || described_as)) STORED,
    ADD COLUMN found_sounds text[] GENERATED ALWAYS AS (name_sounds(name_words(name || ' ' || described_as))) STORED;
ALTER TABLE family
    ADD COLUMN found_words text GENERATED ALWAYS AS (name_words(name)) STORED,
    ADD COLUMN found_sounds text[] GENERATED ALWAYS AS (name_sounds(name_words(name))) STORED
"""

NOT_BESIDE_NAMES = """
ALTER TABLE person_known_as DROP COLUMN found_words, DROP COLUMN found_sounds;
ALTER TABLE family DROP COLUMN found_words, DROP COLUMN found_sounds
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0015_after_whom")]

    operations = [
        # Trusted: the owner of the database may add it, so an upgrade asks no administrator.
        migrations.RunSQL("CREATE EXTENSION IF NOT EXISTS fuzzystrmatch", migrations.RunSQL.noop),
        migrations.RunSQL(NAME_WORDS, "DROP FUNCTION name_words(text)"),
        migrations.RunSQL(NAME_SOUNDS, "DROP FUNCTION name_sounds(text)"),
        migrations.RunSQL(BESIDE_NAMES, NOT_BESIDE_NAMES),
    ]
