from django.db import migrations

from alongside.access.row_policies import APPEND_ONLY, ForbidChange, GrantOnly


class Migration(migrations.Migration):
    dependencies = [("practice", "0001_initial"), ("access", "0002_walls")]

    operations = [GrantOnly("model_version", APPEND_ONLY), ForbidChange("model_version")]
