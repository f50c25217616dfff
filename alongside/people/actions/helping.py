"""Periods of work with a family, and who helps in them."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from alongside.access.models import Principal, User
from alongside.access.permissions import Permission, user_may, user_may_write
from alongside.kit.clock import london_day
from alongside.kit.refusals import NotAllowed, Unacceptable
from alongside.people.actions._rows import (
    moments_from,
    not_in_the_future,
    runs_on_after,
    short_enough,
    stamp,
    until_moment,
)
from alongside.people.actions.access import close_access, close_access_of_helper, open_access
from alongside.people.models import Agency, FamilyAccess, Helper, Involvement, InvolvementModel, Professional
from alongside.people.permissions import may_help_in_full, require, require_bringer
from alongside.people.rules import HELPER_ROLES, HELPS_IN_FULL
from alongside.practice.models import ModelVersion


@transaction.atomic
def open_involvement(
    *, by: User, family_id: int, on: date, at: datetime, model_versions: Sequence[ModelVersion]
) -> Involvement:
    """A period of work with the family opens on that day and follows those practice models. Raises NotAllowed,
    Unacceptable.
    """
    require_bringer(by, family_id)
    not_in_the_future("on", on, london_day(at), "The day it opened")
    if not model_versions:
        raise Unacceptable("model", "Choose the practice model it follows.")
    involvement = Involvement(opened_on=on, **stamp(by, family_id, at))
    involvement.save(force_insert=True)
    InvolvementModel.objects.bulk_create(
        InvolvementModel(involvement=involvement, model_version=version, **stamp(by, family_id, at))
        for version in model_versions
    )
    return involvement


@transaction.atomic
def change_model_version(
    *, by: User, involvement: Involvement, model_version: ModelVersion, at: datetime
) -> InvolvementModel:
    """The involvement follows that version from now on; what it followed before stays recorded. Raises NotAllowed."""
    require(by, involvement.family_id, Permission.LEAD_HELP)
    followed = InvolvementModel(
        involvement=involvement, model_version=model_version, **stamp(by, involvement.family_id, at)
    )
    followed.save(force_insert=True)
    return followed


@transaction.atomic
def follow_new_versions(*, versions: Iterable[ModelVersion], ended: QuerySet, at: datetime) -> int:
    """Move every involvement that follows a model to the version of it given, by appended rows. Returns how many moved.

    `ended`: identifiers of involvements that keep the version they have. Run by maintenance as the owner of the
    tables, never in a request.
    """
    moved = 0
    for version in versions:
        following = InvolvementModel.objects.filter(model_version__model=version.model)
        already = following.filter(model_version=version).values("involvement_id")
        behind = Involvement.objects.filter(pk__in=following.values("involvement_id")).exclude(pk__in=already)
        rows = [
            InvolvementModel(
                family_id=row.family_id, involvement=row, model_version=version, recorded_at=at, recorded_by=None
            )
            for row in behind.exclude(pk__in=ended)
        ]
        InvolvementModel.objects.bulk_create(rows, batch_size=1000)
        moved += len(rows)
    return moved


@transaction.atomic
def add_helper(
    *, by: User, family_id: int, involvement: Involvement, role: str, at: datetime, user: User | None = None,
    professional: Professional | None = None, agency: Agency | None = None,
) -> Helper:  # fmt: skip
    """Somebody helps in the involvement from now, in a role.

    The service's own staff see the family from their next request on; a partner sees nothing by being a helper. Only
    who allocates names a key worker, a senior key worker or a manager; who leads the help names who follows up.
    Raises NotAllowed, Unacceptable.
    """
    _may_name(by, family_id, role)
    if involvement.family_id != family_id:
        raise NotAllowed
    _fit_to_help(role, user, professional)
    if agency is None and professional is not None:
        agency = professional.agency
    same = Helper.objects.filter(family_id=family_id, involvement=involvement, role=role, during__upper_inf=True)
    if same.filter(user=user, professional=professional).exists():
        raise Unacceptable("helper", f"They help already as {HELPER_ROLES[role]}.")
    helper = Helper(
        involvement=involvement, user=user, professional=professional, agency=agency, role=role,
        during=moments_from(at), **stamp(by, family_id, at),
    )  # fmt: skip
    helper.save(force_insert=True)
    if user is not None and role in HELPS_IN_FULL:
        open_access(
            by=by, family_id=family_id, principal=Principal.objects.get(user=user), level=FamilyAccess.Level.FULL,
            basis="helper", basis_id=helper.pk, why=f"helps as {HELPER_ROLES[role]}", at=at,
        )  # fmt: skip
    return helper


@transaction.atomic
def end_helper(*, by: User, helper: Helper, at: datetime) -> None:
    """They help no longer from `at`, and see the family no longer from their next request after it, unless on another
    basis.

    A moment to come ends it by itself then, unless it is ended sooner. Raises NotAllowed.
    """
    in_full = helper.role in HELPS_IN_FULL
    require(by, helper.family_id, Permission.LEAD_HELP if in_full else Permission.RECORD_HELP)
    Helper.objects.filter(runs_on_after(at), pk=helper.pk).update(during=until_moment(at))
    close_access(by=by, family_id=helper.family_id, basis="helper", basis_id=helper.pk, at=at)
    close_access_of_helper(by=by, helper=helper, at=at)


@transaction.atomic
def agency_named(*, by: User, name: str, kind: str = "") -> Agency:
    """The agency of that name, in any capitals; made when it is new. Raises NotAllowed, Unacceptable("name")."""
    _may_name_agencies(by)
    name = short_enough("name", name)
    if not name:
        raise Unacceptable("name", "Give the name of the agency.")
    found = Agency.objects.filter(name__iexact=name).first()
    if found is None:
        Agency.objects.bulk_create([Agency(name=name, kind=short_enough("kind", kind, 60))], ignore_conflicts=True)
        found = Agency.objects.get(name=name)
    return found


@transaction.atomic
def professional(
    *, by: User, name: str, agency: Agency | None, job_title: str = "", telephone: str = ""
) -> Professional:
    """Somebody who helps families without an account here; the same details are the same person. Raises NotAllowed."""
    _may_name_agencies(by)
    details = {
        "name": short_enough("name", name),
        "job_title": short_enough("job_title", job_title),
        "telephone": short_enough("telephone", telephone, 40),
    }
    if not details["name"]:
        raise Unacceptable("name", "Give their name.")
    found = Professional.objects.filter(agency=agency, **details).first()
    if found is None:
        found = Professional(agency=agency, **details)
        found.save(force_insert=True)
    return found


@transaction.atomic
def professional_met(
    *, by: User, name: str, agency: Agency | None, job_title: str = "", telephone: str = ""
) -> Professional:
    """Somebody whom our own staff met at work: of the same name at the same agency, in any capitals, it is the same
    person, and what is known newer of their work takes the place of what was. Without an agency only the same details
    are the same person. Raises NotAllowed, Unacceptable("name").
    """
    if not user_may(by, Permission.RECORD_HELP):
        raise NotAllowed
    name = short_enough("name", name)
    known = Professional.objects.filter(agency=agency, name__iexact=name).order_by("id").first() if agency else None
    if known is None:
        return professional(by=by, name=name, agency=agency, job_title=job_title, telephone=telephone)
    told = {"job_title": short_enough("job_title", job_title), "telephone": short_enough("telephone", telephone, 40)}
    newer = {field: value for field, value in told.items() if value and value != getattr(known, field)}
    for field, value in newer.items():
        setattr(known, field, value)
    if newer:
        known.save(update_fields=list(newer))
    return known


def _may_name(by: User, family_id: int, role: str) -> None:
    if role not in HELPER_ROLES:
        raise Unacceptable("role", "Choose what part they have.")
    if role == "follow_up":
        require(by, family_id, Permission.LEAD_HELP)
    elif role in HELPS_IN_FULL:
        require(by, family_id, Permission.ALLOCATE)
    else:
        require_bringer(by, family_id)


def _fit_to_help(role: str, user: User | None, professional: Professional | None) -> None:
    if (user is None) == (professional is None):
        raise Unacceptable("helper", "Choose one person who helps.")
    if role in HELPS_IN_FULL and (user is None or not may_help_in_full(user)):
        raise Unacceptable("helper", f"Choose one of our own workers as {HELPER_ROLES[role]}.")


def _may_name_agencies(by: User) -> None:
    if not user_may_write(by):
        raise NotAllowed
