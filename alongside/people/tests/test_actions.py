"""Recording who is who: what is taken, what is refused with what to do, and what nobody but the right person may
record.
"""

import uuid
from datetime import date, timedelta

import pytest

from alongside.access import scope
from alongside.kit.refusals import AlreadyCorrected, NotAllowed, Unacceptable
from alongside.people import actions, queries
from alongside.people.models import FamilyAccess, Person, PersonFact, PersonKnownAs, Withholding
from alongside.people.tests import factories
from alongside.practice.queries import published_models

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 18)
KATIE, AMY, LIAM, DEAN = "Katie Smith", "Amy Smith", "Liam Smith", "Dean Hart"


@pytest.fixture
def smiths():
    return factories.smith_family()


@pytest.fixture
def paula(smiths):
    """Their key worker, at work."""
    with scope.acting_as(smiths.key_worker):
        yield smiths.key_worker


def refused(field):
    return pytest.raises(Unacceptable, check=lambda refusal: refusal.field == field and len(refusal.message) > 15)


def in_family(smiths, by, now, **more):
    return {"by": by, "family_id": smiths.id, "at": now} | more


def fact(smiths, by, now, kind, value, name=KATIE, **more):
    return actions.record_fact(
        **in_family(smiths, by, now, person_id=smiths.people[name], kind=kind, value=value, **more)
    )


def facts(smiths, by, name=KATIE, **more):
    return [(line.kind, line.value) for line in queries.facts_of(smiths.id, by, smiths.people[name], **more)]


def test_a_referred_family_is_seen_by_the_managers_of_the_lead_team_and_by_nobody_else(now):
    household = factories.received_family("O’Neil")
    assert household.family.reference == f"ONE-{household.id:04d}"
    colleague = factories.key_worker(team=household.team)
    for user, sees in ((household.manager, 1), (colleague, 0), (household.referrer, 0)):
        assert scope.open_families(user) == sees


def test_two_families_never_have_one_number():
    assert actions.next_family_id() != actions.next_family_id()


def test_a_description_is_enough_for_a_person(smiths, paula, now):
    actions.add_person(
        **in_family(smiths, paula, now), described_as="mum’s partner", role="partner", in_household=False
    )
    last = queries.people_of(smiths.id, paula, TODAY)[-1]
    assert (last.name, last.is_named, last.birth, last.age, last.initials) == ("mum’s partner", False, None, "", "")


def test_somebody_without_name_or_description_is_refused(smiths, paula, now):
    with refused("name"):
        actions.add_person(**in_family(smiths, paula, now), name="  ", described_as="")


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"birth": (TODAY + timedelta(days=1),) * 2}, "birth"),
        ({"birth": (TODAY, TODAY), "due_on": TODAY}, "due_on"),
        ({"died_on": TODAY + timedelta(days=1)}, "died_on"),
        ({"birth": (date(2020, 1, 2),) * 2, "died_on": date(2020, 1, 1)}, "died_on"),
        ({"since": TODAY + timedelta(days=1)}, "since"),
        ({"birth": (date(2020, 1, 2),) * 2, "since": date(2020, 1, 1)}, "since"),
        ({"name": "x" * 201}, "name"),
        ({"role": "x" * 61}, "role"),
    ],
)
def test_what_cannot_be_true_is_refused_and_nothing_is_kept(smiths, paula, now, said, field):
    before = Person.objects.count()
    with refused(field):
        actions.add_person(**in_family(smiths, paula, now), **({"name": "Jo"} | said))
    assert Person.objects.count() == before


def test_an_unborn_child_is_one_of_the_children_and_then_is_born(smiths, paula, now):
    baby = actions.add_person(**in_family(smiths, paula, now), described_as="baby", due_on=date(2027, 3, 3))
    lines = queries.children_of(smiths.id, paula, TODAY)
    assert [(line.name, line.age) for line in lines] == [(AMY, "8"), (LIAM, "5"), ("baby", "due 3 Mar 2027")]
    born = actions.change_known_as(
        **in_family(smiths, paula, now), known_as=baby, name="Rosie Smith", birth=(TODAY, TODAY)
    )
    assert (born.due_on, born.described_as, born.birth_days) == (None, "baby", (TODAY, TODAY))


def test_a_birth_known_only_roughly_is_kept_as_the_days_it_may_have_been(smiths, paula):
    dean = queries.people_of(smiths.id, paula, TODAY)[-1]
    assert (dean.name, dean.birth, dean.birth_exact) == (DEAN, (date(1990, 1, 1), date(1990, 12, 31)), None)
    assert dean.age == "35 or 36"


def test_what_is_not_given_stays_as_it_was_when_a_name_is_changed(smiths, paula, now):
    known = queries.known_as(smiths.id, paula, smiths.people[KATIE])
    protected = actions.change_known_as(**in_family(smiths, paula, now), known_as=known, protected=True)
    newer = actions.change_known_as(**in_family(smiths, paula, now), known_as=protected, name="Kate Hart")
    assert (newer.protected, newer.birth_days) == (True, (date(1995, 5, 6),) * 2)
    assert queries.names_of(smiths.id, paula)[smiths.people[KATIE]] == "Kate Hart"
    assert PersonKnownAs.objects.filter(person_id=smiths.people[KATIE]).count() == 3


def test_the_second_of_two_corrections_is_told_and_shown_the_first(smiths, paula, now):
    known = queries.known_as(smiths.id, paula, smiths.people[KATIE])
    first = actions.change_known_as(**in_family(smiths, paula, now), known_as=known, name="Kate Smith")
    with pytest.raises(AlreadyCorrected) as refusal:
        actions.change_known_as(**in_family(smiths, paula, now), known_as=known, name="Katy Smith")
    assert refusal.value.theirs == first
    assert queries.names_of(smiths.id, paula)[smiths.people[KATIE]] == "Kate Smith"


def test_somebody_leaves_and_comes_back_in_another_role(smiths, paula, now):
    dean = smiths.people[DEAN]
    actions.leave_family(**in_family(smiths, paula, now), person_id=dean, on=date(2026, 10, 1))
    assert DEAN not in [line.name for line in queries.people_of(smiths.id, paula, TODAY)]
    assert DEAN in [line.name for line in queries.people_of(smiths.id, paula, date(2026, 9, 30))]
    assert queries.names_of(smiths.id, paula)[dean] == DEAN
    actions.change_membership(
        **in_family(smiths, paula, now), person_id=dean, role="father", in_household=True, on=date(2026, 11, 1)
    )
    assert [line.name for line in queries.people_of(smiths.id, paula, TODAY)] == [KATIE, DEAN, AMY, LIAM]


@pytest.mark.parametrize("on", [TODAY + timedelta(days=1), date(2026, 8, 1)])
def test_nobody_leaves_in_the_future_or_before_they_joined(smiths, paula, now, on):
    with refused("on"):
        actions.leave_family(**in_family(smiths, paula, now), person_id=smiths.people[DEAN], on=on)


def test_a_person_known_in_two_families_keeps_what_each_knows_apart(smiths, now):
    other = factories.received_family("Hart", lead_team=smiths.team, boss=smiths.manager)
    with scope.acting_as(smiths.manager):
        dean = smiths.people[DEAN]
        factories.add(other, "Dean Hart", person_id=dean, birth=(date(1990, 4, 4),) * 2, role="father")
        fact(other, smiths.manager, now, "address", "9 Mill Lane", name=DEAN)
        assert queries.facts_of(smiths.id, smiths.manager) == []
        with refused("person"):
            factories.add(other, "Dean Hart", person_id=dean)


@pytest.mark.parametrize(
    ("kind", "value", "field"),
    [
        ("nhs", "943 476 5918", "value"),
        ("upn", "A801200005001", "value"),
        ("ethnicity", "Martian", "value"),
        ("address", "   ", "value"),
        ("address", "x" * 1001, "value"),
        ("shoe size", "4", "kind"),
    ],
)
def test_a_fact_that_cannot_be_kept_is_refused(smiths, paula, now, kind, value, field):
    with refused(field):
        fact(smiths, paula, now, kind, value)


@pytest.mark.parametrize(
    ("days", "field"),
    [
        ({"since": TODAY + timedelta(days=1)}, "since"),
        ({"since": date(1995, 5, 5)}, "since"),
        ({"since": TODAY, "until": TODAY}, "until"),
    ],
)
def test_a_fact_does_not_begin_in_the_future_before_birth_or_after_it_ended(smiths, paula, now, days, field):
    with refused(field):
        fact(smiths, paula, now, "school", "Hill Primary", **days)


def test_a_new_address_ends_the_old_one_and_two_telephones_stand_together(smiths, paula, now):
    fact(smiths, paula, now, "address", "1 High Street", since=date(2024, 1, 1))
    fact(smiths, paula, now, "address", "2 Low Road", since=date(2026, 11, 1))
    fact(smiths, paula, now, "phone", "01632 960002")
    fact(smiths, paula, now, "phone", "01632 960003")
    assert sorted(facts(smiths, paula)) == [
        ("address", "2 Low Road"), ("phone", "01632 960002"), ("phone", "01632 960003"),
    ]  # fmt: skip
    ended = [line for line in queries.facts_of(smiths.id, paula, ended=True) if line.value == "1 High Street"]
    assert [(line.since, line.until) for line in ended] == [(date(2024, 1, 1), date(2026, 11, 1))]


def test_a_new_address_stays_protected_and_withheld_as_the_old_one_was(smiths, paula, now):
    old = fact(smiths, paula, now, "address", "1 Refuge Road", since=date(2026, 10, 1), protected=True)
    with scope.acting_as(smiths.manager):
        actions.withhold(
            **in_family(smiths, smiths.manager, now), from_person_id=smiths.people[DEAN], why="He hurt her.",
            fact_id=old.fact_id,
        )  # fmt: skip
    with scope.acting_as(paula):
        new = fact(smiths, paula, now, "address", "2 Refuge Road")
    assert new.protected
    with scope.acting_as(smiths.manager):
        held = new.family_id, new.fact_id, smiths.people[DEAN]
        rows = list(_withholdings().values_list("family_id", "fact_id", "from_person_id"))
        assert held in rows


def test_a_correction_keeps_protection_unless_it_says_otherwise(smiths, paula, now):
    first = fact(smiths, paula, now, "address", "1 Refuge Raod", protected=True)
    second = fact(smiths, paula, now, "address", "1 Refuge Road", corrects=first)
    third = fact(smiths, paula, now, "address", "1 Refuge Road", corrects=second, protected=False)
    assert (second.protected, third.protected, third.fact_id) == (True, False, first.fact_id)
    assert facts(smiths, paula) == [("address", "1 Refuge Road")]


def test_the_second_correction_of_a_fact_is_told(smiths, paula, now):
    first = fact(smiths, paula, now, "school", "Hill Primry", name=AMY)
    theirs = fact(smiths, paula, now, "school", "Hill Primary", name=AMY, corrects=first)
    with pytest.raises(AlreadyCorrected) as refusal:
        fact(smiths, paula, now, "school", "Hill School", name=AMY, corrects=first)
    assert refusal.value.theirs == theirs


def test_a_fact_that_was_never_true_is_shown_no_more(smiths, paula, now):
    wrong = fact(smiths, paula, now, "language", "Welsh")
    actions.retract_fact(**in_family(smiths, paula, now), fact=wrong)
    assert facts(smiths, paula, ended=True) == []
    assert PersonFact.objects.filter(fact_id=wrong.fact_id).count() == 2


def test_a_fact_corrects_only_the_same_kind_of_the_same_person(smiths, paula, now):
    amys = fact(smiths, paula, now, "school", "Hill Primary", name=AMY)
    with pytest.raises(NotAllowed):
        fact(smiths, paula, now, "school", "Hill Primary", name=LIAM, corrects=amys)


def test_siblings_follow_from_their_parents(smiths, paula):
    derived = [line for line in queries.ties_of(smiths.id, paula) if line.derived]
    amy, liam = smiths.people[AMY], smiths.people[LIAM]
    assert {(line.from_id, line.kind, line.to_id) for line in derived} == {
        (amy, "sibling", liam), (liam, "sibling", amy),
    }  # fmt: skip
    assert {line.certainty for line in derived} == {"known"}


def test_what_follows_from_a_doubtful_tie_is_doubtful(smiths, paula, now):
    nan = factories.add(smiths, "Joan Smith", by=paula, at=now, in_household=False)
    actions.record_relationship(
        **in_family(smiths, paula, now), from_person_id=nan, kind="parent", to_person_id=smiths.people[KATIE],
        certainty="believed",
    )  # fmt: skip
    grand = [line for line in queries.ties_of(smiths.id, paula) if line.kind == "grandparent"]
    assert {(line.from_id, line.certainty) for line in grand} == {(nan, "believed")}
    assert len(grand) == 2


@pytest.mark.parametrize(
    ("from_name", "kind", "to_name", "more", "field"),
    [
        (KATIE, "parent", KATIE, {}, "to_person"),
        (KATIE, "queen", AMY, {}, "kind"),
        (AMY, "parent", KATIE, {}, "kind"),
        (KATIE, "parent", AMY, {}, "kind"),
        (KATIE, "partner", DEAN, {"certainty": "maybe"}, "certainty"),
        (KATIE, "partner", DEAN, {"since": TODAY + timedelta(days=1)}, "since"),
        (KATIE, "friend", AMY, {"since": date(2018, 3, 8)}, "since"),
    ],
)
def test_a_relationship_that_cannot_be_is_refused(smiths, paula, now, from_name, kind, to_name, more, field):
    with refused(field):
        actions.record_relationship(
            **in_family(smiths, paula, now), from_person_id=smiths.people[from_name], kind=kind,
            to_person_id=smiths.people[to_name], **more,
        )  # fmt: skip


def test_partners_are_recorded_once_whoever_is_named_first(smiths, paula, now):
    said = in_family(smiths, paula, now, kind="partner")
    katie, dean = smiths.people[KATIE], smiths.people[DEAN]
    tie = actions.record_relationship(**said, from_person_id=katie, to_person_id=dean)
    with refused("kind"):
        actions.record_relationship(**said, from_person_id=dean, to_person_id=katie)
    actions.retract_relationship(**in_family(smiths, paula, now), relationship=tie)
    actions.record_relationship(**said, from_person_id=dean, to_person_id=katie)


def test_parental_responsibility_of_a_person_and_of_the_council(smiths, paula, now):
    council = actions.agency_named(by=paula, name="Westshire Council", kind="council")
    said = in_family(smiths, paula, now, child_id=smiths.people[AMY])
    actions.record_responsibility(**said, basis="care_order", holder_agency=council)
    lines = queries.responsibilities_of(smiths.id, paula, TODAY)
    for_amy = [line for line in lines if line.child_id == smiths.people[AMY]]
    assert {(line.holder_person_id, line.agency, line.words) for line in for_amy} == {
        (smiths.people[KATIE], "", "mother, by birth"), (None, "Westshire Council", "care order"),
    }  # fmt: skip
    with refused("holder"):
        actions.record_responsibility(**said, basis="mother", holder_person_id=smiths.people[KATIE])
    with refused("holder"):
        actions.record_responsibility(**said, basis="mother", holder_person_id=smiths.people[AMY])
    with refused("holder"):
        actions.record_responsibility(**said, basis="mother")
    with refused("basis"):
        actions.record_responsibility(**said, basis="finders keepers", holder_agency=council)


def test_an_involvement_follows_its_models(smiths, paula):
    involvement = queries.current_involvement(smiths.id, paula)
    assert involvement == smiths.involvement
    assert queries.model_versions_of(involvement, paula) == published_models()
    assert [model.id for model in queries.models_of(involvement, paula)] == [
        version.model for version in published_models()
    ]


def test_an_involvement_without_a_model_or_in_the_future_is_refused(smiths, paula, now):
    with refused("model"):
        actions.open_involvement(**in_family(smiths, paula, now), on=TODAY, model_versions=[])
    with refused("on"):
        actions.open_involvement(
            **in_family(smiths, paula, now), on=TODAY + timedelta(days=1), model_versions=published_models()
        )


def test_being_a_helper_opens_the_family_to_our_own_and_not_to_a_partner(smiths, now):
    senior, nurse = factories.senior_key_worker(), factories.partner()
    said = in_family(smiths, smiths.manager, now, involvement=smiths.involvement)
    with scope.acting_as(smiths.manager):
        actions.add_helper(**said, role="senior_key_worker", user=senior)
        actions.add_helper(**said, role="health", user=nurse)
        teacher = actions.professional(
            by=smiths.manager, name="Ms Shah", agency=actions.agency_named(by=smiths.manager, name="Hill Primary"),
            job_title="Teacher", telephone="01632 960004",
        )  # fmt: skip
        actions.add_helper(**said, role="school", professional=teacher)
        lines = queries.helpers_of(smiths.id, smiths.manager, now)
        assert [(line.name, line.role_words, line.agency) for line in lines] == [
            ("Paula Marsh", "key worker", ""), ("Ifeoma Obi", "senior key worker", ""), ("Dee Cole", "health", ""),
            ("Ms Shah", "school", "Hill Primary"),
        ]  # fmt: skip
    assert (scope.open_families(senior), scope.open_families(nurse)) == (1, 0)


def test_only_our_own_workers_are_key_workers_and_nobody_helps_twice_in_one_part(smiths, now):
    said = in_family(smiths, smiths.manager, now, involvement=smiths.involvement)
    with scope.acting_as(smiths.manager):
        for user in (factories.partner(), factories.administrator(), factories.parent()):
            with refused("helper"):
                actions.add_helper(**said, role="key_worker", user=user)
        with refused("helper"):
            actions.add_helper(**said, role="key_worker", user=smiths.key_worker)
        with refused("helper"):
            actions.add_helper(**said, role="key_worker")
        with refused("role"):
            actions.add_helper(**said, role="boss", user=smiths.key_worker)


def test_only_who_allocates_names_a_key_worker_and_who_leads_names_who_follows_up(smiths, paula, now):
    colleague = factories.key_worker("Ben Ward")
    said = in_family(smiths, paula, now, involvement=smiths.involvement, user=colleague)
    with pytest.raises(NotAllowed):
        actions.add_helper(**said, role="key_worker")
    actions.add_helper(**said, role="follow_up")
    assert scope.open_families(colleague) == 1


def test_who_ends_helping_sees_the_family_no_more_from_the_next_request(smiths, now):
    with scope.acting_as(smiths.manager):
        actions.end_helper(by=smiths.manager, helper=smiths.helper, at=now)
        assert queries.key_worker_of(smiths.id, smiths.manager, now) is None
        assert queries.workload([smiths.key_worker], now) == {smiths.key_worker.pk: 0}
    assert scope.open_families(smiths.key_worker) == 0


def test_who_helps_in_two_parts_keeps_seeing_the_family_by_the_other(smiths, now):
    with scope.acting_as(smiths.manager):
        actions.add_helper(
            **in_family(smiths, smiths.manager, now, involvement=smiths.involvement), role="follow_up",
            user=smiths.key_worker,
        )  # fmt: skip
        actions.end_helper(by=smiths.manager, helper=smiths.helper, at=now)
    assert scope.open_families(smiths.key_worker) == 1


def test_access_is_what_its_bases_say_whatever_was_opened_and_closed(smiths, now):
    colleague, senior = factories.key_worker("Ben Ward"), factories.senior_key_worker()
    said = in_family(smiths, smiths.manager, now, involvement=smiths.involvement)
    with scope.acting_as(smiths.manager):
        first = actions.add_helper(**said, role="key_worker", user=colleague)
        actions.add_helper(**said, role="senior_key_worker", user=senior)
        actions.add_helper(**said, role="health", user=factories.partner())
        actions.end_helper(by=smiths.manager, helper=first, at=now)
        actions.end_helper(by=smiths.manager, helper=smiths.helper, at=now)
        later = now + timedelta(minutes=1)
        for moment in (now - timedelta(days=1), now, later):
            standing = queries.access_standing(smiths.id, smiths.manager, moment)
            assert standing == queries.access_from_bases(smiths.id, smiths.manager, moment)
        assert len(standing) == 2


def test_full_access_is_never_given_to_anyone_but_our_own(smiths, paula, now):
    for user in (factories.partner(), factories.referrer(), factories.parent(), factories.administrator()):
        with pytest.raises(NotAllowed):
            actions.open_access(
                **in_family(smiths, paula, now), principal=user.principal, level="full", basis="helper",
                basis_id=uuid.uuid4(), why="asked nicely",
            )  # fmt: skip
    assert FamilyAccess.objects.filter(family_id=smiths.id).count() == 2


def test_a_withholding_names_one_thing_a_person_and_a_reason(smiths, now):
    said = in_family(smiths, smiths.manager, now, from_person_id=smiths.people[DEAN])
    with scope.acting_as(smiths.manager):
        with refused("why"):
            actions.withhold(**said, why=" ", subject_id=smiths.people[AMY])
        with refused("fact"):
            actions.withhold(**said, why="He hurt her.", fact_id=uuid.uuid4())
        with refused("person"):
            actions.withhold(**said, why="He hurt her.", subject_id=uuid.uuid4())
        with pytest.raises(ValueError, match="one"):
            actions.withhold(**said, why="He hurt her.")


def test_a_key_worker_does_not_withhold_but_a_senior_one_does(smiths, paula, now):
    said = {"from_person_id": smiths.people[DEAN], "why": "He hurt her.", "subject_id": smiths.people[AMY]}
    with pytest.raises(NotAllowed):
        actions.withhold(**in_family(smiths, paula, now), **said)
    senior = factories.senior_key_worker()
    with scope.acting_as(smiths.manager):
        actions.add_helper(
            **in_family(smiths, smiths.manager, now, involvement=smiths.involvement), role="senior_key_worker",
            user=senior,
        )  # fmt: skip
    with scope.acting_as(senior):
        held = actions.withhold(**in_family(smiths, senior, now), **said)
        actions.stop_withholding(by=senior, withholding=held, at=now + timedelta(hours=1))
        held.refresh_from_db()
        assert held.during.upper == now + timedelta(hours=1)


def test_only_a_parents_or_childs_account_is_joined_to_a_person(smiths, paula, now):
    said = in_family(smiths, paula, now, person_id=smiths.people[KATIE])
    with refused("user"):
        actions.link_account(**said, user=factories.key_worker())
    katie = factories.parent()
    account = actions.link_account(**said, user=katie)
    with refused("user"):
        actions.link_account(**said, user=katie)
    with scope.acting_as(katie):
        assert [(line.name, line.family_id) for line in queries.persons_of_account(katie, now)] == [(KATIE, smiths.id)]
    with scope.acting_as(paula):
        actions.unlink_account(by=paula, account=account, at=now)
    assert scope.open_families(katie) == 0


def test_an_agency_in_other_capitals_is_the_same_agency(paula):
    first = actions.agency_named(by=paula, name="Hill Primary", kind="school")
    assert actions.agency_named(by=paula, name="HILL PRIMARY") == first
    with refused("name"):
        actions.agency_named(by=paula, name="")
    said = {"by": paula, "name": "Ms Shah", "agency": first}
    assert actions.professional(**said) == actions.professional(**said)
    assert actions.professional(**said, telephone="01632 960009") != actions.professional(**said)


def every_write(household, by, now):
    """Every action about a family, by its name, ready to be done."""
    said = in_family(household, by, now)
    katie, amy, dean = (household.people[name] for name in (KATIE, AMY, DEAN))
    known = PersonKnownAs(pk=uuid.uuid4(), family_id=household.id, person_id=katie, name=KATIE)
    own = {"pk": uuid.uuid4(), "family_id": household.id}
    a_fact = PersonFact(**own, person_id=katie, kind="address", value="x")
    return {
        "make_family": lambda: actions.make_family(**said, name="Smith", lead_team=household.team),
        "add_person": lambda: actions.add_person(**said, name="Jo"),
        "change_known_as": lambda: actions.change_known_as(**said, known_as=known, name="Jo"),
        "leave_family": lambda: actions.leave_family(**said, person_id=dean, on=TODAY),
        "change_membership": lambda: actions.change_membership(
            **said, person_id=dean, role="", in_household=True, on=TODAY
        ),
        "record_fact": lambda: actions.record_fact(**said, person_id=katie, kind="phone", value="1"),
        "retract_fact": lambda: actions.retract_fact(**said, fact=a_fact),
        "record_relationship": lambda: actions.record_relationship(
            **said, from_person_id=katie, kind="partner", to_person_id=dean
        ),
        "record_responsibility": lambda: actions.record_responsibility(
            **said, child_id=amy, basis="agreement", holder_person_id=dean
        ),
        "open_involvement": lambda: actions.open_involvement(**said, on=TODAY, model_versions=published_models()),
        "change_model_version": lambda: actions.change_model_version(
            by=by, at=now, involvement=household.involvement, model_version=published_models()[0]
        ),
        "add_helper": lambda: actions.add_helper(
            **said, involvement=household.involvement, role="follow_up", user=household.key_worker
        ),
        "end_helper": lambda: actions.end_helper(by=by, at=now, helper=household.helper),
        "open_access": lambda: actions.open_access(
            **said, principal=household.key_worker.principal, level="full", basis="x", basis_id=None, why=""
        ),
        "close_access": lambda: actions.close_access(**said, basis="lead_team", basis_id=household.team.pk),
        "withhold": lambda: actions.withhold(**said, from_person_id=dean, why="x", subject_id=amy),
        "link_account": lambda: actions.link_account(**said, person_id=katie, user=factories.parent()),
    }  # fmt: skip


@pytest.mark.parametrize(
    "stranger",
    [
        "key_worker", "manager", "senior_key_worker", "referrer", "partner", "parent", "child", "administrator",
        "practice_lead", "information_governance",
    ],
)  # fmt: skip
def test_nobody_records_anything_about_a_family_that_is_not_theirs(smiths, now, stranger):
    user = getattr(factories, stranger)()
    writes = every_write(smiths, user, now)
    with scope.acting_as(user):
        for name, write in writes.items():
            with pytest.raises(NotAllowed):
                write()
            assert name


def test_a_parent_records_nothing_about_their_own_family(smiths, paula, now):
    katie = factories.parent()
    actions.link_account(**in_family(smiths, paula, now), person_id=smiths.people[KATIE], user=katie)
    with scope.acting_as(katie):
        for write in every_write(smiths, katie, now).values():
            with pytest.raises(NotAllowed):
                write()


def test_nobody_acts_in_a_scope_opened_for_somebody_else(smiths, now):
    with scope.acting_as(smiths.key_worker), pytest.raises(NotAllowed):
        fact(smiths, smiths.manager, now, "phone", "01632 960002")


def test_a_referrer_records_at_the_front_door_and_nowhere_else(smiths, now):
    with factories.front_door(smiths.referrer, smiths.id):
        factories.add(smiths, "Joan Smith", by=smiths.referrer)
        with pytest.raises(NotAllowed):
            actions.add_helper(
                **in_family(smiths, smiths.referrer, now), involvement=smiths.involvement, role="key_worker",
                user=smiths.key_worker,
            )  # fmt: skip
    with pytest.raises(NotAllowed):
        factories.add(smiths, "Bob Smith", by=smiths.referrer)


def test_the_rows_of_one_family_are_not_changed_through_another(smiths, now):
    other = factories.smith_family(lead_team=smiths.team, boss=smiths.manager)
    with scope.acting_as(smiths.manager):
        theirs = queries.known_as(other.id, smiths.manager, other.people[KATIE])
        said = in_family(smiths, smiths.manager, now)
        with pytest.raises(NotAllowed):
            actions.change_known_as(**said, known_as=theirs, name="Jo")
        with pytest.raises(NotAllowed):
            actions.add_helper(**said, involvement=other.involvement, role="manager", user=smiths.manager)
        with refused("person"):
            actions.record_fact(**said, person_id=other.people[AMY], kind="phone", value="1")


def _withholdings():
    return Withholding.objects.all()


def test_names_keep_every_letter_and_markup_is_only_text(smiths, paula, now):
    for name in ("Zoë O’Brien-Šimůnek", "王 小明", "<script>alert(1)</script>", "👩‍👧 Ana", "'; DROP TABLE family; --"):
        known = actions.add_person(**in_family(smiths, paula, now), name=name)
        assert queries.names_of(smiths.id, paula)[known.person_id] == name
    with refused("name"):
        actions.add_person(**in_family(smiths, paula, now), name="a\x00b")


def test_reading_people_takes_as_many_queries_for_twenty_as_for_four(smiths, paula, now, django_assert_num_queries):
    for number in range(16):
        factories.add(smiths, f"Cousin {number}", by=paula, at=now, in_household=False)
    with django_assert_num_queries(2):
        assert len(queries.people_of(smiths.id, paula, TODAY)) == 20
    with django_assert_num_queries(1):
        queries.facts_of(smiths.id, paula)
    with django_assert_num_queries(1):
        queries.ties_of(smiths.id, paula)
    with django_assert_num_queries(1):
        queries.helpers_of(smiths.id, paula, now)
