"""The letter about the ending: what it begins with, and as it went out, to read and to print."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.access import queries as access
from alongside.access.models import User
from alongside.agreements import queries as agreements
from alongside.agreements.queries import Reader
from alongside.endings import rules
from alongside.endings.queries.ending import EndingForm, ending_form
from alongside.endings.rules import ExitPlan
from alongside.kit import hooks
from alongside.kit.clock import london_day
from alongside.kit.hooks import Panel
from alongside.kit.words import listed
from alongside.people import queries as people
from alongside.people.models import Family
from alongside.people.queries import PersonLine
from alongside.people.rules import FACT_KINDS, KEEP_AWAY, KnownOfLetters, Secret
from alongside.timeline import queries as timeline
from alongside.timeline.queries import ToldLine

NO_LAST_DAY = "The ending is not planned yet, so no day stands in the letter. Write in it when the last visit is."


@dataclass(frozen=True, slots=True)
class LetterHead:
    """What stands at the top of every letter: the team it comes from, and its manager's telephone, "" for none."""

    team: str
    telephone: str


@dataclass(frozen=True, slots=True)
class LetterPage:
    """One letter: the entry that tells of it, None before it is on the record, to whom it goes, and its words.
    `former`: who stands in it and leads the help no longer, "" for nobody.
    """

    family: Family
    line: ToldLine | None
    to: str
    body: str
    head: LetterHead | None
    former: str = ""


@dataclass(frozen=True, slots=True)
class LetterForm:
    """What the letter begins with. `to`: whom was chosen, None before anybody is; `text`: a first text for them;
    `known`: what is recorded of letters, by person id as text; `secrets`: what a letter may not say; `readers`: which
    partners would read it. `begun`: why the text was begun without the exit plan or parts of it, "" when it was not.
    """

    here: EndingForm
    to: PersonLine | None
    text: str
    known: Mapping[str, KnownOfLetters]
    readers: tuple[Reader, ...]
    panels: tuple[Panel, ...]
    secrets: tuple[Secret, ...] = ()
    begun: str = ""
    head: LetterHead | None = None

    def paper(self, to: str, body: str) -> LetterPage:
        """A letter that is not on the record yet, as it prints; for a form that was asked for with its `head`."""
        return LetterPage(self.here.family, None, to, body, self.head)


def letter_form(family: Family, user: User, to: str, at: datetime, *, prints: bool = False) -> LetterForm:
    """For a letter to the person with that id, from what is agreed: the dates, whom to turn to, what we still give.
    `prints`: with the head of its paper. Raises NotAllowed without an involvement.
    """
    head = letter_head(family, at) if prints else None
    here = ending_form(family, user, at)
    person = next((line for line in here.people if str(line.person_id) == to), None)
    known = {str(pk): of for pk, of in people.known_of_letters(family.pk, user).items()}
    secrets = people.secrets_of(family.pk, user, at)
    to_whom = [person] if person else [line for line in here.people if line.of_family]
    readers = tuple(agreements.not_covered(family.pk, user, [line.person_id for line in to_whom], at))
    panels = tuple(hooks.panels_on("reach", family_id=family.pk, user=user, at=at))
    if person is None:
        return LetterForm(here, None, "", known, readers, panels, secrets, head=head)
    worker = next((line for line in here.helpers if line.is_key_worker), None)
    plan, begun = _plan_for(person, here, user, at, secrets)
    name = person.name.split()[0] if person.is_child and person.is_named else person.name
    text = rules.letter(
        name, plan, sender=worker.name if worker else user.name,
        telephone=worker.telephone if worker else user.telephone, today=london_day(at), met=here.met,
    )  # fmt: skip
    return LetterForm(here, person, text, known, readers, panels, secrets, begun, head)


def _plan_for(
    to: PersonLine, here: EndingForm, user: User, at: datetime, secrets: Sequence[Secret]
) -> tuple[ExitPlan | None, str]:
    """What of the exit plan a letter to somebody may begin with, and why it is not all of it."""
    if here.plan is None or here.planned is None:
        return None, NO_LAST_DAY if here.met else ""
    if away := people.kept_away(here.family).get(str(to.person_id)):
        return None, f"{FACT_KINDS[KEEP_AWAY].label}: {away.rstrip('.')}. The letter begins without the exit plan."
    about = set(here.planned.persons())
    for each in people.kept(here.family.pk, user):
        of_plan = here.planned.entry.strand_id in each.strands or each.subject_id in about
        if each.from_person_id == to.person_id and of_plan and each.holds(at):
            return None, f"The exit plan is kept from {to.name}, so the letter begins without it."
    plan, left = rules.without_secrets(here.plan, secrets)
    return plan, f"Left out, because it holds what is protected: {listed(left)}." if left else ""


def letter_head(family: Family, at: datetime) -> LetterHead:
    """Of the letters to a family. One query."""
    managers = access.colleagues(family.lead_team, roles=["manager"], at=at)
    return LetterHead(family.lead_team.name, next((who.telephone for who in managers if who.telephone), ""))


def letter_page(family: Family, user: User, entry_id: UUID, at: datetime) -> LetterPage | None:
    """A letter by its entry, by one whose place that took, or by one that asks to write again; None when there is none
    to see.
    """
    told = timeline.told(family.pk, user, [rules.LETTER_GIVEN, rules.LETTER_FORMER])
    lines = [line for line in told if line.entry.kind == rules.LETTER_GIVEN]
    asked = [line for line in told if line.entry.kind == rules.LETTER_FORMER]
    strand = next((line.facts["letter"] for line in asked if line.id == entry_id), "")
    line = next((line for line in lines if entry_id == line.id or strand == str(line.entry.strand_id)), None)
    if line is None and lines:
        deed_id = timeline.deed_now(user, family.pk, entry_id, rules.LETTER_GIVEN)
        line = next((line for line in lines if line.entry.deed_id == deed_id), None)
    if line is None:
        return None
    body = timeline.words_told([line], user).get(line.id, {}).get("note", "")
    former = [each.facts["worker"] for each in asked if each.facts["letter"] == str(line.entry.strand_id)]
    names = listed(list(dict.fromkeys(former)))
    return LetterPage(family, line, line.facts["name"], body, letter_head(family, at), names)
