"""Who signs in to a demonstration, as data: one account for every role the service knows.

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
        "treadwell", "Ms Treadwell", "referrer", "ms.treadwell",
        "Teacher and designated safeguarding lead, Hillview Primary", "01632 960041",
    ),
    AccountTold("harriet", "Harriet Cole", "chair", "harriet.cole", "Independent chair", "01632 960051"),
    AccountTold("owen", "Owen Reid", "practice_lead", "owen.reid", "Practice lead", "01632 960052"),
    AccountTold("farah", "Farah Aziz", "information_governance", "farah.aziz", "Information governance officer"),
    AccountTold("mark", "Mark Tully", "administrator", "mark.tully", "System administrator"),
    AccountTold("katie", "Katie Smith", "parent", "katie.smith", ""),
    AccountTold("amy", "Amy Smith", "child", "amy.smith", ""),
)  # fmt: skip
