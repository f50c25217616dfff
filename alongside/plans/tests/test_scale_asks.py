"""What is asked with the scale beside the number, and where the scale begins, are the practice model's."""

import re
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from alongside.access import scope
from alongside.kit import clock
from alongside.kit.dates import day_typed
from alongside.kit.tests.markup import Page
from alongside.plans.tests.factories import at, goal, hidden, main, version
from alongside.plans.tests.test_pages import write_goal
from alongside.practice.actions import import_shipped_models
from alongside.practice.tests.test_shipped_models import FOLDER
from alongside.timeline.tests.factories import SmithFamily, smith_family

pytestmark = pytest.mark.django_db
WAKE = "What is the first thing you notice in the morning?"
GOING = "How have you kept going so far?"


def with_a_goal(client) -> tuple[SmithFamily, str]:
    smiths = smith_family(clock.now() - timedelta(days=40))
    it = goal(smiths)
    with scope.acting_as(smiths.worker):
        version(smiths, it, at=clock.now())
    client.force_login(smiths.worker)
    return smiths, it.id


def says(client, smiths: SmithFamily, goal_id: str, value: int, **more: str):
    where = at(smiths, "scale", goal_id)
    sent = {"who": str(smiths.katie), "value": str(value), "on": day_typed(clock.today()), **more}
    return client.post(where, hidden(client.get(where)) | sent, follow=True)


def published(tmp_path: Path, **changed: tuple[str, str]) -> None:
    """The model as it comes, with some words of its lists changed, in force as a newer version."""
    folder = tmp_path / "models"
    shutil.copytree(FOLDER, folder)
    model = folder / "family_intervention" / "model.toml"
    model.write_text(re.sub(r'(?m)^version = ".*"$', 'version = "2099.1"', model.read_text()))
    plans = folder / "family_intervention" / "lists" / "plans.toml"
    for before, after in changed.values():
        assert before in plans.read_text()
        plans.write_text(plans.read_text().replace(before, after))
    import_shipped_models(folder=folder, at=clock.now() + timedelta(minutes=1))


def test_the_questions_of_the_morning_after_and_of_keeping_on_are_asked_and_kept(client) -> None:
    smiths, goal_id = with_a_goal(client)
    form = main(client.get(at(smiths, "scale", goal_id)))
    assert WAKE in form
    assert GOING in form
    shown = says(client, smiths, goal_id, 4, solved="Nobody shouts at breakfast", kept_going="Nan rings every night")
    assert "What they would notice if it were solvedNobody shouts at breakfast" in main(shown)
    assert "How they have kept going so farNan rings every night" in main(shown)


def test_they_are_aids_and_nobody_has_to_answer(client) -> None:
    smiths, goal_id = with_a_goal(client)
    shown = says(client, smiths, goal_id, 4)
    assert "It is on the record." in shown.text
    assert "if it were solved" not in main(shown)


def test_a_model_without_such_questions_asks_none(client, tmp_path) -> None:
    published(tmp_path, miracle=('group = "miracle"', 'group = "other"'))
    smiths, goal_id = with_a_goal(client)
    page = Page(client.get(at(smiths, "scale", goal_id)).content.decode())
    assert not page.named("solved")
    assert page.named("kept_going")
    assert "It is on the record." in says(client, smiths, goal_id, 4).text


def test_a_scale_from_one_is_the_models_to_set(client, tmp_path) -> None:
    published(tmp_path, start=('id = "from_0"\nlabel = "From 0 to 10"', 'id = "from_1"\nlabel = "From 1 to 10"'))
    smiths, goal_id = with_a_goal(client)
    page = Page(client.get(at(smiths, "scale", goal_id)).content.decode())
    assert [each["value"] for each in page.named("value")] == [str(number) for number in range(1, 11)]
    assert "1 is the worst it has been, 10 is the goal" in page.one("main").text
    refused = says(client, smiths, goal_id, 0)
    assert "It is on the record." not in refused.text
    shown = main(says(client, smiths, goal_id, 1))
    assert "1 is the worst it has been, 10 is the goal" in shown
    assert "Katie put it at 1" in shown
    entry = client.get(f"/families/{smiths.family.pk}/timeline/").text
    assert "Katie put a goal at 1 on a scale from 1 to 10." in entry


def test_a_wish_leads_to_something_somebody_sees_done_again_and_again(client) -> None:
    smiths = smith_family(clock.now() - timedelta(days=40))
    client.force_login(smiths.worker)
    form = main(client.get(at(smiths, "new_goal")))
    assert "What will somebody see being done, and how often?" in form
    for wish, act in (
        ("I hope he does well at school", "I read to him every evening"),
        ("I want less shouting", "Five days out of seven"),
        ("I want to be out of debt", "I ring the advice line on Monday"),
    ):
        assert wish in form
        assert act in form
    refused = write_goal(client, smiths, wish="That we are happier", measure="")
    assert "It began as a wish. Say what somebody will see being done, and how often" in main(refused)
    saved = write_goal(client, smiths, wish="That we are happier", measure="We eat together, four evenings a week")
    assert saved.status_code == 302
