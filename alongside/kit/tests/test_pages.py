"""Pages: their frame, their parts, and the ones that refuse."""

import re
from datetime import date

import pytest
from django.template import engines
from django.template.loader import render_to_string
from django.test import RequestFactory
from jinja2 import UndefinedError

from alongside.kit import errors
from alongside.kit.tests.markup import Page

HOSTILE = "<script>alert(1)</script>\"'&"
PARTS = '{% import "kit/components.jinja" as kit %}'


def part(source, **context):
    return engines["jinja2"].from_string(PARTS + source).render(context)


def test_a_page_needs_nothing_but_its_own_words():
    page = Page(render_to_string("kit/base.jinja"))
    assert page.one("main")["id"] == "main-content"
    assert page.one("a", **{"class": "govuk-skip-link"})["href"] == "#main-content"
    assert not page.all("form")
    assert not page.all("nav")


def test_a_page_shows_who_is_signed_in_where_they_are_and_where_they_can_search():
    context = {
        "person_signed_in": {"name": HOSTILE, "role": "key worker", "sign_out_url": "/out"},
        "nav": [("Today", "/", False), (HOSTILE, "/families", True)],
        "find_url": "/find",
        "footer_links": [("Privacy", "/privacy")],
        "stamp": HOSTILE,
    }
    markup = render_to_string("kit/base.jinja", context)
    page = Page(markup)
    assert [link["href"] for link in page.all("a", **{"aria-current": "page"})] == ["/families"]
    assert page.label_of("find").startswith("Find a family")
    assert page.one("p", **{"class": "al-stamp govuk-body"}).text.startswith(f"Printed by {HOSTILE}, ")
    assert "<script>" not in markup


def test_a_page_keeps_to_the_content_policy():
    page = Page(render_to_string("kit/base.jinja"))
    assert not [element for element in page.elements if "style" in element.attributes or element.tag == "style"]
    assert all(script.attributes.get("src") for script in page.all("script"))


def test_static_addresses_change_with_what_is_in_the_file():
    for link in Page(render_to_string("kit/base.jinja")).all("link"):
        assert re.search(r"/kit/(alongside\.css|mark\.svg)\?v=[0-9a-f]{10}$", link["href"])


def test_a_misspelt_name_stops_the_page():
    with pytest.raises(UndefinedError):
        engines["jinja2"].from_string("{{ famly }}").render()


EVERY_PART = """
{% call kit.title(text, text) %}{{ kit.button(text, "#", about=text) }}{% endcall %}
{{ kit.back(text, "#") }}{{ kit.heading(text, "cloud") }}{{ kit.due("late", text, 1) }}{{ kit.face("K") }}
{{ kit.voice(text, text) }}{{ kit.exact(text) }}{{ kit.saved(text, text) }}
{% call kit.empty(text, text) %}{{ kit.button(text, "#") }}{% endcall %}{{ kit.empty(text) }}
{{ kit.people([{"name": text, "note": text, "href": "#"}], text) }}{{ kit.people([{"name": text}], team=true) }}
{{ kit.sourced([{"text": text, "source": text}]) }}
{{ kit.coming([{"text": text, "who": text, "state": "due", "due": text, "part": 0.4}]) }}
{{ kit.side_nav(text, [(text, "#", true)]) }}
{% call kit.timeline() %}{% call kit.timeline_item(text, text, by=text) %}{{ text }}{% endcall %}{% endcall %}
{{ kit.facts([(text, text)]) }}{% call kit.group(text) %}{{ text }}{% endcall %}
{{ govuk("button", text=text) }}{{ govuk("details", summaryText=text, text=text) }}{{ govuk("tag", text=text) }}
"""


def test_no_part_of_a_page_lets_markup_through():
    markup = part(EVERY_PART, text=HOSTILE)
    page = Page(markup)
    assert not page.all("script")
    assert page.one("h1").text == HOSTILE
    assert page.one("legend").text == HOSTILE


def test_somebodys_own_words_keep_their_spaces_lines_and_direction():
    words = "  One\n\n   two\tسلام 👩‍👧 "
    spoken = Page(part("{{ kit.voice(words) }}", words=words)).one("p")
    assert spoken.text == words
    assert spoken["dir"] == "auto"
    assert spoken["class"] == "al-exact"


def test_initials_stand_beside_a_name_and_are_not_read_out_twice():
    page = Page(part('{{ kit.people([{"name": "Liam’s dad", "kind": "unknown", "initials": "?"}]) }}'))
    face = page.one("span", **{"aria-hidden": "true"})
    assert (face.text, face["class"]) == ("?", "al-face al-face--unknown")


def test_days_and_ages_are_said_as_of_today(monkeypatch):
    monkeypatch.setenv("ALONGSIDE_TODAY", "2026-11-19")
    day = "{{ day|day_near }}, {{ day|due_words }}, {{ day|day_short }}, {{ day|day_long }}, {{ day|age }}"
    said = part(day, day=date(2026, 11, 18))
    assert said == "yesterday, 1 day late, Wed 18 Nov, 18 November 2026, 1 day"


REFUSALS = [
    (errors.not_found, 404, "We cannot show this page"),
    (errors.bad_request, 400, "We could not read what was sent"),
    (errors.forgery, 403, "Please send that again"),
    (errors.broken, 500, "Something of ours went wrong"),
]


@pytest.mark.parametrize(("refuse", "status", "heading"), REFUSALS)
def test_refusals_wear_the_same_dress_and_say_what_to_do(refuse, status, heading):
    answer = refuse(RequestFactory().get("/"))
    page = Page(answer.content.decode())
    assert answer.status_code == status
    assert page.one("h1").text == heading
    assert page.one("a", **{"class": "govuk-link"})["href"] == "/"


def test_not_found_is_the_same_page_for_every_address_and_reason():
    first = errors.not_found(RequestFactory().get("/families/1"), LookupError("hidden"))
    second = errors.not_found(RequestFactory().get("/no-such-page"))
    assert first.content == second.content
