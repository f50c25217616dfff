"""Every address of the service says who may open it."""

from enum import Enum

import pytest
from django.http import HttpResponse
from django.urls import get_resolver, include, path
from django.urls.resolvers import RegexPattern, URLResolver
from django.views import View

from alongside.access.permissions import Permission

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
