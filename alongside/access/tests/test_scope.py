"""What a transaction may see is settled once, at its start, and never outlives the block that asked for it."""

import uuid

import pytest
from django.db import connection, transaction

from alongside.access import scope
from alongside.access.tests.factories import somebody

pytestmark = pytest.mark.django_db


def setting(name: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT COALESCE(current_setting(%s, true), '')", [name])
        return cursor.fetchone()[0]


def everything() -> dict[str, str]:
    return {name: setting(name) for name in scope.SETTINGS}


def test_somebody_without_a_family_sees_none() -> None:
    with scope.acting_as(somebody()):
        assert setting("app.families") == "{}"


def test_acting_as_somebody_names_them_and_ends_with_the_block() -> None:
    worker, before = somebody(), everything()

    with scope.acting_as(worker):
        assert setting("app.user") == str(worker.pk)

    assert everything() == before


def test_acting_as_another_inside_gives_the_first_back() -> None:
    one, other = somebody(), somebody()

    with scope.acting_as(one):
        with scope.acting_as(other):
            assert setting("app.user") == str(other.pk)
        assert setting("app.user") == str(one.pk)


def test_acting_ends_with_the_block_when_something_goes_wrong() -> None:
    before = everything()

    with pytest.raises(ZeroDivisionError), scope.acting_as(somebody()):
        raise ZeroDivisionError

    assert everything() == before


def test_an_ended_account_opens_nothing() -> None:
    worker = somebody()
    worker.is_active = False
    worker.save()

    assert scope.open_families(worker) == 0
    assert scope.open_family(worker, 1) is None


def test_a_family_that_is_not_there_opens_nothing_and_closes_what_was_open() -> None:
    with transaction.atomic():
        scope.open_families(somebody())
        assert scope.open_family(somebody(), 9_000_000_001) is None
        assert setting("app.families") == "{}"


def test_a_number_that_no_family_can_have_is_a_family_that_is_not_there() -> None:
    with transaction.atomic():
        scope.open_families(somebody())
        assert scope.open_family(somebody(), 2**63) is None
        assert not setting("app.families")


def test_closing_leaves_nothing_to_see() -> None:
    with transaction.atomic():
        scope.open_families(somebody())
        scope.close()
        assert set(everything().values()) == {""}


def test_narrowing_takes_away_and_never_adds() -> None:
    who = str(uuid.uuid4())
    opened = {"app.families": "{1,2,31}", "app.team": "{2,31}", "app.around": "{1,2}", "app.user": who}
    with transaction.atomic():
        scope._put(opened)
        scope.narrow([2, 3, 7])
        assert {name: setting(name) for name in opened} == {**dict.fromkeys(scope.BY_FAMILY, "{2}"), "app.user": who}
        scope.narrow([1, 2])
        assert setting("app.families") == "{2}"
        scope.narrow([])
        assert [setting(name) for name in scope.BY_FAMILY] == ["{}", "{}", "{}"]


def test_where_nothing_was_opened_narrowing_opens_nothing() -> None:
    with transaction.atomic():
        scope.close()
        scope.narrow([1])
        assert set(everything().values()) == {""}


def test_the_front_door_widens_to_one_family_inside_its_block_only() -> None:
    worker = somebody()

    with scope.acting_as(worker):
        with scope.acting_for("front_door", place="pathway.receive_referral", family_id=41):
            assert (setting("app.families"), setting("app.team"), setting("app.user")) == (
                "{41}",
                "{41}",
                str(worker.pk),
            )
        assert setting("app.families") == "{}"


def test_the_front_door_adds_its_family_to_those_already_seen() -> None:
    with scope.acting_as(somebody()), scope.acting_for("front_door", place="pathway.receive_referral", family_id=41):
        with scope.acting_for("front_door", place="pathway.answer_referrer", family_id=42):
            assert setting("app.families") == "{41,42}"
        assert setting("app.families") == "{41}"


def test_the_front_door_answers_one_author() -> None:
    referrer = somebody("referrer")

    with (
        scope.acting_as(somebody("manager")),
        scope.acting_for("front_door", place="pathway.answer_referrer", family_id=41, author_id=referrer.pk),
    ):
        assert setting("app.user") == str(referrer.pk)


@pytest.mark.parametrize(
    ("service", "place"),
    [("front_door", "pathway.somewhere_else"), ("back_door", "pathway.receive_referral"), ("", "")],
)
def test_nobody_acts_for_the_service_from_an_undeclared_place(service: str, place: str) -> None:
    with (
        pytest.raises(ValueError, match="not a declared place"),
        scope.acting_for(service, place=place, family_id=41),
    ):
        pytest.fail("came in")


def test_the_places_of_the_front_door_are_few_and_each_has_its_reason() -> None:
    assert len(scope.FRONT_DOOR_PLACES) <= 5
    assert all(scope.FRONT_DOOR_PLACES.values())


def test_nothing_is_seen_before_anybody_opened_a_scope() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM family")
        assert cursor.fetchone() == (0,)
