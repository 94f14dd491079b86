"""The house keeps its own rules, and each rule finds the violation planted for it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from costofcare.tests import architecture

ROOT = Path(__file__).resolve().parents[2]
RULES = (
    architecture.misplaced_modules,
    architecture.forbidden_imports,
    architecture.clocks_in_domain,
    architecture.tables_in_views,
    architecture.vague_names,
    architecture.stray_entries,
    architecture.hearts_that_do_not_load,
    architecture.unlisted_places,
    architecture.long_template_lines,
    architecture.bare_participles,
    architecture.classes_named_alike,
)
Rule = Callable[[Path], list[str]]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_house_keeps_the_rule(rule: Rule):
    assert rule(ROOT) == []


def test_the_rules_see_every_room():
    assert {module.room for module in architecture.modules(ROOT)} >= set(architecture.ROOMS) - architecture.LATER


@pytest.fixture
def plant(tmp_path: Path) -> Callable[..., Path]:
    """Writes one module into an otherwise empty house and gives the house back."""

    def write(name: str, source: str = "") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source, encoding="utf-8")
        return tmp_path

    return write


FORBIDDEN = [
    # A room imports only rooms below it.
    ("accounts/actions/people.py", "from submissions import queries"),
    ("submissions/queries.py", "import reports.domain.tables"),
    ("engagement/actions.py", "from reports.actions import releases"),
    ("reports/views.py", "import costofcare.settings"),
    ("submissions/tests/test_upload.py", "from reports.tests import support"),
    ("reports/tests/test_speed.py", "import benchmarks"),
    # Between rooms only the lower room's doors.
    ("reports/queries.py", "from submissions.models import Return"),
    ("reports/queries.py", "from submissions import models"),
    ("reports/queries.py", "import submissions"),
    ("submissions/models.py", "from accounts.models import User"),
    ("costofcare/urls.py", "from submissions.views import return_list"),
    ("submissions/views.py", "from costing.sandbox import read"),
    # Rooms on one floor do not know each other, and those of many councils or of a market know no return.
    ("reports/actions/releases.py", "from engagement import queries"),
    ("costing/rates.py", "from register.domain import scope"),
    ("spreadsheets/sheet.py", "from costing.findings import Finding"),
    ("markets/actions/tariffs.py", "from benchmarking import queries"),
    ("markets/queries.py", "from submissions import queries"),
    ("benchmarking/actions/rounds.py", "from submissions.queries import returns_for"),
    ("benchmarking/domain/profile.py", "from submissions.domain.states import ReturnState"),
    ("markets/fees/queries.py", "from reports.queries import calculations"),
    ("markets/fees/queries.py", "from reports.queries.ledger import entries"),
    ("markets/fees/domain/released_start.py", "from reports.domain.cohort import Cohort"),
    ("markets/profiles/queries.py", "from reports.domain.protect import protect"),
    ("markets/marketreleases/queries.py", "from reports.domain.ledger import Ledger"),
    ("markets/zones/domain/plans.py", "from reports.domain.attacks.markets import random_market"),
    ("markets/actions/zones.py", "from engagement.models import Slot"),
    ("benchmarking/views.py", "from engagement.meetings.forms.slots import BookForm"),
    # The layer counts wherever it stands in a path.
    ("engagement/calls/domain/priority.py", "from engagement.models import Contact"),
    ("engagement/calls/domain/priority.py", "from engagement.contacts.queries.counts import counted"),
    ("engagement/calls/queries/call_list.py", "from engagement.calls.actions import reservations"),
    ("engagement/calls/queries.py", "from engagement.calls.views import call_list"),
    ("engagement/calls/views.py", "from engagement.contacts.urls import urlpatterns"),
    ("engagement/calls/views.py", "from engagement.contacts.views.contacts import contact_list"),
    ("engagement/calls/views/call_list.py", "from engagement.contacts.forms.log import LogFilter"),
    ("reports/queries.py", "from engagement.calls.views import call_list"),
    ("reports/queries.py", "from submissions.questions.models import ReturnQuestion"),
    ("reports/queries.py", "from submissions.questions.actions import questions"),
    # A room that is a heart is one in all its folders.
    ("costing/workbook/pen.py", "import django.conf"),
    ("costing/sandbox/process_pool.py", "from django.conf import settings"),
    ("spreadsheets/tables/ods.py", "def late():\n    import celery"),
    ("reports/actions/calculations.py", "from submissions.tests.support import filled"),
    # Through a lower room's door no part reaches what it may not reach at home.
    ("reports/domain/tables.py", "from submissions.queries import returns_for"),
    ("reports/models/releases.py", "from submissions.actions import returns"),
    ("reports/queries.py", "from submissions.actions import returns"),
    # Inside a room only downwards.
    ("submissions/domain/states.py", "from submissions.models import Return"),
    ("submissions/domain/states.py", "from ..models import Return"),
    ("submissions/domain/online/sections.py", "from ...actions import returns"),
    ("submissions/models.py", "from submissions.queries import returns_for"),
    ("submissions/queries.py", "from submissions.actions import returns"),
    ("submissions/actions/returns.py", "from submissions import views"),
    ("submissions/actions/returns.py", "from submissions.tasks import read_upload"),
    ("submissions/forms.py", "from submissions.views import return_list"),
    ("submissions/views.py", "from costing.sandbox import pool"),
    ("submissions/views.py", "from submissions.tests import support"),
    ("submissions/management/commands/check_return.py", "from submissions.views import return_list"),
    ("costofcare/servers/postgres.py", "from accounts.domain.roles import Role"),
    # Visits are the worker's: no page comes near them.
    ("markets/visits/views/datasets.py", "from markets.store.dataset_reader import opened"),
    ("markets/visits/actions/datasets.py", "from markets.store import take_in_worker"),
    ("markets/visits/queries.py", "from markets.store.engine import ask"),
    ("costofcare/views/home.py", "from markets.store.engine import ask"),
    ("markets/visits/actions/datasets.py", "def late():\n    import duckdb"),
    ("markets/measures/domain/sql_minutes.py", "from duckdb import connect"),
    # Neither late nor dynamic nor relative imports hide.
    ("submissions/domain/states.py", "def late():\n    from submissions.models import Return"),
    ("submissions/domain/states.py", "def late():\n    import django.utils.timezone"),
    ("submissions/domain/states.py", "import importlib\nimportlib.import_module('submissions.models')"),
    ("reports/queries.py", "from django.apps import apps\napps.get_model('submissions', 'Return')"),
    ("reports/queries.py", "from django.apps import apps\napps.get_model('submissions.Return')"),
]


@pytest.mark.parametrize(("name", "source"), FORBIDDEN)
def test_a_forbidden_import_is_found(plant: Callable[..., Path], name: str, source: str):
    found = architecture.forbidden_imports(plant(name, source))
    assert len(found) == 1
    assert found[0].startswith(f"{name}:")


ALLOWED = [
    ("markets/store/engine.py", "import duckdb"),
    ("markets/tasks.py", "from markets.store import take_in_worker"),
    ("markets/measures/store/measure_runs.py", "from markets.store.dataset_reader import opened"),
    ("costing/parsing/answers.py", "from spreadsheets.numbers import number_from"),
    ("register/domain/scope.py", "from costing.forms import CURRENT"),
    ("register/queries/register.py", "from register.models import Location"),
    ("engagement/calls/queries/call_list.py", "from engagement.contacts.queries import counts"),
    ("engagement/calls/actions/reservations.py", "from engagement.models import Reservation"),
    ("engagement/calls/views.py", "from engagement.views.contact_form import contact_form"),
    ("markets/actions/tariffs.py", "from costing.formulas.homecare import cost_homecare"),
    ("markets/fees/queries.py", "from reports.queries.releases import public_releases_for"),
    ("markets/fees/domain/released_start.py", "from reports.domain.released_table import shown_figures"),
    ("benchmarking/actions/interviews.py", "from engagement.meetings.actions import bookings"),
    ("submissions/actions/check_file.py", "from costing import sandbox"),
    ("costing/tests/test_bands.py", "from django.conf import settings"),
    ("reports/queries.py", "from submissions.queries import returns_for"),
    ("reports/management/commands/summarise_returns.py", "from submissions.actions.reading import read"),
    ("reports/domain/tables.py", "from submissions.domain.states import Form"),
    ("reports/tests/test_market.py", "from submissions.tests.support import filled"),
    ("costofcare/views.py", "from engagement import queries"),
    ("submissions/actions/reading.py", "from submissions import sandbox"),
    ("submissions/actions/returns.py", "from . import reading"),
    ("submissions/tests/test_upload.py", "from submissions.views import upload"),
    ("submissions/migrations/0001_initial.py", "apps.get_model('accounts', 'User')"),
    ("submissions/models.py", "import django.db.models"),
]


@pytest.mark.parametrize(("name", "source"), ALLOWED)
def test_a_permitted_import_is_left_alone(plant: Callable[..., Path], name: str, source: str):
    assert architecture.forbidden_imports(plant(name, source)) == []


@pytest.mark.parametrize(
    "source",
    [
        "from datetime import datetime\nx = datetime.now()",
        "import datetime\nx = datetime.datetime.utcnow()",
        "from datetime import date\nx = date.today()",
        "from dataclasses import field\nfrom datetime import date\nx = field(default_factory=date.today)",
        "import pandas\nx = pandas.Timestamp.now()",
        "import time",
        "from time import monotonic",
    ],
)
def test_a_clock_in_a_heart_is_found(plant: Callable[..., Path], source: str):
    assert architecture.clocks_in_domain(plant("submissions/domain/dates.py", source))


@pytest.mark.parametrize("name", ["costing/rates.py", "spreadsheets/tables/ods.py", "engagement/calls/domain/days.py"])
def test_a_clock_is_found_in_every_heart(plant: Callable[..., Path], name: str):
    assert architecture.clocks_in_domain(plant(name, "import time"))


def test_the_sandbox_may_ask_the_clock(plant: Callable[..., Path]):
    assert architecture.clocks_in_domain(plant("costing/sandbox/process_pool.py", "import time")) == []


def test_a_day_that_is_handed_to_a_heart_is_no_clock(plant: Callable[..., Path]):
    house = plant("submissions/domain/dates.py", "from datetime import date\ndef is_open(today: date): return today")
    assert architecture.clocks_in_domain(house) == []


@pytest.mark.parametrize("manager", ["objects", "_default_manager"])
@pytest.mark.parametrize(
    "name",
    ["reports/views.py", "reports/views/releases.py", "costofcare/urls.py", "engagement/calls/views/call_list.py"],
)
def test_a_view_that_reads_a_table_is_found(plant: Callable[..., Path], name: str, manager: str):
    assert architecture.tables_in_views(plant(name, f"found = Release.{manager}.all()"))


def test_queries_may_read_tables(plant: Callable[..., Path]):
    assert architecture.tables_in_views(plant("reports/queries.py", "found = Release.objects.all()")) == []


@pytest.mark.parametrize("word", ["utils", "helpers", "common", "manager", "base", "core"])
def test_a_vague_name_is_found(plant: Callable[..., Path], word: str):
    assert architecture.vague_names(plant(f"reports/domain/{word}.py"))


def test_a_folder_with_a_vague_name_is_found(plant: Callable[..., Path]):
    assert architecture.vague_names(plant("reports/core/__init__.py"))


@pytest.mark.parametrize(
    "name", ["reports/actions/posting.py", "engagement/dropped/__init__.py", "costofcare/tests/hopping.py"]
)
def test_a_bare_participle_is_found(plant: Callable[..., Path], name: str):
    assert len(architecture.bare_participles(plant(name))) == 1


@pytest.mark.parametrize("name", ["costing/parsing/words.py", "engagement/actions/send_messages.py"])
def test_a_noun_or_two_words_are_left_alone(plant: Callable[..., Path], name: str):
    assert architecture.bare_participles(plant(name)) == []


def test_no_more_than_fifteen_nouns_are_let_through():
    assert len(architecture.NOUNS) <= 15 and all(architecture.NOUNS.values())


def test_a_class_of_the_same_name_is_found(plant: Callable[..., Path]):
    plant("engagement/domain/letters.py", "class Letter: ...\nclass _Words: ...")
    house = plant("submissions/models.py", "class Letter: ...\nclass _Words: ...\nclass Meta: ...")
    assert architecture.classes_named_alike(house) == [
        "Letter is a class in submissions/models.py, engagement/domain/letters.py"
    ]


@pytest.mark.parametrize("name", ["reports/release_list.html", "reports/mail/released.txt", "404.html"])
def test_long_template_line_is_found(plant: Callable[..., Path], name: str):
    plant("templates/reports/fits.html", "é" * 120 + "\n")
    found = architecture.long_template_lines(plant(f"templates/{name}", f"<p>\n{'x' * 121}\n</p>\n"))
    assert found == [f"templates/{name}:2 has 121 characters, more than 120"]


def test_a_module_outside_the_floor_plan_is_found(plant: Callable[..., Path]):
    assert architecture.misplaced_modules(plant("reports/signals.py")) == [
        "reports/signals.py has no place in the floor plan"
    ]


def test_a_module_of_a_noun_outside_its_layers_is_found(plant: Callable[..., Path]):
    assert architecture.misplaced_modules(plant("engagement/calls/signals.py"))


LISTED = """
[tool.mypy]
files = ["reports/domain", "engagement/calls/queries.py"]
"""


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("engagement/calls/domain/priority.py", "engagement/calls/domain is not among mypy's files"),
        ("engagement/calls/actions.py", "engagement/calls/actions.py is not among mypy's files"),
        ("costing/rates.py", "costing is not among mypy's files"),
        ("markets/urls.py", "markets is not among pytest's testpaths"),
    ],
)
def test_a_place_that_no_tool_is_told_of_is_found(plant: Callable[..., Path], name: str, said: str):
    plant("pyproject.toml", LISTED)
    plant("pytest.ini", "[pytest]\ntestpaths = reports engagement costing\n")
    assert architecture.unlisted_places(plant(name)) == [said]


def test_a_place_that_is_told_of_is_left_alone(plant: Callable[..., Path]):
    plant("pyproject.toml", LISTED)
    plant("pytest.ini", "[pytest]\ntestpaths = reports engagement\n")
    plant("reports/domain/tables.py")
    assert architecture.unlisted_places(plant("engagement/calls/queries.py")) == []


def test_a_new_entry_at_the_top_is_found(plant: Callable[..., Path]):
    assert "scripts does not belong at the top" in architecture.stray_entries(plant("scripts/run.py"))


def test_a_missing_entry_at_the_top_is_found(plant: Callable[..., Path]):
    assert "README.md is missing at the top" in architecture.stray_entries(plant("manage.py"))


@pytest.mark.parametrize("library", architecture.BLOCKED)
def test_a_heart_that_leans_on_a_framework_does_not_load(plant: Callable[..., Path], library: str):
    plant("reports/__init__.py")
    plant("reports/domain/__init__.py")
    house = plant("reports/domain/tables.py", f"import {library}")
    assert architecture.hearts_that_do_not_load(house) == [
        f"reports.domain.tables does not load alone: {library} is not for a heart"
    ]


def test_a_heart_is_searched_to_its_depth(plant: Callable[..., Path]):
    for package in ("reports", "reports/domain", "reports/domain/deep"):
        plant(f"{package}/__init__.py")
    assert architecture.hearts_that_do_not_load(plant("reports/domain/deep/well.py", "import django"))


@pytest.mark.parametrize("folders", [("costing", "costing/workbook"), ("engagement", "engagement/calls/domain")])
def test_every_module_of_a_heart_is_loaded(plant: Callable[..., Path], folders: tuple[str, ...]):
    for package in (*folders, *(["engagement/calls"] if "calls" in folders[1] else [])):
        plant(f"{package}/__init__.py")
    assert architecture.hearts_that_do_not_load(plant(f"{folders[1]}/well.py", "import django"))
