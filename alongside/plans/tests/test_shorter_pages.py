"""Pages of a plan ask whom the plan is for, fold away what stayed as it was, and read no more than they show."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.access import scope
from alongside.kit import clock
from alongside.kit.dates import day_typed
from alongside.kit.tests.markup import Page
from alongside.people import actions as people
from alongside.plans.tests.factories import at, goal, hidden, in_force, main, step, version
from alongside.timeline.rules import Audience
from alongside.timeline.tests.factories import SmithFamily, smith_family

pytestmark = pytest.mark.django_db


@pytest.fixture
def smiths() -> SmithFamily:
    return smith_family(clock.now() - timedelta(days=60))


@pytest.fixture
def worker(smiths, client):
    client.force_login(smiths.worker)
    return client


def written(smiths: SmithFamily, *goals) -> str:
    """A version with these goals, put together today."""
    with scope.acting_as(smiths.worker):
        return version(smiths, *goals, at=clock.now())


def elsewhere(smiths: SmithFamily, name: str, role: str):
    """Somebody who does not live with the family."""
    with scope.acting_as(smiths.worker):
        return people.add_person(
            by=smiths.worker, family_id=smiths.family.pk, at=clock.now(), name=name, role=role, in_household=False
        ).person_id


def test_only_those_the_plan_is_for_or_asks_something_of_are_asked(worker, smiths) -> None:
    nan, shaz = elsewhere(smiths, "Nan Pat", "grandmother"), elsewhere(smiths, "Shaz", "friend")
    version_id = written(smiths, goal(smiths, steps=(step(doer=f"person:{nan}", who="Nan Pat"),)))

    page = main(worker.get(at(smiths, "version", version_id)))

    for name in ("Katie", "Amy", "Liam", "Nan Pat"):
        assert f"Record the answer of {name}" in page
    assert "Shaz" not in page
    assert "Record the answer of somebody else" in page
    where = at(smiths, "answer", version_id)
    said = {"who": f"person:{shaz}", "answer": "yes", "how": "phone", "on": day_typed(clock.today()),
            "words": "I will drive them", "audience": "team"}  # fmt: skip
    assert worker.post(where, hidden(worker.get(where)) | said).status_code == 302
    assert "I will drive them" in main(worker.get(at(smiths, "version", version_id)))


def test_a_father_who_lives_elsewhere_is_asked_when_he_holds_responsibility(worker, smiths) -> None:
    dave, uncle = elsewhere(smiths, "Dave", "father"), elsewhere(smiths, "Uncle Ron", "uncle")
    with scope.acting_as(smiths.worker):
        people.record_responsibility(
            by=smiths.worker, family_id=smiths.family.pk, child_id=smiths.amy, basis="registered_father",
            at=clock.now(), holder_person_id=dave,
        )  # fmt: skip
    version_id = written(smiths, goal(smiths))

    page = main(worker.get(at(smiths, "version", version_id)))

    assert "Record the answer of Dave" in page
    assert "Uncle Ron" not in page, uncle


def test_lines_as_before_are_folded_away_when_versions_are_compared(worker, smiths) -> None:
    it = goal(smiths, baseline="Four days", target="Nine days")
    first, second = written(smiths, it), written(smiths, replace(it, target="Ten days"))

    shown = Page(worker.get(at(smiths, "compare", first, second)).content.decode())

    changed, same = (" ".join(table.text.split()) for table in shown.all("table"))
    (folded,) = shown.all("details")
    assert "Nine days" in changed
    assert "Ten days" in changed
    assert "Four days" in same
    assert "Four days" not in changed
    rows = sum("govuk-!-font-weight-regular" in one["class"] for one in shown.all("th", scope="row")) - 1
    assert f"{rows} lines as before" in " ".join(folded.text.split())
    assert "Nothing changed between the two." in main(worker.get(at(smiths, "compare", second, second)))


def test_pages_that_write_or_compare_do_not_ask_what_became_of_the_steps(worker, smiths) -> None:
    it = goal(smiths)
    version_id = written(smiths, it)
    with scope.acting_as(smiths.worker):
        in_force(smiths, version_id, on=clock.today(), at=clock.now(), audience=Audience.TEAM)
    for where in (
        at(smiths, "goal", it.id), at(smiths, "part", "promises"), at(smiths, "scale", it.id),
        at(smiths, "compare", version_id, version_id), at(smiths, "leave_out", it.id),
    ):  # fmt: skip
        worker.get(where)
        with CaptureQueriesContext(connection) as asked:
            assert worker.get(where).status_code == 200
        assert not [each["sql"] for each in asked if "plans.action_agreed" in each["sql"]], where


def test_a_goal_on_the_page_of_the_plan_shows_its_next_step_and_folds_the_rest(worker, smiths) -> None:
    in_days = [(clock.today() + timedelta(days=days)).isoformat() for days in (9, 4)]
    steps = (
        step(what="Ring the choir", by_when=in_days[0]),
        step(what="A quiet room", who="Ms Spragg, Oak School", agency="Oak School", by_when=in_days[1]),
    )
    made = written(smiths, goal(smiths, steps=steps, measure="The register"))
    with scope.acting_as(smiths.worker):
        in_force(smiths, made, on=clock.today(), at=clock.now())

    page = Page(worker.get(at(smiths, "plan")).content.decode())

    folded = next(each.text for each in page.all("details") if "Its 2 steps, and how we will know" in each.text)
    shown = main(worker.get(at(smiths, "plan")))
    assert "Next: A quiet roomMs Spragg, Oak School, by" in shown
    for words in ("Ring the choir", "The register"):
        assert words in folded
        assert shown.count(words) == folded.count(words)
    assert folded.count("Oak School") == 1, "who does a step is not named once more as who helps"


@pytest.mark.parametrize("part", ["priorities", "promises", "consequences", "exit"])
def test_a_part_sent_with_nothing_in_it_is_not_called_written(worker, smiths, part) -> None:
    where = at(smiths, "part", part)

    reply = worker.post(where, hidden(worker.get(where)))

    assert reply.status_code == 200
    assert "Nothing is written here yet" in main(reply)
    assert "Written since the last version" not in main(worker.get(at(smiths, "plan")))


def test_a_part_that_was_written_may_be_emptied_again(worker, smiths) -> None:
    where = at(smiths, "part", "exit")
    worker.post(where, hidden(worker.get(where)) | {"where_to_turn": "Ring Joanne"})

    assert worker.post(where, hidden(worker.get(where)) | {"where_to_turn": ""}).status_code == 302

    assert "Ring Joanne" not in worker.get(where).content.decode()


def test_what_is_for_writing_stays_off_the_paper(worker, smiths) -> None:
    page = Page(worker.get(at(smiths, "plan")).content.decode())

    assert "govuk-!-display-none-print" in page.one("section", **{"aria-labelledby": "next"})["class"]
