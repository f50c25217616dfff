"""A form in which nobody wrote anything is no draft, whichever it is; one in which somebody wrote is, and it comes back
as it was left.
"""

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest
from django.test import Client
from django.urls import Resolver404, resolve, reverse

from alongside.access import actions as access_actions
from alongside.access import queries as access
from alongside.access import scope
from alongside.access.models import User
from alongside.demo.tests.test_kept_away import addresses
from alongside.kit import clock
from alongside.kit.tests.markup import Page
from alongside.people.models import Family
from tests.demonstration import demonstration

BY_ITSELF = {"keep_draft": "by-itself"}
KEEP = {"keep_draft": "yes"}
TYPED = ("text", "search", "tel", "email", "number")
NEVER_TYPED = {"csrfmiddlewaretoken"}
PAGES_OF_A_KIND = 6
"""So many pages of one kind and depth are opened to look for forms; of a timeline's entries more, for they differ."""
ENTRIES = 12

REACHED = {
    "agreements:look_again", "agreements:revise", "agreements:withdraw", "assessments:agree", "assessments:complete",
    "assessments:correct_view", "assessments:differ", "assessments:differ_of", "assessments:section",
    "assessments:section_of", "meetings:cancel", "meetings:correct", "meetings:give", "meetings:hold", "meetings:plan",
    "meetings:plan_anew", "meetings:prepare", "meetings:record", "pathway:correct_fact", "pathway:correct_person",
    "pathway:helper_leaves", "pathway:name_person", "pathway:pause_clock", "pathway:record_fact", "plans:answer",
    "plans:correct_stage", "plans:finish", "plans:goal", "plans:leave_out", "plans:part", "plans:put_in_force",
    "plans:scale", "plans:stage", "timeline:audience", "timeline:retract", "visits:correct", "visits:plan_anew",
}  # fmt: skip
"""Forms that are about something by its id, which the families of the demonstration show their key worker."""


@dataclass(frozen=True)
class Joanne:
    """The key worker of two families of the demonstration, at her browser."""

    user: User
    family_id: int
    client: Client


@pytest.fixture(scope="module")
def joanne(django_db_setup, django_db_blocker) -> Iterator[Joanne]:
    with django_db_blocker.unblock(), demonstration(date(2026, 11, 25)):
        worker = next(user for user in access.demonstration_accounts() if user.name == "Joanne Mercer")
        with scope.acting_as(worker):
            smith = Family.objects.get(name="Smith").pk
        client = Client()
        client.force_login(worker)
        yield Joanne(worker, smith, client)


def test_every_form_of_a_family_is_kept_when_something_is_written_in_it_and_not_before(joanne: Joanne) -> None:
    tried, wrong = 0, []
    for name in addresses():
        where = reverse(name, args=[joanne.family_id])
        opened = joanne.client.get(where)
        page = Page(opened.content.decode())
        if opened.status_code != 200 or not page.named("keep_draft"):
            continue
        sent, tried, where = page.as_sent(), tried + 1, sends_to(page, where)
        if joanne.client.post(where, sent | BY_ITSELF).json() != {"nothing": True}:
            wrong.append((name, "kept though nothing was written"))
        written = {area["name"]: "He is calmer now" for area in page.all("textarea")[:1]}
        if written and "kept" not in joanne.client.post(where, sent | written | BY_ITSELF).json():
            wrong.append((name, "not kept"))
    assert wrong == []
    assert tried > 20


def forms_reached(joanne: Joanne) -> tuple[dict[str, tuple[str, Page]], list[str]]:
    """One form of each kind that links lead to from her first page, and the links that lead nowhere."""
    forms: dict[str, tuple[str, Page]] = {}
    opened, seen, waiting, nowhere = Counter[tuple[str, int]](), {"/"}, deque(["/"]), []
    while waiting:
        where = waiting.popleft()
        kind = _kind(where)
        like = kind, where.count("/")
        if kind in forms or opened[like] >= (ENTRIES if kind == "timeline:entry" else PAGES_OF_A_KIND):
            continue
        opened[like] += 1
        answer = joanne.client.get(where)
        leads_to = [answer.headers.get("Location", "")]
        if answer.status_code == 200:
            page = Page(answer.content.decode())
            if page.named("keep_draft"):
                forms[kind] = where, page
            leads_to = [one.attributes.get("href", "") for one in page.all("a")]
        elif answer.status_code >= 400:
            nowhere.append(where)
        for link in (each.partition("#")[0] for each in leads_to):
            if link not in seen and _kind(link):
                seen.add(link)
                waiting.append(link)
    return forms, nowhere


def _kind(where: str) -> str:
    """Which page an address is of; "" for none of ours."""
    try:
        return resolve(where.partition("?")[0]).view_name if where.startswith("/") else ""
    except Resolver404:
        return ""


def filled_in(page: Page) -> dict[str, list[str]]:
    """Every question of a page answered as far as a page without scripts lets one: words of its own in each box, the
    last answer of each choice, every box ticked.
    """
    sent, select, number = page.as_sent(), "", 0
    for one in page.elements:
        if one.only_looks:
            continue
        name, kind, value = (one.attributes.get(each, "") for each in ("name", "type", "value"))
        if one.tag == "textarea" or (one.tag == "input" and kind in TYPED and name):
            number += 1
            sent[name] = [f"Words {number}"]
        elif one.tag == "input" and kind == "radio":
            sent[name] = [value]
        elif one.tag == "input" and kind == "checkbox":
            sent[name] = [*(sent.get(name, []) if "checked" not in one.attributes else []), value]
        elif one.tag == "select":
            select = name
        elif one.tag == "option":
            sent[select] = [value]
    return {name: values for name, values in sent.items() if name not in NEVER_TYPED}


def sends_to(page: Page, where: str) -> str:
    """Where the form that can be kept is sent."""
    before = page.elements[: page.elements.index(page.named("keep_draft")[0])]
    form = [one for one in before if one.tag == "form"][-1]
    return form.attributes.get("action") or where


def comes_back(joanne: Joanne, where: str, page: Page) -> str:
    """Fill in the form and leave it, find it among the drafts and throw it away. Returns what was wrong, "" when
    nothing was, or when the form asks nothing.
    """
    typed = filled_in(page)
    if typed.items() <= page.as_sent().items():
        return ""
    if joanne.client.post(sends_to(page, where), typed | KEEP).status_code != 302:
        return "not kept"
    lines = access.drafts_of(joanne.user, at=clock.now())
    if len(lines) != 1:
        return f"{len(lines)} drafts of {where} from {typed}"
    (line,) = lines
    answer = joanne.client.get(line.go_on_url)
    access_actions.throw_draft_away(by=joanne.user, draft_id=line.draft_id)
    if answer.status_code != 200:
        return f"answered with {answer.status_code}"
    back = {name: values for name, values in Page(answer.content.decode()).as_sent().items() if name in typed}
    lost = {
        name: (values, back.get(name)) for name, values in typed.items() if sorted(back.get(name, [])) != sorted(values)
    }
    said = [words for words in ("govuk-error", "does not ask any more") if words in answer.content.decode()]
    return f"{said or ''}{lost or ''}"


def test_every_form_about_something_by_its_id_comes_back_as_it_was_left(joanne: Joanne) -> None:
    forms, nowhere = forms_reached(joanne)
    with scope.acting_as(joanne.user):
        for line in access.drafts_of(joanne.user, at=clock.now()):
            access_actions.throw_draft_away(by=joanne.user, draft_id=line.draft_id)
        wrong = {kind: comes_back(joanne, *form) for kind, form in forms.items()}
    assert {kind: why for kind, why in wrong.items() if why} == {}
    assert set(forms) >= REACHED, REACHED - set(forms)
    assert nowhere == [], "a page leads to one that is not there"
