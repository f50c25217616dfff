"""How somebody sees it differently can be put right; what stood before stays to be read."""

from datetime import timedelta

import pytest
from django.urls import reverse

from alongside.access import scope
from alongside.assessments import actions, queries
from alongside.assessments.tests.factories import acting, answer, begin, complete, differ, sent
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.kit.refusals import AlreadyCorrected, NotAllowed
from alongside.kit.tests.markup import Page
from alongside.timeline import actions as timeline
from alongside.timeline.models import Entry
from alongside.timeline.tests.factories import SmithFamily, account, smith_family

pytestmark = pytest.mark.django_db


@pytest.fixture
def smiths() -> SmithFamily:
    smiths = smith_family(clock.now() - timedelta(days=40))
    with acting(smiths):
        begin(smiths)
        answer(smiths, "history", generations="A hard winter.")
    return smiths


@pytest.fixture
def view(smiths) -> Entry:
    """How Katie sees the family's history."""
    with acting(smiths):
        return differ(smiths, "history", "It was only the boiler.", person_id=smiths.katie)


@pytest.fixture
def worker(smiths, client):
    client.force_login(smiths.worker)
    return client


def at(smiths: SmithFamily, entry) -> str:
    return reverse("assessments:correct_view", args=[smiths.family.pk, entry.pk])


def words(answer) -> str:
    return " ".join(Page(answer.content.decode()).one("main").text.split())


def views(smiths: SmithFamily) -> list[tuple[str, str, int]]:
    with acting(smiths):
        page = queries.section_page(smiths.worker, smiths.family.pk, "history", None, clock.today())
    return [(each.whose, each.words, each.version) for each in page.views]


def correct(smiths: SmithFamily, stood, said: str, by=None, **whose):
    by = by or smiths.worker
    with scope.acting_as(by):
        return actions.correct_view(
            by=by, deed_id=uuid7(), family_id=smiths.family.pk, stood=stood, words=said, at=clock.now(),
            **(whose or {"person_id": smiths.katie}),
        )[0]  # fmt: skip


def test_a_view_is_put_right_and_what_stood_before_stays_to_be_read(worker, smiths, view):
    section = worker.get(reverse("assessments:section", args=[smiths.family.pk, "history"]))
    assert at(smiths, view) in [link["href"] for link in Page(section.content.decode()).all("a")]
    form = Page(worker.get(at(smiths, view)).content.decode())
    assert form.written_in("words") == "It was only the boiler."

    stood = form.one("input", name="stood")["value"]
    saved = worker.post(at(smiths, view), sent(whose=str(smiths.katie), words="It was the gas.", stood=stood))

    assert saved.status_code == 302
    assert views(smiths) == [("Katie", "It was the gas.", 1)]
    entry = words(worker.get(reverse("timeline:entry", args=[smiths.family.pk, view.pk])))
    assert entry.index("It was the gas.") < entry.index("First recorded") < entry.index("It was only the boiler.")


def test_a_view_stays_of_the_day_and_the_version_it_was_given_in(smiths):
    with clock.travel(clock.now() - timedelta(days=6)), acting(smiths):
        given = differ(smiths, "history", "We saw two winters.", agency="Hillview")
    with acting(smiths):
        complete(smiths)
    new = correct(smiths, given.pk, "We saw three winters.", agency="Hillview Primary")
    assert (new.happened_on, new.strand_id, new.supersedes_id) == (given.happened_on, given.strand_id, given.pk)
    assert views(smiths) == [("Hillview Primary", "We saw three winters.", 1)]


def test_whoever_was_slower_is_shown_both_texts_and_loses_nothing(worker, smiths, view):
    correct(smiths, view.pk, "It was the gas.", by=smiths.manager)

    late = worker.post(at(smiths, view), sent(whose=str(smiths.katie), words="The meter.", stood=str(view.pk)))

    assert late.status_code == 409
    page = Page(late.content.decode())
    assert "Somebody changed this while you were writing" in words(late)
    assert "It was the gas." in page.one("blockquote").text
    assert page.written_in("words") == "The meter."
    assert views(smiths) == [("Katie", "It was the gas.", 1)]
    stood = page.one("input", name="stood")["value"]
    again = worker.post(at(smiths, view), sent(whose=str(smiths.katie), words="The gas meter.", stood=stood))
    assert again.status_code == 302
    assert views(smiths) == [("Katie", "The gas meter.", 1)]


def test_what_was_typed_about_a_view_that_did_not_happen_can_be_kept_as_another(worker, smiths, view):
    with acting(smiths):
        timeline.retract(
            by=smiths.worker, family_id=smiths.family.pk, entry_ids=[view.pk], why="Said by Nan", at=clock.now(),
            deed_id=uuid7(),
        )  # fmt: skip
    assert worker.get(at(smiths, view)).status_code == 404

    late = worker.post(at(smiths, view), sent(whose=str(smiths.katie), words="The meter.", stood=str(view.pk)))

    page = Page(late.content.decode())
    assert (late.status_code, page.written_in("words")) == (409, "The meter.")
    other = next(form["action"] for form in page.all("form") if "another-view" in form.attributes.get("action", ""))
    assert worker.post(other, sent(whose=str(smiths.katie), words="The meter.")).status_code == 302
    assert views(smiths) == [("Katie", "The meter.", 1)]


def test_a_view_says_whose_it_is_and_something(worker, smiths, view):
    stood = str(view.pk)
    both = worker.post(at(smiths, view), sent(whose=str(smiths.katie), agency="Hillview", words="x", stood=stood))
    assert "not both" in words(both)
    assert "Write down how they see it" in words(worker.post(at(smiths, view), sent(whose=str(smiths.katie))))
    assert views(smiths) == [("Katie", "It was only the boiler.", 1)]


def test_from_the_timeline_a_view_is_put_right_on_its_page(worker, smiths, view):
    answer = worker.get(reverse("assessments:correct", args=[smiths.family.pk, view.deed_id]))
    assert answer.url == at(smiths, view)


def test_nobody_puts_right_what_is_not_theirs_to_see_or_is_no_view(client, smiths, view):
    other = smith_family(clock.now() - timedelta(days=40))
    with acting(smiths):
        section = answer(smiths, "history", generations="Two hard winters.")
    for user, family, entry in (
        (account("key_worker"), smiths, view), (other.worker, other, view), (smiths.worker, smiths, section),
    ):  # fmt: skip
        client.force_login(user)
        assert client.get(at(family, entry)).status_code == 404
        assert client.post(at(family, entry), sent(words="x", agency="y")).status_code == 404
    with pytest.raises(NotAllowed):
        correct(other, view.pk, "x", agency="y")
    with pytest.raises(NotAllowed):
        correct(smiths, view.pk, "x", person_id=other.katie)


def test_the_action_refuses_a_version_that_does_not_stand(smiths, view):
    newer = correct(smiths, view.pk, "It was the gas.")
    with pytest.raises(AlreadyCorrected) as refusal:
        correct(smiths, view.pk, "The meter.")
    assert refusal.value.theirs == newer.pk
