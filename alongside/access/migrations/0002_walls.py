from django.db import migrations

from alongside.access.row_policies import APPEND_ONLY, OWN, ForbidChange, GrantOnly, GuardTable


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial"), ("sessions", "0001_initial"), ("contenttypes", "0002_remove_content_type_name")]

    operations = [
        GrantOnly("read_log", "INSERT"),
        ForbidChange("read_log"),
        GuardTable("saved_form", seen=OWN, grants=APPEND_ONLY),
        ForbidChange("saved_form"),
        GrantOnly("django_migrations", "SELECT"),
        GrantOnly("team_member", "SELECT, INSERT, UPDATE"),
        GrantOnly("principal", "SELECT, INSERT"),
        GrantOnly("user", "SELECT, INSERT, UPDATE"),
        GrantOnly("team", "SELECT, INSERT, UPDATE"),
    ]
