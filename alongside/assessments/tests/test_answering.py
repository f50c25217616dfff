"""A whole-family assessment begun and answered, each person in their own right."""

from datetime import timedelta

import pytest

from alongside.assessments import queries
from alongside.assessments.tests.factories import acting, answer, begin
from alongside.kit import clock
from alongside.kit.refusals import NotAllowed, Unacceptable
from alongside.timeline import queries as timeline
from alongside.timeline.tests.factories import SmithFamily, smith_family

pytestmark = pytest.mark.django_db


@pytest.fixture
def smiths() -> SmithFamily:
    return smith_family(clock.now() - timedelta(days=40))


def standing(smiths: SmithFamily) -> dict:
    page = queries.overview(smiths.worker, smiths.family.pk, clock.today())
    return {key: dict(one.filled.answers) for key, one in page.assessment.standing().items()}


def sentences(smiths: SmithFamily) -> list[str]:
    deeds = timeline.page(smiths.family.pk, smiths.worker).deeds
    return [line.entry.sentence for deed in deeds for line in deed.entries]


def test_it_does_not_begin_without_agreement_unless_a_reason_says_so(smiths):
    with acting(smiths):
        with pytest.raises(Unacceptable) as refused:
            begin(smiths, reason="  ")
        assert refused.value.field == "reason"
        (entry,) = begin(smiths)
        assert entry.facts == {"agreed": False}
        assert sentences(smiths)[0] == "The assessment began without the family’s agreement."


def test_it_begins_once(smiths):
    with acting(smiths):
        begin(smiths)
        with pytest.raises(Unacceptable):
            begin(smiths)


def test_nothing_is_answered_before_it_begins(smiths):
    with acting(smiths), pytest.raises(NotAllowed):
        answer(smiths, "own_view", smiths.amy, hard="Nights")


def test_a_section_of_a_person_is_kept_and_read_back(smiths):
    with acting(smiths):
        begin(smiths)
        answer(smiths, "own_view", smiths.amy, hard="The nights.", where_now=4)
        assert standing(smiths) == {("own_view", smiths.amy): {"hard": "The nights.", "where_now": 4}}
        assert sentences(smiths)[0] == "Assessment, own view: Amy."
