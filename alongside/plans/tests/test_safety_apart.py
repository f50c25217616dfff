"""A safety plan is read by nobody who must be kept away, and tells nobody where somebody else is."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.urls import reverse

from alongside.access import scope
from alongside.agreements.tests.factories import holds
from alongside.kit import clock
from alongside.kit.dates import day_long
from alongside.kit.ids import uuid7
from alongside.kit.refusals import Unacceptable
from alongside.kit.tests.markup import Page
from alongside.people import actions as people
from alongside.people import queries as people_queries
from alongside.plans import actions
from alongside.plans.rules import SAFETY_AGAIN, SAFETY_TRIED, Rings, SafetyPlan, TriedOut
from alongside.plans.tests.factories import at, main
from alongside.plans.tests.safety import (
    HOME,
    amys,
    change,
    due,
    keep_away,
    known,
    somebody,
    stands,
    try_out,
    typed,
    write,
)
from alongside.timeline import actions as timeline_actions
from alongside.timeline import queries as timeline
from alongside.timeline.models import Entry
from alongside.timeline.rules import Audience
from alongside.timeline.tests.factories import SmithFamily, did_not_happen, signed_in

pytestmark = pytest.mark.django_db
NO_PLAN = "There is no safety plan here."


@pytest.fixture
def dean(smiths) -> UUID:
    """He holds responsibility for Amy; nobody knows yet that he is a danger."""
    person = somebody(smiths, "Dean", "father")
    holds(smiths, person, smiths.amy)
    return person


def reads(client, smiths: SmithFamily, person: UUID) -> str:
    """What somebody reads on their own page of safety plans."""
    client.force_login(signed_in(smiths, person))
    return main(client.get(reverse("plans:own_safety")))


def with_dean(smiths: SmithFamily, dean: UUID, **changed) -> SafetyPlan:
    return amys(smiths, made_with=(str(smiths.amy), str(dean)), **changed)


def open_to(smiths: SmithFamily, entry: Entry, audience: Audience) -> None:
    with scope.acting_as(smiths.worker):
        timeline_actions.change_audience(
            by=smiths.worker, family_id=smiths.family.pk, strand_id=entry.strand_id, audience=audience, why="Theirs",
            at=clock.now(), deed_id=uuid7(),
        )  # fmt: skip


def days_told(smiths: SmithFamily):
    """The days on which a plan is to be looked at again, as our own staff read them."""
    with scope.acting_as(smiths.worker):
        return timeline.told(smiths.family.pk, smiths.worker, [SAFETY_AGAIN])


def told_to(smiths: SmithFamily, person: UUID) -> list[str]:
    """The same, as somebody of the family may read them."""
    user = signed_in(smiths, person)
    with scope.acting_as(user):
        told = timeline.told(smiths.family.pk, user, [SAFETY_AGAIN], with_about=False)
        return [line.facts["due_on"] for line in told]


def stands_entry(smiths: SmithFamily) -> Entry:
    """The one plan that stands, as it is written now."""
    with scope.acting_as(smiths.worker):
        return Entry.objects.get(pk=stands(smiths)[0].entry_id)


def test_a_plan_that_stands_is_kept_from_him_from_the_moment_it_is_recorded_that_he_must_be_kept_away(
    client, smiths, dean
) -> None:
    entry = write(smiths)
    assert "Amy’s safety plan" in reads(client, smiths, dean)
    keep_away(smiths, dean)
    with scope.acting_as(smiths.manager):
        (kept,) = people_queries.kept(smiths.family.pk, smiths.manager)
    assert (kept.from_person_id, kept.why) == (dean, "They must be kept away, as is recorded of them")
    change(smiths, entry, amys(smiths, where_to="Miss Begum’s"))
    with scope.acting_as(smiths.manager):
        assert len(people_queries.kept(smiths.family.pk, smiths.manager)) == 1
    assert due(smiths) == [("Safety plan", amys(smiths).day)]


def test_he_reads_nothing_of_it_before_or_after_it_is_changed(client, smiths, dean) -> None:
    entry = write(smiths)
    keep_away(smiths, dean)
    change(smiths, entry, amys(smiths, where_to="Miss Begum’s"))
    assert NO_PLAN in reads(client, smiths, dean)


def test_whoever_is_taken_out_of_a_plan_does_not_read_what_it_says_without_them(client, smiths, dean) -> None:
    keep_away(smiths, dean)
    entry = write(smiths, with_dean(smiths, dean))
    change(smiths, entry, amys(smiths, where_to="Miss Begum’s"))
    assert NO_PLAN in reads(client, smiths, dean)


def test_a_plan_with_a_part_for_him_is_kept_from_him_and_its_key_worker_is_asked_to_make_it_anew(
    client, smiths, dean
) -> None:
    entry = write(smiths, with_dean(smiths, dean))
    keep_away(smiths, dean)
    assert ("Safety plan to be made anew", clock.today()) in due(smiths)
    client.force_login(smiths.worker)
    assert "Dean must be kept away, and stands in this plan. Make it anew without them." in main(
        client.get(at(smiths, "safety_plan", entry.pk))
    )
    (line,) = stands(smiths)
    assert client.get(at(smiths, "safety_plan", line.anew_ids[0])).status_code == 200
    change(smiths, entry, amys(smiths))
    assert due(smiths) == [("Safety plan", amys(smiths).day)]
    assert NO_PLAN in reads(client, smiths, dean)


def was_never_so(smiths: SmithFamily, person: UUID) -> None:
    """That they must be kept away was never true."""
    with scope.acting_as(smiths.worker):
        facts = people_queries.facts_of(smiths.family.pk, smiths.worker)
        (fact,) = [one.fact for one in facts if (one.kind, one.fact.person_id) == ("keep_away", person)]
        people.retract_fact(by=smiths.worker, family_id=smiths.family.pk, fact=fact, at=clock.now())


def test_that_he_must_be_kept_away_was_wrong_and_nobody_is_asked_to_make_the_plan_anew(client, smiths, dean) -> None:
    write(smiths, with_dean(smiths, dean))
    keep_away(smiths, dean)
    was_never_so(smiths, dean)
    assert due(smiths) == [("Safety plan", amys(smiths).day)]
    assert "Amy’s safety plan" in reads(client, smiths, dean)


def test_what_a_manager_kept_from_him_for_another_reason_stays_kept_when_that_was_wrong(client, smiths, dean) -> None:
    entry = write(smiths)
    with scope.acting_as(smiths.manager):
        timeline_actions.withhold_strand(
            by=smiths.manager, family_id=smiths.family.pk, strand_id=entry.strand_id, from_person_id=dean,
            why="Amy asked", at=clock.now(),
        )  # fmt: skip
    keep_away(smiths, dean)
    was_never_so(smiths, dean)
    assert NO_PLAN in reads(client, smiths, dean)


def test_a_child_of_whom_it_is_recorded_does_not_lose_their_own_plan(client, smiths) -> None:
    entry = write(smiths)
    keep_away(smiths, smiths.amy, "She must not learn where Liam goes to school")
    assert "Your safety plan" in reads(client, smiths, smiths.amy)
    assert due(smiths) == [("Safety plan", amys(smiths).day)]
    client.force_login(smiths.worker)
    assert "Make it anew" not in main(client.get(at(smiths, "safety_plan", entry.pk)))


def test_recorded_again_or_of_a_second_person_it_is_asked_once_to_make_the_plan_anew(smiths, dean) -> None:
    write(smiths, with_dean(smiths, dean))
    keep_away(smiths, dean)
    keep_away(smiths, dean, "He has found the school")
    keep_away(smiths, smiths.katie, "She must not learn it either")
    assert [name for name, _ in due(smiths)].count("Safety plan to be made anew") == 1
    was_never_so(smiths, smiths.katie)
    assert [name for name, _ in due(smiths)].count("Safety plan to be made anew") == 1


def test_however_much_was_recorded_of_him_a_plan_is_saved_and_repeats_nothing_of_it(smiths, dean) -> None:
    keep_away(smiths, dean, "x" * 995)
    write(smiths)
    with scope.acting_as(smiths.manager):
        (kept,) = people_queries.kept(smiths.family.pk, smiths.manager)
    assert "x" not in kept.why


def test_where_they_live_stands_only_in_a_plan_that_those_read_who_live_there(smiths, dean) -> None:
    known(smiths, smiths.katie, "address", HOME)
    home = {"where_to": HOME}
    for told, audience in (
        (amys(smiths, **home), Audience.FAMILY),
        (with_dean(smiths, dean, **home), Audience.FAMILY),
        (amys(smiths, **home), Audience.AROUND),
    ):
        with pytest.raises(Unacceptable, match="Leave out what is protected"):
            write(smiths, told, audience=audience)
    keep_away(smiths, dean)
    with pytest.raises(Unacceptable, match="Leave out what is protected"):
        write(smiths, with_dean(smiths, dean, **home))
    write(smiths, amys(smiths, **home))


def test_how_trying_it_out_went_tells_amy_nothing_of_where_nan_lives(client, smiths, dean) -> None:
    keep_away(smiths, dean)
    known(smiths, somebody(smiths, "Nan Pat", "grandparent"), "address", HOME)
    entry = write(smiths)
    told = {"told": TriedOut("We ran to Nan at " + HOME, "yes")}
    with pytest.raises(Unacceptable, match="Leave out what is protected"), scope.acting_as(smiths.worker):
        actions.try_out_safety_plan(
            by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, entry_id=entry.pk, together=[smiths.amy],
            on=clock.today(), at=clock.now(), **told,
        )  # fmt: skip
    assert "4 Mill" not in reads(client, smiths, smiths.amy)


def test_a_plan_that_holds_what_is_protected_is_not_opened_to_more_and_it_is_said_what_to_do(client, smiths) -> None:
    known(smiths, somebody(smiths, "Nan Pat", "grandparent"), "address", HOME)
    entry = write(smiths, amys(smiths, where_to="Nan, " + HOME), audience=Audience.TEAM)
    for audience in (Audience.FAMILY, Audience.AROUND):
        with pytest.raises(Unacceptable, match=r"It is where Nan Pat lives and is protected\. Change the plan first"):
            open_to(smiths, entry, audience)
    client.force_login(smiths.worker)
    where = reverse("timeline:audience", args=[smiths.family.pk, entry.pk])
    sent = Page(client.get(where).content.decode()).as_sent() | {"audience": ["family"], "why": "Hers"}
    assert "Change the plan first" in main(client.post(where, sent))
    assert "4 Mill" not in reads(client, smiths, smiths.amy)
    open_to(smiths, change(smiths, entry, amys(smiths, rings=(Rings("Police", "999"),))), Audience.FAMILY)
    assert "Your safety plan" in reads(client, smiths, smiths.amy)


def test_every_page_names_the_same_day_to_look_at_it_again(client, smiths) -> None:
    entry, day = write(smiths), clock.today() + timedelta(days=50)
    try_out(smiths, entry, again_on=day)
    old = day_long(amys(smiths).day)
    for person in (smiths.amy, smiths.katie):
        page = reads(client, smiths, person)
        assert day_long(day) in page
        assert old not in page
    client.force_login(smiths.worker)
    for name in ("safety_plan", "safety_paper"):
        page = main(client.get(at(smiths, name, entry.pk)))
        assert day_long(day) in page
        assert old not in page


def test_whoever_the_plan_is_opened_to_reads_the_day_to_look_at_it_again_and_nobody_reads_that_alone(
    client, smiths
) -> None:
    entry, day = write(smiths, audience=Audience.TEAM), clock.today() + timedelta(days=50)
    try_out(smiths, entry, again_on=day)
    with pytest.raises(Unacceptable, match="Say it of the plan"):
        open_to(smiths, days_told(smiths)[0].entry, Audience.FAMILY)

    open_to(smiths, entry, Audience.FAMILY)
    page = reads(client, smiths, smiths.amy)
    assert day_long(day) in page
    assert day_long(amys(smiths).day) not in page
    assert due(smiths) == [("Safety plan to be looked at again", day)], "and it is due once"

    open_to(smiths, stands_entry(smiths), Audience.TEAM)
    assert NO_PLAN in reads(client, smiths, smiths.amy)
    assert [line.entry.audience for line in days_told(smiths)] == [Audience.TEAM]
    assert told_to(smiths, smiths.amy) == []


def test_whoever_joins_a_plan_reads_the_day_with_it(smiths) -> None:
    nan = somebody(smiths, "Nan Pat", "grandparent")
    entry, day = write(smiths), clock.today() + timedelta(days=50)
    try_out(smiths, entry, again_on=day)
    assert told_to(smiths, nan) == []
    change(smiths, entry, amys(smiths, made_with=(str(smiths.amy), str(nan)), look_on=day.isoformat()))
    assert told_to(smiths, nan) == [day.isoformat()]
    assert due(smiths) == [("Safety plan to be looked at again", day)]


def test_a_plan_that_was_never_made_is_not_due_to_be_looked_at(smiths) -> None:
    entry = write(smiths)
    try_out(smiths, entry, again_on=clock.today() + timedelta(days=50))
    did_not_happen(smiths, entry)
    assert stands(smiths) == []
    assert due(smiths) == []


def test_what_was_not_tried_out_leaves_the_day_that_the_plan_named(smiths) -> None:
    entry, day = write(smiths), clock.today() + timedelta(days=50)
    tried, _ = try_out(smiths, entry, again_on=day)
    did_not_happen(smiths, tried)
    assert due(smiths) == [("Safety plan", amys(smiths).day)]
    first, _ = try_out(smiths, entry, on=clock.today() - timedelta(days=2), again_on=day)
    try_out(smiths, entry)
    did_not_happen(smiths, first)
    assert due(smiths) == []


def test_what_is_told_late_of_an_earlier_day_leaves_the_next_day_as_it_was_named(smiths) -> None:
    entry, day = write(smiths), clock.today() + timedelta(days=50)
    try_out(smiths, entry, again_on=day)
    before = clock.today() - timedelta(days=3)
    with pytest.raises(Unacceptable, match="It was tried out again on"):
        try_out(smiths, entry, on=before, again_on=day)
    try_out(smiths, entry, on=before)
    assert due(smiths) == [("Safety plan to be looked at again", day)]
    with scope.acting_as(smiths.worker):
        (again,) = timeline.told(smiths.family.pk, smiths.worker, [SAFETY_AGAIN])
    assert again.entry.audience == Audience.FAMILY


def test_a_changed_plan_does_not_ask_again_why_somebody_in_it_is_safe(client, smiths, dean) -> None:
    keep_away(smiths, dean)
    entry = write(smiths, with_dean(smiths, dean))
    client.force_login(smiths.worker)
    both = [str(smiths.amy), str(dean)]
    answer = client.post(at(smiths, "change_safety_plan", entry.deed_id), typed(smiths, made_with=both), follow=True)
    assert "The safety plan is changed." in main(answer)


def test_it_is_kept_from_partners_too_unless_whoever_keeps_it_said_otherwise(client, smiths) -> None:
    entry = write(smiths, amys(smiths, agreed_by="", not_agreed_why="She does not know yet"))
    with scope.acting_as(smiths.manager):
        timeline_actions.withhold_strand(
            by=smiths.manager, family_id=smiths.family.pk, strand_id=entry.strand_id, from_person_id=smiths.katie,
            why="Not yet", at=clock.now(), partners_may_read=True,
        )  # fmt: skip
    client.force_login(smiths.worker)
    page = main(client.get(at(smiths, "safety_plan", entry.pk)))
    assert "Kept from Katie." in page
    assert "and from partners" not in page


def test_no_plan_is_written_once_the_work_has_ended(monkeypatch, smiths) -> None:
    monkeypatch.setattr("alongside.plans.actions._deed.entries_of.work_is_over", lambda *_: True)
    with pytest.raises(Unacceptable, match="has ended"):
        write(smiths)


def test_how_a_plan_that_was_taken_back_was_tried_out_is_kept_from_whoever_must_be_kept_away_since(
    smiths, dean
) -> None:
    entry = write(smiths)
    try_out(smiths, entry)
    did_not_happen(smiths, entry)
    user = signed_in(smiths, dean)

    def tried() -> int:
        with scope.acting_as(user):
            return len(timeline.told(smiths.family.pk, user, [SAFETY_TRIED], with_about=False))

    assert tried() == 1
    keep_away(smiths, dean)
    assert tried() == 0
    was_never_so(smiths, dean)
    assert tried() == 1
