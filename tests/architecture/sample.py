"""A small house that keeps every law, built afresh for each test so that a breach can be planted in it."""

from pathlib import Path
from textwrap import dedent

from .laws.floors import contract_for, floors_declared
from .laws.house import Customs, Extra, House

NAME = "samplehouse"
ROOMS = ("visits", "timeline", "people", "kit")

_FILES = {
    "__init__.py": '"""A house to plant breaches in."""\n',
    "kit/__init__.py": '"""Shared pieces that know no domain."""\n',
    "kit/clock.py": "def now():\n    return 1\n",
    "kit/jinja2/kit/page.jinja": "<main>{% block main %}{% endblock %}</main>\n",
    "people/__init__.py": '"""Who is who."""\n',
    "people/rules.py": '"""Kinship, by the Children Act 1989."""\n',
    "people/models.py": """
        from django.db import models


        class Family(models.Model):
            name = models.TextField()

            class Meta:
                app_label = "samplehouse"
        """,
    "people/queries.py": """
        from samplehouse.people.models import Family


        def family_for(user, number):
            return Family.objects.get(pk=number)
        """,
    "people/forms.py": 'LABEL = "Name"\n',
    "people/actions.py": """
        from django.db import transaction

        from samplehouse.people.models import Family


        @transaction.atomic
        def rename(*, by, family, name):
            family.name = name
            Family.objects.filter(pk=family.pk).update(name=name)
        """,
    "timeline/__init__.py": '"""What was done, when, with whom."""\n',
    "timeline/rules.py": '"""Which entries a deed makes."""\n',
    "timeline/hooks.py": "KINDS = []\n",
    "timeline/actions.py": """
        from django.db import transaction

        from samplehouse.kit.clock import now


        @transaction.atomic
        def record(*, by, family, kind):
            return (by, family, kind, now())
        """,
    "visits/__init__.py": '"""Visits to families: the seven-stage pathway. Public: actions.record_visit."""\n',
    "visits/rules.py": '"""How often a child is seen: Working Together 2023."""\n\nOFTEN = 14\n',
    "visits/models.py": """
        from django.db import models

        from samplehouse.people.models import Family
        from samplehouse.visits.rules import OFTEN


        class Visit(models.Model):
            family = models.ForeignKey(Family, models.PROTECT)
            within = models.IntegerField(default=OFTEN)

            class Meta:
                app_label = "samplehouse"
        """,
    "visits/permissions.py": "from .models import Visit\n\n\ndef may_read(user, visit: Visit):\n    return True\n",
    "visits/queries.py": """
        from samplehouse.visits.models import Visit


        def visits_of(user, family):
            return list(Visit.objects.filter(family=family))
        """,
    "visits/actions.py": """
        from django.db import transaction

        from samplehouse.people import actions as people
        from samplehouse.timeline import actions as timeline


        @transaction.atomic
        def record_visit(*, by, family, minutes):
            _write(by, family)


        def _write(by, family):
            people.rename(by=by, family=family, name="seen")
            timeline.record(by=by, family=family, kind="visits.visit")
        """,
    "visits/forms.py": "from .actions import record_visit\n\nSAVES = record_visit\n",
    "visits/views.py": """
        from samplehouse.visits import actions, queries
        from samplehouse.visits.forms import SAVES


        def record(request, number):
            actions.record_visit(by=request.user, family=number, minutes=90)
            return SAVES, queries.visits_of(request.user, number)
        """,
    "visits/urls.py": 'from . import views\n\nurlpatterns = [("record", views.record)]\n',
    "visits/hooks.py": "from samplehouse.people.models import Family\n\nPANELS = {Family: None}\n",
    "visits/apps.py": 'NAME = "visits"\n',
    "visits/jinja2/visits/record.jinja": """
        {% extends "kit/page.jinja" %}
        {% block main %}
          {# visits.all() would ask the database; this is only a remark #}
          <h1 class="title">{{ family.name|upper }}</h1>
          {% for visit in visits %}<p>{{ visit.day }}: {{ visit.sentence("in case of need") }}</p>{% endfor %}
          <script src="/static/app.js"></script>
        {% endblock %}
        """,
    "visits/migrations/0001_initial.py": "from samplehouse.visits.models import Visit\n\nMAKES = [Visit]\n",
    "visits/tests/__init__.py": "",
    "visits/tests/factories.py": "from samplehouse.people.models import Family\n\nMAKES = Family\n",
    "visits/tests/test_views.py": "def test_a_visit_to_a_family_is_recorded(client):\n    assert client\n",
    "kit/tests/test_clock.py": "def test_it_goes_on():\n    assert True\n",
    "people/tests/test_rules.py": "def test_a_half_sister_is_a_sister():\n    assert True\n",
    "timeline/tests/test_actions.py": "def test_a_deed_leaves_an_entry():\n    assert True\n",
}
_PAPERS = {
    "README.md": "# Sample\n\nSee [what changed](CHANGELOG.md) and [the first decision](docs/adr/0001-begin.md#why).\n",
    "CHANGELOG.md": "# What changed\n",
    "CONTRIBUTING.md": "# Helping\n",
    "SECURITY.md": "# Telling us\n",
    "LICENSE": "MIT\n",
    "publiccode.yml": "name: sample\n",
    "docs/adr/0001-begin.md": "# Begin\n\n## Why\n\nSomebody has to.\n",
    "practice/models/sample/model.toml": '[model]\nid = "sample"  # not a case\n',
}


class Sample:
    """The sample on disk: `root` is the repository, `folder` the package in it."""

    def __init__(self, root: Path, contract: Path) -> None:
        self.root = root
        self.folder = root / NAME
        for name, text in _FILES.items():
            self.plant(f"{NAME}/{name}", text)
        for name, text in _PAPERS.items():
            self.plant(name, text)
        rooms = tuple(room for room in floors_declared(contract) if room in ROOMS)
        self.plant(".importlinter", contract_for(contract, NAME, set(rooms)))
        self.customs = Customs(
            floors=rooms,
            ground=frozenset({"kit"}),
            extras={"kit": {"clock": Extra("rules", "what everything else rests on")}},
            silent=frozenset({"people"}),
            recorders=frozenset({"timeline.actions.record"}),
        )

    @property
    def contract(self) -> Path:
        return self.root / ".importlinter"

    def plant(self, name: str, text: str) -> None:
        """Write a file of the sample, or write it anew."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text).lstrip("\n"))

    def add(self, name: str, text: str) -> None:
        """Add lines at the end of a file of the sample."""
        path = self.root / name
        before = path.read_text() if path.exists() else ""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(before + dedent(text))

    def take_away(self, name: str) -> None:
        (self.root / name).unlink()

    def house(self, customs: Customs | None = None) -> House:
        return House(self.folder, NAME, customs or self.customs)
