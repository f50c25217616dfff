"""Before somebody says yes or no they are told, in plain words, what is shared, with whom, where it is kept, and that
they may say no.
"""

import pytest
from django.urls import reverse

from alongside.agreements.tests.factories import agreed
from alongside.agreements.tests.test_own import signs_in
from alongside.agreements.tests.test_pages import at, form_of

pytestmark = pytest.mark.django_db

SAID = (
    "What we share. Only what they must know to help you. I tell you first what it is.",
    "With whom. Only the people you say yes to. Nobody else gets to know it from us.",
    "Why it helps you. You do not have to tell it all again, and we do not each tell you something else.",
    "Your family doctor sends you to somebody who knows more about your knee.",
    "The doctor tells them what is wrong with it, so that you get the right help. Your doctor asks you first.",
    "Where. It is kept on a safe computer at the council. It is not on paper in my bag.",
    "Who can see it. I can, and my manager.",
    "You can say no. You still get our help.",
    "You can change your mind. Say so at any time. From then on they see it no more.",
    "If somebody is being hurt, or could be badly hurt, I must tell somebody who can help, even if you say no.",
    "Then ask them to tell it back in their own words.",
)
KEPT = "It is kept on a safe computer at the council. It is not on paper in"


def words(answer) -> str:
    assert answer.status_code == 200
    return " ".join(form_of(answer).one("main").text.split())


@pytest.mark.parametrize("sentence", SAID)
def test_who_asks_about_sharing_has_it_to_read_out(worker, smiths, sentence) -> None:
    assert sentence in words(worker.get(at(smiths, "consent")))


def test_it_stands_before_what_they_said(worker, smiths) -> None:
    said = words(worker.get(at(smiths, "consent")))
    assert said.index("Say this first") < said.index("What they said") < said.index("Did they say in their own words")


def test_it_names_whom_they_would_say_yes_to_once_that_is_chosen(worker, smiths, hill) -> None:
    overview = form_of(worker.get(at(smiths, "overview")))
    (link,) = [one for one in overview.all("a") if one.text.startswith("Ask about sharing with")]
    page = words(worker.get(link.attributes["href"]))
    assert f"Only what {hill.agency.name} must know to help you." in page
    assert f"With whom. Only {hill.agency.name}." in page


def test_nobody_is_named_whom_an_address_makes_up(worker, smiths) -> None:
    page = words(worker.get(f"{at(smiths, 'consent')}?to=agency:<b>x</b>"))
    assert "With whom. Only the people you say yes to." in page


def test_where_it_is_kept_is_said_wherever_somebody_is_told_of_it(worker, smiths) -> None:
    entry = agreed(smiths)[0]
    for name in ("make", "consent"):
        assert KEPT in words(worker.get(at(smiths, name))), name
    assert KEPT in words(worker.get(reverse("agreements:shown", args=[smiths.family.pk, entry.deed_id])))


@pytest.mark.parametrize(("role", "who"), [("parent", "katie"), ("child", "amy")])
def test_and_on_the_own_page_of_a_parent_and_of_a_child(smiths, client, role, who) -> None:
    client.force_login(signs_in(smiths, role, getattr(smiths, who)))
    assert KEPT in words(client.get(reverse("agreements:own")))
