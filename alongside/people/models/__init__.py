"""Tables of the people room, by what they hold."""

from alongside.people.models.access import FamilyAccess, FamilyAccessCovers, KeptWith, PersonAccount, Withholding
from alongside.people.models.apart import KeptOut, OpenTo
from alongside.people.models.families import Family, Membership, ParentalResponsibility, Relationship
from alongside.people.models.glass import BrokenGlass
from alongside.people.models.helping import Agency, Helper, Involvement, InvolvementModel, Professional
from alongside.people.models.persons import Person, PersonFact, PersonKnownAs

__all__ = [
    "Agency",
    "BrokenGlass",
    "Family",
    "FamilyAccess",
    "FamilyAccessCovers",
    "Helper",
    "Involvement",
    "InvolvementModel",
    "KeptOut",
    "KeptWith",
    "Membership",
    "OpenTo",
    "ParentalResponsibility",
    "Person",
    "PersonAccount",
    "PersonFact",
    "PersonKnownAs",
    "Professional",
    "Relationship",
    "Withholding",
]
