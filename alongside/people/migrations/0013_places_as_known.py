from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import migrations, models

from alongside.access.row_policies import GrantOnly


class Migration(migrations.Migration):
    """What somebody's place in a family was known to be stays as it was said, when it is put right or changes."""

    dependencies = [("people", "0012_unfinished_forms")]

    operations = [
        migrations.RemoveConstraint(model_name="membership", name="membership_once_at_a_time"),
        migrations.AddField(
            model_name="membership", name="known_until", field=models.DateTimeField(null=True),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=ExclusionConstraint(
                condition=models.Q(("known_until", None)),
                expressions=[(models.F("family"), "="), (models.F("person"), "="), (models.F("during"), "&&")],
                name="membership_once_at_a_time",
            ),
        ),
        GrantOnly("membership", "SELECT, INSERT, UPDATE (known_until)"),
    ]
