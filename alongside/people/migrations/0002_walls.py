from django.db import migrations

from alongside.access.row_policies import (
    ABOUT_ONESELF,
    ADD_AND_CHANGE,
    APPEND_ONLY,
    BY_PROTECTION,
    FACT_NOT_WITHHELD,
    FAMILIES,
    HELPERS_ONLY,
    STAFF_ONLY,
    SUBJECT_NOT_WITHHELD,
    TEAM,
    USER,
    ForbidChange,
    GrantOnly,
    GuardTable,
    KeepWriting,
    SameFamily,
)

MAY_END = "SELECT, INSERT, UPDATE (during)"
# A sign-in may read who it is; everyone else's is for the service's own staff.
STAFF_OR_OWN = f"CASE WHEN family_id = ANY {TEAM} THEN true ELSE user_id = {USER} END"
OF_A_FAMILY = (
    "person_known_as", "person_fact", "membership", "relationship", "parental_responsibility", "involvement",
    "involvement_model", "helper", "family_access", "family_access_covers", "withholding", "person_account",
)
ABOUT_PEOPLE = {"not_withheld": SUBJECT_NOT_WITHHELD, "about_oneself": ABOUT_ONESELF}


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial"), ("access", "0002_walls"), ("practice", "0001_initial")]

    operations = [
        GrantOnly("person", "SELECT, INSERT, UPDATE (canonical_id)"),
        GuardTable("family", seen=f"id = ANY {FAMILIES}", grants="SELECT, INSERT, UPDATE (name, lead_team_id, restricted)"),
        GuardTable(
            "person_known_as", narrowed={**ABOUT_PEOPLE, "protected": BY_PROTECTION}, grants=APPEND_ONLY
        ),
        GuardTable(
            "person_fact",
            narrowed={**ABOUT_PEOPLE, "protected": BY_PROTECTION, "fact_not_withheld": FACT_NOT_WITHHELD},
            grants=APPEND_ONLY,
        ),
        GuardTable("membership", narrowed=ABOUT_PEOPLE, grants=MAY_END),
        GuardTable("relationship", narrowed={"helpers_only": HELPERS_ONLY}, grants=APPEND_ONLY),
        GuardTable("parental_responsibility", narrowed={"helpers_only": HELPERS_ONLY}, grants=MAY_END),
        GuardTable("involvement", narrowed={"helpers_only": HELPERS_ONLY}, grants=APPEND_ONLY),
        GuardTable("involvement_model", narrowed={"helpers_only": HELPERS_ONLY}, grants=APPEND_ONLY),
        GuardTable("helper", narrowed={"helpers_only": HELPERS_ONLY}, grants=MAY_END),
        GuardTable("family_access", narrowed={"staff_only": STAFF_ONLY}, grants=MAY_END),
        GuardTable("family_access_covers", narrowed={"staff_only": STAFF_ONLY}, grants=APPEND_ONLY),
        GuardTable("withholding", narrowed={"staff_only": STAFF_ONLY}, grants=MAY_END),
        GuardTable("person_account", narrowed={"staff_or_own": STAFF_OR_OWN}, grants=MAY_END),
        KeepWriting("family", by=f"id = ANY {TEAM}"),
        *(KeepWriting(table) for table in OF_A_FAMILY),
        GrantOnly("agency", ADD_AND_CHANGE),
        GrantOnly("professional", ADD_AND_CHANGE),
        *(ForbidChange(table) for table in ("person_known_as", "person_fact", "relationship", "involvement_model")),
        SameFamily("person_known_as", ("supersedes_id", "family_id"), "person_known_as", ("id", "family_id")),
        SameFamily("person_fact", ("supersedes_id", "family_id"), "person_fact", ("id", "family_id")),
        SameFamily("relationship", ("supersedes_id", "family_id"), "relationship", ("id", "family_id")),
        SameFamily("involvement_model", ("involvement_id", "family_id"), "involvement", ("id", "family_id")),
        SameFamily("helper", ("involvement_id", "family_id"), "involvement", ("id", "family_id")),
        SameFamily("family_access_covers", ("family_access_id", "family_id"), "family_access", ("id", "family_id")),
    ]
