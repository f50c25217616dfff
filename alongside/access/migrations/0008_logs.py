"""The log of looks in partitions by month, stamped by the database; a log of changes beside it, and their seals."""

import django.contrib.postgres.fields
from django.conf import settings
from django.db import migrations, models

from alongside.access.logs import KEEP_SEQUENCE, LOG_CHANGE, LogChanges, MakeLog, MakePartitions, MakeSeals
from alongside.access.row_policies import DefinerFunction, ForbidChange

LOOK = {
    "said_at": "timestamptz NOT NULL", "user_id": "uuid NOT NULL", "basis": "varchar(40) NOT NULL", "family_id": "bigint",
    "families": "bigint[]", "person_id": "uuid", "route": "varchar(200) NOT NULL", "path": "varchar(500) NOT NULL DEFAULT ''",
    "status": "smallint NOT NULL DEFAULT 200", "rows": "integer NOT NULL", "request_id": "uuid NOT NULL",
    "asked": "varchar(500) NOT NULL DEFAULT ''",
}
CHANGE = {
    "user_id": "uuid", "request_id": "uuid", "table_name": "text NOT NULL", "what": "text NOT NULL", "row_id": "text",
    "family_id": "bigint", "before": "jsonb", "after": "jsonb",
}
MOVED = "said_at, user_id, basis, family_id, person_id, route, rows, request_id, asked"
# Only who may run a function may hang it on a table, and it is the definer's by now.
LET_THE_OWNER_HANG_IT = [
    migrations.RunSQL(f'SET LOCAL ROLE "{settings.DATABASE_ROLES.definer}"'),
    migrations.RunSQL(f'GRANT EXECUTE ON FUNCTION log_change() TO "{settings.DATABASE_ROLES.owner}"'),
    migrations.RunSQL(f'SET LOCAL ROLE "{settings.DATABASE_ROLES.owner}"'),
]


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0007_sign_in"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("socialaccount", "0006_alter_socialaccount_extra_data"),
    ]

    operations = [
        migrations.RunSQL(KEEP_SEQUENCE),
        migrations.RunSQL("ALTER TABLE read_log RENAME TO read_log_before"),
        MakeLog(
            "read_log", LOOK,
            {
                "read_log_by_xid": "(xid)",
                "read_log_by_family": "(family_id, said_at) WHERE family_id IS NOT NULL",
                "read_log_by_families": "USING gin (families) WHERE families IS NOT NULL",
                "read_log_by_user": "(user_id, said_at)",
            },
            by_app=True,
        ),
        MakeLog(
            "change_log", CHANGE, {"change_log_by_xid": "(xid)", "change_log_by_family": "(family_id, at)"}, by_app=False
        ),
        MakePartitions(),
        migrations.RunSQL(
            f"INSERT INTO read_log (at, {MOVED}) SELECT at, {MOVED.replace('said_at', 'at')} FROM read_log_before ORDER BY at"
        ),
        migrations.RunSQL("DROP TABLE read_log_before"),
        MakeSeals(),
        *(ForbidChange(table) for table in ("read_log", "change_log", "log_seal")),
        DefinerFunction("log_change()", LOG_CHANGE, callable_by_app=False),
        *LET_THE_OWNER_HANG_IT,
        LogChanges("user", added=True, secret=("password", "stamp"), unsaid=("last_login",)),
        *(LogChanges(table, added=True) for table in ("team", "team_member", "principal", "renewal")),
        LogChanges("mfa_authenticator", added=True, secret=("data",), unsaid=("last_used_at",)),
        LogChanges("socialaccount_socialaccount", added=True, secret=("extra_data",), unsaid=("last_login",)),
        LogChanges("socialaccount_socialapp", added=True, secret=("secret", "key", "settings")),
        LogChanges("socialaccount_socialtoken", added=True, secret=("token", "token_secret")),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.DeleteModel("ReadLog"),
                migrations.CreateModel(
                    name="ReadLog",
                    fields=[
                        ("seq", models.BigIntegerField(primary_key=True, serialize=False)),
                        ("at", models.DateTimeField()),
                        ("said_at", models.DateTimeField()),
                        ("user_id", models.UUIDField()),
                        ("basis", models.CharField(max_length=40)),
                        ("family_id", models.BigIntegerField(null=True)),
                        ("families", django.contrib.postgres.fields.ArrayField(models.BigIntegerField(), null=True)),
                        ("person_id", models.UUIDField(null=True)),
                        ("route", models.CharField(max_length=200)),
                        ("path", models.CharField(max_length=500)),
                        ("status", models.SmallIntegerField()),
                        ("rows", models.IntegerField()),
                        ("request_id", models.UUIDField()),
                        ("asked", models.CharField(max_length=500)),
                    ],
                    options={"db_table": "read_log", "managed": False},
                ),
            ]
        ),
    ]
