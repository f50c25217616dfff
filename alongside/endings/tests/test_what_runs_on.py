"""When the work ends, consents that stand and what is booked for later end with it, or go on for a reason."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.urls import reverse

from alongside.access import scope
from alongside.agreements import actions as agreement_actions
from alongside.agreements import queries as agreements
from alongside.agreements.rules.consent import Stand
from alongside.agreements.rules.sharing import CONFIDENTIAL_IF, Sharing
from alongside.agreements.tests.factories import consent, withdraw
from alongside.endings.tests.test_closing_page import KEPT, address, closing, typed, words
from alongside.kit import clock
from alongside.kit.dates import day_long
from alongside.kit.refusals import AlreadyCorrected, NotAllowed, Unacceptable
from alongside.kit.tests.markup import Page
from alongside.meetings import actions as meetings
from alongside.meetings import queries as meeting_queries
from alongside.meetings.rules import FIRST_REVIEW, Plan
from alongside.pathway import actions as pathway
from alongside.pathway import queries as pathway_queries
from alongside.pathway.tests.factories import Pathway
from alongside.people import actions as people
from alongside.timeline import actions as timeline_actions
from alongside.timeline import queries as timeline
from alongside.timeline.tests.factories import account
from alongside.visits import actions as visits
from alongside.visits.rules import VisitPlan

pytestmark = pytest.mark.django_db


@pytest.fixture
def katie(family):
    user = account("parent")
    with scope.acting_as(family.worker):
        people.link_account(
            by=family.worker, family_id=family.family.pk, person_id=family.katie, user=user, at=clock.now()
        )
    return user


def a_review(smiths: Pathway, in_days: int) -> UUID:
    """A review is planned."""
    plan = Plan(FIRST_REVIEW, clock.today() + timedelta(days=in_days), "14:30", "Hillview Primary")
    return smiths.act(smiths.worker, meetings.plan_meeting, plan=plan).deed_id


def a_visit(smiths: Pathway, in_days: int):
    plan = VisitPlan(clock.today() + timedelta(days=in_days))
    return smiths.act(smiths.worker, visits.plan_visit, plan=plan)


def running(smiths: Pathway):
    with scope.acting_as(smiths.worker):
        return [each for _, each in pathway_queries.running(smiths.family_id, smiths.worker, clock.now())]


def close(smiths: Pathway, goes_on=None, shown=None, **more) -> None:
    asked = pathway.Asked(dict.fromkeys(goes_on or (), KEPT), shown)
    smiths.close(on=clock.today(), at=clock.now(), asked=asked, **more)


def standing(smiths: Pathway, family) -> dict[tuple[str, str], Stand]:
    with scope.acting_as(smiths.manager):
        found = agreements.overview(family.family, smiths.manager, clock.now())
    return {(to.name, line.name): line.stand for to in found.recipients for line in to.lines}


def own_words(client, user) -> str:
    client.force_login(user)
    return words(Page(client.get(reverse("agreements:own")).content.decode()))


def reads(client, smiths: Pathway, name: str, *more) -> str:
    client.force_login(smiths.manager)
    return words(Page(client.get(reverse(name, args=[smiths.family_id, *more])).content.decode()))


def test_the_closing_page_names_who_said_yes_about_whom_to_whom_what_for_and_until_when(client, smiths, family, hill):
    until = clock.today() + timedelta(days=100)
    consent(family, hill.to, family.amy, family.liam, until=until)
    page = closing(client, smiths)
    told = words(page)
    assert f"Katie said yes: Hill Primary may know what concerns Amy and Liam, until {day_long(until)}." in told
    assert "What for: So that school can help" in told
    assert "reads nothing here once the work ends, whatever you choose" in told
    assert [ends for name, ends in typed(smiths, page).items() if name.endswith("-ends")] == ["ends"]


def test_a_consent_that_is_over_or_taken_back_is_not_asked_about(smiths, family, hill):
    consent(family, hill.to, family.amy, on=clock.today() - timedelta(days=9), until=clock.today() - timedelta(days=1))
    gone = consent(family, hill.to, family.liam)
    assert len(running(smiths)) == 1
    withdraw(family, gone, family.liam)
    assert running(smiths) == []


def test_of_a_consent_taken_back_for_one_only_the_other_is_asked_about_and_one_for_later_days_is(smiths, family, hill):
    yes = consent(family, hill.to, family.amy, family.liam, until=clock.today() + timedelta(days=3))
    withdraw(family, yes, family.liam)
    consent(family, hill.to, family.amy, since=clock.today() + timedelta(days=4))
    now, later = running(smiths)
    assert "what concerns Amy, until" in now.words
    assert "what concerns Amy." in later.words


def test_where_nothing_is_agreed_or_booked_nothing_is_asked(client, smiths):
    told = words(closing(client, smiths))
    assert "What they said yes to" not in told
    assert "What is booked" not in told
    assert client.post(address(smiths), typed(smiths, closing(client, smiths))).status_code == 302


@pytest.mark.parametrize(
    "how", [{"reason": "goals_reached"}, {"reason": "family_ended_it", "why": "They did not want it any more."}]
)
def test_what_ends_with_the_work_ended_on_every_page_and_nobody_took_it_back(client, smiths, family, hill, katie, how):
    consent(family, hill.to, family.amy)
    page = closing(client, smiths)
    assert client.post(address(smiths), typed(smiths, page, **how)).status_code == 302
    today = day_long(clock.today())
    assert standing(smiths, family)["Hill Primary", "Amy"] is Stand.ENDED
    assert f"Ended with our work on {today}" in reads(client, smiths, "agreements:overview")
    assert f"Ended with our work on {today}" in reads(client, smiths, "desk:family")
    on_the_timeline = reads(client, smiths, "timeline:page")
    assert f"Katie’s yes ended with our work on {today}: Hill Primary may no longer know what concerns Amy." in (
        on_the_timeline
    )
    assert "took back" not in on_the_timeline
    own = own_words(client, katie)
    assert f"That ended with our work on {today}." in own
    assert "took it back" not in own
    assert "until you take it back" not in own


def test_an_ended_yes_cannot_be_taken_back_and_its_page_says_how_it_ended(client, smiths, family, hill):
    yes = consent(family, hill.to, family.amy)
    close(smiths)
    said = f"It ended with our work on {day_long(clock.today())}."
    assert said in reads(client, smiths, "agreements:withdraw", yes[0].deed_id)
    with pytest.raises(AlreadyCorrected):
        withdraw(family, yes, family.amy)
    with pytest.raises(NotAllowed):
        smiths.act(smiths.manager, agreement_actions.end_with_work, yeses=[yes[0].deed_id], on=clock.today())


def test_what_goes_on_says_why_and_stands_on_every_page(client, smiths, family, hill, katie):
    yes = consent(family, hill.to, family.amy)
    ended = consent(family, hill.to, family.liam)
    page = closing(client, smiths)
    key = f"runs_on-{yes[0].pk}"
    bare = typed(smiths, page, **{f"{key}-ends": "goes_on"})
    assert "Say why this goes on" in words(Page(client.post(address(smiths), bare).content.decode()))
    assert client.post(address(smiths), bare | {f"{key}-why": KEPT}).status_code == 302
    found = standing(smiths, family)
    assert (found["Hill Primary", "Amy"], found["Hill Primary", "Liam"]) == (Stand.OPEN, Stand.ENDED)
    told = reads(client, smiths, "timeline:page")
    assert "This goes on after our work. Katie said yes: Hill Primary may know what concerns Amy." in told
    assert KEPT in told
    own = own_words(client, katie)
    assert "Hill Primary may know about Amy, until you take it back." in own
    assert "Hill Primary may know about Liam. That ended with our work" in own
    with scope.acting_as(smiths.manager):
        assert timeline.told(smiths.family_id, smiths.manager, ["agreements.consent_ended"])[0].content[
            "withdraws"
        ] == str(ended[0].deed_id)


def test_no_partner_reads_on_when_a_consent_goes_on(smiths, family, hill):
    yes = consent(family, hill.to, family.amy)
    close(smiths, goes_on=[yes[0].pk])
    with scope.acting_as(hill.rao):
        assert scope.open_families(hill.rao) == 0


def test_a_consent_that_changed_meanwhile_is_shown_again_and_nothing_ends_unread(client, smiths, family, hill):
    yes = consent(family, hill.to, family.amy, family.liam)
    form = typed(smiths, closing(client, smiths), worries="The flat is damp.")
    withdraw(family, yes, family.liam)
    answer = client.post(address(smiths), form)
    assert answer.status_code == 409
    page = Page(answer.content.decode())
    assert "Something changed while you were writing" in words(page)
    assert "may know what concerns Amy." in words(page)
    assert page.written_in("worries") == "The flat is damp."
    assert running(smiths)
    again = form | {"stood": page.one("input", name="stood")["value"]}
    assert client.post(address(smiths), again).status_code == 302
    assert running(smiths) == []


def test_a_new_consent_said_meanwhile_is_shown_and_must_be_answered(client, smiths, family, hill):
    form = typed(smiths, closing(client, smiths))
    consent(family, hill.to, family.amy)
    answer = client.post(address(smiths), form)
    assert answer.status_code == 409
    told = words(Page(answer.content.decode()))
    assert "Something changed while you were writing" in told
    assert "Say whether it ends" in told


def test_the_form_sent_twice_ends_the_work_once(client, smiths, family, hill):
    consent(family, hill.to, family.amy)
    form = typed(smiths, closing(client, smiths))
    assert client.post(address(smiths), form).status_code == 302
    assert client.post(address(smiths), form).status_code == 302


def test_what_is_booked_after_the_last_day_is_called_off_and_the_invited_see_it(client, smiths):
    review = a_review(smiths, 7)
    a_visit(smiths, 3)
    told = words(closing(client, smiths))
    assert f"A visit is planned for {day_long(clock.today() + timedelta(days=3))}." in told
    assert f"planned for {day_long(clock.today() + timedelta(days=7))}." in told
    close(smiths)
    with scope.acting_as(smiths.manager):
        found = meeting_queries.meeting(smiths.family_id, smiths.manager, review)
        assert found is not None
        assert found.state == "cancelled"
        assert timeline.told(smiths.family_id, smiths.manager, ["visits.planned"]) == []
        why = timeline.words_told([found.cancelled], smiths.manager)[found.cancelled.id]
    assert why["reason"] == f"Our work with the family ended on {day_long(clock.today())}"
    assert "See why" in reads(client, smiths, "meetings:meeting", review)
    on_the_timeline = reads(client, smiths, "timeline:page")
    assert f"of {day_long(clock.today() + timedelta(days=7))} was called off." in on_the_timeline
    assert "did not happen" not in on_the_timeline


def test_what_is_booked_and_goes_on_stays_in_what_is_due(smiths):
    review = a_review(smiths, 7)
    a_visit(smiths, 3)
    by_key = {each.key: each.entry_id for each in running(smiths)}
    close(smiths, goes_on=[by_key[review]])
    with scope.acting_as(smiths.worker):
        due = timeline.what_is_due(smiths.family_id, smiths.worker, clock.now())
        booked = [line.name for line in due if "eview" in line.name or "Visit" in line.name]
    assert len(booked) == 1, booked
    assert "14:30" in booked[0] or "2:30pm" in booked[0]


def test_what_is_booked_for_the_last_day_or_before_it_is_left_alone(smiths):
    today, later = a_visit(smiths, 0), a_visit(smiths, 1)
    close(smiths)
    with scope.acting_as(smiths.manager):
        left = [line.id for line in timeline.told(smiths.family_id, smiths.manager, ["visits.planned"])]
    assert left == [today.pk]
    assert later.pk not in left


def test_what_is_booked_is_asked_about_once_and_what_nobody_recorded_is_still_open(client, smiths):
    a_review(smiths, 7)
    a_visit(smiths, 3)
    day = day_long(clock.today() + timedelta(days=3))
    page = closing(client, smiths)
    assert words(page).count(f"A visit is planned for {day}") == 1
    with scope.acting_as(smiths.worker):
        asked = {each.words.rstrip(".") for each in running(smiths)}
        left = pathway_queries.outstanding(smiths.family_id, smiths.worker, clock.now())
    assert len(asked) == 2
    assert not asked & set(left)


def share(smiths: Pathway, family, hill, until=None) -> UUID:
    """What concerns Amy is shared with the school without consent; the deed of that."""
    told = Sharing(
        about=(family.amy,), to=hill.to.key, to_name="Hill Primary", why_not_asked="unsafe",
        confidential=tuple(CONFIDENTIAL_IF), purpose="Amy's safety", what="Where she sleeps", decided_by="Rob Yates",
        urgent=True, told="not_told", told_why="It would put Amy at risk", grounds=("belief",), why="What Amy said",
        proportionate="Only the one thing", until=until,
    )  # fmt: skip
    return smiths.act(smiths.worker, agreement_actions.share_without_consent, sharing=told)[0]


def test_what_is_shared_without_consent_is_asked_about_and_ends_with_the_work_on_every_page(
    client, smiths, family, hill, katie
):
    until = clock.today() + timedelta(days=30)
    row = share(smiths, family, hill, until)
    page = closing(client, smiths)
    asked = f"What concerns Amy is shared with Hill Primary without consent, until {day_long(until)}."
    assert asked in words(page)
    assert "What for: Amy's safety" in words(page)
    assert [ends for name, ends in typed(smiths, page).items() if name.endswith("-ends")] == ["ends"]
    assert client.post(address(smiths), typed(smiths, page)).status_code == 302
    assert f"ended {day_long(clock.today())}" in reads(client, smiths, "agreements:overview")
    on_the_timeline = reads(client, smiths, "timeline:page")
    assert "What concerns Amy is no longer shared with Hill Primary without consent." in on_the_timeline
    assert f"Our work with the family ended on {day_long(clock.today())}" in on_the_timeline
    assert f"Our work with the family ended on {day_long(clock.today())}" in (
        reads(client, smiths, "agreements:sharing", row.deed_id)
    )
    assert "Hill Primary" not in own_words(client, katie)


def test_what_is_shared_without_consent_goes_on_for_its_reason_and_until_its_own_last_day(client, smiths, family, hill):
    until = clock.today() + timedelta(days=30)
    row = share(smiths, family, hill, until)
    page, key = closing(client, smiths), f"runs_on-{row.pk}"
    bare = typed(smiths, page, **{f"{key}-ends": "goes_on"})
    assert "Say why this goes on: What concerns Amy is shared" in (
        words(Page(client.post(address(smiths), bare).content.decode()))
    )
    assert client.post(address(smiths), bare | {f"{key}-why": KEPT}).status_code == 302
    told = reads(client, smiths, "timeline:page")
    assert "This goes on after our work. What concerns Amy is shared with Hill Primary without consent, until" in told
    assert KEPT in told
    overview = reads(client, smiths, "agreements:overview")
    assert f"until {day_long(until)}" in overview
    assert ", ended " not in overview


def test_a_sharing_that_is_over_or_was_ended_is_not_asked_about(smiths, family, hill):
    row = share(smiths, family, hill)
    (asked,) = running(smiths)
    assert "with no last day" in asked.words
    smiths.act(smiths.worker, agreement_actions.end_sharing, ends=row.deed_id, why="She is safe now.")
    share(smiths, family, hill, clock.today())
    assert len(running(smiths)) == 1
    with clock.travel(to=clock.now() + timedelta(days=1)):
        assert running(smiths) == []


def test_nothing_goes_on_without_a_reason(smiths, family, hill):
    yes = consent(family, hill.to, family.amy)
    with pytest.raises(Unacceptable, match="Say why this goes on"):
        smiths.close(on=clock.today(), at=clock.now(), asked=pathway.Asked({yes[0].pk: " "}))


def test_what_was_kept_from_somebody_is_kept_when_it_ends(smiths, family, hill):
    yes = consent(family, hill.to, family.amy)
    with scope.acting_as(smiths.manager):
        timeline_actions.withhold_strand(
            by=smiths.manager, family_id=smiths.family_id, strand_id=yes[0].strand_id, from_person_id=family.katie,
            why="She asked for it.", at=clock.now(),
        )  # fmt: skip
    close(smiths)
    with scope.acting_as(smiths.manager):
        (ended,) = timeline.told(smiths.family_id, smiths.manager, ["agreements.consent_ended"])
        assert ended.id in timeline.kept_from_somebody(smiths.family_id, smiths.manager, [ended.id])
