from django.db import migrations

from alongside.access.row_policies import (
    APPEND_ONLY,
    BY_AUDIENCE,
    HELPERS_ONLY,
    OWN,
    STRAND_NOT_WITHHELD,
    ForbidChange,
    GuardTable,
    SameFamily,
)

ONE_STRAND = ("family_id", "strand_id", "audience")


class Migration(migrations.Migration):
    dependencies = [("pathway", "0001_initial"), ("timeline", "0002_walls")]

    operations = [
        GuardTable("referral_submission", seen=OWN, grants=APPEND_ONLY),
        GuardTable("referral_answer", seen=OWN, grants=APPEND_ONLY),
        GuardTable(
            "referral",
            narrowed={"by_audience": BY_AUDIENCE, "not_withheld": STRAND_NOT_WITHHELD, "helpers_only": HELPERS_ONLY},
            grants=APPEND_ONLY,
        ),
        *(ForbidChange(table) for table in ("referral_submission", "referral_answer", "referral")),
        SameFamily("referral", ("entry_id", *ONE_STRAND), "entry", ("id", *ONE_STRAND)),
        SameFamily("referral", ("involvement_id", "family_id"), "involvement", ("id", "family_id")),
        SameFamily("referral_submission", ("involvement_id", "family_id"), "involvement", ("id", "family_id")),
        SameFamily("referral_answer", ("submission_id", "author_id"), "referral_submission", ("id", "author_id")),
    ]
