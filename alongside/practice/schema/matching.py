"""How a model names deeds: one, or several of which any will do."""

from typing import Annotated

from pydantic import Discriminator, Field, Tag

from alongside.practice import rules
from alongside.practice.schema.base import Id, Kind, Table


class MatcherTable(Table):
    """A kind of deed that the service records, optionally of one subtype only."""

    kind: Kind
    """For example `pathway.allocated` or `visits.visit`."""
    subtype: Id | None = None
    """For example the stage that began or the purpose of a visit. Left out: any."""
    met: bool = False
    """For what answers a clock: true when it counts only where somebody of the family was met."""

    def to_rule(self) -> rules.Matcher:
        return rules.Matcher(self.kind, self.subtype, self.met)


def one_or_several(value: object) -> str:
    return "several" if isinstance(value, list) else "one"


Matchers = Annotated[
    Annotated[MatcherTable, Tag("one")] | Annotated[list[MatcherTable], Field(min_length=1), Tag("several")],
    Discriminator(one_or_several),
]


def matchers_of(given: MatcherTable | list[MatcherTable] | None) -> tuple[rules.Matcher, ...]:
    several = given if isinstance(given, list) else [given] if given else []
    return tuple(matcher.to_rule() for matcher in several)
