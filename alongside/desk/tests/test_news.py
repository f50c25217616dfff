"""The first page tells what others recorded since somebody was last with a family, and the forms they began for it."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.urls import reverse

from alongside.access import actions as access
from alongside.access import queries as looked
from alongside.access import scope
from alongside.desk import queries
from alongside.desk.tests.factories import add_families, at_work, one_visit, pathway
from alongside.desk.tests.test_pages import look
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.people.models import Family
from alongside.timeline import actions as timeline
from alongside.timeline.models import Entry
from alongside.timeline.queries import timeline_view
from alongside.timeline.rules import Audience

pytestmark = pytest.mark.django_db

NEW = """
SELECT count(DISTINCT e.deed_id) FROM entry e
WHERE e.family_id = %s AND e.recorded_at > %s AND e.recorded_by_id <> %s AND NOT e.retracts
  AND NOT EXISTS (SELECT 1 FROM entry n WHERE n.supersedes_id = e.id)
"""


def by_manager(one, **visit):
    """A visit that the manager made and wrote down."""
    worker, one.worker = one.worker, one.manager
    try:
        return one_visit(one, **visit)
    finally:
        one.worker = worker


def home(one):
    with scope.acting_as(one.worker):
        return queries.my_day(one.worker, at=clock.now()).families


def test_what_others_recorded_since_i_was_there_is_news_and_what_i_wrote_is_not(client) -> None:
    one = at_work()
    client.force_login(one.worker)
    client.get(reverse("desk:family", args=[one.family_id]))
    with clock.travel(clock.now() + timedelta(hours=1)):
        one_visit(one)
        assert home(one)[0].news is None
        for _ in range(5):
            by_manager(one)
        (mine,) = home(one)
        with scope.acting_as(one.worker), connection.cursor() as cursor:
            since = looked.last_looks(one.worker, [one.family_id])[one.family_id].at
            cursor.execute(NEW, [one.family_id, since, one.worker.pk])
            held = cursor.fetchone()[0]
        assert sum(line.times for line in mine.news.news.lines) + mine.news.news.more == held == 5
        read = look(client, one.worker, "desk:today")
        assert "New since you were here" in read
        assert "five times, by Denise Abara, the last" in read
        entry = mine.news.news.lines[0].entry_id
        assert client.get(reverse("timeline:entry", args=[one.family_id, entry])).status_code == 200


def test_whoever_opens_the_family_has_been_there_and_only_they(client) -> None:
    one = at_work()
    by_manager(one)
    assert home(one)[0].news is not None
    client.force_login(one.manager)
    client.get(reverse("desk:family", args=[one.family_id]))
    assert home(one)[0].news is not None
    client.force_login(one.worker)
    client.get(reverse("desk:family", args=[one.family_id]))
    assert home(one)[0].news is None


def lines(one):
    """What is new in the family, as pairs of what was done and by whom; nothing where nothing is."""
    news = home(one)[0].news
    return [(line.how.value, line.by) for line in news.news.lines] if news else []


def by_manager_done(one, action, **given):
    with scope.acting_as(one.manager):
        return action(by=one.manager, family_id=one.family_id, at=clock.now(), **given)


def entries_of(one, deed_id):
    with scope.acting_as(one.worker):
        return list(Entry.objects.filter(deed_id=deed_id).order_by("id"))


def test_whoever_lets_others_read_something_is_not_told_as_its_author(client) -> None:
    one = at_work()
    visit, _ = entries_of(one, one_visit(one))
    client.force_login(one.worker)
    client.get(reverse("desk:family", args=[one.family_id]))
    with clock.travel(clock.now() + timedelta(hours=1)):
        by_manager_done(
            one, timeline.change_audience, strand_id=visit.strand_id, audience=Audience.FAMILY, why="They asked.",
            deed_id=uuid7(),
        )  # fmt: skip
        assert lines(one) == [("let the family", "Denise Abara")]
        read = look(client, one.worker, "desk:today")
    assert ": Denise Abara let the family read it" in read
    assert "by Denise Abara" not in read


def test_what_was_taken_back_is_news_until_one_of_it_is_opened(client) -> None:
    one = at_work()
    those = entries_of(one, one_visit(one))
    client.force_login(one.worker)
    client.get(reverse("desk:family", args=[one.family_id]))
    with clock.travel(clock.now() + timedelta(hours=1)):
        by_manager_done(
            one, timeline.retract, entry_ids=[each.pk for each in those], why="Another family.", deed_id=uuid7()
        )
        assert lines(one) == [("taken back", "Denise Abara")]
        client.get(reverse("timeline:entry", args=[one.family_id, home(one)[0].news.news.lines[0].entry_id]))
        assert lines(one) == []


def test_an_entry_that_was_read_is_news_no_more_and_the_others_stay(client) -> None:
    one = at_work()
    first = by_manager(one)
    client.force_login(one.worker)
    assert lines(one) == [("recorded", "Denise Abara")]
    second = by_manager(one)
    client.get(reverse("timeline:entry", args=[one.family_id, entries_of(one, first)[1].pk]))
    (left,) = home(one)[0].news.news.lines
    assert left.entry_id == entries_of(one, second)[0].pk
    assert not home(one)[0].news.was_there


def test_of_what_was_read_one_by_one_the_newest_is_kept(monkeypatch) -> None:
    monkeypatch.setattr(access, "MOST_SEEN", 2)
    one, read = at_work(), [uuid7() for _ in range(3)]
    with scope.acting_as(one.worker):
        for those in (read[:2], read[2:]):
            access.note_look(by=one.worker, family_id=one.family_id, at=None, seen=those)
        assert set(looked.last_looks(one.worker, [one.family_id])[one.family_id].seen) == set(read[1:])


@pytest.mark.parametrize(
    ("asked", "left"), [("", []), ("?kind=visits.visit", ["In the child’s own words"]), ("?until=1/1/2020", ["Visit"])]
)
def test_what_stood_on_the_timeline_is_news_no_more(client, asked: str, left: list[str]) -> None:
    one = at_work()
    by_manager(one)
    client.force_login(one.worker)
    assert client.get(reverse("timeline:page", args=[one.family_id]) + asked).status_code == 200
    news = home(one)[0].news
    assert [line.title for line in (news.news.lines if news else ())] == left


def older_page(one) -> str:
    """The address at which the timeline goes on."""
    with scope.acting_as(one.worker):
        family = Family.objects.get(pk=one.family_id)
        shown = timeline_view(family, one.worker, asked={}, at=clock.now())
    return f"{reverse('timeline:page', args=[one.family_id])}?{urlencode({'before': shown.before})}"


@pytest.mark.parametrize(("name", "own"), [("timeline:page", 16), ("desk:family", 3)])
def test_what_was_written_down_of_a_day_long_ago_is_news_until_it_stands_on_a_page(client, name, own) -> None:
    one = at_work()
    client.force_login(one.worker)
    where = reverse(name, args=[one.family_id])
    client.get(where)
    with clock.travel(clock.now() + timedelta(hours=1)):
        for _ in range(own):
            one_visit(one)
        late = by_manager(one, days_ago=12, said="The dog ran away")
        by_manager(one, days_ago=0)
        client.get(where)
        (left,) = home(one)[0].news.news.lines
        assert (left.entry_id, left.times) == (entries_of(one, late)[0].pk, 1)
        older = older_page(one)
        assert "The dog ran away" in client.get(older).content.decode()
        assert home(one)[0].news is None


def test_what_was_begun_before_a_page_was_read_and_saved_after_it_is_news(client) -> None:
    one = at_work()
    by_manager(one)
    moment = clock.now()
    client.force_login(one.worker)
    client.get(reverse("desk:family", args=[one.family_id]))
    with clock.travel(moment - timedelta(seconds=5)):
        late = by_manager(one)
    (line,) = home(one)[0].news.news.lines
    assert (line.entry_id, line.times) == (entries_of(one, late)[0].pk, 1)


def test_of_a_family_nobody_opened_yet_the_last_seven_days_are_news() -> None:
    one = at_work()
    by_manager(one)
    (mine,) = home(one)
    assert not mine.news.was_there
    with clock.travel(clock.now() + timedelta(days=8)):
        assert home(one)[0].news is None


def test_forms_that_were_begun_stand_beside_their_family_and_open(client) -> None:
    one = pathway()
    first, second = add_families(one, 2)
    with scope.acting_as(one.worker):
        for path, title in ((f"/families/{first}/visits/new/", "Record a visit"), (f"/families/{first}/x/", "A goal")):
            for key in (uuid7(), uuid7()):
                access.keep_draft(
                    by=one.worker, form_key=key, route="r", path=path, title=title, family_id=first,
                    fields=[("a", str(key))], at=clock.now(), unless_saved=False,
                )  # fmt: skip
    by_family = {each.card.family_id: each.begun for each in home(one)}
    assert sorted(form.title for form in by_family[first]) == ["A goal", "Record a visit"]
    assert by_family[second] == ()
    read = look(client, one.worker, "desk:today")
    assert "Two forms begun" in read


def test_where_somebody_looked_last_is_theirs_alone() -> None:
    one = at_work()
    with scope.acting_as(one.worker):
        access.note_look(by=one.worker, family_id=one.family_id, at=clock.now(), seen=())
    count = "SELECT count(*) FROM last_look"
    for who, rows in ((one.worker, 1), (one.manager, 0)):
        with scope.acting_as(who), connection.cursor() as cursor:
            cursor.execute(count)
            assert cursor.fetchone() == (rows,)
    with connection.cursor() as cursor:
        cursor.execute(count)
        assert cursor.fetchone() == (0,)


def test_bulbs_on_lists_are_as_wide_as_promised(client) -> None:
    one = at_work()
    one_visit(one)
    client.force_login(one.worker)
    for address in ("/", "/families/"):
        assert 'width="96"' in client.get(address).content.decode()
