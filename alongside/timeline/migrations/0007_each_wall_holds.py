from django.db import migrations

from alongside.access.row_policies import NarrowTable, WidenTable
from alongside.timeline.row_policies import nobody_hidden


class Migration(migrations.Migration):

    dependencies = [("timeline", "0006_attachments")]

    operations = [
        # Where an entry is hidden because of somebody it is about, so is that it is about anybody else.
        NarrowTable("entry_about", "nobody_hidden", nobody_hidden("entry_id")),
        WidenTable("entry_about", "subject_not_withheld"),
        # Only our own staff see what is due: `staff_only` asks for more than these.
        *(WidenTable("due", policy) for policy in ("helpers_only", "added_by", "changed_by")),
    ]
