"""Who may do what: role by role, and how each stands to the family. One declared table; the doors ask it, and a walk of
every address is held against it.

Pure values. On what somebody stands to a family is a row of `family_access` or `person_account` (room people); whether
that is enough is said here. ASVS 5.0: 8.1.1, 8.2.1, 8.2.2.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Permission(StrEnum):
    """What a page or an action asks of whoever comes."""

    PUBLIC = "public"
    """Anyone, signed in or not."""
    OWN_ACCOUNT = "own_account"
    """See and change one's own account."""
    SEE_OWN_RECORD = "see_own_record"
    """A parent's or child's page: what is recorded about themselves for the family to read."""
    SEE_FAMILIES = "see_families"
    """See the families one helps or manages; a partner, what concerns the people that a consent covers."""
    RECORD_HELP = "record_help"
    """Record visits, people, facts and what was said."""
    LEAD_HELP = "lead_help"
    """Move a pathway stage, close, follow up."""
    REFER = "refer"
    """Write down that help is asked for a family, and follow what became of it."""
    ALLOCATE = "allocate"
    """Decide on referrals and allocate key workers."""
    OVERSEE_TEAM = "oversee_team"
    """See what is due across a team's families."""
    WITHHOLD = "withhold"
    """Keep an entry or a fact from one person."""
    MANAGE_ACCOUNTS = "manage_accounts"
    """Add and end accounts and teams; sees no family."""


class Relationship(StrEnum):
    """How somebody who is signed in stands to one family at this moment."""

    UNRELATED = "unrelated"
    """No live basis: another team, help or consent that ended or was taken back, nobody who helps; or the page is about
    no family."""
    HELPER = "helper"
    """Of the service's own staff, and helps the family now."""
    TEAM = "team"
    """Manages the team that leads the help."""
    COVERED = "covered"
    """Helps from another agency, and a live consent, or a decision to share without, covers somebody of the family."""
    GLASS = "glass"
    """Of our own staff, without a basis, and broke the glass to read: that family, four hours at most."""
    GLASS_WRITING = "glass_writing"
    """The same, who said that they have to record as well."""
    ONESELF = "oneself"
    """The parent or child themselves."""


P, R = Permission, Relationship
_HELPERS = ("key_worker", "senior_key_worker", "manager")
_MANAGER = ("manager",)
_EVERYBODY = (
    *_HELPERS, "partner", "referrer", "chair", "practice_lead", "information_governance", "administrator", "parent",
    "child",
)  # fmt: skip

HELD: Mapping[Permission, Mapping[Relationship, tuple[str, ...]]] = {
    P.OWN_ACCOUNT: {R.UNRELATED: _EVERYBODY},
    P.SEE_OWN_RECORD: {R.ONESELF: ("parent", "child")},
    P.SEE_FAMILIES: {
        R.HELPER: _HELPERS,
        R.TEAM: _MANAGER,
        R.COVERED: ("partner",),
        R.GLASS: _HELPERS,
        R.GLASS_WRITING: _HELPERS,
    },
    P.RECORD_HELP: {R.HELPER: _HELPERS, R.TEAM: _MANAGER, R.GLASS: _HELPERS, R.GLASS_WRITING: _HELPERS},
    P.LEAD_HELP: {R.HELPER: _HELPERS, R.TEAM: _MANAGER},
    P.REFER: {R.UNRELATED: ("senior_key_worker", "manager", "partner", "referrer")},
    P.ALLOCATE: {R.HELPER: _MANAGER, R.TEAM: _MANAGER},
    P.OVERSEE_TEAM: {R.HELPER: _MANAGER, R.TEAM: _MANAGER},
    P.WITHHOLD: {R.HELPER: ("senior_key_worker", "manager"), R.TEAM: _MANAGER},
    P.MANAGE_ACCOUNTS: {R.UNRELATED: ("administrator",)},
}
"""Permission → how somebody stands to the family → the roles that hold it then. What is not here is refused. What
stands under `UNRELATED` is about no family; a page of one family opens on no such line.
"""
READS_ONLY = frozenset({R.GLASS})
"""Whoever stands so to a family looks at its pages and sends nothing, but that they need it no longer."""
OPENS = ("nothing", "own", "families", "family")
"""What a door lets the page behind it see: `docs/house.md`, the way of a request."""


@dataclass(frozen=True, slots=True)
class Role:
    """A kind of person who signs in. `meaning` is read by people choosing a role for a colleague. `from_outside`: asks
    for help for families in their own name, and is not of the team that helps.
    """

    key: str
    name: str
    meaning: str
    staff: bool = True
    from_outside: bool = False

    @property
    def may(self) -> frozenset[Permission]:
        """What somebody of the role may do at all, for one family or another."""
        return frozenset({P.PUBLIC, *(permission for permission in HELD if may(self.key, permission))})


ROLES: dict[str, Role] = {
    role.key: role
    for role in (
        Role("key_worker", "key worker", "Works with a few whole families and leads the help around them."),
        Role(
            "senior_key_worker",
            "senior key worker",
            "A key worker who also makes joint first visits, chairs meetings and writes down families that ring.",
        ),
        Role("manager", "manager", "Decides on referrals, allocates, oversees a team's families and signs off."),
        Role(
            "partner",
            "specialist partner",
            "Helps a family from another agency; sees of a family only what concerns the people a live consent covers.",
            from_outside=True,
        ),
        Role(
            "referrer",
            "referrer",
            "Asks for help for a family, such as a school's safeguarding lead.",
            from_outside=True,
        ),
        Role("chair", "chair", "Prepares and runs meetings; sees no family until invited to one."),
        Role(
            "practice_lead", "practice lead", "Looks after practice models and the quality of help; sees no family yet."
        ),
        Role(
            "information_governance",
            "information governance",
            "Looks after who saw what and requests for records; sees no family yet.",
        ),
        Role("administrator", "administrator", "Adds and ends accounts and teams; sees no family."),
        Role(
            "parent",
            "parent or carer",
            "Reads what is recorded for them about themselves and their child.",
            staff=False,
        ),
        Role("child", "child or young person", "Reads what is recorded for them about themselves.", staff=False),
    )
}

_SEEN_ON = {
    ("full", "helper"): R.HELPER,
    ("full", "lead_team"): R.TEAM,
    ("partner", "consent"): R.COVERED,
    ("partner", "shared_without_consent"): R.COVERED,
    ("full", "break_glass"): R.GLASS,
    ("full", "break_glass_writing"): R.GLASS_WRITING,
    ("own", "own_record"): R.ONESELF,
}


def relationship(level: str, basis: str) -> Relationship:
    """How somebody stands to a family who sees it on that basis; on one that is not declared they are unrelated."""
    return _SEEN_ON.get((level, basis), R.UNRELATED)


def may(role_key: str, permission: Permission) -> bool:
    """Whether the role holds the permission at all; an unknown role holds none but the public ones."""
    return permission is P.PUBLIC or any(role_key in roles for roles in HELD.get(permission, {}).values())


def holds(role_key: str, permission: Permission, to_family: Relationship) -> bool:
    """Whether somebody of the role, who stands so to one family, may do this for that family."""
    return to_family is not R.UNRELATED and role_key in HELD.get(permission, {}).get(to_family, ())
