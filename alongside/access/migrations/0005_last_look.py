import alongside.kit.ids
from django.db import migrations, models

from alongside.access.row_policies import OWN, SEEN, GuardTable


class Migration(migrations.Migration):
    dependencies = [("access", "0004_what_was_sent")]

    operations = [
        migrations.CreateModel(
            name="LastLook",
            fields=[
                ("id", models.UUIDField(default=alongside.kit.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ("author_id", models.UUIDField()),
                ("family_id", models.BigIntegerField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "db_table": "last_look",
                "constraints": [models.UniqueConstraint(fields=("author_id", "family_id"), name="last_look_once")],
            },
        ),
        # Where somebody looked last is theirs alone, and only while they may see that family.
        GuardTable("last_look", seen=OWN, narrowed={"family_seen": SEEN}, grants="SELECT, INSERT, UPDATE (at)"),
    ]
