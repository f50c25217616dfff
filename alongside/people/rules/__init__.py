"""What may be said about people, and what follows from it. Pure.

Ethnicity and disability carry the codes of the children-in-need census 2026; relationships are those practitioners name
(S11), from which siblings and grandparents are derived.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from stdnum.exceptions import ValidationError as NumberError
from stdnum.gb import nhs

from alongside.kit import dates, pupil_numbers
from alongside.kit.words import is_style
from alongside.people.rules.law import LEGAL_STATUS as LEGAL_STATUS
from alongside.people.rules.law import LEGAL_STATUSES as LEGAL_STATUSES
from alongside.people.rules.law import in_law as in_law
from alongside.people.rules.law import stands_in_law as stands_in_law
from alongside.people.rules.secrets import Secret as Secret
from alongside.people.rules.secrets import it_is as it_is
from alongside.people.rules.secrets import said_once as said_once
from alongside.people.rules.secrets import told_once as told_once
from alongside.people.rules.secrets import what_tells as what_tells

CERTAINTIES = ("known", "believed", "not sure")

RELATIONSHIP_KINDS = {
    "parent": "parent of",
    "step_parent": "step-parent of",
    "adoptive_parent": "adoptive parent of",
    "foster_carer": "foster carer of",
    "special_guardian": "special guardian of",
    "partner": "partner of",
    "former_partner": "former partner of",
    "sibling": "brother or sister of",
    "half_sibling": "half-brother or half-sister of",
    "twin": "twin of",
    "grandparent": "grandparent of",
    "aunt_or_uncle": "aunt or uncle of",
    "cousin": "cousin of",
    "friend": "friend of",
    "neighbour": "neighbour of",
    "other": "connected to",
}
"""Kind → how it reads between two names: "Katie is parent of Amy"."""

BIRTH_LINES = frozenset({"parent", "adoptive_parent"})

BOTH_WAYS = frozenset(
    {"partner", "former_partner", "sibling", "half_sibling", "twin", "cousin", "friend", "neighbour", "other"}
)
"""Kinds that say the same whichever of the two is named first."""

RESPONSIBILITY_BASES = {
    "mother": "mother, by birth",
    "married_father": "father, married to the mother",
    "registered_father": "father or second parent on the birth certificate",
    "agreement": "agreement with the mother",
    "court_order": "court order",
    "special_guardianship": "special guardianship order",
    "adoption": "adoption order",
    "care_order": "care order",
    "emergency_protection": "emergency protection order",
}

HELPER_ROLES = {
    "key_worker": "key worker",
    "senior_key_worker": "senior key worker",
    "manager": "manager",
    "social_worker": "social worker",
    "specialist": "specialist",
    "school": "school",
    "health": "health",
    "police": "police",
    "housing": "housing",
    "community": "community",
    "follow_up": "follow-up worker",
    "referrer": "referrer",
}

LEADS_FIRST = ("key_worker", "senior_key_worker", "manager", "follow_up")
"""Who leads the help, the first there is; after the work has ended, who follows up."""
HELPS_IN_FULL = frozenset(LEADS_FIRST)
"""The parts that only the service's own staff have, and that open the family to them."""

PARTNER_ROLES = ("social_worker", "specialist", "school", "health", "police", "housing", "community")
"""The parts of those who help from elsewhere."""

ETHNICITIES = {
    "WBRI": "White British", "WIRI": "White Irish", "WIRT": "Traveller of Irish heritage", "WROM": "Gypsy or Roma",
    "WOTH": "Any other White background", "MWBC": "White and Black Caribbean", "MWBA": "White and Black African",
    "MWAS": "White and Asian", "MOTH": "Any other mixed background", "AIND": "Indian", "APKN": "Pakistani",
    "ABAN": "Bangladeshi", "AOTH": "Any other Asian background", "BCRB": "Caribbean", "BAFR": "African",
    "BOTH": "Any other Black background", "CHNE": "Chinese", "OOTH": "Any other ethnic group",
    "REFU": "Prefers not to say", "NOBT": "Not yet known",
}  # fmt: skip

DISABILITIES = {
    "NONE": "No disability", "MOB": "Mobility", "HAND": "Hand function", "PC": "Personal care", "INC": "Incontinence",
    "COMM": "Communication", "LD": "Learning", "HEAR": "Hearing", "VIS": "Vision", "BEH": "Behaviour",
    "CON": "Consciousness", "AUT": "Autism", "DDA": "Other",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FactKind:
    """A kind of fact about a person. `codes`: the only values it takes, with their words; None for free words.
    `several`: somebody may have more than one. `protected`: for the service's own staff unless somebody says otherwise.
    `decided`: somebody decided it, for a time: it is asked who, where that is written, and until when it holds.
    """

    key: str
    label: str
    codes: dict[str, str] | None = None
    several: bool = False
    protected: bool = False
    decided: bool = False

    def words(self, value: str) -> str:
        """The value as a person reads it."""
        return self.codes.get(value, value) if self.codes else value


FACT_KINDS: dict[str, FactKind] = {
    kind.key: kind
    for kind in (
        FactKind("address", "Address"),
        FactKind("phone", "Telephone", several=True),
        FactKind("school", "School, nursery or work"),
        FactKind("language", "Language at home", several=True),
        FactKind("interpreter", "Interpreter needed", {"yes": "Yes", "no": "No"}),
        FactKind("communication", "How to communicate well"),
        FactKind("care_plan", "Education, health and care plan"),
        FactKind("known_by", "What those who know them say", several=True),
        FactKind("ethnicity", "Ethnicity", ETHNICITIES),
        FactKind("disability", "Disability", DISABILITIES, several=True),
        FactKind(LEGAL_STATUS, "Legal status", LEGAL_STATUSES, several=True, decided=True),
        FactKind("nhs", "NHS number"),
        FactKind("upn", "Unique pupil number (UPN)"),
        FactKind("safe_contact", "Safe to reach", protected=True),
        FactKind("safe_letters", "Safe letters and messages", protected=True),
        FactKind("visiting_restriction", "Visiting restriction", several=True, protected=True),
        FactKind("keep_away", "Keep away", protected=True),
    )
}

AS_RECORDED = "They must be kept away, as is recorded of them"
"""Why something is kept from somebody for no other reason: what is kept so ends where that was never true."""
KEEP_AWAY = "keep_away"
"""The fact of somebody who is a danger to others of the family: what they must not learn or do (002:835-838)."""


SAFE_LETTERS = "safe_letters"
"""The fact that says whether, where and how letters come safely to somebody."""
REACHED = frozenset({"safe_contact", SAFE_LETTERS})
"""What says how somebody is reached."""
SENT = frozenset({"post", "email"})
"""Ways by which a letter may come before somebody else's eyes; the others are "by_hand" and "read_out"."""
_NO, _YES = re.compile(r"\W*(no|not|never|none|unsafe|don.?t|do not)\b", re.I), re.compile(r"\W*(yes|safe)\W*", re.I)


@dataclass(frozen=True, slots=True)
class KnownOfLetters:
    """What is recorded of letters to somebody. `words`: as it was written down, free text of one line."""

    words: str

    @property
    def safe(self) -> bool | None:
        """False when the words begin so; True when they are a yes and nothing else; None when they say more, such as
        a way, which is for whoever reads them to judge.
        """
        return False if _NO.match(self.words) else True if _YES.fullmatch(self.words) else None


def letter_refused(
    how: str, known: KnownOfLetters | None, *, safe: bool | None, as_known: bool, name: str
) -> tuple[str, str] | None:
    """Why a letter may not go so, as (field, words); None when it may (S10: only sent where that is safe).

    Where nothing is recorded of letters to somebody it is asked whether it is safe for them, by whatever way it comes:
    a letter given by hand lies about afterwards, and what is not safe is read out. What is recorded speaks of letters
    that are sent ("Not by post. By hand"), so by hand they may come.
    """
    if known is None and safe is None:
        return "safe", "Say whether it is safe"
    if how == "read_out" or (known is not None and as_known):
        return None
    if known is None:
        return None if safe else ("how", "It would not be safe. Read it out together")
    if known.safe or how not in SENT:
        return None
    return "how", f"Letters are not known to be safe for {name}. Choose by hand, or read it out"


class NotANumber(ValueError):
    """A number whose check digit is wrong; the message says what to do."""


def nhs_number(text: str) -> str:
    """Ten digits with a right check digit. Raises NotANumber."""
    try:
        return str(nhs.validate(text))
    except NumberError as error:
        raise NotANumber("This is not an NHS number. Check the ten digits, for example 943 476 5919") from error


def pupil_number(text: str) -> str:
    """A unique pupil number with a right check letter; a temporary one ends in a letter. Raises NotANumber.

    Which councils' numbers there are is not asked: councils are made and ended, and the check letter catches slips.
    """
    number = pupil_numbers.compact(text)
    if not pupil_numbers.fits(number):
        raise NotANumber("This is not a pupil number. Check the letter and twelve digits on the school’s list")
    return number


def fact_value(kind: str, value: str) -> str:
    """The value as it is kept. Raises NotANumber for a wrong number or a code that is not on the list, KeyError for
    no such kind.
    """
    known = FACT_KINDS[kind]
    if kind == "nhs":
        return nhs_number(value)
    if kind == "upn":
        return pupil_number(value)
    if known.codes is not None and value not in known.codes:
        raise NotANumber(f"Choose one of the answers for “{known.label}”")
    return value.strip()


@dataclass(frozen=True, slots=True)
class Tie:
    """`from_person` is `kind` of `to_person`."""

    from_person: UUID
    kind: str
    to_person: UUID


def derived_ties(ties: Iterable[Tie]) -> frozenset[Tie]:
    """Siblings (two children of one parent: full when every recorded parent is shared, else half) and grandparents.

    Nobody types what follows from who is whose parent. Ties already recorded between two people are not derived again.
    """
    known = list(ties)
    recorded = {frozenset((tie.from_person, tie.to_person)) for tie in known}
    parents: dict[UUID, set[UUID]] = defaultdict(set)
    children: dict[UUID, set[UUID]] = defaultdict(set)
    for tie in known:
        if tie.kind in BIRTH_LINES:
            parents[tie.to_person].add(tie.from_person)
            children[tie.from_person].add(tie.to_person)
    found = _siblings(parents, children) | _grandparents(parents)
    return frozenset(tie for tie in found if frozenset((tie.from_person, tie.to_person)) not in recorded)


def _siblings(parents: dict[UUID, set[UUID]], children: dict[UUID, set[UUID]]) -> set[Tie]:
    found = set()
    for brood in children.values():
        for one in brood:
            for other in brood - {one}:
                full = parents[one] == parents[other] or len(parents[one]) == 1 or len(parents[other]) == 1
                found.add(Tie(one, "sibling" if full else "half_sibling", other))
    return found


def _grandparents(parents: dict[UUID, set[UUID]]) -> set[Tie]:
    return {
        Tie(elder, "grandparent", child)
        for child, own in list(parents.items())
        for parent in list(own)
        for elder in parents.get(parent, ())
        if elder != child
    }


class NotPossible(ValueError):
    """What is said of a life cannot be true. `what` is birth, due_on or died_on; the message says what to do."""

    def __init__(self, what: str, message: str) -> None:
        super().__init__(message)
        self.what = what


LONGEST_LIFE = 120
LONGEST_WAIT_FOR_A_BIRTH = timedelta(days=300)


def possible_life(
    *, birth: tuple[date, date] | None, due_on: date | None, died_on: date | None, today: date
) -> tuple[date, date] | None:
    """The days on which somebody may have been born, without those still to come. Raises NotPossible."""
    if birth is not None:
        birth = _possible_birth(birth, today)
    if due_on is not None:
        if birth is not None:
            raise NotPossible("due_on", "Give either a date of birth or the date a birth is due, not both.")
        if due_on > today + LONGEST_WAIT_FOR_A_BIRTH:
            raise NotPossible("due_on", "A birth is due within ten months. Check the month and the year.")
    if died_on is not None:
        if died_on > today:
            raise NotPossible("died_on", "A date of death cannot be in the future. Check the day and the year.")
        if birth is not None and died_on < birth[0]:
            raise NotPossible("died_on", "The date of death is before the date of birth. Check both.")
    return birth


def _possible_birth(birth: tuple[date, date], today: date) -> tuple[date, date]:
    first, last = birth
    if first > last:
        raise NotPossible("birth", "The first day they may have been born is after the last. Check both.")
    if first > today:
        raise NotPossible(
            "birth",
            "A date of birth cannot be in the future. For a child not born yet, give the date the birth is due.",
        )
    if first.year < today.year - LONGEST_LIFE:
        raise NotPossible("birth", f"This is more than {LONGEST_LIFE} years ago. Check the year.")
    return first, min(last, today)


CHILD_ROLES = frozenset({"child", "young person", "baby", "son", "daughter", "stepson", "stepdaughter", "foster child"})


def is_child(birth: tuple[date, date] | None, due_on: date | None, today: date, *, role: str = "") -> bool:
    """Whether somebody counts as a child or young person: unborn, or not surely 18 yet; by their role when no birth
    is known.
    """
    if due_on is not None:
        return True
    if birth is None:
        return role.lower() in CHILD_ROLES
    return age_on(birth[1], today) < 18


def age_on(born: date, day: date) -> int:
    """Whole years on that day. Somebody born on 29 February is a year older on 1 March of other years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def family_reference(name: str, number: int) -> str:
    """ "SMI-0412": three letters of the name and the number, which alone is unique."""
    letters = "".join(letter for letter in name.upper() if "A" <= letter <= "Z")
    return f"{letters:X<3.3}-{number:04d}"


def family_words(name: str) -> str:
    """ "Smith family" for "Smith"; a name that says it already stays: "Shirley’s family", "Mary and Grace"."""
    says_it = "family" in name.lower().split() or " and " in name or "&" in name
    return name if says_it else f"{name} family"


def the_family(name: str) -> str:
    """As `family_words` in a sentence: "the Smith family", "Shirley’s family", "Mary and Grace"."""
    words = family_words(name)
    somebodys = any(word.endswith(("’s", "'s", "s’", "s'")) for word in words.split()[:-1])
    if not words.lower().endswith("family") or somebodys or words.lower().startswith("the "):
        return words
    return f"the {words}"


def within(name: str, family: str) -> str:
    """A name as it is said inside the family: "Amy" for "Amy Smith" in the Smith family, others whole."""
    surname = family.removesuffix(" family").strip()
    short = name.removesuffix(f" {surname}").strip() if surname else name
    return short or name


def initials(name: str) -> str:
    """One letter for one name, two for more: "K", "OF" for "Oluwatobiloba Fitzgerald"; a style is no name."""
    words = [word for word in name.split() if not is_style(word)] or name.split()
    letters = [next((letter for letter in word if letter.isalnum()), "") for word in words]
    letters = [letter.upper() for letter in letters if letter]
    if not letters:
        return "?"
    return letters[0] if len(letters) == 1 else letters[0] + letters[-1]


def age_said(birth: tuple[date, date] | None, due_on: date | None, died_on: date | None, today: date) -> str:
    """ "8", "7 or 8", "9 months", "due 3 Mar 2027", "died 2 May 2026"; empty when nothing is known.

    `birth`: first and last day on which they may have been born.
    """
    if died_on is not None:
        return f"died {died_on.day} {dates.MONTHS[died_on.month - 1][:3]} {died_on.year}"
    if due_on is not None:
        return dates.due_birth(due_on)
    if birth is None or birth[0] > today:
        return ""
    first, last = birth
    return dates.age_words(first, today) if first == last else dates.age_between(first, last, today)
