"""What partners took part in, or have a part in: by their account where they have one, else as they are on file.

A plan and minutes name whoever does something by the value under which a form offered them; a name alone is read only
of somebody who never had an account.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from alongside.access.models import User
from alongside.aids.queries.pairs import Other
from alongside.aids.queries.work import Work
from alongside.endings.rules import HANDED_OVER
from alongside.kit.words import is_named
from alongside.meetings.rules import HELD, TEAM
from alongside.plans.rules import IN_FORCE, Plan
from alongside.timeline import queries as timeline
from alongside.timeline.models import EntryHelper
from alongside.timeline.queries import StandingEntry

type TookPart = dict[UUID, set[UUID]]
"""Entry → who of the partners took part in it, or has a part in what it says."""


def took_part(work: Work, partners: Collection[Other], entries: Sequence[StandingEntry], user: User) -> TookPart:
    """Who of these took part in which entry. Two queries, or none without partners."""
    found: TookPart = {}
    if not partners:
        return found
    rows = EntryHelper.objects.visible_to(user).filter(entry_id__in=[each.id for each in entries])
    for entry_id, account, professional in rows.values_list("entry_id", "user_id", "professional_id"):
        found.setdefault(entry_id, set()).update(each for each in (account, professional) if each)
    told = timeline.told(
        work.family_id, user, [IN_FORCE, TEAM, HELD], involvement_id=work.involvement_id, with_about=False
    )
    for line in told:
        keys, agencies = set(_keys(line.entry.kind, line.content)), set(_agencies(line.entry.kind, line.content))
        those = {each.id for each in partners if each.keys & keys or each.agency.casefold() in agencies}
        found.setdefault(line.id, set()).update(those)
    for each in entries:
        named = each.facts.get("helpers", ())
        to = each.facts["to"] if each.kind == HANDED_OVER else ""
        on_file = {one.id for one in partners if not one.has_account and (one.name in named or is_named(to, one.name))}
        found.setdefault(each.id, set()).update(on_file)
    return found


def _keys(kind: str, content: Mapping[str, Any]) -> Iterator[str]:
    """The values by which it names who does something, or came."""
    if kind == IN_FORCE:
        yield from (step.doer for goal in Plan.from_content(content).goals for step in goal.steps)
    elif kind == HELD:
        came = (each for each in content.get("helpers", ()) if each.get("came") == "came")
        for each in came:
            yield from (f"helper:{each['helper_id']}",) if each.get("helper_id") else ()
            yield from (f"user:{each['user_id']}",) if each.get("user_id") else ()


def _agencies(kind: str, content: Mapping[str, Any]) -> Iterator[str]:
    """The agencies whose part it says, in small letters."""
    if kind == IN_FORCE:
        yield from (each.agency.casefold() for each in Plan.from_content(content).promises if each.agency)
    elif kind == TEAM:
        yield from (each["agency"].casefold() for each in content.get("agencies", ()) if each.get("agency"))
