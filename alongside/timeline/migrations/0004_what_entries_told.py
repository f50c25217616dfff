import alongside.kit.ids
import django.core.serializers.json
import django.db.models.deletion
from django.db import migrations, models

from alongside.access.row_policies import APPEND_ONLY, ForbidChange, GuardTable, KeepWriting

from alongside.timeline.row_policies import STRAND_ROW, in_the_strand_of_its_entry, nobody_hidden, of_own


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0003_doors'),
        ('timeline', '0003_texts_by_part'),
    ]

    operations = [
        migrations.CreateModel(
            name='EntryContent',
            fields=[
                ('id', models.UUIDField(default=alongside.kit.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('audience', models.CharField(choices=[('team', 'team'), ('around', 'around'), ('family', 'family')], max_length=10)),
                ('content', models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='told', to='timeline.entry')),
                ('family', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.family')),
                ('strand', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='timeline.strand')),
            ],
            options={
                'db_table': 'entry_content',
            },
        ),
        GuardTable(
            "entry_content",
            narrowed={**STRAND_ROW, "of_own": of_own("entry_content"), "nobody_hidden": nobody_hidden("entry_id")},
            grants=APPEND_ONLY,
        ),
        KeepWriting("entry_content"),
        ForbidChange("entry_content"),
        in_the_strand_of_its_entry("entry_content"),
    ]
