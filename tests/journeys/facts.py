"""Counts what people are asked twice: the fact of every question on every page that they fill in.

Each question carries its fact (`data-fact`). An answer on a form that was saved is known from then on; a later form
that asks for the same of the same person, family or goal, and shows nothing of it, asks twice. The rule is that of the
static law (`tests/architecture/laws/facts.py`) and so are its excuses; but where the law counts forms, this counts what
somebody met on the way.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page

from tests.architecture.excuses import FACTS

DEEDS = frozenset({
    "action", "allocation", "among", "assessment_answer", "assessment_view", "audience", "change", "child_said",
    "child_visit", "closing", "consent", "decision", "direct_work", "follow_up", "follow_up_end", "hand_over",
    "journey", "letter", "look", "meeting", "meeting_cancelled", "meeting_concern", "meeting_decision",
    "meeting_helper", "meeting_invitation", "meeting_other", "meeting_person", "meeting_plan", "meeting_talk",
    "minutes_given", "pause", "plan_answer", "relapse", "resume", "retraction", "review_check", "review_prepared",
    "safety_test", "scale", "sharing", "stage", "visit", "visit_plan", "withdrawal", "withholding",
})  # fmt: skip
"""Subjects that are deeds: each visit has minutes of its own, so the second visit does not ask twice."""

MADE_ANEW = frozenset({"helper", "new_person", "professional", "relationship", "responsibility", "told", "told_person"})
"""Subjects that come to be with the form that asks: each is another one."""

_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_FAMILY = re.compile(r"/families/(\d+)/")
_NEW = "/new/"

QUESTIONS = """() => {
    const form = document.querySelector("main form:has([name=form_key])");
    if (!form) return null;
    const words = e => (e ? e.innerText : "").replace(/\\s+/g, " ").trim();
    const answer = group => [...group.querySelectorAll("input, textarea, select")].map(each => {
        if (["radio", "checkbox"].includes(each.type)) return each.checked ? words(each.labels[0]) : "";
        if (each.tagName === "SELECT") return each.value ? words(each.selectedOptions[0]) : "";
        return each.value.trim();
    }).filter(Boolean).join(", ");
    return {key: form.querySelector("[name=form_key]").value, questions: [...form.querySelectorAll("[data-fact]")].map(
        group => ({
            fact: group.dataset.fact,
            name: (group.querySelector("input, textarea, select") || {}).name || "",
            label: words(group.querySelector("legend, label")),
            answer: answer(group),
            beside: words(group.querySelector(":scope > .govuk-hint, :scope > fieldset > .govuk-hint")),
        }))};
}"""


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it stands on a page: its fact, about whom, what is in it, and what stands beside it."""

    fact: str
    about: str
    label: str
    answer: str
    beside: str

    @property
    def counts(self) -> bool:
        """Whether its subject outlives the form that asks."""
        subject = self.fact.partition(".")[0]
        return bool(self.about) and subject not in DEEDS | MADE_ANEW and self.fact not in FACTS


@dataclass
class FactsAsked:
    """What was answered on the way, and what was asked once more. `twice`: a line for each, with the page."""

    known: dict[tuple[str, str], str] = field(default_factory=dict)
    twice: list[str] = field(default_factory=list)
    questions: int = 0

    def shown(self, asked: Iterable[Question], where: str) -> None:
        """A form comes before somebody."""
        for each in asked:
            self.questions += 1
            before = self.known.get((each.fact, each.about))
            if before and not each.answer and before not in each.beside:
                self.twice.append(f"{where}: “{each.label}” ({each.fact}) was answered before: “{before}”")

    def saved(self, asked: Iterable[Question]) -> None:
        """A form was saved with these answers."""
        for each in asked:
            if each.answer:
                self.known[each.fact, each.about] = each.answer


def questions_on(page: Page) -> tuple[str, list[Question]]:
    """The key of the form before somebody ("" without a form) and the questions on it that count."""
    found: Mapping[str, Any] | None = page.evaluate(QUESTIONS)
    if found is None:
        return "", []
    asked = [
        Question(one["fact"], _about(one["name"], page.url), one["label"], one["answer"], one["beside"])
        for one in found["questions"]
    ]
    return str(found["key"]), [each for each in asked if each.counts]


def _about(name: str, address: str) -> str:
    """About whom or what a question is: the one its name bears, or else the page's address, or else the family.

    "" on a page that makes something new, which nobody was asked about before.
    """
    rows = re.match(r"[a-z_-]*?-(\d+)-", name)
    row = f" {rows.group(1)}" if rows else ""
    if found := _ID.findall(name):
        return str(found[-1])
    if found := _ID.findall(address):
        return str(found[-1]) + row
    if _NEW in address:
        return ""
    family = _FAMILY.search(address)
    return f"family {family.group(1)}{row}" if family else ""
