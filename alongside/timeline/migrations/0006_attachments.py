import alongside.kit.ids
import django.db.models.deletion
from django.db import migrations, models

from alongside.access.row_policies import APPEND_ONLY, ForbidChange, GuardTable, KeepWriting, SameFamily
from alongside.timeline.row_policies import (
    STRAND_ROW,
    everyone_covered,
    in_the_strand_of_its_entry,
    nobody_hidden,
    of_own,
)

ATTACHED = (
    "EXISTS (SELECT 1 FROM attachment a WHERE a.family_id = attached_file.family_id AND a.sha256 = attached_file.sha256)"
)


class Migration(migrations.Migration):

    dependencies = [('people', '0003_doors'), ('timeline', '0005_covered')]

    operations = [
        migrations.CreateModel(
            name='AttachedFile',
            fields=[
                ('id', models.UUIDField(default=alongside.kit.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('sha256', models.CharField(max_length=64)),
                ('media_type', models.CharField(max_length=100)),
                ('body', models.BinaryField()),
                ('words', models.TextField(blank=True)),
                ('all_read', models.BooleanField()),
                ('family', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.family')),
            ],
            options={
                'db_table': 'attached_file',
                'constraints': [models.UniqueConstraint(fields=('sha256', 'family'), name='attached_file_once')],
            },
        ),
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('id', models.UUIDField(default=alongside.kit.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('audience', models.CharField(choices=[('team', 'team'), ('around', 'around'), ('family', 'family')], max_length=10)),
                ('sha256', models.CharField(max_length=64)),
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='attached', to='timeline.entry')),
                ('family', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.family')),
                ('strand', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='timeline.strand')),
            ],
            options={
                'db_table': 'attachment',
                'indexes': [models.Index(fields=['family', 'sha256'], name='attachment_file')],
            },
        ),
        GuardTable(
            "attachment",
            narrowed={
                **STRAND_ROW, "of_own": of_own("attachment"), "nobody_hidden": nobody_hidden("entry_id"),
                "covered": everyone_covered("entry_id"),
            },
            grants=APPEND_ONLY,
        ),
        # Under the wall of whatever attaches it: a sub-select in a policy is itself asked under the policies.
        GuardTable("attached_file", narrowed={"attached": ATTACHED}, grants=APPEND_ONLY),
        *(KeepWriting(table) for table in ("attachment", "attached_file")),
        *(ForbidChange(table) for table in ("attachment", "attached_file")),
        in_the_strand_of_its_entry("attachment"),
        SameFamily("attachment", ("sha256", "family_id"), "attached_file", ("sha256", "family_id")),
    ]
