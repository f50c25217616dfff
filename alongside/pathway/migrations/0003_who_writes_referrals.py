from django.db import migrations

from alongside.access.row_policies import KeepWriting


class Migration(migrations.Migration):

    dependencies = [("pathway", "0002_walls")]

    # A referral is received at the front door, which acts as our own staff; a partner reads it and writes none.
    operations = [KeepWriting("referral")]
