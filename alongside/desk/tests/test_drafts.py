"""Drafts about families: their writer's alone, and only while the writer may see the family."""

import html
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import get_resolver, reverse

from alongside.access import actions as access_actions
from alongside.access import queries as access
from alongside.access import scope
from alongside.desk.tests.factories import account, add_families, at_work, moment, person
from alongside.desk.tests.test_cost import asked
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.kit.tests.markup import Page
from alongside.people import actions as people_actions
from alongside.people import queries as people
from alongside.timeline import queries as timeline

pytestmark = pytest.mark.django_db
WORDS = "Amy said: “I like tea” … \U0001f9d2\r\n\r\n  and then\t nothing. "


def visit_to(family_id: int) -> str:
    return reverse("visits:record", args=[family_id])


def keeps(client, user, path, by="yes", **typed):
    """Half-fill a form and keep it. Returns the answer."""
    client.force_login(user)
    return client.post(path, {"form_key": str(uuid7()), "response": WORDS, **typed, "keep_draft": by})


def drafts(user, at=None):
    with scope.acting_as(user):
        return access.drafts_of(user, at=at or clock.now())


def reads(answer) -> str:
    assert answer.status_code == 200, answer.status_code
    main = re.search(r"<main.*</main>", answer.content.decode(), re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main[0])).split())


def in_plain_sql(user) -> int:
    """How many drafts the database shows that person."""
    with scope.acting_as(user), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM draft")
        return cursor.fetchone()[0]


def leaves(one) -> None:
    """The key worker helps the family no longer; the senior worker does."""
    with scope.acting_as(one.manager):
        (helper,) = [
            line.helper
            for line in people.helpers_of(one.family_id, one.manager, clock.now())
            if line.user_id == one.worker.pk
        ]
        people_actions.end_helper(by=one.manager, helper=helper, at=clock.now())


def comes_back(one) -> None:
    with scope.acting_as(one.manager):
        involvement = people.current_involvement(one.family_id, one.manager)
        people_actions.add_helper(
            by=one.manager, family_id=one.family_id, involvement=involvement, role="key_worker", user=one.worker,
            at=clock.now(),
        )  # fmt: skip


def test_a_visit_kept_half_filled_is_there_the_next_day_in_the_same_words(client) -> None:
    one = at_work()
    amy = person(one, "Amy Smith")
    typed = {"day": "31 Febr", "present": [str(person(one, "Katie Smith"))], f"child-{amy}-words": WORDS}
    with clock.travel(clock.at(clock.today() - timedelta(days=1), 10, 42)):
        kept = keeps(client, one.worker, visit_to(one.family_id), **typed)

    listed = reads(client.get(kept.url))
    assert "Record a visit to the Smith family" in listed or "Record a visit" in listed
    assert "Smith family." in listed
    assert "Kept yesterday" in listed
    page = Page(client.get(drafts(one.worker)[0].go_on_url).content.decode())
    assert page.one("input", name="day")["value"] == "31 Febr"
    assert page.written_in("response").replace("\n", "\r\n").replace("\r\r\n", "\r\n") == WORDS
    ticked = [box["value"] for box in page.all("input", name="present") if "checked" in box.attributes]
    assert ticked == typed["present"]


def test_nothing_of_a_draft_is_on_the_timeline_or_found(client) -> None:
    one = at_work()
    keeps(client, one.worker, visit_to(one.family_id))

    with scope.acting_as(one.worker):
        assert "I like tea" not in str(timeline.page(one.family_id, one.worker))
    for address in (reverse("timeline:page", args=[one.family_id]), reverse("desk:family", args=[one.family_id])):
        assert "I like tea" not in client.get(address).content.decode()


def test_two_families_have_two_drafts_each_on_its_own_page(client) -> None:
    one = at_work()
    first = one.family_id
    (second,) = add_families(one, 1)
    for family_id in (first, second):
        keeps(client, one.worker, visit_to(family_id), response=f"Words about {family_id}")

    for line in drafts(one.worker):
        assert f"Words about {line.family_id}" in client.get(line.go_on_url).content.decode()
    assert "You have a draft of this" in reads(client.get(visit_to(first)))
    crossed = drafts(one.worker)[0].go_on_url.replace(visit_to(second), visit_to(first))
    assert client.get(crossed).status_code == 404


def test_one_key_in_two_families_makes_two_drafts_and_no_fault(client) -> None:
    one = at_work()
    (second,) = add_families(one, 1)
    key = str(uuid7())

    for family_id in (one.family_id, second):
        assert keeps(client, one.worker, visit_to(family_id), form_key=key).status_code == 302

    assert len(drafts(one.worker)) == len({one.family_id, second})


def test_a_colleague_who_sees_the_family_sees_no_draft(client) -> None:
    one = at_work()
    keeps(client, one.worker, visit_to(one.family_id))
    (line,) = drafts(one.worker)

    assert drafts(one.manager) == []
    assert in_plain_sql(one.manager) == 0
    client.force_login(one.manager)
    assert "You have a draft" not in reads(client.get(visit_to(one.family_id)))
    theirs, nobodys = client.get(line.go_on_url), client.get(line.go_on_url.replace(str(line.draft_id), str(uuid7())))
    assert theirs.status_code == nobodys.status_code == 404
    assert theirs.content == nobodys.content


def test_a_family_one_may_not_see_is_answered_like_one_that_is_not_there(client) -> None:
    one = at_work()
    stranger = account("key_worker", "Another Worker")

    theirs = keeps(client, stranger, visit_to(one.family_id))
    nobodys = keeps(client, stranger, visit_to(one.family_id + 1000))

    assert theirs.status_code == nobodys.status_code == 404
    assert theirs.content == nobodys.content
    assert dict(theirs.headers) == dict(nobodys.headers)
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.user', %s, true)", [str(stranger.pk)])
        cursor.execute("SELECT count(*) FROM draft")
        assert cursor.fetchone() == (0,)


def test_ids_of_another_family_keep_nothing(client) -> None:
    one = at_work()
    katie = person(one, "Katie Smith")
    (second,) = add_families(one, 1)

    answer = keeps(client, one.worker, reverse("pathway:correct_person", args=[second, katie]))

    assert answer.status_code == 404
    assert drafts(one.worker) == []


def test_a_draft_whose_writer_loses_access_is_unseen_and_there_again_when_access_returns(client) -> None:
    one = at_work()
    keeps(client, one.worker, visit_to(one.family_id))
    (line,) = drafts(one.worker)

    leaves(one)

    assert drafts(one.worker) == []
    assert in_plain_sql(one.worker) == 0
    assert client.get(line.go_on_url).status_code == 404
    assert client.post(reverse("desk:throw_draft_away", args=[line.draft_id])).status_code == 404
    assert "Smith" not in reads(client.get("/drafts/"))

    comes_back(one)

    assert drafts(one.worker) == [line]
    assert "I like tea" in client.get(line.go_on_url).content.decode()


def test_saving_the_visit_leaves_no_draft(client) -> None:
    one = at_work()
    key = str(uuid7())
    keeps(client, one.worker, visit_to(one.family_id), form_key=key)
    amy, liam = (person(one, name) for name in ("Amy Smith", "Liam Smith"))
    saved = client.post(
        drafts(one.worker)[0].go_on_url,
        {
            "form_key": key, "day": "today", "minutes": "50", "purposes": ["direct_work"], "place": "home",
            "response": WORDS, f"child-{amy}-seen": "alone", f"child-{liam}-seen": "no",
        },
    )  # fmt: skip

    assert saved.status_code == 302, reads(saved)
    assert drafts(one.worker) == []


def test_a_draft_about_a_person_says_when_somebody_was_faster(client) -> None:
    one = at_work()
    path = reverse("pathway:correct_person", args=[one.family_id, person(one, "Katie Smith")])
    client.force_login(one.worker)
    version = Page(client.get(path).content.decode()).one("input", name="version")["value"]
    keeps(client, one.worker, path, version=version, name="Katie Mine")
    (line,) = drafts(one.worker)
    assert "while you were writing" not in reads(client.get(line.go_on_url))

    client.force_login(one.manager)
    sent = {
        "form_key": str(uuid7()),
        "version": version,
        "name": "Kate Smith",
        "role": "mother",
        "in_household": "yes",
        "protected": "no",
    }
    saved = client.post(path, {**sent, "born": "6 May 1995"})
    assert saved.status_code == 302, reads(saved)

    client.force_login(one.worker)
    again = client.get(line.go_on_url)
    assert "while you were writing" in reads(again)
    assert "Kate Smith" in reads(again)
    assert Page(again.content.decode()).one("input", name="name")["value"] == "Katie Mine"


def test_a_referral_has_no_family_and_is_kept_with_every_row(client) -> None:
    one = at_work()
    rows = {"person-total": "4", "person-3-name": "A Fourth", "person-0-name": "A First"}

    keeps(client, one.referrer, reverse("pathway:refer"), **rows)

    (line,) = drafts(one.referrer)
    assert line.family_id is None
    page = Page(client.get(line.go_on_url).content.decode())
    assert page.one("input", name="person-3-name")["value"] == "A Fourth"
    assert page.one("input", name="person-total")["value"] == "4"
    assert drafts(one.manager) == []


def test_asking_for_another_row_keeps_what_was_typed(client) -> None:
    one = at_work()
    client.force_login(one.referrer)

    client.post(
        reverse("pathway:refer"),
        {"form_key": str(uuid7()), "person-total": "2", "person-0-name": "A", "person-more": "yes"},
    )

    (line,) = drafts(one.referrer)
    assert Page(client.get(line.go_on_url).content.decode()).one("input", name="person-0-name")["value"] == "A"


def test_the_first_page_says_how_many_drafts_there_are_and_which_end_soon(client) -> None:
    one = at_work()
    with clock.travel(moment(12)):
        keeps(client, one.worker, visit_to(one.family_id))
        client.force_login(one.worker)
        assert "end soon" not in reads(client.get("/"))
    keeps(client, one.worker, reverse("pathway:add_person", args=[one.family_id]))

    client.force_login(one.worker)
    page = reads(client.get("/"))

    assert "Drafts: 2" in page
    assert in_plain_sql(one.worker) == 2
    assert "Drafts that end soon" in page
    assert page.count("Stays until") == 1
    client.force_login(one.manager)
    assert "Drafts:" not in reads(client.get("/"))


@pytest.mark.parametrize("role", ["referrer", "partner", "administrator", "chair", "parent", "child"])
def test_everybody_has_a_page_of_their_own_drafts(client, role) -> None:
    client.force_login(account(role, "Somebody Else"))

    assert "You have no draft" in reads(client.get("/drafts/"))


def test_the_list_asks_as_much_for_many_drafts_as_for_few(client) -> None:
    one = at_work()
    keeps(client, one.worker, visit_to(one.family_id))
    few = asked(client, one.worker, "/drafts/")

    for family_id in (one.family_id, *add_families(one, 2)):
        keeps(client, one.worker, visit_to(family_id))

    assert asked(client, one.worker, "/drafts/") == few


def test_a_form_opened_anew_asks_as_much_with_many_drafts_as_with_one(client) -> None:
    one = at_work()
    keeps(client, one.worker, visit_to(one.family_id))
    few = asked(client, one.worker, visit_to(one.family_id))

    for _ in range(3):
        keeps(client, one.worker, visit_to(one.family_id))

    assert asked(client, one.worker, visit_to(one.family_id)) == few
    assert "choose among four" in reads(client.get(visit_to(one.family_id)))


def forms_of_a_family() -> list[str]:
    """The names of every page whose address takes a family and nothing else."""
    found = []
    for room in get_resolver().url_patterns:
        for pattern in getattr(room, "url_patterns", []):
            if set(getattr(pattern.pattern, "converters", {})) == {"family_id"}:
                found.append(f"{room.app_name}:{pattern.name}")
    return sorted(set(found))


@pytest.mark.parametrize("name", forms_of_a_family())
def test_every_form_about_a_family_is_kept_and_comes_back(client, name) -> None:
    one = at_work()
    for user in (one.worker, one.manager):
        client.force_login(user)
        path = reverse(name, args=[one.family_id])
        shown = client.get(path)
        if b'name="keep_draft"' not in shown.content:
            continue
        page = Page(shown.content.decode())
        areas = [area["name"] for area in page.all("textarea")]
        inputs = [field["name"] for field in page.all("input", type="text") if not field.only_looks]
        carried = {field["name"]: field.attributes.get("value", "") for field in page.all("input", type="hidden")}
        if not (areas or inputs):
            continue
        typed = {**dict.fromkeys([*areas, *inputs], "Two words"), **carried}

        (form,) = page.all("form", method="post")

        kept = client.post(form.attributes.get("action", path), {**typed, "keep_draft": "yes"})

        assert kept.status_code == 302, name
        (line,) = drafts(user)
        again = client.get(line.go_on_url)
        assert again.status_code == 200
        back = Page(again.content.decode())
        assert {back.written_in(area) for area in areas} <= {"Two words"}
        shown_again = [field for field in back.all("input", type="text") if not field.only_looks]
        assert {field["value"] for field in shown_again} <= {"Two words"}
        assert "govuk-error" not in again.content.decode()
        assert "does not ask any more" not in again.content.decode()
        with scope.acting_as(user):
            access_actions.throw_draft_away(by=user, draft_id=line.draft_id)
