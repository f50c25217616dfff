"""How what was agreed and said of sharing stands on the own page of a parent or child, in words a child of nine
understands.
"""

from datetime import date

from alongside.agreements.rules import agencies, agreement, copies, ending, sharing, telling
from alongside.agreements.rules.consent import ENDED_WITH_WORK, GIVEN, REFUSED, WITHDRAWN
from alongside.kit.dates import day_long
from alongside.kit.words import capital, listed
from alongside.timeline.rules import Facts, OwnWords, Reader


def _agreed(facts: Facts, to: Reader) -> str:
    """ "We agreed how we work together. You and Amy said yes." """
    told = ["We changed what we agreed." if facts.get("revised") else "We agreed how we work together."]
    told += [f"{capital(to.who(*facts[key]))} {words}." for key, words in agreement.ANSWERS.items() if facts.get(key)]
    return " ".join(told)


def _again(facts: Facts, to: Reader) -> str:
    return f"We looked at what we agreed again, with {to.who(*facts['names'])}. It stays as it is."


def _agencies(facts: Facts, to: Reader) -> str:
    whom = listed(facts.get("agreed") or []) or "nobody yet"
    return f"What they do for {to.who(*facts['about'])} was agreed with {whom}."


def _given(facts: Facts, to: Reader) -> str:
    """ "You said yes: Hill Primary may know about you and Amy, until 3 March 2027." """
    until = f", until {day_long(date.fromisoformat(facts['until']))}" if facts.get("until") else ""
    return f"{capital(to.who(facts['name']))} said yes: {facts['to']} may know about {_about(facts, to)}{until}."


def _refused(facts: Facts, to: Reader) -> str:
    return f"{capital(to.who(facts['name']))} said no: {facts['to']} may not know about {_about(facts, to)}."


def _withdrawn(facts: Facts, to: Reader) -> str:
    """ "You took back your yes: Hill Primary may no longer know about Amy." """
    name = facts["name"]
    yes = f"{capital(to.who(name))} took back {'your' if name in to.names else 'their'} yes"
    return f"{yes}: {facts['to']} may no longer know about {_about(facts, to)}."


def _ended_with_work(facts: Facts, to: Reader) -> str:
    """ "Your yes ended with our work on 3 March 2027: Hill Primary may no longer know about Amy." """
    whose = "Your" if facts["name"] in to.names else f"{facts['name']}’s"
    ended = f"{whose} yes ended with our work on {day_long(date.fromisoformat(facts[telling.ENDED_ON]))}"
    return f"{ended}: {facts['to']} may no longer know about {_about(facts, to)}."


def _shared(facts: Facts, to: Reader) -> str:
    decided = f" {facts['decided_by']} decided this." if facts.get("decided_by") else ""
    return f"We told {facts['to']} what they need to know about {_about(facts, to)}, without a yes.{decided}"


def _ended(facts: Facts, to: Reader) -> str:
    return f"Without a yes, we tell {facts['to']} no more about {_about(facts, to)}."


def _to_look_at(facts: Facts, to: Reader) -> str:
    return f"The manager looks at what we tell {facts['to']} about {_about(facts, to)}."


def _looked_at(facts: Facts, to: Reader) -> str:
    return f"The manager looked at what we tell {facts['to']} about {_about(facts, to)}."


def _copy_asked(facts: Facts, to: Reader) -> str:
    """ "You asked for a copy of what is written about you and Amy." """
    return f"{capital(to.who(facts['name']))} asked for a copy of what is written about {_about(facts, to)}."


def _copy_given(facts: Facts, to: Reader) -> str:
    name, about = capital(to.who(facts["name"])), _about(facts, to)
    if facts["became"] == "refused":
        return f"{name} asked for a copy of what is written about {about}. We said no."
    but = " Some of it is not in it." if facts["became"] == "partly" else ""
    return f"{name} got a copy of what is written about {about}.{but}"


def _about(facts: Facts, to: Reader) -> str:
    """Whom it is about; whoever spoke of themselves is "you" to themselves, and else goes by their name."""
    return to.who(*(facts["name"] if name == "themselves" else name for name in facts["about"]))


OWN_WORDS = {
    agreement.AGREED: OwnWords("What we agreed", _agreed),
    agreement.SAID: OwnWords("What was said of what we agreed", headings={"note": "Who can see what"}),
    agreement.LOOKED_AT_AGAIN: OwnWords("What we agreed", _again, {"note": "What was said of it"}),
    agencies.AGENCIES_AGREED: OwnWords("What others do to help", _agencies),
    GIVEN: OwnWords("Who may know", _given),
    REFUSED: OwnWords("Who may know", _refused),
    WITHDRAWN: OwnWords("Who may know", _withdrawn),
    ENDED_WITH_WORK: OwnWords("Who may know", _ended_with_work),
    sharing.SHARED: OwnWords("What we told others", _shared),
    ending.ENDED: OwnWords("What we told others", _ended),
    copies.ASKED: OwnWords("A copy of what is written", _copy_asked, {"note": "What was asked for"}),
    copies.GIVEN: OwnWords("A copy of what is written", _copy_given),
    telling.TO_LOOK_AT: OwnWords("What we tell others", _to_look_at),
    telling.LOOKED_AT: OwnWords("What we tell others", _looked_at),
}
"""Kind → its words for the family."""
