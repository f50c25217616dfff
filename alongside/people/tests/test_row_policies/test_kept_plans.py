"""A plan the database keeps for a question shows each transaction its own families, and no other's."""

import pytest
from django.db import connection

from alongside.access import scope
from alongside.people.models import Family
from alongside.people.tests import factories

pytestmark = pytest.mark.django_db


def seen_by(user) -> list[str]:
    """The names of families a plain question finds, asked often enough for its plan to be kept."""
    with scope.acting_as(user):
        for _ in range(connection.settings_dict["OPTIONS"]["prepare_threshold"] + 1):
            names = list(Family.objects.order_by("name").values_list("name", flat=True))
    return names


def kept() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements")
        return [statement for (statement,) in cursor if 'FROM "family"' in statement and "name" in statement]


def test_a_question_asked_again_is_prepared_and_still_answers_each_from_their_own_families():
    smiths = factories.smith_family()
    stranger = factories.key_worker("Somebody Else", team=factories.team("Another team"))
    assert seen_by(smiths.key_worker) == [smiths.family.name]
    assert kept()
    assert seen_by(stranger) == []
    assert seen_by(smiths.key_worker) == [smiths.family.name]
    assert list(Family.objects.all()) == []


def test_the_plan_of_a_question_outlives_a_morning_of_other_questions():
    often = connection.settings_dict["OPTIONS"]["prepare_threshold"] + 1
    questions = [f"SELECT {number}" for number in range(300)]
    with connection.cursor() as cursor:
        for question in questions:
            for _ in range(often):
                cursor.execute(question)
        cursor.execute("SELECT statement FROM pg_prepared_statements")
        assert {statement for (statement,) in cursor} >= set(questions)
