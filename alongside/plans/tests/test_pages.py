"""The pages on which a plan is written, answered, put in force and read."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.access import scope
from alongside.access.rules import ROLES
from alongside.agreements.tests.factories import consent, holds, school
from alongside.kit import clock
from alongside.kit.dates import day_long, day_typed
from alongside.kit.ids import uuid7
from alongside.kit.tests.markup import Page
from alongside.people import actions as people
from alongside.plans import queries
from alongside.plans.rules import versions, working
from alongside.plans.tests.factories import at, hidden, main
from alongside.timeline.tests.factories import SmithFamily, account, smith_family

pytestmark = pytest.mark.django_db
ATTACK = "</textarea><script>alert(1)</script>{{ 7 * 7 }}'\"&amp;"


@pytest.fixture
def smiths() -> SmithFamily:
    return smith_family(clock.now() - timedelta(days=60))


@pytest.fixture
def worker(smiths, client):
    client.force_login(smiths.worker)
    return client


def goal_data(smiths: SmithFamily, **changed) -> dict[str, object]:
    return {
        "words": "Amy gets to school rested", "whose": [str(smiths.amy)], "area": "learning", "kind": "vision",
        "measure": "By 8:50 on nine days of ten", "baseline": "Four days", "target": "Nine days",
        "step-0-what": "Clothes laid out the night before", "step-0-who": f"person:{smiths.katie}",
        "step-0-by_when": day_typed(clock.today() + timedelta(days=10)), "step-0-own": "Nan",
        "step-0-kinds": ["practical"], **changed,
    }  # fmt: skip


def write_goal(client, smiths: SmithFamily, where: str | None = None, **changed):
    where = where or at(smiths, "new_goal")
    return client.post(where, hidden(client.get(where)) | goal_data(smiths, **changed))


def told(smiths: SmithFamily):
    with scope.acting_as(smiths.worker):
        return queries.told_of(smiths.family.pk, smiths.worker)


def make_version(client, smiths: SmithFamily) -> str:
    where = at(smiths, "together")
    client.post(where, hidden(client.get(where)))
    return versions(told(smiths))[0].id


def answer(client, smiths: SmithFamily, version_id: str, **changed):
    where = at(smiths, "answer", version_id)
    data = {"who": f"person:{smiths.katie}", "answer": "yes", "how": "together", "on": day_typed(clock.today()),
            "audience": "team", **changed}  # fmt: skip
    return client.post(where, hidden(client.get(where)) | data)


def put_in_force(client, smiths: SmithFamily, version_id: str, **changed):
    where = at(smiths, "put_in_force", version_id)
    data = {"on": day_typed(clock.today()), "audience": "family", "reason": "Each was asked at home", **changed}
    return client.post(where, hidden(client.get(where)) | data)


def test_a_plan_goes_from_the_first_goal_to_being_in_force(worker, smiths) -> None:
    assert "There is no plan yet" in main(worker.get(at(smiths, "plan")))
    assert write_goal(worker, smiths).status_code == 302
    version_id = make_version(worker, smiths)
    assert answer(worker, smiths, version_id).status_code == 302
    assert put_in_force(worker, smiths, version_id).status_code == 302

    page = main(worker.get(at(smiths, "plan")))

    assert "Version 1, in force since" in page
    assert "Amy gets to school rested" in page
    assert "Clothes laid out the night before" in page
    assert "Nan" in page
    assert "Katie Yes" in page


def test_before_partners_may_read_it_the_writer_is_told_who_is_not_covered(worker, smiths) -> None:
    holds(smiths, smiths.katie, smiths.amy, smiths.liam)
    hill = school(smiths)
    consent(smiths, hill.to, smiths.amy)
    write_goal(worker, smiths)
    version_id = make_version(worker, smiths)

    answering = main(worker.get(at(smiths, "answer", version_id)))
    forcing = main(worker.get(at(smiths, "put_in_force", version_id)))

    only = f"{hill.rao.name} reads it if it is about nobody of the family but Amy. Not covered by what was agreed: "
    assert f"{only}Katie, Liam." in answering
    assert f"{hill.rao.name} would not read it: Katie, Liam are not covered by what was agreed." in forcing
    consent(smiths, hill.to, smiths.katie, smiths.liam)
    assert f"{hill.rao.name} would read it." in main(worker.get(at(smiths, "put_in_force", version_id)))


def test_nothing_typed_is_lost_when_an_answer_is_missing(worker, smiths) -> None:
    reply = write_goal(worker, smiths, words=ATTACK, area="", **{"step-0-obstacles": ATTACK, "step-0-by_when": ""})

    page = Page(reply.content.decode())
    assert reply.status_code == 200
    assert page.written_in("words") == ATTACK
    assert page.written_in("step-0-obstacles") == ATTACK
    assert "Say what the goal is about" in page.one("main").text
    assert "alert(1)" not in "".join(script.text for script in page.all("script"))


def test_another_step_is_asked_for_without_saving(worker, smiths) -> None:
    reply = write_goal(worker, smiths, **{"step-more": "yes"})

    page = Page(reply.content.decode())
    assert page.named("step-1-what")
    assert page.named("step-0-what")[0]["value"] == "Clothes laid out the night before"
    assert told(smiths) == []


def test_a_goal_is_changed_with_its_steps_keeping_who_they_are(worker, smiths) -> None:
    write_goal(worker, smiths)
    (before,) = working(told(smiths)).plan.goals
    where = at(smiths, "goal", before.id)

    shown = Page(worker.get(where).content.decode())
    assert shown.written_in("words") == "Amy gets to school rested"
    assert shown.named("step-0-what")[0]["value"] == "Clothes laid out the night before"
    reply = write_goal(worker, smiths, where, words="Amy sleeps", **{"step-0-what": "Clothes laid out"})

    assert reply.status_code == 302
    (after,) = working(told(smiths)).plan.goals
    assert (after.id, after.words) == (before.id, "Amy sleeps")
    assert (after.steps[0].id, after.steps[0].what) == (before.steps[0].id, "Clothes laid out")


def test_a_step_whose_words_are_cleared_is_gone(worker, smiths) -> None:
    write_goal(worker, smiths)
    (before,) = working(told(smiths)).plan.goals
    where = at(smiths, "goal", before.id)
    blank = {"step-0-what": "", "step-0-who": "", "step-0-by_when": "", "step-0-own": "", "step-0-kinds": []}

    assert write_goal(worker, smiths, where, **blank).status_code == 302

    assert working(told(smiths)).plan.goals[0].steps == ()


def test_two_people_writing_one_goal_see_both_texts_and_one_decides(worker, smiths, client) -> None:
    write_goal(worker, smiths)
    (goal,) = working(told(smiths)).plan.goals
    where = at(smiths, "goal", goal.id)
    mine = hidden(worker.get(where))
    client.force_login(smiths.manager)
    write_goal(client, smiths, where, words="Theirs & Nan’s")
    client.force_login(smiths.worker)

    reply = client.post(where, mine | goal_data(smiths, words="Mine"))

    page = Page(reply.content.decode())
    assert reply.status_code == 409
    assert "Theirs & Nan’s" in page.one("main").text
    assert f"{smiths.manager.name} saved first" in page.one("main").text
    assert page.written_in("words") == "Mine"
    done = client.post(where, hidden(reply) | goal_data(smiths, words="Mine and theirs"))
    assert done.status_code == 302
    assert working(told(smiths)).plan.goals[0].words == "Mine and theirs"


def test_a_goal_written_while_somebody_put_the_version_together_is_kept_to_decide(worker, smiths) -> None:
    write_goal(worker, smiths)
    (goal,) = working(told(smiths)).plan.goals
    where = at(smiths, "goal", goal.id)
    mine = hidden(worker.get(where))
    make_version(worker, smiths)

    reply = worker.post(where, mine | goal_data(smiths, words="Mine"))

    assert reply.status_code == 409
    assert Page(reply.content.decode()).written_in("words") == "Mine"
    assert worker.post(where, hidden(reply) | goal_data(smiths, words="Mine")).status_code == 302


def test_whoever_puts_together_what_somebody_else_just_did_reads_theirs(worker, smiths) -> None:
    write_goal(worker, smiths)
    where = at(smiths, "together")
    mine = hidden(worker.get(where))
    make_version(worker, smiths)

    reply = worker.post(where, mine)

    assert reply.status_code == 409
    assert "put version 1 together" in main(reply)
    assert len(versions(told(smiths))) == 1


@pytest.mark.parametrize(
    ("part", "data", "shown"),
    [
        ("priorities", {"priorities-0-person_id": "amy", "priorities-0-words": "Her nights"}, "Her nights"),
        ("promises", {"promises-0-agency": "Oak School", "promises-0-what": "A breakfast place"}, "A breakfast place"),
        (
            "consequences",
            {"consequences-0-kind": "reward", "consequences-0-what": "A trip", "consequences-0-until": "1 Mar 2030"},
            "A trip",
        ),
        ("exit", {"where_to_turn": "Ring Joanne"}, "Ring Joanne"),
    ],
)
def test_each_other_part_has_a_page_of_its_own(worker, smiths, part, data, shown) -> None:
    write_goal(worker, smiths)
    where = at(smiths, "part", part)
    typed = {name: str(smiths.amy) if value == "amy" else value for name, value in data.items()}

    assert worker.post(where, hidden(worker.get(where)) | typed).status_code == 302

    assert shown in worker.get(where).content.decode()
    version_id = make_version(worker, smiths)
    assert shown in main(worker.get(at(smiths, "version", version_id)))


def test_a_reward_ends_on_a_day_to_come_and_one_that_is_over_says_since_when(worker, smiths) -> None:
    write_goal(worker, smiths)
    where, past = at(smiths, "part", "consequences"), clock.today() - timedelta(days=9)
    told = {"consequences-0-kind": "reward", "consequences-0-what": "A trip", "consequences-0-until": day_typed(past)}
    refused = worker.post(where, hidden(worker.get(where)) | told)
    assert refused.status_code == 200
    assert "This day has passed" in main(refused)

    with clock.travel(clock.now() - timedelta(days=20)):
        assert worker.post(where, hidden(worker.get(where)) | told).status_code == 302
    put_in_force(worker, smiths, make_version(worker, smiths), reason="Asked at home")
    page = main(worker.get(at(smiths, "plan")))
    assert f"Reward: A tripOver since {day_long(past)}. It can be talked about" in page

    shown = Page(worker.get(where).content.decode())
    told |= {"consequences-0-id": shown.one("input", name="consequences-0-id")["value"]}
    assert worker.post(where, hidden(worker.get(where)) | told).status_code == 302


def test_a_refusal_is_shown_and_asks_whoever_goes_on_for_a_reason(worker, smiths) -> None:
    write_goal(worker, smiths)
    version_id = make_version(worker, smiths)
    assert "Say why" in main(answer(worker, smiths, version_id, answer="no"))
    answer(worker, smiths, version_id, answer="no", reason="Too much at once")

    refused = put_in_force(worker, smiths, version_id, reason="")
    assert "Say why it is put in force although Katie said no" in main(refused)
    assert put_in_force(worker, smiths, version_id, reason="The court asks for it").status_code == 302

    page = main(worker.get(at(smiths, "plan")))
    assert "although Katie said no" in page
    assert "The court asks for it" in page


def test_two_versions_stand_side_by_side_line_by_line(worker, smiths) -> None:
    write_goal(worker, smiths)
    first = make_version(worker, smiths)
    (goal,) = working(told(smiths)).plan.goals
    write_goal(worker, smiths, at(smiths, "goal", goal.id), words="Amy sleeps", measure="", smaller_because="Too much")
    second = make_version(worker, smiths)

    page = Page(worker.get(at(smiths, "compare", first, second)).content.decode())

    rows = [" ".join(row.text.split()) for row in page.all("tr")]
    assert any(row.endswith("Amy gets to school restedAmy sleepsChanged") for row in rows)
    assert any(row.startswith("Made smaller") and row.endswith("Not thereToo muchNew") for row in rows)
    assert any(row.startswith("How we will know") and row.endswith("Not thereNo longer in it") for row in rows)


def test_the_family_reads_its_plan_and_never_who_refused(worker, smiths, client) -> None:
    with scope.acting_as(smiths.manager):
        katie = account("parent")
        people.link_account(
            by=smiths.manager, family_id=smiths.family.pk, person_id=smiths.katie, user=katie, at=clock.now()
        )
    write_goal(worker, smiths)
    version_id = make_version(worker, smiths)
    answer(worker, smiths, version_id, who=f"person:{smiths.amy}", answer="no", reason="Amy’s secret reason")
    put_in_force(worker, smiths, version_id, reason="Because of the court")

    client.force_login(katie)
    page = main(client.get(reverse("plans:own")))

    assert "Amy gets to school rested" in page
    assert "secret" not in page
    assert "Because of the court" not in page
    for name in ("plan", "actions"):
        assert client.get(at(smiths, name)).status_code == 404


def test_where_somebody_sees_a_goal_is_drawn_for_them_alone_and_in_words(worker, smiths) -> None:
    write_goal(worker, smiths)
    (goal,) = working(told(smiths)).plan.goals
    where = at(smiths, "scale", goal.id)
    for days, value in ((20, "3"), (2, "5")):
        data = {"who": str(smiths.amy), "value": value, "on": day_typed(clock.today() - timedelta(days=days)),
                "lower": "Mum did my plait", "good_enough": "8"}  # fmt: skip
        assert worker.post(where, hidden(worker.get(where)) | data).status_code == 302

    page = Page(worker.get(at(smiths, "change", goal.id)).content.decode())

    (picture,) = [one for one in page.all("svg") if one.attributes.get("role") == "img"]
    assert "Amy’s own line" in picture.text
    assert "3 on" in picture.text
    assert [cell.text for cell in page.all("td")] == ["5", "8", "3", "8"]
    assert "Mum did my plait" in page.one("main").text


def test_a_stage_comes_with_what_helps_then_and_a_fall_with_its_questions(worker, smiths) -> None:
    write_goal(worker, smiths)
    (goal,) = working(told(smiths)).plan.goals
    where = at(smiths, "stage", goal.id)
    data = {
        "who": str(smiths.katie),
        "stage": "pre_contemplation",
        "they_say": "no",
        "reading": "She changed the subject",
        "on": day_typed(clock.today()),
    }
    assert worker.post(where, hidden(worker.get(where)) | data).status_code == 302
    page = main(worker.get(at(smiths, "change", goal.id)))
    assert "Reluctance" in page
    assert "Begin with strengths" in page
    assert "This is our view" in page

    data |= {"stage": "relapse", "they_say": "yes", "success": "Six good weeks", "needed": "Nan on Sundays"}
    assert worker.post(where, hidden(worker.get(where)) | data).status_code == 302
    page = main(worker.get(at(smiths, "change", goal.id)))
    assert "Falling back is a part of changing" in page
    assert "Six good weeks" in page
    assert "Reluctance" not in page


@pytest.mark.parametrize("role", ROLES)
def test_only_who_helps_this_family_opens_its_plan(client, worker, smiths, role) -> None:
    write_goal(worker, smiths)
    version_id = make_version(worker, smiths)
    (goal,) = working(told(smiths)).plan.goals
    client.force_login(account(role))
    for where in (
        at(smiths, "plan"), at(smiths, "version", version_id), at(smiths, "new_goal"), at(smiths, "goal", goal.id),
        at(smiths, "leave_out", goal.id), at(smiths, "part", "exit"), at(smiths, "together"),
        at(smiths, "answer", version_id), at(smiths, "put_in_force", version_id), at(smiths, "change", goal.id),
        at(smiths, "scale", goal.id), at(smiths, "stage", goal.id), at(smiths, "actions"), at(smiths, "agree"),
        at(smiths, "compare", version_id, version_id),
    ):  # fmt: skip
        assert client.get(where).status_code == 404
        assert client.post(where, goal_data(smiths)).status_code in (404, 405)


def test_a_plan_of_another_family_is_not_found_through_ones_own(worker, smiths, client) -> None:
    write_goal(worker, smiths)
    version_id = make_version(worker, smiths)
    (goal,) = working(told(smiths)).plan.goals
    others = smith_family(clock.now() - timedelta(days=60))
    client.force_login(others.worker)
    for where in (
        at(others, "version", version_id), at(others, "goal", goal.id), at(others, "answer", version_id),
        at(others, "put_in_force", version_id), at(others, "change", goal.id), at(others, "action", uuid7()),
    ):  # fmt: skip
        assert client.get(where).status_code == 404
        assert client.post(where, goal_data(others)).status_code in (404, 405)


def test_the_pages_ask_the_database_as_often_with_one_version_as_with_many(worker, smiths) -> None:
    def counts(version_id: str, goal_id: str) -> list[int]:
        found = []
        for where in (at(smiths, "plan"), at(smiths, "version", version_id), at(smiths, "goal", goal_id),
                      at(smiths, "change", goal_id), at(smiths, "actions")):  # fmt: skip
            worker.get(where)
            with CaptureQueriesContext(connection) as asked:
                assert worker.get(where).status_code == 200
            found.append(len(asked))
        return found

    def whole() -> tuple[str, str]:
        write_goal(worker, smiths)
        goal = working(told(smiths)).plan.goals[-1]
        where = at(smiths, "scale", goal.id)
        data = {"who": str(smiths.amy), "value": "3", "on": day_typed(clock.today())}
        worker.post(where, hidden(worker.get(where)) | data)
        version_id = make_version(worker, smiths)
        answer(worker, smiths, version_id)
        put_in_force(worker, smiths, version_id)
        return version_id, goal.id

    first = counts(*whole())
    for _ in range(3):
        last = whole()
    assert counts(*last) == first
    assert max(first) < 40
