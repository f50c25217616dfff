"""What is laid before a manager who is asked for a legal planning meeting: the record, each line with its entry."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from alongside.access.models import User
from alongside.access.permissions import Permission, user_may
from alongside.aids.queries.counting import BARRIERS
from alongside.aids.queries.next_steps import MeetingRequest, StepForms, step_forms
from alongside.aids.queries.scales import ChildScales, scales_page
from alongside.aids.queries.work import earlier_work, work_with
from alongside.aids.rules import LEGAL_KINDS, MORE_WANTED, OUT_OF_THE_WAY, SHIELDED, unnamed
from alongside.assessments.rules import RISK
from alongside.kit.dates import day_short
from alongside.kit.telling import AsWords, holds, secret_parts
from alongside.kit.words import listed, uncapital
from alongside.people import queries as people
from alongside.people.models import Family
from alongside.people.rules import within
from alongside.plans import queries as plans
from alongside.plans.queries import ActionLine
from alongside.practice.rules import LightBulb
from alongside.timeline import queries as timeline
from alongside.timeline.queries import StandingEntry, ToldLine
from alongside.timeline.rules import Nature

MOST_SAID = 6
"""How many worries, strengths and own words are laid before the manager; the timeline has all of them."""
MOST_OFFERED = 20
WORRIES, WORKING = "worries", "working"
TYPED = ("note", "seen", "effect", "strategy", "words")


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One thing on the record: what it was in a sentence, what somebody typed, and its entry."""

    words: str
    texts: tuple[str, ...]
    day: date
    entry_id: UUID


@dataclass(frozen=True, slots=True)
class Bundle:
    """The evidence about these children. `rests_on`: what harm was said to be shown by; `offered`: what it may rest on
    of all `strands` about them, brothers and sisters, each by the strand in which it was first recorded, the last
    first. `kept`: entries that are kept from somebody of the family; `secrets`: the parts of what is protected that
    give it away, of which nothing stands on a paper, and `shielded` names of whoever must not be found: who stands
    there is somebody. `based_on`: the entry of each of `strands`, as it stands.
    """

    scales: tuple[ChildScales, ...]
    partners: tuple[EvidenceLine, ...]
    network: tuple[EvidenceLine, ...]
    in_the_way: tuple[EvidenceLine, ...]
    strengths: tuple[EvidenceLine, ...]
    harm: tuple[EvidenceLine, ...]
    said: tuple[EvidenceLine, ...]
    rests_on: tuple[EvidenceLine, ...]
    offered: tuple[tuple[str, str], ...]
    strands: frozenset[str]
    kept: frozenset[UUID]
    secrets: frozenset[str]
    shielded: tuple[str, ...] = ()
    based_on: Mapping[str, UUID] = field(default_factory=dict)

    def unnamed(self, sentence: str) -> str:
        """A sentence of ours without the names of whoever must not be found."""
        return unnamed(sentence, self.shielded)

    def may_stand(self, text: str) -> bool:
        """Whether a text holds nothing that is protected."""
        return not holds(text, self.secrets)

    @property
    def is_partly_kept(self) -> bool:
        return bool(self.kept)


@dataclass(frozen=True, slots=True)
class LegalPage:
    """A legal planning meeting that is, or was, asked for, with its evidence as the record stands now. `request`: None
    before it is asked for.
    """

    forms: StepForms
    chosen: tuple[str, ...]
    bundle: Bundle
    request: MeetingRequest | None
    may_answer: bool
    is_chosen: bool = True
    is_now: bool = True

    @property
    def names(self) -> list[str]:
        """As they stand on the paper; of whoever is no child any more, as they were called when it was asked."""
        called = dict(self.request.whom) if self.request else {}
        called |= {each.id: each.name for each in self.forms.children}
        return [SHIELDED if called[each] in self.bundle.shielded else called[each] for each in self.chosen]

    @property
    def whom(self) -> str:
        """Their names in words; "the children" before anybody is chosen, or where somebody is no child any more."""
        names = self.names if self.is_chosen or len(self.chosen) == 1 else []
        return listed(names) or "the children"

    @property
    def only_manager(self) -> str:
        """The one manager who can be asked, "" where there are several."""
        return self.forms.managers[0][0] if len(self.forms.managers) == 1 else ""

    @property
    def asks_again_after(self) -> MeetingRequest | None:
        """What was asked last for these children, where the manager needed to know more first."""
        last = next((each for each in self.forms.said.requests if each.children & set(self.chosen)), None)
        return last if last and last.answer and last.answer.entry.subtype == MORE_WANTED else None

    @property
    def reference(self) -> str:
        return str(self.forms.family.reference)


def legal_page(family: Family, user: User, entry_id: UUID, *, at: datetime) -> LegalPage | None:
    """What was asked, by any entry of it, in this work or an earlier one; None for anything else. The number of queries
    does not grow.
    """
    told = timeline.told(family.pk, user, LEGAL_KINDS, with_about=False)
    meant = next((line for line in told if line.id == entry_id), None)
    now = work_with(family.pk, user)
    work = earlier_work(family.pk, user, meant.entry.involvement_id) if meant and meant.entry.involvement_id else None
    forms = step_forms(family, user, at=at, of=work) if work else None
    if forms is None or meant is None or now is None:
        return None
    request = next((each for each in forms.said.requests if each.is_of(meant)), None)
    if request is None:
        return None
    strands = [UUID(strand) for strand in request.line.facts["rests_on"]]
    asked = (request.line.id, *_ids(request.answer))
    bundle = _bundle(forms, user, request.children, strands, at=at, asked=asked)
    is_now = forms.work.involvement_id == now.involvement_id
    answers = may_answer(user) and request.answer is None and is_now
    return LegalPage(forms, tuple(request.line.facts["children"]), bundle, request, answers, is_now=is_now)


def legal_form(family: Family, user: User, children: Collection[str], *, at: datetime) -> LegalPage | None:
    """The evidence about these children, or all of them, before anything is asked; None where there are no scales, or
    the practice model knows no such request.
    """
    forms = step_forms(family, user, at=at)
    if forms is None or forms.legal is None:
        return None
    chosen = tuple(each.id for each in forms.children if not children or each.id in children)
    return LegalPage(
        forms, chosen, _bundle(forms, user, chosen, (), at=at), None, may_answer=False, is_chosen=bool(children)
    )


def may_answer(user: User) -> bool:
    """Whether somebody answers such requests: whoever oversees the team. No query."""
    return user_may(user, Permission.OVERSEE_TEAM)


def _bundle(
    forms: StepForms, user: User, children: Collection[str], strands: Sequence[UUID], *, at: datetime,
    asked: Collection[UUID] = (),
) -> Bundle:  # fmt: skip
    family, work = forms.family, forms.work
    assert work.light_bulb is not None  # without one there are no forms
    scales = scales_page(family, user, at=at, first=work.opened_on, of=work)
    ids = {UUID(child) for child in children}
    wanted = _wanted(work.light_bulb) & Q(involvement_id=work.involvement_id)
    entries = timeline.standing([family.pk], user, wanted, first_strands=True)
    about = [each for each in entries if any(each.concerns(child) for child in ids)]
    of_children = [each for each in entries if any(each.concerns(one.child.person_id) for one in forms.children)]
    shielded = _shielded(forms, user)
    texts = timeline.texts_by_part([each.id for each in about], user)
    lines = {each.id: _line(each, [texts[each.id].get(part, "") for part in TYPED]) for each in about}
    of_texts = timeline.texts_of_parts(family.pk, user, (WORRIES, WORKING), limit=MOST_SAID)
    typed = {part: [EvidenceLine(e.sentence, (t.body,), e.happened_on, e.pk) for t, e in of_texts[part]
                    if e.involvement_id == work.involvement_id
                    and (t.person_id is None or t.person_id in ids)] for part in of_texts}  # fmt: skip

    others = {one.child.person_id for one in forms.children} - ids

    def theirs(about: Iterable[tuple[UUID, str]]) -> bool:
        """Whether it is of one of these children, or of no other child by name."""
        whom = {person for person, _ in about}
        return bool(whom & ids) or not whom & others

    promised = plans.actions_of(family.pk, user)
    took_on = [each for each in promised if work.holds(each.agreed_on) and theirs(each.about)]
    network = _network(forms, user, [each for each in entries if theirs(each.about)])

    def only(chosen: Iterable[StandingEntry]) -> tuple[EvidenceLine, ...]:
        return tuple(lines[each.id] for each in chosen)

    shown = Bundle(
        tuple(
            replace(each, name=SHIELDED if each.name in shielded else each.name)
            for each in scales.children
            if each.child.person_id in ids
        ),
        _took_on(took_on, "other"), (*network, *_took_on(took_on, "family")),
        only(each for each in about if each.kind in BARRIERS and each.subtype != OUT_OF_THE_WAY),
        (*only(each for each in about if each.nature == Nature.DIFFERENCE.value), *typed[WORKING]),
        (*typed[WORRIES], *only(each for each in about if each.kind == RISK)),
        _once(lines[each.id] for each in about if each.nature == Nature.VOICE.value and _says(each, ids))[:MOST_SAID],
        tuple(_line(each, ()) for each in of_children if each.first_strand in strands),
        _offered(of_children, forms.today), frozenset(str(each.first_strand) for each in of_children),
        frozenset(), secret_parts([each.words for each in people.secrets_of(family.pk, user, at)])
        | secret_parts([AsWords(name) for name in shielded]),
        shielded, {str(each.first_strand): each.id for each in of_children},
    )  # fmt: skip
    times = [line.line.id for child in ids for line in forms.said.times_of(child)[:1]]
    return _with_kept(shown, family.pk, user, (*asked, *times))


def _shielded(forms: StepForms, user: User) -> tuple[str, ...]:
    """What those who must not be found are and were called, whole and by the first name, the longest first."""
    whole = people.names_not_to_be_found(forms.family.pk, user)
    names = {name for each in whole for name in (each, within(each, forms.family.name), each.split()[0])}
    return tuple(sorted(names, key=len, reverse=True))


def _ids(line: ToldLine | None) -> tuple[UUID, ...]:
    return (line.id,) if line else ()


def _with_kept(bundle: Bundle, family_id: int, user: User, more: Collection[UUID]) -> Bundle:
    """Knowing what of all this is kept from somebody. `more`: what was asked, answered and said of time."""
    groups = (
        bundle.partners,
        bundle.network,
        bundle.in_the_way,
        bundle.strengths,
        bundle.harm,
        bundle.said,
        bundle.rests_on,
    )
    ids = {line.entry_id for group in groups for line in group} | set(more)
    for child in bundle.scales:
        for row in child.rows:
            ids |= {piece.entry_id for piece in (row.process, *row.help) if piece} | set(row.said_in)
    return replace(bundle, kept=timeline.kept_from_somebody(family_id, user, ids))


def _wanted(bulb: LightBulb) -> Q:
    natures = (Nature.INTERVENTION.value, Nature.DIFFERENCE.value, Nature.VOICE.value)
    return Q(nature__in=natures) | Q(kind__in=(*(each.kind for each in bulb.process), *BARRIERS, RISK))


def _network(forms: StepForms, user: User, entries: Sequence[StandingEntry]) -> tuple[EvidenceLine, ...]:
    """Sessions and help with whoever is close to the family and does not live in it."""
    everybody = people.people_of(forms.family.pk, user, forms.today)
    around = [each.person_id for each in everybody if not each.of_family]
    held = [each for each in entries if each.nature == Nature.INTERVENTION.value or each.minutes is not None]
    return tuple(_line(each, ()) for each in held if any(each.concerns(person) for person in around))


def _took_on(actions: Sequence[ActionLine], who: str) -> tuple[EvidenceLine, ...]:
    """What people took on, with what became of it, the last first."""
    theirs = sorted((each for each in actions if each.who_is == who), key=lambda each: each.by_when, reverse=True)
    return tuple(
        EvidenceLine(
            f"{each.who}: {uncapital(each.how_words) or 'still open'}", (each.what,), each.by_when, each.entry_id
        )
        for each in theirs
    )


def _offered(entries: Sequence[StandingEntry], today: date) -> tuple[tuple[str, str], ...]:
    found = [each for each in entries if each.first_strand][:MOST_OFFERED]
    return tuple((str(each.first_strand), f"{day_short(each.happened_to, today)}: {each.sentence}") for each in found)


def _line(entry: StandingEntry, texts: Iterable[str]) -> EvidenceLine:
    return EvidenceLine(entry.sentence, tuple(text for text in texts if text), entry.happened_to, entry.id)


def _once(lines: Iterable[EvidenceLine]) -> tuple[EvidenceLine, ...]:
    """Those with words, each words once: some are told in two natures."""
    return tuple({line.texts: line for line in lines if line.texts}.values())


def _says(entry: StandingEntry, children: Collection[UUID]) -> bool:
    """Whether one of the children said it."""
    return any(person in children and part == "said" for person, part in entry.about)
