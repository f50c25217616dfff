"""Where a relationship stands, whatever is moved in whatever order, and whoever takes the help over."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from alongside.aids.rules import Led, Move, Where, terms, where

STAGES = ("building", "sustaining", "future_proofing")
BEGAN = date(2026, 3, 2)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
moves = st.lists(
    st.tuples(st.sampled_from(STAGES), st.integers(0, 60), st.integers(0, 10_000)), unique_by=lambda told: told[1:]
).map(lambda told: [Move(stage, BEGAN + timedelta(on), NOON + timedelta(minutes=at)) for stage, on, at in told])
led = st.lists(st.tuples(st.integers(1, 3), st.integers(0, 400)), max_size=8, unique_by=lambda told: told[1])


def told(rows: list[tuple[int, int]]) -> list[Led]:
    """Who (by number) led the help from which day on."""
    return [
        Led(UUID(int=number), UUID(int=who), f"Worker {who}", NOON + timedelta(day), BEGAN + timedelta(day))
        for number, (who, day) in enumerate(rows)
    ]


def test_a_relationship_begins_at_building_on_the_day_both_are_there() -> None:
    assert where(STAGES, [], BEGAN) == Where(0, BEGAN)


@given(moves, st.randoms())
def test_it_stands_where_the_last_deed_left_it_in_whatever_order_they_were_read(given_moves, random) -> None:
    shuffled = random.sample(given_moves, len(given_moves))
    stood = where(STAGES, shuffled, BEGAN)
    assert stood == where(STAGES, given_moves, BEGAN)

    last = max(given_moves, key=lambda each: (each.on, each.recorded_at), default=None)
    assert STAGES[stood.place] == (last.stage if last else "building")
    assert BEGAN <= stood.since <= (last.on if last else BEGAN)
    assert not (stood.moved_back and stood.place == len(STAGES) - 1)


@given(moves)
def test_it_is_gone_back_to_only_from_a_later_stage(given_moves) -> None:
    in_order = sorted(given_moves, key=lambda each: (each.on, each.recorded_at))
    path = [0, *(STAGES.index(each.stage) for each in in_order)]
    changes = [(a, b) for a, b in pairwise(path) if a != b]
    assert where(STAGES, given_moves, BEGAN).moved_back == bool(changes and changes[-1][0] > changes[-1][1])


def test_a_stage_the_model_has_no_longer_moves_nothing() -> None:
    assert where(STAGES, [Move("trusting", BEGAN, NOON)], BEGAN) == Where(0, BEGAN)


@given(led, st.randoms())
def test_whoever_takes_over_begins_again_and_whoever_stays_does_not(rows, random) -> None:
    found = terms(random.sample(told(rows), len(rows)))

    in_order = sorted(rows, key=lambda each: each[1])
    begins = [each for before, each in zip([(0, -1), *in_order], in_order, strict=False) if before[0] != each[0]]
    assert [(each.user_id.int, each.since) for each in found] == [(who, BEGAN + timedelta(day)) for who, day in begins]
    assert len({each.id for each in found}) == len(found)


def test_a_worker_who_comes_back_after_another_begins_again() -> None:
    joanne, sam, again = terms(told([(1, 0), (2, 30), (1, 60)]))
    assert (joanne.user_id, sam.user_id, again.user_id) == (UUID(int=1), UUID(int=2), UUID(int=1))
    assert again.id != joanne.id
    assert again.since == BEGAN + timedelta(60)
