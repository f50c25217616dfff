"""Named reads of the people room, by what they are about. All but the declared door read through `visible_to`."""

from alongside.people.queries.access import (
    AccessLine,
    AccountPerson,
    PartnerAccess,
    access_from_bases,
    access_standing,
    partner_access,
    persons_of_account,
)
from alongside.people.queries.facts import FactLine, facts_of
from alongside.people.queries.families import (
    EverKnown,
    PersonLine,
    children_of,
    ever_known,
    every_family,
    family,
    known_as,
    names_in_scope,
    names_of,
    people_of,
)
from alongside.people.queries.helping import (
    HelperLine,
    current_involvement,
    helpers_of,
    key_worker_of,
    key_workers_of,
    model_versions_of,
    models_of,
    workload,
)
from alongside.people.queries.matching import KnownPerson, find_known_person
from alongside.people.queries.ties import ResponsibilityLine, TieLine, responsibilities_of, ties_of

__all__ = [
    "AccessLine",
    "AccountPerson",
    "EverKnown",
    "FactLine",
    "HelperLine",
    "KnownPerson",
    "PartnerAccess",
    "PersonLine",
    "ResponsibilityLine",
    "TieLine",
    "access_from_bases",
    "access_standing",
    "children_of",
    "current_involvement",
    "ever_known",
    "every_family",
    "facts_of",
    "family",
    "find_known_person",
    "helpers_of",
    "key_worker_of",
    "key_workers_of",
    "known_as",
    "model_versions_of",
    "models_of",
    "names_in_scope",
    "names_of",
    "partner_access",
    "people_of",
    "persons_of_account",
    "responsibilities_of",
    "ties_of",
    "workload",
]
