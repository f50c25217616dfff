"""Taking a yes back ticks the person whose row was pressed and nobody else, and says to whom it closes the family."""

import pytest
from django.urls import reverse

from alongside.agreements.tests.factories import consent
from alongside.kit.ids import uuid7
from alongside.kit.tests.markup import Page

pytestmark = pytest.mark.django_db


def of(answer) -> Page:
    return Page(answer.content.decode())


def words(page: Page) -> str:
    return " ".join(page.one("main").text.split())


def ticked(page: Page) -> set[str]:
    return {one["value"] for one in page.named("about") if "checked" in one.attributes}


def test_the_row_that_was_pressed_ticks_that_person_alone(worker, smiths, hill) -> None:
    yes = consent(smiths, hill.to, smiths.katie, smiths.amy)
    overview = of(worker.get(reverse("agreements:overview", args=[smiths.family.pk])))
    rows = {link.text: link["href"] for link in overview.all("a") if "take-back" in link["href"]}
    (katies,) = [href for text, href in rows.items() if "for Katie" in text]

    page = of(worker.get(katies))

    assert ticked(page) == {str(smiths.katie)}
    assert f"{hill.rao.name} still reads what is about Amy, and nothing else." in words(page)
    assert "So it is if it is taken back for Katie, and for nobody else." in words(page)
    assert "This closes the family" not in words(page)
    plain = of(worker.get(reverse("agreements:withdraw", args=[smiths.family.pk, yes[0].deed_id])))
    assert ticked(plain) == set()


def test_what_closes_the_family_to_a_reader_is_said_strongly_above_the_button(worker, smiths, hill) -> None:
    yes = consent(smiths, hill.to, smiths.katie, smiths.amy)
    here = reverse("agreements:withdraw", args=[smiths.family.pk, yes[0].deed_id])
    closes = f"This closes the family for {hill.rao.name}"

    both = of(worker.get(f"{here}?for={smiths.katie}&for={smiths.amy}"))

    assert ticked(both) == {str(smiths.katie), str(smiths.amy)}
    assert closes in both.one("div", role="note").text
    saved = worker.post(
        f"{here}?for={smiths.katie}", {"form_key": str(uuid7()), "about": [str(smiths.katie)], "words": ""}, follow=True
    )
    left = of(saved)
    assert ticked(left) == {str(smiths.amy)}
    assert closes in words(left)
