from django.db import migrations

from alongside.access.row_policies import (
    ABOUT_ONESELF,
    APPEND_ONLY,
    AROUND,
    BY_AUDIENCE,
    STRAND_NOT_WITHHELD,
    SUBJECT_NOT_WITHHELD,
    DefinerFunction,
    ForbidChange,
    GuardTable,
    KeepWriting,
    SameFamily,
)
from alongside.timeline.row_policies import (
    ENTRY_IS_ABOUT_SOMEBODY_HIDDEN,
    OWN_ENTRIES,
    OWN_TEXTS,
    STRAND_IS_RETRACTED,
    STRAND_ROW,
    STRAND_TABLES,
    in_the_strand_of_its_entry,
    nobody_hidden,
    of_own,
)

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
            narrowed={**STRAND_ROW, "helpers_of_own": of_own("entry_helper"), "nobody_hidden": nobody_hidden("entry_id")},
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
