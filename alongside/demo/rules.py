"""Who signs in to a demonstration, as data: somebody of every role the service knows.

Pure. Names in the practice note (001:31-48): Joanne, Ms Treadwell, Ms Spragg, Katie and Amy; the others are ours.
"""

from dataclasses import dataclass

NORTH = "Family Help North"
"""A second team, whose manager sees none of the families: what cannot be seen is part of what is shown."""


@dataclass(frozen=True, slots=True)
class AccountTold:
    """One account. `team`: "receiving", "north" or "" for none."""

    key: str
    name: str
    role: str
    sign_in_name: str
    job_title: str
    telephone: str = ""
    team: str = ""


ACCOUNTS = (
    AccountTold(
        "joanne", "Joanne Mercer", "key_worker", "joanne.mercer", "Key worker, Family Help", "01632 960014", "receiving"
    ),
    AccountTold(
        "priya", "Priya Nair", "key_worker", "priya.nair", "Key worker, Family Help", "01632 960015", "receiving"
    ),
    AccountTold(
        "marcus", "Marcus Bell", "key_worker", "marcus.bell", "Key worker, Family Help", "01632 960016", "receiving"
    ),
    AccountTold(
        "leah", "Leah Grant", "key_worker", "leah.grant", "Key worker, Family Help", "01632 960017", "receiving"
    ),
    AccountTold(
        "sam", "Sam Whittaker", "senior_key_worker", "sam.whittaker", "Senior key worker, Family Help",
        "01632 960012", "receiving",
    ),
    AccountTold(
        "denise", "Denise Abara", "manager", "denise.abara", "Team manager, Family Help", "01632 960010", "receiving"
    ),
    AccountTold(
        "colin", "Colin Frost", "manager", "colin.frost", "Team manager, Family Help North", "01632 960020", "north"
    ),
    AccountTold(
        "spragg", "Ms Spragg", "partner", "ms.spragg", "Mental health worker, Community Mental Health", "01632 960031"
    ),
    AccountTold(
        "dunne", "PC Rae Dunne", "partner", "rae.dunne", "Police officer, Neighbourhood Policing", "01632 960032"
    ),
    AccountTold("osman", "Ms Osman", "partner", "ms.osman", "Health visitor, Health Visiting", "01632 960033"),
    AccountTold("brandt", "Mr Brandt", "partner", "mr.brandt", "Housing officer, Riverside Homes", "01632 960034"),
    AccountTold(
        "yates", "Mrs Yates", "partner", "mrs.yates",
        "Deputy head and designated safeguarding lead, Fernleigh Primary", "01632 960042",
    ),
    AccountTold(
        "treadwell", "Ms Treadwell", "referrer", "ms.treadwell",
        "Teacher and designated safeguarding lead, Hillview Primary", "01632 960041",
    ),
    AccountTold("harriet", "Harriet Cole", "chair", "harriet.cole", "Independent chair", "01632 960051"),
    AccountTold("nadia", "Nadia Omar", "chair", "nadia.omar", "Family group conference co-ordinator", "01632 960053"),
    AccountTold("owen", "Owen Reid", "practice_lead", "owen.reid", "Practice lead", "01632 960052"),
    AccountTold("farah", "Farah Aziz", "information_governance", "farah.aziz", "Information governance officer"),
    AccountTold("mark", "Mark Tully", "administrator", "mark.tully", "System administrator"),
    AccountTold("katie", "Katie Smith", "parent", "katie.smith", ""),
    AccountTold("amy", "Amy Smith", "child", "amy.smith", ""),
    AccountTold("michelle", "Michelle Hartley", "parent", "michelle.hartley", ""),
    AccountTold("kai", "Kai Hartley", "child", "kai.hartley", ""),
    AccountTold("john", "John Sadler", "parent", "john.sadler", ""),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Try:
    """Something to try in a few minutes. `families`: of which family, the first of them that somebody sees; none where
    the page is about no family. `child`: the page is about one child of it, by `CHILD_OF`; `more`: what the address
    takes besides.
    """

    what: str
    why: str
    url_name: str
    families: tuple[str, ...] = ()
    child: bool = False
    more: tuple[str, ...] = ()


CHILD_OF = {
    "Williams": "Kerry Williams", "Robbins": "Callum Robbins", "Hartley": "Dylan Hartley", "Smith": "Amy Smith",
    "Doyle": "Orla Doyle",
}  # fmt: skip
"""Whose light bulb is shown of each family."""

_SOMETHING_DUE = ("Robbins", "Sadler", "Hartley", "Doyle")
_HELP: tuple[Try, ...] = (
    Try("Read a family on one screen", "Who they are, what worries us, what works, and what is next.", "desk:family",
        ("Robbins", "Williams", "Hartley", "Doyle")),
    Try("Ask whether help reaches a child", "One light bulb, and every entry that it rests on.", "aids:bulb",
        ("Williams", "Robbins", "Hartley", "Doyle"), child=True),
    Try("Find somebody whose name you only heard", "Write it in the box at the top. Spelling need not be exact.",
        "desk:find"),
    Try("Begin to record a visit, and press “Keep as a draft”", "It waits under Drafts. Nobody else sees it.",
        "visits:record", ("Smith", "Okoye", "Hartley", "Doyle")),
    Try("See what is due, and why", "Each line opens to the deed that it follows from.", "timeline:due",
        _SOMETHING_DUE),
    Try("Weigh on the scales what speaks for which way", "For each child: what help changed, and how long they can "
        "wait.", "aids:scales", ("Williams", "Robbins", "Hartley", "Doyle")),
    Try("Say what comes next", "A step for a child, and why. It is said in words, never counted.", "aids:next_step",
        ("Williams", "Robbins", "Hartley", "Smith")),
)  # fmt: skip
_SIGN_IN_AS = "Sign out and sign in as Joanne Mercer, a key worker, to see how a family looks to those who help it."

FIRST_STEPS: dict[str, tuple[Try, ...]] = {
    "key_worker": _HELP,
    "senior_key_worker": (
        Try("Write down a family that rings", "You ask for them; the manager decides.", "pathway:refer"),
        *_HELP,
    ),
    "manager": (
        Try("See who works with whom", "Every number opens to the names behind it. Nobody is ranked.", "desk:team"),
        Try(
            "Decide on a referral",
            "The school has asked for help, and nobody has answered yet.",
            "pathway:decide",
            ("Hale",),
        ),
        Try(
            "Look at a bulb that was dark and is brighter",
            "Kerry: what was there then, and what is there now.",
            "aids:bulb",
            ("Williams",),
            child=True,
        ),
        Try(
            "Read an ending that was planned",
            "A year on, with dates, letters and a call that is due.",
            "endings:ending",
            ("Bexon",),
        ),
        Try("See which families your team has", "Each with who helps them, and what is due first.", "desk:families"),
        Try("See which referrals wait", "Who asked, and since when.", "pathway:allocation"),
    ),
    "partner": (
        Try(
            "See what you may read of a family",
            "Only what its members agreed to, and until when.",
            "desk:family",
            ("Smith", "Hartley", "Williams", "Sadler"),
        ),
        Try("See what became of a referral", "What you asked for, and what was answered.", "pathway:my_referrals"),
        Try("Ask for help for a family", "Begin, and press “Keep as a draft”.", "pathway:refer"),
        Try("Find what you began", "Everything typed and not sent yet.", "desk:drafts"),
    ),
    "referrer": (
        Try("See what became of a referral", "What you asked for, and what was answered.", "pathway:my_referrals"),
        Try("Ask for help for a family", "Begin, and press “Keep as a draft”.", "pathway:refer"),
        Try("Find what you began", "Everything typed and not sent yet.", "desk:drafts"),
    ),
    "chair": (
        Try("See what your role may open", "No family, until you are asked to lead a meeting.", "desk:today"),
        Try("See your account", "Your name, your role, your password.", "desk:account"),
        Try("Change to somebody who helps", _SIGN_IN_AS, "account_logout"),
    ),
    "practice_lead": (
        Try("See what your role may open", "No family yet.", "desk:today"),
        Try("See your account", "Your name, your role, your password.", "desk:account"),
        Try("Change to somebody who helps", _SIGN_IN_AS, "account_logout"),
    ),
    "information_governance": (
        Try("See what your role may open", "No family yet.", "desk:today"),
        Try("See your account", "Your name, your role, your password.", "desk:account"),
        Try("Change to somebody who helps", _SIGN_IN_AS, "account_logout"),
    ),
    "administrator": (
        Try("See who can sign in", "Everybody, by name, with their role and team.", "access:accounts"),
        Try("Add somebody", "A name, a role, a first password.", "access:add_account"),
        Try("See that you see no family", "Whoever looks after accounts reads no record.", "desk:today"),
    ),
    "parent": (
        Try("Read your own page", "What was written down, for you to read.", "desk:own_record"),
        Try("Read what we agreed", "And who may know what about you. You can change your mind.", "agreements:own"),
        Try("Look at your safety plan", "What you do, and whom you ring.", "plans:own_safety"),
        Try("Ask for a copy", "You can ask for all that is written about you.", "agreements:own_copy"),
    ),
    "child": (
        Try("Read your own page", "What was written down, for you to read.", "desk:own_record"),
        Try("See who may know what", "And what we agreed with you.", "agreements:own"),
        Try("Look at your safety plan", "What you do, and whom you ring.", "plans:own_safety"),
    ),
}
"""Role → what to try in the first five minutes, each a real page of the demonstration; the first of them are shown."""
MOST_TO_TRY = 7
