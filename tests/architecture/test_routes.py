"""Every address of the service says who may open it."""

from enum import Enum

import pytest
from django.http import HttpResponse
from django.urls import get_resolver, include, path
from django.urls.resolvers import RegexPattern, URLResolver
from django.views import View

from alongside.access.doors import declared
from alongside.access.permissions import Permission
from alongside.config import who_may

from .excuses import ROUTES
from .laws.routes import addresses, every_route_has_a_permission


class May(Enum):
    READ = "read"


def guarded(request):
    return HttpResponse()


guarded.permission = May.READ


def unguarded(request):
    return HttpResponse()


def guarded_by_a_word(request):
    return HttpResponse()


guarded_by_a_word.permission = "read"


class Guarded(View):
    permission = May.READ


class Unguarded(View):
    pass


def resolver(*patterns) -> URLResolver:
    return URLResolver(RegexPattern(r"^/"), list(patterns))


def test_every_route_of_the_service_has_a_permission() -> None:
    breaches = every_route_has_a_permission(get_resolver(), Permission, ROUTES)

    assert not breaches, "\n" + "\n".join(map(str, breaches))


def test_every_route_of_the_service_is_declared_as_its_view_says() -> None:
    """ASVS 5.0, 8.1.1: who may do what is written down in one list, which the service keeps to."""
    assert list(who_may.differences(who_may.declared(), get_resolver())) == []


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("", "/b/ is not in who_may.txt"),
        ("GET own record_help /b/", "/b/ is family record_help to its view, and something else in who_may.txt"),
        ("GET family see_families /b/", "/b/ is family record_help to its view, and something else in who_may.txt"),
        ("GET family record_help /b/\nGET own refer /c/", "/c/ is in who_may.txt and leads nowhere"),
    ],
)
def test_a_route_that_is_declared_otherwise_is_found(line, wrong) -> None:
    def of_family(request):
        return HttpResponse()

    declared(of_family, Permission.RECORD_HELP, "family")

    assert list(who_may.differences(who_may.read(line), resolver(path("b/", of_family)))) == [wrong]


@pytest.mark.parametrize(
    "line", ["PUT own refer /a/", "own refer /a/", "GET all refer /a/", "GET own fly /a/", "GET own refer a/"]
)
def test_a_line_that_cannot_be_read_stops_the_start(line, monkeypatch) -> None:
    monkeypatch.setattr(who_may, "declared", lambda: who_may.read(line))

    assert [each.id for each in who_may.check()] == ["alongside.E100"]


def test_the_service_has_routes() -> None:
    assert list(addresses(get_resolver()))


def test_guarded_routes_are_left_alone() -> None:
    routes = resolver(path("a/", guarded), path("b/", include([path("c/", Guarded.as_view())])))

    assert every_route_has_a_permission(routes, May, {}) == []


@pytest.mark.parametrize("view", [unguarded, guarded_by_a_word, Unguarded.as_view()])
def test_a_planted_route_without_a_permission_is_found(view) -> None:
    routes = resolver(path("a/", guarded), path("families/", include([path("<int:number>/", view)])))

    assert [breach.where for breach in every_route_has_a_permission(routes, May, {})] == ["/families/<int:number>/"]


def test_a_framework_route_is_excused_with_a_reason() -> None:
    routes = resolver(path("accounts/", include([path("sign-in/", unguarded), path("sign-out/", unguarded)])))

    assert every_route_has_a_permission(routes, May, {"accounts/*": "before anybody is known"}) == []


def test_an_excuse_that_no_open_route_needs_is_taken_down() -> None:
    routes = resolver(path("a/", guarded))

    assert [breach.where for breach in every_route_has_a_permission(routes, May, {"a/": "why"})] == ["ROUTES"]
