from django.db import migrations

from alongside.access.row_policies import (
    ABOUT_ONESELF,
    APPEND_ONLY,
    AROUND,
    BY_AUDIENCE,
    PERSONS,
    STRAND_NOT_WITHHELD,
    SUBJECT_NOT_WITHHELD,
    TEAM,
    DefinerFunction,
    ForbidChange,
    GuardTable,
    KeepWriting,
    SameFamily,
)

OWN_ENTRIES = (
    f"CASE WHEN family_id = ANY {AROUND} THEN true ELSE EXISTS (SELECT 1 FROM entry_about a "
    f"WHERE a.entry_id = entry.id AND a.person_id = ANY {PERSONS} AND a.part <> 'mentioned') END"
)
OWN_TEXTS = (
    f"CASE WHEN family_id = ANY {AROUND} THEN true ELSE EXISTS (SELECT 1 FROM entry e WHERE e.id = entry_text.entry_id) "
    f"AND COALESCE(person_id = ANY {PERSONS}, true) END"
)
HELPERS_OF_OWN = (
    f"CASE WHEN family_id = ANY {AROUND} THEN true "
    "ELSE EXISTS (SELECT 1 FROM entry e WHERE e.id = entry_helper.entry_id) END"
)
# Beyond the service's own staff, a retracted strand shows nothing of its content. Asked of a definer function, because a
# policy that reads its own table would recurse, and last in a CASE, because staff never need the answer.
NOT_RETRACTED = f"CASE WHEN family_id = ANY {TEAM} THEN true ELSE NOT strand_is_retracted(strand_id) END"
STRAND_IS_RETRACTED = """
CREATE FUNCTION strand_is_retracted(p_strand uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (SELECT 1 FROM entry WHERE strand_id = p_strand AND retracts)
$$
"""
# Its sentence, and what was written of it, may name whoever had a part in an entry. Where one of them is kept from the
# reader, or has since become protected, the whole entry is. Asked of a definer function, because that person's own row
# in `entry_about` is hidden from the reader too.
def nobody_hidden(entry):
    return f"CASE WHEN family_id = ANY {TEAM} THEN true ELSE NOT entry_is_about_somebody_hidden({entry}) END"


ENTRY_IS_ABOUT_SOMEBODY_HIDDEN = """
CREATE FUNCTION entry_is_about_somebody_hidden(p_entry uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
        SELECT 1 FROM entry_about WHERE entry_id = p_entry
        AND person_id = ANY (COALESCE(NULLIF(current_setting('app.withheld_subjects', true), ''), '{}')::uuid[])
    )
$$
"""
STRAND_ROW = {"by_audience": BY_AUDIENCE, "not_withheld": STRAND_NOT_WITHHELD, "not_retracted": NOT_RETRACTED}
STRAND_TABLES = ("strand", "entry", "entry_about", "entry_text", "entry_helper")
ONE_STRAND = ("family_id", "strand_id", "audience")


def in_the_strand_of_its_entry(table):
    return SameFamily(table, ("entry_id", *ONE_STRAND), "entry", ("id", *ONE_STRAND))


class Migration(migrations.Migration):
    dependencies = [("timeline", "0001_initial"), ("people", "0003_doors")]

    operations = [
        DefinerFunction("strand_is_retracted(uuid)", STRAND_IS_RETRACTED, reads=("entry",)),
        DefinerFunction(
            "entry_is_about_somebody_hidden(uuid)", ENTRY_IS_ABOUT_SOMEBODY_HIDDEN, reads=("entry_about",)
        ),
        GuardTable(
            "strand",
            narrowed={"by_audience": BY_AUDIENCE, "not_withheld": STRAND_NOT_WITHHELD.replace("strand_id", "id", 1)},
            grants=APPEND_ONLY,
        ),
        GuardTable(
            "entry_about",
            narrowed={**STRAND_ROW, "about_oneself": ABOUT_ONESELF, "subject_not_withheld": SUBJECT_NOT_WITHHELD},
            grants=APPEND_ONLY,
        ),
        GuardTable(
            "entry",
            narrowed={**STRAND_ROW, "own_entries": OWN_ENTRIES, "nobody_hidden": nobody_hidden("id")},
            grants=APPEND_ONLY,
        ),
        GuardTable(
            "entry_text",
            narrowed={**STRAND_ROW, "own_texts": OWN_TEXTS, "nobody_hidden": nobody_hidden("entry_id")},
            grants=APPEND_ONLY,
        ),
        GuardTable(
            "entry_helper",
            narrowed={**STRAND_ROW, "helpers_of_own": HELPERS_OF_OWN, "nobody_hidden": nobody_hidden("entry_id")},
            grants=APPEND_ONLY,
        ),
        GuardTable("due", narrowed={"helpers_only": f"family_id = ANY {AROUND}"}, grants="SELECT, INSERT, UPDATE, DELETE"),
        *(KeepWriting(table) for table in (*STRAND_TABLES, "due")),
        *(ForbidChange(table) for table in STRAND_TABLES),
        SameFamily("strand", ("continues_id", "family_id"), "strand", ("id", "family_id")),
        SameFamily("entry", ("strand_id", "family_id", "audience"), "strand", ("id", "family_id", "audience")),
        SameFamily("entry", ("supersedes_id", "strand_id"), "entry", ("id", "strand_id")),
        SameFamily("entry", ("involvement_id", "family_id"), "involvement", ("id", "family_id")),
        *(in_the_strand_of_its_entry(table) for table in ("entry_about", "entry_text", "entry_helper")),
        migrations.RunSQL(
            """ALTER TABLE entry SET (autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 20000);
               ALTER TABLE entry_about SET (autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 20000);
               CREATE UNIQUE INDEX due_once ON due (family_id, source, source_id, subject_id, involvement_id) NULLS NOT DISTINCT""",
            migrations.RunSQL.noop,
        ),
    ]
