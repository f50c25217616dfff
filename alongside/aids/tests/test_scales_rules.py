"""What stands beside what on the scales, whatever was said in whatever order."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from alongside.aids.rules import Answer, Row, rows

VISIT, REVIEW, CARDS, STORY = (UUID(int=number) for number in range(4))
ALL = {VISIT, REVIEW, CARDS, STORY}
strands = st.integers(0, 3).map(lambda number: UUID(int=number))
answers = st.lists(
    st.builds(
        Answer, st.sampled_from([VISIT, REVIEW]), st.lists(st.sampled_from([CARDS, STORY]), min_size=1).map(tuple)
    )
)


def test_nothing_answers_anything_until_somebody_says_so() -> None:
    assert rows([VISIT], [CARDS], [], ALL) == (Row(VISIT, ()), Row(None, (CARDS,)))


def test_help_that_answers_a_step_stands_beside_it() -> None:
    assert rows([VISIT, REVIEW], [CARDS], [Answer(VISIT, (CARDS,))], ALL) == (Row(VISIT, (CARDS,)), Row(REVIEW, ()))


@given(answers, st.sets(strands), st.randoms())
def test_what_was_taken_back_counts_no_more_and_nothing_is_lost(said, stands, chance) -> None:
    steps = [each for each in (VISIT, REVIEW) if each in stands]
    helps = [each for each in (CARDS, STORY) if each in stands]

    found = rows(steps, helps, said, stands)

    assert [row.process for row in found if row.process] == steps
    assert {each for row in found for each in row.help} == set(helps)
    for row in found:
        told = {each for answer in said if answer.process == row.process for each in answer.help}
        assert set(row.help) == (told & stands if row.process else set(row.help))
        assert len(row.help) == len(set(row.help))
    again = rows(steps, helps, chance.sample(said, len(said)), stands)
    assert [set(row.help) for row in again] == [set(row.help) for row in found]
