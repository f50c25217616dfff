"""The plan as the family reads it: all of it, in plain words, and nothing of what is kept from the reader."""

from datetime import timedelta

import pytest
from django.urls import reverse

from alongside.access import scope
from alongside.kit import clock
from alongside.kit.dates import day_long
from alongside.kit.ids import uuid7
from alongside.kit.tests.markup import Page
from alongside.people import actions as people
from alongside.plans import actions, queries
from alongside.plans.rules import IN_FORCE, Consequence, Goal, Plan, Priority, Promise, Step, WayOut, read_by
from alongside.plans.tests import factories
from alongside.plans.tests.factories import main
from alongside.timeline import actions as timeline
from alongside.timeline.models import Entry
from alongside.timeline.rules import Audience
from alongside.timeline.tests.factories import DAY, SmithFamily, account, smith_family

KATIE, AMY, DEAN = "katie", "amy", "dean"
COURT = "The Family Court: Amy is in school every day"


def step(**more) -> Step:
    return Step(**{"id": "s1", "what": "Clothes laid out", "who": "Katie", "by_when": "2026-12-03", **more})


def goal(**more) -> Goal:
    return Goal(**{"id": "g1", "words": "Amy gets to school rested", "whose": (AMY, KATIE), **more})


def as_katie(plan: Plan, stands=None):
    return read_by(plan, mine={KATIE}, names={KATIE: "Katie", AMY: "Amy"}, today=DAY, stands=stands or {})


def test_a_goal_says_where_it_stands_now_and_what_nobody_can_talk_away_and_why():
    whole = goal(
        wish="To be on time", measure="Nine days of ten", baseline="Four days", target="Nine days", benefit="She eats",
        consequence="She misses maths", approach="Mornings together", evidence="It worked in May", set_by=COURT,
        smaller_because="The baby", linked="g2",
    )  # fmt: skip
    plan = Plan(goals=(whole, Goal(id="g2", words="School is a good place")))

    (first, _) = as_katie(plan).goals

    said = dict(first.lines)
    assert said["This is a must. It comes from"] == COURT
    assert said["How it is now"] == "Four days"
    assert said["It helps us with"] == "School is a good place"
    assert said["Who it is for"] == "You and Amy"
    written = {value for name, value in whole.to_content().items() if isinstance(value, str) and value}
    ids = {"g1", "g2", "vision", whole.words}
    assert written - ids <= set(said.values())
    assert as_katie(plan).musts


def test_somebody_whom_the_reader_may_not_know_is_not_named():
    (read,) = as_katie(Plan(goals=(goal(whose=(AMY, DEAN)),))).goals
    assert dict(read.lines)["Who it is for"] == "Amy and others of your family"


def test_a_step_says_who_helps_what_is_missing_and_what_then():
    whole = step(doer=f"person:{KATIE}", own="Nan", agency="School", more="A clock", obstacles="Nights",
                 solutions="Nan calls by", set_by=COURT, quick_win=True)  # fmt: skip
    (read,) = as_katie(Plan(goals=(goal(steps=(whole,)),))).goals[0].steps

    assert read.by == "You, by 3 December 2026"
    assert read.soon
    assert [text for _, text in read.lines] == [COURT, "Nan", "School", "A clock", "Nights", "Nan calls by"]


def test_rewards_and_consequences_say_until_when_and_whether_they_can_be_talked_about():
    still, over, must = as_katie(
        Plan(
            consequences=(
                Consequence("1", "reward", "A film", "Katie", (DAY + timedelta(days=30)).isoformat(), "School"),
                Consequence("2", "consequence", "No screen", "Katie", (DAY - timedelta(days=30)).isoformat()),
                Consequence("3", "consequence", "A fine", "The council", "", "", COURT),
            )
        )
    ).follows
    assert (still.when, over.when) == ("If it goes well", "If it does not")
    assert still.lines == (("Who does it", "Katie, School"),)
    assert still.more.startswith("Until ")
    assert still.more.endswith("We can talk about it.")
    assert "It is over." in over.more
    assert dict(must.lines)["This is a must. It comes from"] == COURT
    assert must.more == ""


def test_what_matters_most_and_the_whole_way_out_are_told():
    out = WayOut("We come less", "From March", "Joanne", "School, the doctor", "Ring 01632 960100")
    read = as_katie(Plan(priorities=(Priority("1", KATIE, "Katie", "Sleep"), Priority("2", AMY, "Amy", "Friends")),
                         promises=(Promise("1", "School", "A place at breakfast club", "2026-12-01"),),
                         way_out=out))  # fmt: skip
    assert read.matters == (("You", "Sleep"), ("Amy", "Friends"))
    assert [text for _, text in read.way_out] == list(out.to_content().values())
    assert read.promises == (("School", "A place at breakfast club", "By 1 December 2026"),)
    assert not read.musts


@pytest.fixture
def smiths(db) -> SmithFamily:
    return smith_family(clock.now() - timedelta(days=60))


@pytest.fixture
def katie(smiths, client):
    with scope.acting_as(smiths.manager):
        user = account("parent")
        people.link_account(
            by=smiths.manager, family_id=smiths.family.pk, person_id=smiths.katie, user=user, at=clock.now()
        )
    client.force_login(user)
    return client


def the_plan(smiths: SmithFamily) -> Entry:
    """A plan in force with something of everything; its entry."""
    now = clock.now()
    with scope.acting_as(smiths.worker):
        factories.write(smiths, factories.goal(smiths, baseline="Four days of ten", set_by=COURT), at=now)
        parts = Plan(
            priorities=(Priority("p1", str(smiths.amy), "Amy", "To have a friend round"),),
            consequences=(Consequence("c1", "reward", "A film on Friday", "Katie", "2027-03-03"),),
            way_out=WayOut("We come every second week", "From March", "Joanne", "School", "Ring us on 01632 960100"),
        )
        for part in ("priorities", "consequences", "exit"):
            actions.write_part(
                by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, part=part, content=parts.part(part),
                stood=factories.now(smiths).stands(part), at=now,
            )  # fmt: skip
        version_id = str(factories.put_together(smiths, at=now).facts["version_id"])
        entries = factories.in_force(smiths, version_id, on=clock.today(), at=now, audience=Audience.FAMILY)
    return next(each for each in entries if each.kind == IN_FORCE)


def test_a_parent_comes_to_the_plan_from_their_own_page_and_reads_all_of_it(smiths, katie):
    the_plan(smiths)

    own = Page(katie.get(reverse("desk:own_record")).content.decode())
    assert reverse("plans:own") in [link.attributes.get("href") for link in own.all("a")]
    page = main(katie.get(reverse("plans:own")))

    for words in ("Four days of ten", COURT, "To have a friend round", "A film on Friday", "Until 3 March 2027",
                  "We come every second week", "From March", "Joanne", "Ring us on 01632 960100",
                  "Some of it is a must"):  # fmt: skip
        assert words in page
    assert "You, by " in page


def test_a_plan_kept_from_a_parent_stays_kept_and_so_does_one_that_names_whom_they_may_not_know_of(smiths, katie):
    entry = the_plan(smiths)
    with scope.acting_as(smiths.manager):
        kept = people.withhold(
            by=smiths.manager, family_id=smiths.family.pk, from_person_id=smiths.katie, subject_id=smiths.amy,
            why="Amy asked", at=clock.now(),
        )  # fmt: skip
    assert "There is no plan here yet" in main(katie.get(reverse("plans:own")))
    with scope.acting_as(smiths.manager):
        people.stop_withholding(by=smiths.manager, family_id=kept.family_id, withholding_id=kept.pk, at=clock.now())
    assert "Four days of ten" in main(katie.get(reverse("plans:own")))
    with scope.acting_as(smiths.manager):
        timeline.withhold_strand(
            by=smiths.manager, family_id=smiths.family.pk, strand_id=entry.strand_id, from_person_id=smiths.katie,
            why="Amy asked", at=clock.now(),
        )  # fmt: skip
    assert "There is no plan here yet" in main(katie.get(reverse("plans:own")))


def test_a_step_that_was_moved_is_read_with_its_new_day_and_one_that_is_done_as_done(smiths, katie):
    the_plan(smiths)
    with scope.acting_as(smiths.worker):
        (step,) = queries.open_actions(smiths.family.pk, smiths.worker)
    moved_to = clock.today() + timedelta(days=30)

    def ends(how, action_id, **more):
        with scope.acting_as(smiths.worker):
            return actions.finish_action(
                by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, action=action_id, how=how,
                on=clock.today(), words="", at=clock.now(), **more,
            )  # fmt: skip

    _, again = ends("partly", step.entry_id, again_by=moved_to)
    assert f"You, by {day_long(moved_to)}" in main(katie.get(reverse("plans:own")))
    ends("done", again.pk)
    assert f"You. Done on {day_long(clock.today())}" in main(katie.get(reverse("plans:own")))


@pytest.mark.parametrize("hidden", ["kept", "team"])
def test_a_plan_that_another_has_replaced_is_not_shown_as_if_it_stood(smiths, katie, hidden):
    the_plan(smiths)
    assert "Four days of ten" in main(katie.get(reverse("plans:own")))
    with scope.acting_as(smiths.worker):
        now = {"on": clock.today(), "at": clock.now()}
        alone = factories.write(smiths, factories.goal(smiths, words="Amy is seen alone"), at=clock.now())
        made = str(factories.put_together(smiths, at=clock.now()).facts["version_id"])
        wide = Audience.TEAM if hidden == "team" else Audience.FAMILY
        factories.in_force(smiths, made, audience=wide, **now)
    if hidden == "kept":
        assert "Amy is seen alone" in main(katie.get(reverse("plans:own")))
        with scope.acting_as(smiths.manager):
            timeline.withhold_strand(
                by=smiths.manager, family_id=smiths.family.pk, strand_id=alone.strand_id, from_person_id=smiths.katie,
                why="Amy asked", at=clock.now(),
            )  # fmt: skip
    page = main(katie.get(reverse("plans:own")))
    assert "Ask your key worker about your plan." in page
    for words in ("Four days of ten", "Amy is seen alone", "There is no plan here yet", "Amy asked"):
        assert words not in page
