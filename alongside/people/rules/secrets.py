"""What of somebody's words leads to a person who is not to be found, and what only says how they are reached. Pure.

"By hand, after 4" and "At school, or ask Mum" tell nobody where somebody is, and stand in entries every day. An
address, a number, the name of a place or of somebody whom the record does not know leads there. Whatever word is not
known to be plain is taken for such a name.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise
from uuid import UUID

from alongside.kit.telling import AsWords
from alongside.kit.words import listed


@dataclass(frozen=True, slots=True)
class Secret:
    """Something protected. `what`: in words; `words`: as it stands, or the part of it that tells; `known_to`: who knows
    it, being theirs or where they live.
    """

    what: str
    words: str
    known_to: frozenset[UUID]


OF = "” of "
"""What stands in the name of something protected before whose it is."""


def said_once(whats: Sequence[str]) -> str:
    """What several share is said once: "“Address” of Katie" and "“Address” of Amy" are "“Address” of Katie and Amy"."""
    parted = [what.partition(OF) for what in dict.fromkeys(whats)]
    alike = len({label for label, _, _ in parted}) == 1 and all(of for _, of, _ in parted)
    return parted[0][0] + OF + listed([whose for _, _, whose in parted]) if alike else listed([*dict.fromkeys(whats)])


def told_once(secrets: Iterable[Secret]) -> list[str]:
    """What these are, in words: one for all that are written alike, such as the address of those who live together."""
    found: dict[str, list[str]] = {}
    for secret in secrets:
        found.setdefault(secret.words, []).append(secret.what)
    return list(dict.fromkeys(said_once(whats) for whats in found.values()))


def it_is(whats: Sequence[str]) -> str:
    """What something protected is, in a sentence after its words were quoted."""
    at_home = all(what.startswith(f"“Address{OF}") for what in whats)
    lives = "they live" if len(set(whats)) > 1 else f"{whats[0].partition(OF)[2]} lives"
    return f"It is where {lives} and is protected" if at_home else f"It is protected: {said_once(whats)}"


def _words(several: str) -> frozenset[str]:
    return frozenset(several.split())


BARE = frozenset({"yes", "no", "none", "never", "not known", "unknown", "not asked", "safe", "not safe", "unsafe"})
"""Tells nobody anything, whatever it answers."""
_JOINING = _words("""
    a about after afterwards all alone also always an any anytime anything as ask asked asks at away back be
    because been before begin beforehand best between both bring bringing brings but by c co call called calling calls
    can cannot cant care caution check checked checking checks come comes coming contact contacted contacting
    correspondence could daily deliver delivered discreet discreetly do does don't done during e each either else
    email emailed emailing emails end envelope ever every except face fine first following for from get gets give
    given gives giving go goes going hand handed handing hands has have he her here hers herself him himself his
    how i if in inside instead into is it its just keep known landline later least leave leaving left let letter
    letters like mail mailbox make mark marked may me meet meeting meetings meets message messages messenger
    mobile more most must my name named neither never new next none no nor not note notes nothing now number numbers o
    of off ok okay old on once one ones only open opened opens or other otherwise our ours out outside over own
    paper past person personal phone phoned phoning phones plain please possible post postal posted posting prefer
    preferred prefers private privately read reading reads reach reached reply replies ring ringing rings safe
    safely same say secure see seen send sending sends sent she should since sealed show shown sms so some
    somebody someone speak speaking speaks still such straight take taken takes talk talking telephone telephoned
    tell tells text texted texting texts than that the their theirs them themselves then there these they this
    those through till time times to together told too touch twice two three under unless unknown unmarked unsafe
    until up upon us use used uses using usual via video visit visiting visits voicemail voicemails voice wait
    want wants was way ways we welcome well were what whatever when whenever where while whom who whose will wish
    wishes with within without works worked working write writing written yes yet you your facebook instagram
    snapchat signal skype teams telegram tiktok whatsapp zoom am pm p m o'clock oclock hour hours half quarter min
    mins minute minutes midday noon midnight lunch lunchtime lunchtimes tea teatime dinner dinnertime bedtime
    breakfast break breaks holiday holidays term termtime early late latest earliest morning mornings afternoon
    afternoons evening evenings night nights day days daytime today tomorrow week weeks weekday weekdays weekend
    weekends weekly month monthly fortnight fortnightly monday mondays tuesday tuesdays wednesday wednesdays
    thursday thursdays friday fridays saturday saturdays sunday sundays january february march april june july
    august september october november december
""")
_KIN = _words("""
    mum mums mummy mom mother mothers mam dad dads daddy father fathers parent parents carer carers guardian
    guardians partner partners husband wife boyfriend girlfriend ex stepmum stepdad stepmother stepfather nan nans
    nana nanna nanny gran grans granny grandma grandmother grandad granddad grandpa grandfather grandparent
    grandparents aunt aunts auntie aunty uncle uncles cousin cousins sister sisters brother brothers sibling
    siblings son daughter child children baby kids family relative relatives niece nephew friend friends neighbour
    neighbours mr mrs ms miss dr teacher teachers head tutor pastoral mentor worker workers colleague key social
    support youth family's helper helpers health visitor midwife nurse doctor gp solicitor solicitors lawyer
    police officer probation interpreter advocate childminder receptionist reception staff team counsellor
    therapist coach adult adults woman women man men manager
""")
_PLACES = _words("""
    school schools nursery preschool playgroup college university home house door doorstep gate gates letterbox
    work workplace job office desk surgery clinic hospital centre center children's library church mosque temple
    chapel café cafe park shop shops club hub court bag bookbag diary locker car bus town room place places
    address local canteen playground classroom class lesson lessons hall foodbank bank food breakfast community
    station area public
""")
_PLAIN = _JOINING | _KIN | _PLACES
_NAMES_TOO = _words("april august june mark may will")
_BEFORE_A_MONTH = _words("and by during early from in late mid of or since the this till until")
_QUALIFY = _words("new old")
_DAY_BY_DAY = re.compile(r"\d{1,2}(?:am|pm|ish|st|nd|rd|th|h|hrs)?|(?:[01]\d|2[0-3])[0-5]\d|\d{1,2}h[0-5]\d")
"""A number that is a time or a day: "4", "10am", "1530", "3rd"."""
_A_DOOR = re.compile(r"\b(?:number|house|door|room)\W*\d", re.I)
_BEFORE_A_TIME = frozenset({"after", "before", "until", "till", "past", "between", "since"})
SHORTEST = 3
"""Fewer letters of ours are nobody’s name that anybody would know again; two of another script may be a whole name."""
_EMAIL = re.compile(r"[^\s,;<>()]*@[^\s,;<>()]*\w")
_BETWEEN = re.compile(r"[^\w\s'’+-]+|\b(?:and|or|but|then|only)\b", re.I)
"""What stands between one answer and the next: "Yes, by hand"."""
_WORD = re.compile(r"\+?[^\W_]+(?:['’][^\W_]+)*")


def what_tells(words: str, *, reached: bool, names: Collection[str] = ()) -> tuple[str, ...]:
    """The parts of a protected fact that give something away. `reached`: whether it says how somebody is reached, so
    that ordinary words are none; `names`: of people whom the record knows by name, whose naming leads nowhere.
    """
    if not reached:
        parts = (" ".join(part.casefold().split()) for part in _BETWEEN.split(words))
        return (words,) if any(part and part not in BARE for part in parts) else ()
    plain = _PLAIN | {_one_word(found) for name in names for found in _WORD.findall(name)}
    rest = _EMAIL.sub(lambda found: ";" * len(found[0]), words)
    return tuple(map(AsWords, (*_EMAIL.findall(words), *(_without_plain_ends(part) for part in _telling(rest, plain)))))


def _telling(words: str, plain: AbstractSet[str]) -> list[str]:
    """The parts that are more than plain words; what belongs to one address or number stays together."""
    found: list[tuple[int, int]] = []
    joins = False
    for begin, end in _parts(words):
        if not _is_telling(words[begin:end], plain):
            joins = False
            continue
        if joins and any(letter.isdigit() for letter in words[found[-1][0] : end]):
            found[-1] = (found[-1][0], end)
        else:
            found.append((begin, end))
        joins = True
    return [words[begin:end].strip() for begin, end in found]


def _parts(words: str) -> list[tuple[int, int]]:
    ends = [(found.start(), found.end()) for found in _BETWEEN.finditer(words)]
    begins = [0, *(end for _, end in ends)]
    spans = zip(begins, [*(begin for begin, _ in ends), len(words)], strict=True)
    return [(begin, end) for begin, end in spans if words[begin:end].strip()]


def _is_telling(part: str, plain: AbstractSet[str]) -> bool:
    words = _WORD.findall(part)
    return (
        any(not _is_plain(word, plain) for word in words)
        or any(_is_called(before, word) for before, word in pairwise(["", *words]))
        or _A_DOOR.search(part) is not None
        or any(one.isdigit() and _one_word(after) in plain - _JOINING - _KIN for one, after in pairwise(words))
    )


def _is_plain(word: str, plain: AbstractSet[str]) -> bool:
    return _one_word(word) in plain or _is_a_time(word) or (len(word) < SHORTEST and word.isalpha() and word.isascii())


def _is_called(before: str, word: str) -> bool:
    """Whether words that are plain alone are a name with its capital: "Through Mark", "June’s", "the Women’s Centre";
    "may call", "in May" and "Will ring" are none.
    """
    if not word[0].isupper():
        return False
    small = word.casefold().replace("’", "'")
    if small.removesuffix("'s") in _NAMES_TOO:
        return small.endswith("'s") or (bool(before) and before.casefold() not in _BEFORE_A_MONTH)
    return before[:1].isupper() and _one_word(word) in _PLACES and _one_word(before) in _KIN | _PLACES | _QUALIFY


def _is_a_time(word: str) -> bool:
    return _DAY_BY_DAY.fullmatch(word.casefold()) is not None


def _one_word(word: str) -> str:
    """Small, and not somebody's: "Mum’s" is "mum"."""
    small = word.casefold().replace("’", "'")
    return small if small in _PLAIN else small.removesuffix("'s").replace("'", "")


def _without_plain_ends(part: str) -> str:
    """ "12 Hill Street" of "Letters to 12 Hill Street after 4". The whole of what holds but one name, as "Through Aunt
    Rose" does: the name alone is in much that does not say what she does.
    """
    found = list(_WORD.finditer(part))
    words = [each[0] for each in found]
    begin, end = 0, len(words)
    while begin < end and (_one_word(words[begin]) in _JOINING or _is_after(words[begin - 1 : begin + 1])):
        begin += 1
    while begin < end and (_one_word(words[end - 1]) in _JOINING or _is_after(words[max(begin, end - 2) : end])):
        end -= 1
    left = words[begin:end]
    naming = [word for word in left if _one_word(word) not in _JOINING | _KIN]
    is_name = len(naming) == 1 and not any(map(str.isdigit, naming[0]))
    return part if is_name or not left else part[found[begin].start() : found[end - 1].end()]


def _is_after(words: Sequence[str]) -> bool:
    """Whether the second of two words is the time in "after 4"."""
    return len(words) == 2 and _one_word(words[0]) in _BEFORE_A_TIME and _is_a_time(words[1])
