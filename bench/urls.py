"""The service's addresses and two to compare with: a page that does nothing, and one that only passes the doors."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path

from alongside.access.doors import public
from alongside.access.permissions import Permission
from alongside.config import who_may
from alongside.people.doors import family_page
from alongside.people.models import Family

PAGE = "kit/base.jinja"


@public
def bare(request: HttpRequest) -> HttpResponse:
    """The base page for somebody who has not signed in: the whole middleware and no query."""
    return render(request, PAGE, {"person_signed_in": None, "nav": []})


@family_page(Permission.SEE_FAMILIES)
def guarded(request: HttpRequest, family: Family) -> HttpResponse:  # noqa: ARG001
    """The base page for somebody who may see this family: all of the walls and nothing behind them."""
    return render(request, PAGE)


_LINES = """
GET  nothing  public        /bench/bare/
GET  family   see_families  /bench/<int:family_id>/guarded/
"""


def declare() -> None:
    """From now on these two are among the addresses that are declared."""
    who_may.declared().update(who_may.read(_LINES))


urlpatterns = [
    path("bench/bare/", bare, name="bench_bare"),
    path("bench/<int:family_id>/guarded/", guarded, name="bench_guarded"),
    path("", include("alongside.config.urls")),
]
