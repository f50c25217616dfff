from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("access", "0003_drafts")]

    operations = [
        migrations.AddField("savedform", "sent", models.CharField(blank=True, default="", max_length=64), preserve_default=False),
    ]
