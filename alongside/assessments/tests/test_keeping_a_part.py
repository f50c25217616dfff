"""Whoever says who reads a part of the assessment sees how it begins, and is told at once all that is to be mended."""

from datetime import timedelta

import pytest

from alongside.agreements.tests.factories import holds
from alongside.assessments import queries
from alongside.assessments.tests.factories import acting, answer, begin, complete, sent
from alongside.kit import clock
from alongside.kit.tests.markup import Page
from alongside.timeline.tests.factories import SmithFamily, smith_family

pytestmark = pytest.mark.django_db
LONG = "The roof lets the rain in over the bed of the children, and nobody has come to look at it since the spring."


@pytest.fixture
def smiths() -> SmithFamily:
    found = smith_family(clock.now() - timedelta(days=40))
    holds(found, found.katie, found.amy, found.liam)
    with acting(found):
        begin(found)
        answer(found, "child_development", found.amy, health_worry="Tired.")
        answer(found, "environment", housing_worry=LONG)
        complete(found)
    return found


def here(smiths: SmithFamily) -> str:
    return f"/families/{smiths.family.pk}/assessment/versions/1/readers/"


def parts(smiths: SmithFamily) -> dict:
    with acting(smiths):
        return {
            row.section.id: row for row in queries.open_page(smiths.worker, smiths.family.pk, 1, clock.today()).rows
        }


def test_each_part_shows_how_it_begins_and_folded_all_of_it(client, smiths) -> None:
    client.force_login(smiths.worker)
    page = Page(client.get(here(smiths)).content.decode())
    text = " ".join(page.one("main").text.split())
    assert "“The roof lets the rain in over the bed of the children, and nobody …”" in text
    assert LONG in text


def test_what_keeping_back_lacks_is_said_at_once_and_at_its_part(client, smiths) -> None:
    client.force_login(smiths.worker)
    found = parts(smiths)
    data = {f"part-{row.source}-readers": row.readers for row in found.values()}
    data |= {f"part-{row.source}-why": row.why for row in found.values()}
    amys = f"part-{found['child_development'].source}"
    data |= {f"{amys}-readers": "own", f"{amys}-kept_from": str(smiths.katie), f"{amys}-why": ""}
    page = Page(client.post(here(smiths), sent(data)).content.decode())
    text = " ".join(page.one("main").text.split())
    assert "Two things to put right:" in text
    assert "Katie would still read it, holding responsibility for a child it is about." in text
    assert "or ask a manager to open it without Katie" in text
    assert "is kept back" in text
    links = [str(one.attributes.get("href")) for one in page.all("a")]
    assert f"#id_{amys}-why" in links
    assert any(each.startswith(f"#id_{amys}-kept_from") for each in links)


def test_a_part_that_is_not_kept_back_stays_folded_when_another_is_refused(client, smiths) -> None:
    client.force_login(smiths.worker)
    found = parts(smiths)
    data = {f"part-{row.source}-readers": "family" for row in found.values()}
    data |= {f"part-{found['environment'].source}-readers": "team"}
    page = Page(client.post(here(smiths), sent(data)).content.decode())
    assert len([one for one in page.all("details") if "open" in one.attributes]) == 1
