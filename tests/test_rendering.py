"""No page asks the database while it is rendered."""

import pytest
from django.template import engines

from alongside.access.models import User


def rendered(text: str, **context: object) -> str:
    return engines["jinja2"].from_string(text).template.render(context)


@pytest.mark.django_db
def test_a_template_that_asks_the_database_is_refused() -> None:
    with pytest.raises(AssertionError, match='FROM "user"'):
        rendered("{% for user in users %}{{ user }}{% endfor %}", users=User.objects.order_by("name"))


@pytest.mark.django_db
def test_a_template_of_plain_values_is_rendered() -> None:
    assert rendered("{% for name in names %}{{ name }} {% endfor %}", names=["Amy", "Liam"]) == "Amy Liam "
