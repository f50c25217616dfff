"""A letter is printed before it goes out: it is kept as a draft of its writer, and nothing of it is on the record."""

import pytest

from alongside.access import queries as access
from alongside.access import scope
from alongside.endings.tests.factories import account, met, person, plan_exit
from alongside.endings.tests.test_letter_paper import address, known_about, letters, main, typed
from alongside.kit import clock
from alongside.kit.tests.markup import Page
from alongside.pathway import actions as pathway
from alongside.people import actions as people

pytestmark = pytest.mark.django_db
NOT_YET = "This letter is not on the record yet."
WORDS = "Dear Katie,\r\n\r\nOur  last visit is soon. <Ring> me."


@pytest.fixture
def smiths():
    one = met()
    one.team.name = "Hillview Family Help"
    one.team.save()
    one.manager.telephone = "01632 960444"
    one.manager.save()
    return one


@pytest.fixture
def worker(client, smiths):
    client.force_login(smiths.worker)
    return client


def half_typed(one, **changes) -> dict[str, str]:
    """The letter and to whom it goes; how and when it does, nobody knows yet."""
    return typed(one, body=WORDS, how="", safe="", on="", audience="") | changes


def prints(worker, one, **changes):
    return worker.post(address(one), half_typed(one, **changes) | {"keep_draft": "print"}, follow=True)


def drafts(one) -> list:
    with scope.acting_as(one.worker):
        return access.drafts_of(one.worker, at=clock.now())


def test_its_paper_has_the_words_as_they_were_typed_and_the_record_knows_nothing(worker, smiths) -> None:
    before = known_about(smiths)
    paper = prints(worker, smiths)
    assert paper.status_code == 200
    assert NOT_YET in main(paper)
    (body,) = Page(paper.content.decode()).all("p", **{"class": "al-exact"})
    assert body.text.replace("\r", "") == WORDS.replace("\r", "")
    assert "Hillview Family Help Telephone 01632 960444" in main(paper)
    assert "Printed by" not in paper.content.decode()
    assert letters(smiths) == []
    assert known_about(smiths) == before


def test_its_paper_leads_back_to_the_form_as_it_was_typed_and_saving_it_ends_the_draft(worker, smiths) -> None:
    paper = prints(worker, smiths, how="by_hand")
    (draft,) = drafts(smiths)
    (back,) = [one["href"] for one in Page(paper.content.decode()).all("a") if "draft=" in str(one["href"])]
    assert back == draft.go_on_url
    form = Page(worker.get(back).content.decode())
    sent = form.as_sent()
    assert form.written_in("body").split("\n") == WORDS.split("\n")
    assert (sent["how"], sent["on"]) == (["by_hand"], [""])
    saved = worker.post(back, sent | {"safe": "yes", "on": "today", "audience": "team"}, follow=True)
    assert "It went out by hand" in main(saved)
    assert "Hillview Family Help Telephone 01632 960444" in main(saved)
    assert NOT_YET not in main(saved)
    assert drafts(smiths) == []


def test_another_person_who_leads_the_help_cannot_read_it(worker, smiths) -> None:
    here = prints(worker, smiths).redirect_chain[-1][0]
    assert worker.get(here).status_code == 200
    worker.force_login(smiths.manager)
    assert worker.get(address(smiths)).status_code == 200
    assert worker.get(here).status_code == 404


def test_its_writer_reads_it_no_more_once_the_family_is_not_theirs(worker, smiths) -> None:
    here = prints(worker, smiths).redirect_chain[-1][0]
    leon = account("key_worker", "Leon Achterberg", smiths.team)
    smiths.act(smiths.manager, pathway.allocate_again, worker=leon, reason="Joanne goes part time.")
    assert worker.get(here).status_code == 404


def test_enter_in_the_form_saves_it(worker, smiths) -> None:
    page = Page(worker.get(address(smiths)).content.decode())
    of_the_form = page.elements[page.elements.index(page.one("input", name="form_key")) :]
    (first, *others) = [one for one in of_the_form if one.tag == "button" and one.attributes.get("type") != "button"]
    assert "Save that the letter went out" in first.text
    assert "name" not in first.attributes, "a browser presses the first button when somebody presses Enter"
    assert [one["value"] for one in others if "name" in one.attributes] == ["print", "yes"]


def test_missing_words_are_asked_for_and_not_how_or_when_it_went_out(worker, smiths) -> None:
    untouched = Page(worker.get(address(smiths)).content.decode()).as_sent()
    asked = worker.post(address(smiths), untouched | {"keep_draft": "print"})
    assert asked.status_code == 200
    assert "Choose to whom it goes" in main(asked)
    assert "Write the letter" in main(asked)
    for question in ("Say how it reaches them", "Say whether it is safe", "Say who may read it"):
        assert question not in main(asked)
    assert drafts(smiths) == []


def test_a_letter_begun_from_the_exit_plan_is_printed_without_another_word(worker, smiths) -> None:
    plan_exit(smiths)
    here = f"{address(smiths)}?to={person(smiths, 'Katie Smith')}"
    untouched = Page(worker.get(here).content.decode()).as_sent()
    paper = worker.post(here, untouched | {"keep_draft": "print"}, follow=True)
    assert NOT_YET in main(paper)
    assert "Our last visit is on" in main(paper)


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({"body": "The TAF meets once more."}, "Write in whole words"),
        ({"body": "You live at 4 Mill Lane now."}, "what is protected"),
        ({"how": "by_hand", "safe": "no"}, "Read it out together"),
    ],
)
def test_what_the_record_would_refuse_is_not_printed_but_put_right_first(worker, smiths, changes, refused) -> None:
    with scope.acting_as(smiths.worker):
        people.record_fact(
            by=smiths.worker, family_id=smiths.family_id, person_id=person(smiths, "Amy Smith"), kind="address",
            value="4 Mill Lane", at=clock.now(), protected=True,
        )  # fmt: skip
    answer = prints(worker, smiths, **changes)
    assert refused in main(answer)
    assert NOT_YET not in main(answer)
    (draft,) = drafts(smiths)
    assert draft.path == address(smiths)
