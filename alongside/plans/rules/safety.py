"""A safety plan: what somebody keeps safe from, how they notice it, what each does, whom they ring, what then. Pure.

Basis: S4 (001:36-40: drawn together, few words), stages 2 and 3 (000:144-145): the family's own plan is made, used,
tried and tested, with another way if it fails; S9, S10: made with the child, agreed with a parent, unless somebody must
not know of it (002:835-838). That the family's own people stand before professionals is S12.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from alongside.kit.dates import day_long
from alongside.kit.words import is_named
from alongside.timeline.rules import InTheirName, ReadLine, Sight

SAFETY_PLAN = "plans.safety_plan"
SAFETY_TRIED = "plans.safety_tried_out"
SAFETY_AGAIN = "plans.safety_look_again"
SAFETY_ANEW = "plans.safety_make_anew"
SAFETY_FORMER = "plans.safety_names_former"

WORKED = {"yes": "it worked", "partly": "some of it worked", "no": "it did not work yet"}
"""How trying it out went."""
THE_FAMILY = "the family"
KNOWN_OF_FAMILY = "Known of the family"
"""Where a number is known from that stands with somebody of the family."""

Content = Mapping[str, Any]
Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Does:
    """What one person does. `doer`: the value by which a form offers them, "" or "other" for a name alone."""

    what: str
    who: str
    doer: str = ""


@dataclass(frozen=True, slots=True)
class Rings:
    """Whom to ring. `source`: where the number is known from, "" where it was said when the plan was made."""

    name: str
    number: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class SafetyPlan:
    """A safety plan. `whose`: the id of a person, "" for the family; `made_with` and `agreed_by`: ids; `agreed_by` is
    "" where nobody agreed, as `not_agreed_why` says. `word`: the word that asks for help. `otherwise`: what is done
    if it does not work. `at_home_why`: why a copy is safe at home. `look_on`: when it is looked at again (ISO).
    """

    whose: str
    made_with: tuple[str, ...]
    safe_from: str
    signs: str
    does: tuple[Does, ...]
    where_to: str
    rings: tuple[Rings, ...]
    otherwise: str
    copies: str
    look_on: str
    word: str = ""
    at_home: bool = False
    at_home_why: str = ""
    agreed_by: str = ""
    not_agreed_why: str = ""

    def to_content(self) -> dict[str, Any]:
        """As it is stored."""
        return asdict(self)

    @classmethod
    def from_content(cls, content: Content) -> "SafetyPlan":
        """Back from what is stored."""
        given = dict(content)
        given["made_with"] = tuple(given["made_with"])
        given["does"] = tuple(Does(**each) for each in given["does"])
        given["rings"] = tuple(Rings(**each) for each in given["rings"])
        return cls(**given)

    @property
    def day(self) -> date:
        """When it is looked at again."""
        return date.fromisoformat(self.look_on)

    @property
    def with_part(self) -> list[UUID]:
        """Whose it is, who made it and who agreed to it, once each."""
        ids = [self.whose, *self.made_with, self.agreed_by]
        return [UUID(person) for person in dict.fromkeys(ids) if person]

    @property
    def mentioned(self) -> list[UUID]:
        """Who else of the family does something in it."""
        found = [UUID(each.doer.removeprefix("person:")) for each in self.does if each.doer.startswith("person:")]
        return [person for person in dict.fromkeys(found) if person not in self.with_part]

    @property
    def named(self) -> list[UUID]:
        """Everybody of the family who stands in it."""
        return [*self.with_part, *self.mentioned]

    def others_away(self, away: Collection[UUID]) -> list[UUID]:
        """Who stands in it and must be kept away, but for whose it is: that one does not lose their own plan."""
        return [person for person in self.named if person in away and str(person) != self.whose]

    @property
    def words(self) -> str:
        """Everything that was written in it."""
        lines = [self.safe_from, self.signs, self.where_to, self.word, self.otherwise, self.copies, self.at_home_why]
        lines += [f"{each.who} {each.what}" for each in self.does]
        return "\n".join([*lines, *(f"{each.name} {each.number}" for each in self.rings)])


@dataclass(frozen=True, slots=True)
class Former:
    """Who stands in a safety plan and leads the help no longer. `promise_id`: of what asks for it to be changed."""

    worker: str
    telephone: str
    promise_id: str

    @classmethod
    def from_facts(cls, facts: Facts) -> "Former":
        """Of the entry that asks for it."""
        return cls(facts["worker"], facts["telephone"], facts["promise_id"])

    def stands_in(self, words: str) -> bool:
        """Whether these words name them, or hold their number, however it is written."""
        number = _figures(self.telephone)
        return is_named(words, self.worker) or bool(number and number in _figures(words))


@dataclass(frozen=True, slots=True)
class TriedOut:
    """How it went when it was tried out. `tried`: what was done; `worked`: of WORKED; `helped`: what worked;
    `changed`: what was changed.
    """

    tried: str
    worked: str
    helped: str = ""
    changed: str = ""

    def to_content(self) -> dict[str, str]:
        """As it is stored."""
        return asdict(self)

    @classmethod
    def from_content(cls, content: Content) -> "TriedOut":
        """Back from what is stored."""
        return cls(**content)


def safety_plan_sentence(facts: Facts) -> str:
    """ "Safety plan of Amy, to be looked at again by 3 March 2026." """
    by = day_long(date.fromisoformat(facts["due_on"]))
    return f"Safety plan of {facts['whose']}, to be looked at again by {by}."


def safety_tried_sentence(facts: Facts) -> str:
    """ "Safety plan of Amy tried out with Amy and Katie: it worked." """
    return f"Safety plan of {facts['whose']} tried out with {facts['names']}: {facts['worked']}."


def safety_again_sentence(facts: Facts) -> str:
    """ "Safety plan of Amy to be looked at again by 3 March 2026." """
    by = day_long(date.fromisoformat(facts["due_on"]))
    return f"Safety plan of {facts['whose']} to be looked at again by {by}."


def names_worker(plan: SafetyPlan, worker: str, telephone: str) -> bool:
    """Whether a plan names this worker, or has their number."""
    number = _figures(telephone)
    return is_named(plan.words, worker) or bool(number and any(_figures(each.number) == number for each in plan.rings))


def _figures(number: str) -> str:
    return "".join(each for each in number if each.isdigit())


def in_their_name(whose: str, worker: str, telephone: str, *, safety_id: str, stands: UUID) -> InTheirName:
    """What asks whoever leads the help now to change a plan that names `worker`. `stands`: its entry."""
    facts = {"safety_id": safety_id, "whose": whose, "telephone": telephone}
    asks = safety_former_sentence(facts | {"worker": worker}).rstrip(".")
    return InTheirName(SAFETY_FORMER, facts, asks, stands)


def safety_former_sentence(facts: Facts) -> str:
    """ "The safety plan of Katie names Joanne Mercer, who no longer leads the help: change it with Katie." """
    whose = facts["whose"]
    return f"The safety plan of {whose} names {facts['worker']}, who no longer leads the help: change it with {whose}."


def safety_anew_sentence(facts: Facts) -> str:
    """ "Safety plan of Amy to be made anew: somebody in it must be kept away." """
    return f"Safety plan of {facts['whose']} to be made anew: somebody in it must be kept away."


AGREED_WITH, NOT_AGREED = "Agreed with", "Why no parent or adult agreed to it"


def safety_reads(content: Content, sight: Sight) -> list[ReadLine]:
    """A safety plan line by line, for a professional."""
    plan = named(SafetyPlan.from_content(content), sight)
    rings = [" ".join(part for part in (each.name + ",", each.number) if part) for each in plan.rings]
    lines = [
        ("Made with", ", ".join(sight.name(person) for person in plan.made_with)),
        ("What it keeps safe from", plan.safe_from),
        ("How it begins, in their words", plan.signs),
        ("What each does", "\n".join(f"{each.who}: {each.what}" for each in plan.does)),
        ("Where to go", plan.where_to),
        ("Whom to ring", "\n".join(each.rstrip(",") for each in rings)),
        ("The word that asks for help", plan.word),
        ("If that does not work", plan.otherwise),
        ("Who has a copy, and where", plan.copies),
        ("Why a copy is safe at home", plan.at_home_why),
        (AGREED_WITH, sight.name(plan.agreed_by) if plan.agreed_by else ""),
        ("To be looked at again by", day_long(plan.day)),
    ]
    found = [ReadLine(heading, words) for heading, words in lines if words]
    return [*found, *([ReadLine(NOT_AGREED, plan.not_agreed_why, ours=True)] if plan.not_agreed_why else [])]


def safety_tried_reads(content: Content, sight: Sight) -> list[ReadLine]:  # noqa: ARG001 - it names nobody
    """How trying it out went, line by line."""
    tried = TriedOut.from_content(content)
    lines = (("What was tried out", tried.tried), ("What worked", tried.helped), ("What was changed", tried.changed))
    return [ReadLine(heading, words) for heading, words in lines if words]


def named(plan: SafetyPlan, sight: Sight) -> SafetyPlan:
    """The plan with people of the family called as this reader may know them."""
    does = tuple(
        replace(each, who=sight.name(each.doer.removeprefix("person:"))) if each.doer.startswith("person:") else each
        for each in plan.does
    )
    return replace(plan, does=does)


@dataclass(frozen=True, slots=True)
class OwnSafety:
    """A safety plan as somebody of the family reads and prints it. `does`: who, what. `lines` stand above whom to ring,
    `then` below; each is a heading and words.
    """

    title: str
    lines: tuple[tuple[str, str], ...]
    does: tuple[tuple[str, str], ...]
    rings: tuple[Rings, ...]
    then: tuple[tuple[str, str], ...]


def own_safety(plan: SafetyPlan, *, mine: Collection[str], names: Mapping[str, str]) -> OwnSafety:
    """The plan for whoever is `mine` (ids of persons): theirs, the family's, or that of somebody they may know of.
    `names`: of people they may know, by id.
    """
    yours = plan.whose in mine
    name = names.get(plan.whose, "Somebody")
    who = "you" if yours else "we" if not plan.whose else name
    title = "Your safety plan" if yours else "Our safety plan" if not plan.whose else f"{name}’s safety plan"
    notice, go = ("notice", "go") if yours or not plan.whose else ("notices", "goes")
    lines = ((f"What {'it keeps you' if yours else 'it keeps us' if not plan.whose else f'it keeps {name}'} safe from",
              plan.safe_from), (f"How {who} {notice} that it starts", plan.signs))  # fmt: skip
    then = (
        (f"Where {who} {go}", plan.where_to),
        ("The word that means: help me now", plan.word),
        ("If that does not work", plan.otherwise),
        ("Where this plan is kept", plan.copies),
        ("When we look at it again", day_long(plan.day)),
    )
    # One line for everybody: in whose words it was written, "I go" or "Goes", reads after a name and not after "You".
    does = tuple((each.who, each.what) for each in plan.does)
    rings = tuple(each for each in plan.rings if not (each.name == name and each.source == KNOWN_OF_FAMILY))
    return OwnSafety(title, _said(lines), does, rings, _said(then))


def _said(lines: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple((heading, words) for heading, words in lines if words.strip())
