"""What a parent or a child reads of what they agreed and said yes to, on their own page. Pure.

Basis: S9 (002:2796-2808, 2832-2884): a copy in words they can read; a yes can be taken back at any time. The headings
are for a reading age of nine to eleven.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.agreements.rules.agreement import Agreement, said
from alongside.agreements.rules.consent import GIVEN, REFUSED, Recipient, Said

FOR_PARENTS = {
    "purpose": "What we do this for",
    "family_wants": "What you want from us",
    "worker_wants": "What your worker adds",
    "family_barriers": "What would get in the way, you said",
    "worker_barriers": "What would get in the way, your worker said",
    "differences": "Where we see it differently",
    "family_fine": "What is fine, and what is not",
    "culture": "How your family talks and listens",
    "family_does": "What you do",
    "worker_does": "What your worker does",
    "agencies_do": "What others do",
    "hours": "Days and times",
    "visit_length": "How long a visit is",
    "booked": "Agreeing a time",
    "weeks": "How many weeks we think it takes",
    "hours_a_week": "Hours a week",
    "seeing_less": "When we see each other less",
    "how_we_contact": "How we get in touch with you",
    "how_they_contact": "How you get in touch with us",
    "when_not": "When we do not ring or call",
    "not_engaging": "What would tell us that it is not working",
    "what_follows": "What happens then",
    "told": "What we told you of saying yes or no",
    "interpreter": "Interpreter",
}
FOR_CHILDREN = {
    "purpose": "Why we meet",
    "family_wants": "What your family wants from us",
    "worker_wants": "What your worker would like",
    "family_fine": "What is OK, and what is not",
    "worker_does": "What your worker does",
    "hours": "When we meet",
    "visit_length": "How long we stay",
    "seeing_less": "When we come less often",
    "how_they_contact": "How you can reach us",
}


def parts_for(agreement: Agreement, *, child: bool) -> list[tuple[str, str]]:
    """What was agreed, each part under words for the reader; what was not said is left out."""
    parts = FOR_CHILDREN if child else FOR_PARENTS
    return [(label, words) for part, label in parts.items() if (words := said(agreement, part))]


@dataclass(frozen=True, slots=True)
class OwnSaid:
    """One thing the reader said of sharing, as they are shown it. `about` are the others by name, `me`: it is about the
    reader as well. `stands`: a yes that they have not taken back, and whose days are not over. `gone`: for whom of a
    yes they took it back. `overtaken`: a no, or a yes taken back, after which they said yes again for everybody.
    `ended_on`: the day on which a yes ended with our work.
    """

    to_name: str
    on: date
    yes: bool
    back: bool
    me: bool
    about: tuple[str, ...]
    gone: tuple[str, ...]
    purpose: str
    what: str
    since: date | None
    until: date | None
    words: str
    stands: bool
    over: bool
    overtaken: bool
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A statement with what it told: `said` as it is weighed, the rest as it is read. `agencies`: those for which
    whoever it names helps now.
    """

    said: Said
    to_name: str
    purpose: str
    what: str
    words: str
    agencies: frozenset[Recipient] = frozenset()


def own_said(told: Sequence[Told], names: Mapping[UUID, str], today: date) -> list[OwnSaid]:
    """Everything the reader said, what stands first, then what they said last. `names`: of those the reader may know.

    Only what they said themselves is weighed: that somebody else said no is not theirs to read.
    """
    found = [_one(each, told, names, today) for each in told]
    return sorted(found, key=lambda line: (not line.stands, -line.on.toordinal()))


def _one(this: Told, told: Sequence[Told], names: Mapping[UUID, str], today: date) -> OwnSaid:
    yes = this.said
    no_more = frozenset[UUID]().union(*(each.said.about for each in told if _takes_back(each.said, this)))
    again = frozenset[UUID]().union(*(each.said.about for each in told if _comes_after(each.said, this)))
    gone = yes.about & no_more if yes.kind == GIVEN else frozenset[UUID]()
    left = yes.about - gone
    over = yes.until is not None and yes.until < today
    return OwnSaid(
        to_name=this.to_name, on=yes.on, yes=yes.kind == GIVEN, back=yes.kind not in (GIVEN, REFUSED),
        me=yes.by in left, about=_named(left - {yes.by}, names), gone=_named(gone, names), purpose=this.purpose,
        what=this.what, since=yes.since, until=yes.until, words=this.words,
        stands=yes.kind == GIVEN and bool(left) and not over and yes.ended_on is None, over=over,
        overtaken=yes.kind != GIVEN and yes.about <= again, ended_on=yes.ended_on,
    )  # fmt: skip


def _takes_back(no: Said, yes: Told) -> bool:
    return not no.is_yes and _of_same(no, yes) and not no.before(yes.said)


def _comes_after(yes: Said, no: Told) -> bool:
    return yes.is_yes and _of_same(yes, no) and no.said.before(yes)


def _of_same(other: Said, this: Told) -> bool:
    return other.by == this.said.by and other.to in {this.said.to, *this.agencies}


def _named(people: frozenset[UUID], names: Mapping[UUID, str]) -> tuple[str, ...]:
    return tuple(sorted(names.get(person, "somebody else") for person in people))
