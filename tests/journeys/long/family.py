"""The Okonkwo-Reids: who they are, and who helps them. Nobody of them is in the demonstration."""

from alongside.access import scope
from alongside.kit import clock
from alongside.pathway import actions as pathway
from alongside.people import queries as people
from tests.journeys import given
from tests.journeys.doing import Relative

NGOZI, TOBI, CALLUM, GRACE = "Ngozi", "Tobi", "Callum Reid", "Grace Okonkwo"
FAMILY = "Okonkwo-Reid"
BABY = "baby expected"
SCHOOL, HEALTH = "Northgate Primary", "Riverside Health Visitors"
MENTOR = "Sunita Rao, Northgate Primary"
OKONKWO_REIDS = (
    Relative("Ngozi Okonkwo-Reid", "Mother", "14 July 1994", "Northgate bakery"),
    Relative("Tobi Okonkwo-Reid", "Child or young person", "2 February 2019", SCHOOL),
    Relative("", "Baby not born yet", "20 April 2027"),
    Relative("Callum Reid", "Father", "1992"),
    Relative("Grace Okonkwo", "Grandparent", "1961"),
)
ELSEWHERE = ("Callum Reid", "Grace Okonkwo")


def helpers() -> None:
    """The team, the school that refers, and the school's learning mentor with a sign-in of her own."""
    given.staff()
    given.an_account("Sunita Rao", "partner", job_title="Learning mentor")


def names(family_id: int) -> dict[str, str]:
    """The family and everybody in it by identifier, for a list of what was asked twice."""
    manager = given.find("denise.abara")
    with scope.acting_as(manager):
        everybody = {str(person): name for person, name in people.names_of(family_id, manager).items()}
    return everybody | {f"family {family_id}": FAMILY}


def the_mentor_helps(family_id: int) -> None:
    """Sunita Rao of the school is among those around the family; she sees nothing until somebody says yes."""
    worker = given.find("joanne.mercer")
    given.acts(
        worker, pathway.helper_joins, clock.now(), family_id=family_id, role="school", name="Sunita Rao",
        agency=SCHOOL, user=given.find("sunita.rao"),
    )  # fmt: skip
