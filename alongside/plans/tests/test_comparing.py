"""Two versions are compared line by line; what is told comes back as it was."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from alongside.kit.clock import at
from alongside.plans.rules import (
    DRAFTED,
    IN_FORCE,
    WRITTEN,
    Consequence,
    Goal,
    Line,
    Plan,
    Priority,
    Promise,
    Scaled,
    Step,
    Told,
    WayOut,
    Words,
    compare,
    current,
    histories,
    lines_of,
    missing,
    scale_picture,
    versions,
    working,
)
from alongside.plans.rules.scale_picture import HEIGHT, WIDTH, places

words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=30)
some = words.filter(bool)
ids = st.uuids().map(str)
days = st.dates(date(2020, 1, 1), date(2030, 1, 1))
steps = st.builds(
    Step, id=ids, what=some, who=words, by_when=days.map(date.isoformat), own=words, agency=words, obstacles=words,
    kinds=st.lists(words, max_size=3).map(tuple), quick_win=st.booleans(),
)  # fmt: skip
goals = st.builds(
    Goal, id=ids, words=some, whose=st.lists(ids, max_size=3).map(tuple), area=words, measure=words,
    steps=st.lists(steps, max_size=3, unique_by=lambda step: step.id).map(tuple),
)  # fmt: skip
plans = st.builds(
    Plan,
    goals=st.lists(goals, max_size=3, unique_by=lambda goal: goal.id).map(tuple),
    priorities=st.lists(st.builds(Priority, id=ids, person_id=ids, name=words, words=words), max_size=2).map(tuple),
    promises=st.lists(st.builds(Promise, id=ids, agency=words, what=words), max_size=2).map(tuple),
    consequences=st.lists(
        st.builds(Consequence, id=ids, kind=st.sampled_from(["reward", "consequence"]), what=words), max_size=2
    ).map(tuple),
    way_out=st.builds(WayOut, actions=words, where_to_turn=words),
)
lines = st.lists(
    st.builds(Line, key=st.sampled_from("abcdefghij"), under=words, label=words, text=some),
    unique_by=lambda line: line.key,
)
NO_WORDS = Words({}, {}, {})


@given(plans)
def test_a_plan_told_comes_back_as_it_was(plan):
    assert Plan.from_content(plan.to_content()) == plan


@given(plans)
def test_a_version_beside_itself_has_not_changed(plan):
    told = lines_of(plan, NO_WORDS)
    assert {line.how for line in compare(told, told)} <= {"same"}


@given(lines, lines)
def test_every_line_of_either_version_stands_there_once_with_what_became_of_it(before, after):
    found = compare(before, after)
    old, new = {line.key: line for line in before}, {line.key: line for line in after}
    assert sorted(line.key for line in found) == sorted({*old, *new})
    for line in found:
        assert line.before == (old[line.key].text if line.key in old else "")
        assert line.after == (new[line.key].text if line.key in new else "")
        assert (line.how == "added") == (line.key not in old)
        assert (line.how == "gone") == (line.key not in new)
        assert (line.how == "same") == (line.before == line.after)


@given(lines, lines)
def test_the_later_version_stands_in_its_own_order(before, after):
    found = [line.key for line in compare(before, after) if line.how != "gone"]
    assert found == [line.key for line in after]


@given(lines, lines)
def test_comparing_the_other_way_round_turns_new_into_gone(before, after):
    turned = {"added": "gone", "gone": "added"}
    there = {line.key: line.how for line in compare(before, after)}
    back = {line.key: turned.get(line.how, line.how) for line in compare(after, before)}
    assert there == back


def test_a_goal_in_other_words_is_changed_and_not_gone():
    goal = Goal("g", "Amy gets to school rested")
    before, after = (lines_of(Plan(goals=(each,)), NO_WORDS) for each in (goal, replace(goal, words="Amy sleeps")))
    assert [(line.label, line.how) for line in compare(before, after)] == [("Goal", "changed")]


def test_what_a_plan_should_say_is_named_and_blocks_nothing():
    assert missing(Plan()) == ["There is no goal yet."]
    (about_goal, about_way_out) = missing(Plan(goals=(Goal("g", "Amy sleeps"),)))
    assert about_goal.startswith("“Amy sleeps” does not say a small step, how we will know")
    assert about_way_out == "The way out is not written yet."


def told(kind: str, number: int, day: int, **facts) -> Told:
    on = date(2026, 3, 1) + timedelta(days=day)
    given = {"version_id": f"v{number}", "number": number, "start": f"v{number - 1}" if number > 1 else "", **facts}
    return Told(UUID(int=day * 100 + number), kind, given, {}, on, at(on), "Joanne", {})


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(10, 60)), max_size=6, unique_by=lambda each: each[0]))
def test_the_plan_in_force_is_the_one_put_in_force_last(forced):
    deeds = [told(DRAFTED, number, number) for number in range(1, 6)]
    deeds += [told(IN_FORCE, number, day) for number, day in forced]
    last_first = sorted(deeds, key=lambda each: (each.on, each.recorded_at), reverse=True)
    found = current(versions(last_first))
    if not forced:
        assert found is None
    else:
        assert (found.since, found.number) == max(
            (date(2026, 3, 1) + timedelta(days=day), number) for number, day in forced
        )


@given(st.permutations(range(1, 5)))
def test_versions_stand_newest_first_however_they_are_told(order):
    found = versions([told(DRAFTED, number, 1) for number in order])
    assert [version.number for version in found] == [4, 3, 2, 1]


def written(of: str, part: str, start: str, day: int, content: dict) -> Told:
    on = date(2026, 3, 1) + timedelta(days=day)
    return Told(UUID(int=day), WRITTEN, {"of": of, "part": part, "start": start}, content, on, at(on), "J", {})


def test_parts_written_for_a_version_that_was_overtaken_do_not_count():
    stale = written("goal", "goal:a", "v0", 1, {"goal": Goal("a", "Old").to_content()})
    fresh = written("goal", "goal:b", "v1", 9, {"goal": Goal("b", "New").to_content()})
    now = working([fresh, told(DRAFTED, 1, 5), stale])
    assert [goal.words for goal in now.plan.goals] == ["New"]
    assert now.start == "v1"


def test_a_goal_left_out_is_not_in_what_is_being_written():
    goal = written("goal", "goal:a", "", 1, {"goal": Goal("a", "Old").to_content()})
    out = written("goal_left_out", "goal:a", "", 2, {"why": "Reached"})
    assert working([out, goal]).plan.goals == ()


scaled = st.builds(
    Scaled, goal_id=st.sampled_from("ab"), who=st.sampled_from("xyz"), name=some, value=st.integers(0, 10), on=days,
    entry_id=st.uuids(), good_enough=st.none() | st.integers(0, 10),
)  # fmt: skip


@given(st.lists(scaled, max_size=12))
def test_each_persons_line_holds_what_they_said_in_the_order_of_time(scales):
    last_first = sorted(scales, key=lambda scale: (scale.on, scale.entry_id), reverse=True)
    found = histories(last_first)
    assert sorted(each.entry_id for history in found for each in history.scales) == sorted(
        each.entry_id for each in scales
    )
    for history in found:
        assert {(each.goal_id, each.who) for each in history.scales} == {(history.goal_id, history.who)}
        assert [each.on for each in history.scales] == sorted(each.on for each in history.scales)


@given(st.lists(scaled, min_size=1, max_size=8), days)
def test_where_it_stood_on_a_day_is_the_last_said_by_then(scales, day):
    for history in histories(sorted(scales, key=lambda scale: (scale.on, scale.entry_id), reverse=True)):
        found = history.at(day)
        before = [each for each in history.scales if each.on <= day]
        assert found == (before[-1] if before else None)


@given(st.lists(st.integers(0, 10), min_size=1, max_size=30))
def test_a_higher_point_is_never_drawn_lower_and_time_runs_to_the_right(values):
    drawn = places(values, 0)
    assert [x for x, _ in drawn] == sorted(x for x, _ in drawn)
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in drawn)
    for (_, one), (_, other), first, second in zip(drawn, drawn[1:], values, values[1:], strict=False):
        assert (one > other) == (first < second)


def test_a_name_in_a_drawing_is_only_words():
    scale = Scaled("a", "x", "<script>", 3, date(2026, 3, 2), UUID(int=1))
    (history,) = histories([scale])
    assert "<script>" not in scale_picture(history, least=0, days=["2 Mar"], words="3 on 2 Mar")
