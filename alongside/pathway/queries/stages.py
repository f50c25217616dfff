"""Where a family is on the way, and what each stage is for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from alongside.access.models import User
from alongside.kit.clock import london_day
from alongside.pathway.queries.involvement import items_of, may_change_key_worker, stages_of_involvement
from alongside.pathway.queries.leading import Place, place
from alongside.pathway.queries.referrals import referral_of
from alongside.pathway.rules import AT_WORK, STAGE_PAGES
from alongside.practice.rules import Stage, StageForm
from alongside.timeline import queries as timeline
from alongside.timeline.queries import StageLine


@dataclass(frozen=True, slots=True)
class StageRead:
    """One stage as it reads. `work`: what the key worker does in it, in words; `forms`: what it leaves in writing, each
    with the name of the family's page that holds it, "" when none does.
    """

    stage: Stage
    work: tuple[str, ...]
    forms: tuple[tuple[str, str], ...]
    is_now: bool


@dataclass(frozen=True, slots=True)
class WherePage:
    """All the stages of the model the family's involvement follows, and at which of them it is."""

    place: Place
    now: StageLine | None
    stages: tuple[StageRead, ...]
    may_change_key_worker: bool

    @property
    def present(self) -> StageRead | None:
        return next((one for one in self.stages if one.is_now), None)


def where_page(user: User, family_id: int, at: datetime) -> WherePage:
    """At which stage a family is. Raises NotAllowed before there is an involvement."""
    here = place(user, family_id, at, *AT_WORK)
    now = timeline.stage_of(family_id, user)
    present = now.stage_id if now is not None else ""
    work = {item.id: item.hint.removesuffix(".") for item in items_of(here.involvement, "ten_i")["ten_i"]}
    referred = referral_of(user, here.involvement) is not None
    pages: dict[str, str] = {page: name for page, name in STAGE_PAGES.items() if referred or page != "referral"}
    return WherePage(
        here, now, tuple(_read(stage, work, pages, present) for stage in stages_of_involvement(here.involvement)),
        may_change_key_worker(user, family_id, london_day(at)),
    )  # fmt: skip


def _read(stage: Stage, work: Mapping[str, str], pages: Mapping[str, str], present: str) -> StageRead:
    forms = tuple((form.name, _page(form, pages)) for form in stage.forms)
    return StageRead(stage, tuple(work[each] for each in stage.ten_i if each in work), forms, stage.id == present)


def _page(form: StageForm, pages: Mapping[str, str]) -> str:
    return pages.get(form.page or "", "")
