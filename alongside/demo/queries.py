"""What there is of a demonstration, and what to try in it first."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from alongside.access import queries as access
from alongside.access.models import User
from alongside.access.rules import ROLES
from alongside.demo.rules import CHILD_OF, FIRST_STEPS, MOST_TO_TRY, Try
from alongside.people import queries as people
from alongside.people.models import Family


@dataclass(frozen=True, slots=True)
class FirstStep:
    """Something to try: what it is, what it shows, and where. `family`: of which family, "" where of none."""

    what: str
    why: str
    family: str
    url: str


@dataclass(frozen=True, slots=True)
class FirstSteps:
    """What somebody may try in their first five minutes. `of_the_family`: a parent or a child reads it."""

    name: str
    role: str
    of_the_family: bool
    steps: tuple[FirstStep, ...]


def account_lines() -> Sequence[tuple[str, str, str]]:
    """Name, role and sign-in name of every demonstration account that can sign in, in the order they were made."""
    return [(user.name, ROLES[user.role].name, user.sign_in_name) for user in access.demonstration_accounts()]


def first_steps(user: User) -> FirstSteps:
    """Whatever of it leads to a family that this person does not see is left out. Two queries at most."""
    tries = FIRST_STEPS[user.role]
    wanted = {name for one in tries for name in one.families}
    seen = {family.name: family.pk for family in Family.objects.visible_to(user).filter(name__in=wanted)}
    of_children = {seen[name] for name in CHILD_OF if name in seen} if any(one.child for one in tries) else set()
    children = _children(user, of_children)
    steps = [step for one in tries if (step := _step(one, seen, children)) is not None]
    return FirstSteps(user.name, user.role_meant.name, not user.role_meant.staff, tuple(steps[:MOST_TO_TRY]))


def _children(user: User, family_ids: set[int]) -> dict[tuple[int, str], UUID]:
    names = people.names_in_scope(user) if family_ids else {}
    return {(family_id, name): person for (family_id, person), name in names.items() if family_id in family_ids}


def _step(one: Try, seen: dict[str, int], children: dict[tuple[int, str], UUID]) -> FirstStep | None:
    if not one.families:
        return FirstStep(one.what, one.why, "", reverse(one.url_name, args=one.more))
    for name in (each for each in one.families if each in seen):
        args: list[object] = [seen[name], *one.more]
        if one.child and (seen[name], CHILD_OF.get(name, "")) not in children:
            continue
        args += [children[seen[name], CHILD_OF[name]]] if one.child else []
        return FirstStep(one.what, one.why, name, reverse(one.url_name, args=args))
    return None
