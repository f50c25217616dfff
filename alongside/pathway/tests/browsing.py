"""Going about the pages of the pathway as somebody signed in."""

from typing import Any

from django.urls import reverse

from alongside.kit.ids import uuid7
from alongside.kit.tests.markup import Page
from alongside.pathway.tests.factories import LEFT

SENT = {
    "family_name": "Robbins",
    "address": "9 Canal Side",
    "family_telephone": "01632 960777",
    "worries": "Noise at night.",
    "working": "Geoff rings every evening.",
    "tried": "Two letters.",
    "criteria": ["persistent_reports"],
    "triggers": ["threat_of_eviction"],
    "risks": "Three dogs.",
    "family_knows": "unsure",
    "family_knows_why": "",
    "route": "school",
    "agency": "Hillview Primary",
    "telephone": "01632 960111",
    "person-total": "3",
    "person-0-name": "Sonia Robbins",
    "person-0-role": "mother",
    "person-0-born": "4 May 1990",
    "person-1-name": "Tia Robbins",
    "person-1-role": "child",
    "person-1-born": "2016",
    "person-1-school": "Hillview Primary",
    "person-1-nhs": "943 476 5919",
    "person-2-described_as": "Sonia’s brother",
    "person-2-role": "relative",
    "person-2-lives_there": "no",
}


def key() -> dict[str, str]:
    return {"form_key": str(uuid7())}


def said_of_unlit(page: Page) -> dict[str, str]:
    """What is answered on the page that ends the work of each child whom no help had reached."""
    asked = [each["name"] for each in page.all("textarea") if each["name"].startswith("unlit-")]
    return {name: LEFT[name.rpartition("-")[2]] for name in asked}


def get(client: Any, user: Any, name: str, /, *args: Any) -> Any:
    client.force_login(user)
    return client.get(reverse(f"pathway:{name}", args=args))


def post(client: Any, user: Any, name: str, /, *args: Any, **given: Any) -> Any:
    client.force_login(user)
    return client.post(reverse(f"pathway:{name}", args=args), {**key(), **given})


def text(answer: Any) -> str:
    return str(answer.content.decode())


def typed_in(page: Page, name: str) -> str:
    """What stands in the one-line question of that name."""
    (found,) = page.named(name)
    return str(found["value"])
