from django.db import migrations

from alongside.access.row_policies import STAFF_ONLY, DefinerFunction, NarrowTable, covered
from alongside.timeline.row_policies import ENTRY_IS_ABOUT_SOMEBODY_NOT_COVERED, everyone_covered


class Migration(migrations.Migration):

    dependencies = [("people", "0004_covered"), ("timeline", "0004_what_entries_told")]

    operations = [
        DefinerFunction(
            "entry_is_about_somebody_not_covered(uuid)", ENTRY_IS_ABOUT_SOMEBODY_NOT_COVERED, reads=("entry", "entry_about")
        ),
        NarrowTable("entry", "covered", everyone_covered("id")),
        *(
            NarrowTable(table, "covered", everyone_covered("entry_id"))
            for table in ("entry_about", "entry_text", "entry_helper", "entry_content")
        ),
        # Somebody who is only mentioned stays a name in what was written.
        NarrowTable("entry_about", "person_covered", covered("person_id")),
        # What is due is worked out from entries that a partner does not all see.
        NarrowTable("due", "staff_only", STAFF_ONLY),
    ]
