"""What somebody saw of a family beyond when they had its page before them, so that news neither stays nor is missed."""

import django.contrib.postgres.fields
from django.db import migrations, models

from alongside.access.row_policies import GrantOnly


class Migration(migrations.Migration):
    dependencies = [("access", "0005_last_look")]

    operations = [
        migrations.AlterField("lastlook", "at", models.DateTimeField(null=True)),
        migrations.AddField(
            "lastlook", "seen",
            django.contrib.postgres.fields.ArrayField(models.UUIDField(), db_default=[], default=list),
        ),
        GrantOnly("last_look", "SELECT, INSERT, UPDATE (at, seen)"),
    ]
