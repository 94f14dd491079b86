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
    architecture.long_template_lines,
    architecture.stray_entries,
    architecture.hearts_that_do_not_load,
)
Rule = Callable[[Path], list[str]]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_house_keeps_the_rule(rule: Rule):
    assert rule(ROOT) == []


def test_the_rules_see_every_room():
    assert {module.room for module in architecture.modules(ROOT)} == set(architecture.ROOMS)


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
    ("reports/actions/calculations.py", "from submissions.sandbox import read"),
    ("reports/actions/calculations.py", "from submissions.tests.support import filled"),
    # Through a lower room's door no part reaches what it may not reach at home.
    ("reports/domain/tables.py", "from submissions.queries import returns_for"),
    ("reports/models.py", "from submissions.actions import returns"),
    ("reports/queries.py", "from submissions.actions import returns"),
    # Inside a room only downwards.
    ("submissions/domain/form.py", "from submissions.models import Return"),
    ("submissions/domain/form.py", "from ..models import Return"),
    ("submissions/domain/reading/cells.py", "from ...actions import returns"),
    ("submissions/models.py", "from submissions.queries import returns_for"),
    ("submissions/queries.py", "from submissions.actions import returns"),
    ("submissions/actions/returns.py", "from submissions import views"),
    ("submissions/actions/returns.py", "from submissions.tasks import read_upload"),
    ("submissions/forms.py", "from submissions.views import return_list"),
    ("submissions/sandbox.py", "from submissions.queries import returns_for"),
    ("submissions/views.py", "from submissions.sandbox import read"),
    ("submissions/views.py", "from submissions.tests import support"),
    ("submissions/management/commands/check_return.py", "from submissions.views import return_list"),
    ("costofcare/servers/postgres.py", "from accounts.domain.roles import Role"),
    # Neither late nor dynamic nor relative imports hide.
    ("submissions/domain/form.py", "def late():\n    from submissions.models import Return"),
    ("submissions/domain/form.py", "def late():\n    import django.utils.timezone"),
    ("submissions/domain/form.py", "import importlib\nimportlib.import_module('submissions.models')"),
    ("reports/queries.py", "from django.apps import apps\napps.get_model('submissions', 'Return')"),
    ("reports/queries.py", "from django.apps import apps\napps.get_model('submissions.Return')"),
]


@pytest.mark.parametrize(("name", "source"), FORBIDDEN)
def test_a_forbidden_import_is_found(plant: Callable[..., Path], name: str, source: str):
    found = architecture.forbidden_imports(plant(name, source))
    assert len(found) == 1
    assert found[0].startswith(f"{name}:")


ALLOWED = [
    ("reports/queries.py", "from submissions.queries import returns_for"),
    ("reports/management/commands/summarise_returns.py", "from submissions.actions.reading import read"),
    ("reports/domain/tables.py", "from submissions.domain.form import Form"),
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


def test_a_day_that_is_handed_to_a_heart_is_no_clock(plant: Callable[..., Path]):
    house = plant("submissions/domain/dates.py", "from datetime import date\ndef is_open(today: date): return today")
    assert architecture.clocks_in_domain(house) == []


@pytest.mark.parametrize("manager", ["objects", "_default_manager"])
@pytest.mark.parametrize("name", ["reports/views.py", "reports/views/releases.py", "costofcare/urls.py"])
def test_a_view_that_reads_a_table_is_found(plant: Callable[..., Path], name: str, manager: str):
    assert architecture.tables_in_views(plant(name, f"found = Release.{manager}.all()"))


def test_queries_may_read_tables(plant: Callable[..., Path]):
    assert architecture.tables_in_views(plant("reports/queries.py", "found = Release.objects.all()")) == []


@pytest.mark.parametrize("word", ["utils", "helpers", "common", "manager", "base", "core"])
def test_a_vague_name_is_found(plant: Callable[..., Path], word: str):
    assert architecture.vague_names(plant(f"reports/domain/{word}.py"))


def test_a_folder_with_a_vague_name_is_found(plant: Callable[..., Path]):
    assert architecture.vague_names(plant("reports/core/__init__.py"))


@pytest.mark.parametrize("name", ["reports/release_list.html", "reports/mail/released.txt", "404.html"])
def test_long_template_line_is_found(plant: Callable[..., Path], name: str):
    plant("templates/reports/fits.html", "é" * 120 + "\n")
    found = architecture.long_template_lines(plant(f"templates/{name}", f"<p>\n{'x' * 121}\n</p>\n"))
    assert found == [f"templates/{name}:2 has 121 characters, more than 120"]


def test_a_module_outside_the_floor_plan_is_found(plant: Callable[..., Path]):
    assert architecture.misplaced_modules(plant("reports/signals.py")) == [
        "reports/signals.py has no place in the floor plan"
    ]


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
