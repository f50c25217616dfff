from django.db import migrations

from alongside.access.row_policies import WidenTable


class Migration(migrations.Migration):

    dependencies = [("people", "0019_all_of_the_team")]

    # Only our own staff see these rows, and so nobody else writes them: the walls of writing asked the same once more.
    operations = [
        WidenTable(table, policy)
        for table in ("family_access", "family_access_covers", "kept_with", "withholding")
        for policy in ("added_by", "changed_by")
    ]
