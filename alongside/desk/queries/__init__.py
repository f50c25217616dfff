"""Page-shaped reads of the desk: each page asks one of these. The number of queries does not grow with the families."""

from alongside.desk.queries.drafts import DraftShown, DraftsPage, drafts, drafts_page
from alongside.desk.queries.families import FamiliesPage, families
from alongside.desk.queries.family import FamilyPage, family_page
from alongside.desk.queries.find import FindPage, find_page
from alongside.desk.queries.glass import GlassPage, KnownPage, glass_page, known_page, may_see_now
from alongside.desk.queries.mine import AccountPage, Greeted, OwnRecord, account, greeted, greeted_partner, own_record
from alongside.desk.queries.people import PeoplePage, people_page
from alongside.desk.queries.person import PersonPage, person_page
from alongside.desk.queries.recording import RecordPage, what_to_record
from alongside.desk.queries.team import TeamPage, team_page
from alongside.desk.queries.today import MyDay, TeamDay, my_day, team_day

__all__ = [
    "AccountPage",
    "DraftShown",
    "DraftsPage",
    "FamiliesPage",
    "FamilyPage",
    "FindPage",
    "GlassPage",
    "Greeted",
    "KnownPage",
    "MyDay",
    "OwnRecord",
    "PeoplePage",
    "PersonPage",
    "RecordPage",
    "TeamDay",
    "TeamPage",
    "account",
    "drafts",
    "drafts_page",
    "families",
    "family_page",
    "find_page",
    "glass_page",
    "greeted",
    "greeted_partner",
    "known_page",
    "may_see_now",
    "my_day",
    "own_record",
    "people_page",
    "person_page",
    "team_day",
    "team_page",
    "what_to_record",
]
