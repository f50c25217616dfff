"""The second wall: what the database itself lets the application see and write, asked in plain SQL as the application
role.
"""

import uuid
from datetime import date, timedelta

import pytest
from django.db import DataError, IntegrityError, ProgrammingError, connection, transaction

from alongside.access import scope
from alongside.kit import clock
from alongside.people import actions, queries
from alongside.people.models import FamilyAccessCovers
from alongside.people.tests import factories

pytestmark = pytest.mark.django_db
KATIE, AMY, LIAM, DEAN = "Katie Smith", "Amy Smith", "Liam Smith", "Dean Hart"

# Every personal table of this room; the tables of rooms above are found in the database.
PEOPLE_TABLES = {
    "family", "person_known_as", "person_fact", "membership", "relationship", "parental_responsibility", "involvement",
    "involvement_model", "helper", "family_access", "family_access_covers", "withholding", "person_account",
}  # fmt: skip


def sql(statement, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall() if cursor.description else cursor.rowcount


def personal_tables():
    found = sql(
        """SELECT table_name, column_name FROM information_schema.columns JOIN pg_class c ON c.relname = table_name
           WHERE table_schema = 'public' AND c.relkind IN ('r', 'p') AND c.relrowsecurity
             AND (column_name = 'family_id' OR (table_name = 'family' AND column_name = 'id'))"""
    )
    tables = dict(found)
    assert set(tables) >= PEOPLE_TABLES
    return tables


def seen():
    """How many rows of which families each personal table shows: {table: {family_id: rows}}."""
    readable = {table: column for table, column in personal_tables().items() if _may_read(table)}
    return {
        table: dict(sql(f'SELECT "{column}", count(*) FROM "{table}" GROUP BY 1')) for table, column in readable.items()
    }


def _may_read(table):
    return sql("SELECT has_table_privilege(current_user, %s, 'SELECT')", f'public."{table}"')[0][0]


def families_seen():
    return {table: set(rows) for table, rows in seen().items() if rows}


def nothing_seen():
    return families_seen() == {}


def values(table, column, family_id):
    return {row[0] for row in sql(f'SELECT "{column}" FROM "{table}" WHERE family_id = %s', family_id)}


def refused_by_the_database():
    return pytest.raises(ProgrammingError, match=r"row-level security|permission denied|append-only")


@pytest.fixture
def smiths(now):
    """The Smiths with something in every table of this room."""
    household = factories.smith_family()
    with scope.acting_as(household.manager):
        said = {"by": household.manager, "family_id": household.id, "at": now}
        for name in (KATIE, AMY, LIAM, DEAN):
            for kind, value in (("address", f"{name}’s house"), ("phone", f"{name}’s phone")):
                actions.record_fact(**said, person_id=household.people[name], kind=kind, value=value)
        actions.withhold(**said, from_person_id=household.people[DEAN], why="x", subject_id=household.people[AMY])
        actions.link_account(**said, person_id=household.people[DEAN], user=factories.parent("Dean Hart"))
        nurse = factories.partner()
        access = actions.open_access(
            **said, principal=nurse.principal, level="partner", basis="consent", basis_id=uuid.uuid4(), why="x"
        )
        FamilyAccessCovers(
            family_id=household.id, family_access=access, person_id=household.people[AMY],
            recorded_by=household.manager, recorded_at=now,
        ).save(force_insert=True)  # fmt: skip
    return household


@pytest.fixture
def joneses(smiths):
    """Another family, of the same team, with another key worker."""
    household = factories.smith_family(lead_team=smiths.team, boss=smiths.manager)
    with scope.acting_as(household.manager):
        actions.record_fact(
            by=household.manager, family_id=household.id, person_id=household.people[KATIE], kind="address",
            value="elsewhere", at=clock.now(),
        )  # fmt: skip
    return household


@pytest.fixture
def katie(smiths, now):
    """Katie's own sign-in: she holds parental responsibility for Amy and Liam."""
    user = factories.parent()
    with scope.acting_as(smiths.manager):
        actions.link_account(by=smiths.manager, family_id=smiths.id, person_id=smiths.people[KATIE], user=user, at=now)
    return user


def by_manager(smiths, action, **said):
    with scope.acting_as(smiths.manager):
        return action(by=smiths.manager, family_id=smiths.id, at=clock.now(), **said)


# Those who should see, do.


def test_the_key_worker_sees_every_table_of_their_family_and_no_other(smiths, joneses):
    with scope.acting_as(smiths.key_worker):
        shown = families_seen()
        assert set(shown) >= PEOPLE_TABLES
        assert {table: ids for table, ids in shown.items() if ids != {smiths.id}} == {}
        counts = {table: rows[smiths.id] for table, rows in seen().items() if rows}
        assert (counts["membership"], counts["person_fact"], counts["relationship"]) == (4, 8, 4)


def test_the_manager_of_the_lead_team_sees_both_families(smiths, joneses):
    with scope.acting_as(smiths.manager):
        assert families_seen()["person_known_as"] == {smiths.id, joneses.id}


def test_who_helps_two_families_sees_exactly_the_two(smiths, joneses, now):
    third = factories.smith_family()
    with scope.acting_as(smiths.manager):
        actions.add_helper(
            by=smiths.manager, family_id=joneses.id, involvement=joneses.involvement, role="follow_up",
            user=smiths.key_worker, at=now,
        )  # fmt: skip
    with scope.acting_as(smiths.key_worker):
        shown = families_seen()
        assert shown["person_known_as"] == {smiths.id, joneses.id}
        assert all(third.id not in ids for ids in shown.values())


def test_opening_a_family_narrows_to_that_one(smiths, joneses):
    with scope.acting_as(smiths.manager):
        basis = scope.open_family(smiths.manager, joneses.id)
        assert (basis.level, basis.basis) == ("full", "lead_team")
        assert set().union(*families_seen().values()) == {joneses.id}


# Those who should not see, see nothing at all.


@pytest.mark.parametrize(
    "stranger",
    [
        "key_worker", "senior_key_worker", "manager", "partner", "referrer", "parent", "child", "administrator",
        "practice_lead", "information_governance",
    ],
)  # fmt: skip
def test_nobody_without_a_live_basis_sees_a_row_of_any_personal_table(smiths, stranger):
    user = getattr(factories, stranger)()
    with scope.acting_as(user):
        assert nothing_seen()
        assert scope.open_family(user, smiths.id) is None
        assert nothing_seen()


def test_a_colleague_in_the_same_team_and_the_referrer_see_nothing(smiths):
    for user in (factories.key_worker("Ben Ward", team=smiths.team), smiths.referrer):
        with scope.acting_as(user):
            assert nothing_seen()


def test_a_helper_who_has_ended_sees_nothing_from_the_next_request(smiths):
    with scope.acting_as(smiths.manager):
        actions.end_helper(by=smiths.manager, helper=smiths.helper, at=clock.now())
    with scope.acting_as(smiths.key_worker):
        assert nothing_seen()


def test_a_manager_who_moved_to_another_team_sees_nothing_and_the_new_one_does(smiths):
    successor = factories.manager("Eve Lane", team=smiths.team)
    sql(
        "UPDATE team_member SET during = tstzrange(lower(during), %s) WHERE user_id = %s",
        clock.now(),
        smiths.manager.pk,
    )
    with scope.acting_as(smiths.manager):
        assert nothing_seen()
    with scope.acting_as(successor):
        assert families_seen()["person_known_as"] == {smiths.id}


def test_an_account_that_has_ended_sees_nothing(smiths):
    sql('UPDATE "user" SET is_active = false WHERE id = %s', smiths.key_worker.pk)
    with scope.acting_as(smiths.key_worker):
        assert nothing_seen()


def test_a_restricted_family_is_seen_by_people_named_one_by_one_and_by_no_team(smiths):
    with scope.acting_as(smiths.manager):
        assert sql("UPDATE family SET restricted = true WHERE id = %s", smiths.id) == 1
    with scope.acting_as(smiths.manager):
        assert nothing_seen()
    with scope.acting_as(smiths.key_worker):
        assert set(families_seen()) >= PEOPLE_TABLES


def test_outside_any_scope_there_is_nothing(smiths, joneses):
    scope.close()
    assert nothing_seen()


def test_after_the_scope_closes_there_is_nothing(smiths):
    with scope.acting_as(smiths.key_worker):
        assert not nothing_seen()
    assert nothing_seen()


@pytest.mark.parametrize("value", ["", "{}", "{0}", "{-1}", "{9223372036854775807}"])
def test_a_setting_that_names_no_family_shows_nothing(smiths, value):
    for name in ("families", "team", "around"):
        sql("SELECT set_config(%s, %s, true)", f"app.{name}", value)
    assert nothing_seen()


@pytest.mark.parametrize("value", ["all", "{all}", "1 OR true", "{1", "*", "true", "{99999999999999999999}"])
def test_a_setting_that_makes_no_sense_stops_the_question_instead_of_answering_it(smiths, value):
    for table in PEOPLE_TABLES:
        with transaction.atomic():
            sql("SELECT set_config('app.families', %s, true), set_config('app.team', %s, true)", value, value)
            try:
                with transaction.atomic():
                    assert sql(f'SELECT count(*) FROM "{table}"') == [(0,)]
            except DataError:
                pass


@pytest.mark.parametrize("name", ["withheld_strands", "withheld_facts", "withheld_subjects", "persons"])
def test_a_senseless_list_of_what_is_withheld_never_shows_more(smiths, katie, name):
    with scope.acting_as(katie):
        before = seen()
        sql("SELECT set_config(%s, 'all', true)", f"app.{name}")
        for table, rows in before.items():
            try:
                with transaction.atomic():
                    assert sql(f'SELECT count(*) FROM "{table}"')[0][0] <= sum(rows.values())
            except DataError:
                pass


# A parent's own view.


def own_view(user, smiths):
    with scope.acting_as(user):
        return {table: rows.get(smiths.id, 0) for table, rows in seen().items() if rows}


def test_a_parent_sees_what_is_known_of_themselves_and_of_children_they_answer_for(smiths, katie):
    with scope.acting_as(katie):
        assert values("person_known_as", "name", smiths.id) == {KATIE, AMY, LIAM}
        assert values("person_fact", "value", smiths.id) == {
            f"{name}’s {what}" for name in (KATIE, AMY, LIAM) for what in ("house", "phone")
        }
        assert values("membership", "person_id", smiths.id) == {smiths.people[name] for name in (KATIE, AMY, LIAM)}
    assert set(own_view(katie, smiths)) == {"family", "person_known_as", "person_fact", "membership", "person_account"}


def test_a_parent_sees_only_their_own_sign_in(smiths, katie):
    with scope.acting_as(katie):
        assert sql("SELECT user_id FROM person_account") == [(katie.pk,)]


def test_a_child_sees_what_is_known_of_themselves_alone(smiths, now):
    amy = factories.child()
    by_manager(smiths, actions.link_account, person_id=smiths.people[AMY], user=amy)
    with scope.acting_as(amy):
        assert values("person_known_as", "name", smiths.id) == {AMY}
        assert values("person_fact", "person_id", smiths.id) == {smiths.people[AMY]}


def test_a_parent_whose_responsibility_has_ended_sees_the_child_no_more(smiths, katie, now):
    with scope.acting_as(smiths.manager):
        held = next(
            line.responsibility
            for line in queries.responsibilities_of(smiths.id, smiths.manager, now.date())
            if line.child_id == smiths.people[LIAM]
        )
        actions.end_responsibility(by=smiths.manager, responsibility=held, on=now.date(), at=now)
    with scope.acting_as(katie):
        assert values("person_known_as", "name", smiths.id) == {KATIE, AMY}


def test_a_father_without_parental_responsibility_sees_himself_alone(smiths):
    dean = _account_of(smiths, DEAN)
    with scope.acting_as(dean):
        assert values("person_known_as", "name", smiths.id) == {DEAN}


def _account_of(smiths, name):
    user = factories.parent(name)
    with scope.acting_as(smiths.manager):
        actions.link_account(
            by=smiths.manager, family_id=smiths.id, person_id=smiths.people[name], user=user, at=clock.now()
        )
    return user


def test_what_is_protected_is_for_our_own_staff_alone(smiths, katie):
    by_manager(
        smiths, actions.record_fact, person_id=smiths.people[AMY], kind="communication", value="secret", protected=True
    )
    with scope.acting_as(katie):
        assert "secret" not in values("person_fact", "value", smiths.id)
    with scope.acting_as(smiths.key_worker):
        assert "secret" in values("person_fact", "value", smiths.id)


def test_protecting_an_address_hides_also_the_version_from_before(smiths, katie):
    partner = _partner_of(smiths)
    first = by_manager(smiths, actions.record_fact, person_id=smiths.people[AMY], kind="language", value="Old Welsh")
    for user in (katie, partner):
        with scope.acting_as(user):
            assert "Old Welsh" in values("person_fact", "value", smiths.id)
    by_manager(
        smiths, actions.record_fact, person_id=smiths.people[AMY], kind="language", value="Welsh", corrects=first,
        protected=True,
    )  # fmt: skip
    for user in (katie, partner):
        with scope.acting_as(user):
            assert not values("person_fact", "value", smiths.id) & {"Old Welsh", "Welsh"}


def test_protecting_a_name_hides_the_person_with_all_that_is_known_of_them(smiths, katie):
    with scope.acting_as(smiths.manager):
        known = queries.known_as(smiths.id, smiths.manager, smiths.people[AMY])
    by_manager(smiths, actions.change_known_as, known_as=known, name="Amelia", protected=True)
    for user in (katie, _partner_of(smiths)):
        with scope.acting_as(user):
            assert not values("person_known_as", "name", smiths.id) & {AMY, "Amelia"}
            assert smiths.people[AMY] not in values("person_fact", "person_id", smiths.id)
            assert smiths.people[AMY] not in values("membership", "person_id", smiths.id)


def test_protection_taken_off_again_shows_the_version_that_stands(smiths, katie):
    first = by_manager(
        smiths, actions.record_fact, person_id=smiths.people[AMY], kind="language", value="Wlsh", protected=True
    )
    by_manager(
        smiths, actions.record_fact, person_id=smiths.people[AMY], kind="language", value="Welsh", corrects=first,
        protected=False,
    )  # fmt: skip
    with scope.acting_as(katie):
        assert values("person_fact", "value", smiths.id) & {"Wlsh", "Welsh"} == {"Welsh"}


def test_a_fact_withheld_stays_withheld_when_it_is_corrected(smiths, katie):
    first = by_manager(smiths, actions.record_fact, person_id=smiths.people[AMY], kind="school", value="Hill Primry")
    held = by_manager(smiths, actions.withhold, from_person_id=smiths.people[KATIE], why="x", fact_id=first.fact_id)
    by_manager(
        smiths, actions.record_fact, person_id=smiths.people[AMY], kind="school", value="Hill Primary", corrects=first
    )
    schools = {"Hill Primry", "Hill Primary"}
    with scope.acting_as(katie):
        assert not values("person_fact", "value", smiths.id) & schools
    with scope.acting_as(smiths.key_worker):
        assert values("person_fact", "value", smiths.id) & schools == schools
    with scope.acting_as(smiths.manager):
        actions.stop_withholding(by=smiths.manager, withholding=held, at=clock.now())
    with scope.acting_as(katie):
        assert [line.value for line in queries.facts_of(smiths.id, katie) if line.kind == "school"] == ["Hill Primary"]


def test_everything_about_a_person_is_withheld(smiths, katie):
    by_manager(smiths, actions.withhold, from_person_id=smiths.people[KATIE], why="x", subject_id=smiths.people[AMY])
    with scope.acting_as(katie):
        assert values("person_known_as", "name", smiths.id) == {KATIE, LIAM}
        assert smiths.people[AMY] not in values("person_fact", "person_id", smiths.id)
        assert smiths.people[AMY] not in values("membership", "person_id", smiths.id)


def _same_person(smiths, alias, canonical):
    with scope.acting_as(smiths.manager):
        sql("UPDATE person SET canonical_id = %s WHERE id = %s", canonical, alias)


@pytest.mark.parametrize("which", ["the account is the alias", "the account is the other"])
def test_a_withholding_from_somebody_holds_for_all_they_are_known_as(smiths, katie, which):
    with scope.acting_as(smiths.manager):
        twice = factories.add(smiths, "Kate S", in_household=False)
    alias, canonical = (
        (smiths.people[KATIE], twice) if which == "the account is the alias" else (twice, smiths.people[KATIE])
    )
    _same_person(smiths, alias, canonical)
    by_manager(smiths, actions.withhold, from_person_id=twice, why="x", subject_id=smiths.people[AMY])
    with scope.acting_as(katie):
        assert values("person_known_as", "name", smiths.id) == {KATIE, "Kate S", LIAM}


@pytest.mark.parametrize("which", ["the subject is the alias", "the subject is the other"])
def test_a_withholding_about_somebody_holds_for_all_they_are_known_as(smiths, katie, which):
    with scope.acting_as(smiths.manager):
        twice = factories.add(smiths, "Amy S", in_household=False)
        actions.record_responsibility(
            by=smiths.manager, family_id=smiths.id, child_id=twice, holder_person_id=smiths.people[KATIE],
            basis="mother", at=clock.now(),
        )  # fmt: skip
    alias, canonical = (
        (twice, smiths.people[AMY]) if which == "the subject is the alias" else (smiths.people[AMY], twice)
    )
    _same_person(smiths, alias, canonical)
    by_manager(smiths, actions.withhold, from_person_id=smiths.people[KATIE], why="x", subject_id=twice)
    with scope.acting_as(katie):
        assert values("person_known_as", "name", smiths.id) == {KATIE, LIAM}


def test_a_sign_in_that_is_joined_no_more_sees_nothing(smiths, katie):
    with scope.acting_as(smiths.manager):
        sql("UPDATE person_account SET during = tstzrange(lower(during), %s) WHERE user_id = %s", clock.now(), katie.pk)
    with scope.acting_as(katie):
        assert nothing_seen()


# A partner's view, for when there are agreements.


def _partner_of(smiths):
    nurse = factories.partner()
    by_manager(
        smiths, actions.open_access, principal=nurse.principal, level="partner", basis="consent", basis_id=uuid.uuid4(),
        why="x",
    )  # fmt: skip
    return nurse


def test_a_partner_sees_who_helps_and_nothing_about_access_or_withholding(smiths):
    with scope.acting_as(_partner_of(smiths)):
        shown = set(families_seen())
    assert shown >= {"person_known_as", "relationship", "helper", "involvement"}
    assert not shown & {"family_access", "family_access_covers", "withholding", "person_account"}


# Writing.


def a_row(smiths, table):
    """The columns and values of a row that would be right in the Smith family."""
    stamped = {
        "id": uuid.uuid4(), "family_id": smiths.id, "recorded_by_id": smiths.key_worker.pk, "recorded_at": clock.now(),
    }  # fmt: skip
    since, days = "[2026-11-01 12:00+00,)", "[2026-11-01,)"
    katie, dean = smiths.people[KATIE], smiths.people[DEAN]
    more = {
        "person_known_as": {"person_id": katie, "name": "x", "described_as": "", "during": days, "protected": False},
        "person_fact": {
            "fact_id": uuid.uuid4(), "person_id": katie, "kind": "phone", "value": "x", "during": days,
            "protected": False, "retracts": False,
        },
        "membership": {"person_id": katie, "role": "", "in_household": True, "during": "[2020-01-01,2020-02-01)"},
        "relationship": {
            "from_person_id": katie, "to_person_id": dean, "kind": "friend", "subtype": "", "certainty": "known",
            "during": days, "retracts": False,
        },
        "parental_responsibility": {
            "child_id": smiths.people[LIAM], "holder_person_id": dean, "basis": "agreement", "during": days,
        },
        "involvement": {"opened_on": date(2026, 11, 1)},
        "involvement_model": {
            "involvement_id": smiths.involvement.pk, "model_version_id": sql("SELECT id FROM model_version")[0][0],
        },
        "helper": {
            "involvement_id": smiths.involvement.pk, "user_id": smiths.manager.pk, "role": "manager", "during": since,
        },
        "family_access": {
            "principal_id": smiths.key_worker.principal.pk, "level": "full", "basis": "x", "why": "", "during": since,
        },
        "withholding": {
            "strand_id": uuid.uuid4(), "from_person_id": dean, "why": "x", "during": since,
        },
        "person_account": {"person_id": katie, "user_id": smiths.referrer.pk, "during": since},
    }  # fmt: skip
    return stamped | more[table]


WRITTEN = sorted(PEOPLE_TABLES - {"family", "family_access_covers"})


def insert(table, row):
    columns = ", ".join(f'"{name}"' for name in row)
    marks = ", ".join(["%s"] * len(row))
    with transaction.atomic():
        return sql(f'INSERT INTO "{table}" ({columns}) VALUES ({marks})', *row.values())


@pytest.mark.parametrize("table", WRITTEN)
def test_a_row_is_added_to_ones_own_family_and_refused_in_any_other(smiths, joneses, table):
    row = a_row(smiths, table)
    with scope.acting_as(joneses.key_worker), refused_by_the_database():
        insert(table, row)
    scope.close()
    with refused_by_the_database():
        insert(table, row)
    with scope.acting_as(smiths.key_worker):
        assert insert(table, row) == 1


@pytest.mark.parametrize("table", WRITTEN)
def test_neither_a_parent_nor_a_partner_adds_a_row(smiths, katie, table):
    for user in (katie, _partner_of(smiths)):
        row = a_row(smiths, table) | ({"user_id": katie.pk} if table == "person_account" else {})
        with scope.acting_as(user), refused_by_the_database():
            insert(table, row)


def test_a_family_is_neither_made_nor_changed_from_outside(smiths, joneses, katie):
    for user in (joneses.key_worker, katie, _partner_of(smiths)):
        with scope.acting_as(user):
            assert sql("UPDATE family SET name = 'x', restricted = false WHERE id = %s", smiths.id) == 0
            with refused_by_the_database(), transaction.atomic():
                sql(
                    "INSERT INTO family (id, reference, name, lead_team_id, restricted, made_at) "
                    "VALUES (%s, 'x', 'x', %s, false, now())", actions.next_family_id(), smiths.team.pk,
                )  # fmt: skip


ENDED = ["membership", "parental_responsibility", "helper", "family_access", "withholding", "person_account"]


@pytest.mark.parametrize("table", sorted(PEOPLE_TABLES - {"family"}))
def test_nothing_of_a_row_can_be_changed_but_when_it_ended(smiths, table):
    with scope.acting_as(smiths.key_worker):
        columns = [row[0] for row in sql(
            "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0", f'"{table}"'
        )]  # fmt: skip
        for column in columns:
            if column == "during" and table in ENDED:
                assert sql(f'UPDATE "{table}" SET during = during') > 0
                continue
            with refused_by_the_database(), transaction.atomic():
                sql(f'UPDATE "{table}" SET "{column}" = "{column}"')


@pytest.mark.parametrize("table", ENDED)
def test_what_ends_in_another_family_cannot_be_ended_from_here(smiths, joneses, katie, table):
    for user in (joneses.key_worker, katie, _partner_of(smiths)):
        with scope.acting_as(user):
            assert sql(f'UPDATE "{table}" SET during = during WHERE family_id = %s', smiths.id) == 0


@pytest.mark.parametrize("table", sorted(PEOPLE_TABLES | {"person", "read_log"}))
def test_nothing_is_removed(smiths, table):
    with scope.acting_as(smiths.manager):
        for statement in (f'DELETE FROM "{table}"', f'TRUNCATE "{table}" CASCADE'):
            with refused_by_the_database(), transaction.atomic():
                sql(statement)


def test_a_version_belongs_to_the_family_of_what_it_supersedes(smiths, joneses):
    with scope.acting_as(smiths.manager):
        theirs = sql("SELECT id FROM person_fact WHERE family_id = %s", joneses.id)[0][0]
        insert("person_fact", a_row(smiths, "person_fact") | {"supersedes_id": theirs})
        with pytest.raises(IntegrityError, match="same_family"), transaction.atomic():
            sql("SET CONSTRAINTS ALL IMMEDIATE")
        transaction.set_rollback(True)


def test_who_may_see_whom_is_resolved_inside_the_database_only(smiths):
    for call in (
        "SELECT * FROM resolve_access(%s, now())",
        "SELECT set_scope(%s, now(), '{1}', '{1}', '{1}')",
    ):
        with refused_by_the_database(), transaction.atomic():
            sql(call, smiths.key_worker.pk)


def test_access_that_begins_later_is_no_access_yet(smiths, now):
    colleague = factories.key_worker("Ben Ward")
    with scope.acting_as(smiths.manager):
        actions.add_helper(
            by=smiths.manager, family_id=smiths.id, involvement=smiths.involvement, role="follow_up", user=colleague,
            at=now + timedelta(days=1),
        )  # fmt: skip
    assert scope.open_families(colleague) == 0
    assert scope.open_families(colleague, at=now + timedelta(days=1)) == 1
