"""Whoever has every family in scope as one of their own team is asked once a query, and not once a row: a list of three
thousand families is searched through for each name otherwise. What the walls let through is the same.
"""

from django.conf import settings
from django.db import migrations

from alongside.access.row_policies import ABOUT_ONESELF, covered

ALL = "(SELECT NULLIF(current_setting('app.families', true), '') = current_setting('app.{0}', true))"
POLICIES = {
    "about_oneself": (ABOUT_ONESELF, f"CASE WHEN {ALL.format('around')} THEN true ELSE {ABOUT_ONESELF} END"),
    "covered": (covered("person_id"), f"CASE WHEN {ALL.format('team')} THEN true ELSE {covered('person_id')} END"),
}


def _altered(name: str, condition: str) -> str:
    app = settings.DATABASE_ROLES.application
    return f'ALTER POLICY {name} ON person_known_as TO "{app}" USING ({condition}) WITH CHECK ({condition})'


class Migration(migrations.Migration):
    dependencies = [("people", "0018_forms_begun")]

    operations = [
        migrations.RunSQL(_altered(name, now), _altered(name, before)) for name, (before, now) in POLICIES.items()
    ]
