"""What tests and the demo migrate quickly is what a deployment's own migration makes."""

import os
import re
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.db import models
from django.db.migrations.state import ModelState, ProjectState

from costofcare.servers import roles
from costofcare.servers.postgres import SUPERUSER, Postgres
from costofcare.servers.quick_migrate import quick_models
from costofcare.servers.sockets import socket_folder

ROOT = Path(__file__).resolve().parents[2]
WAYS = {"slowly": ("manage.py", "migrate", "--verbosity", "0"), "quickly": ("-m", "costofcare.servers.quick_migrate")}
# When a migration was applied, and when a key of the wall was made, is of its own time.
MOMENT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?\+00")


def state() -> ProjectState:
    """Return homes and their beds, of which models were made already."""
    made = ProjectState()
    key = {"id": models.BigAutoField(primary_key=True)}
    made.add_model(ModelState("care", "Home", list(key.items())))
    to_home = models.ForeignKey("care.Home", models.CASCADE, related_name="beds")
    made.add_model(ModelState("care", "Bed", [*key.items(), ("home", to_home)]))
    assert made.apps
    return made


def changed(made: ProjectState) -> Any:
    made.add_field("care", "home", "name", models.CharField(max_length=9), True)
    made.add_constraint("care", "home", models.UniqueConstraint(fields=["name"], name="one_name"))
    made.add_model(ModelState("care", "Door", [("home", models.OneToOneField("care.Home", models.CASCADE))]))
    return made.apps


def shape(apps: Any) -> object:
    """Return what a model is to others: its columns, its constraints, who leads to it and what they lead to."""
    return [
        (
            model._meta.label,
            sorted(field.name for field in model._meta.get_fields()),
            [each.name for each in model._meta.constraints],
            [
                field.related_model is apps.get_model("care", "Home")
                for field in model._meta.fields
                if field.is_relation
            ],
        )
        for model in apps.get_models()
    ]


def test_a_model_that_changes_is_made_anew_and_others_lead_to_the_new_one():
    slowly = changed(state())
    with quick_models():
        made = state()
        bed, home = made.apps.get_model("care", "Bed"), made.apps.get_model("care", "Home")
        quickly = changed(made)
    assert sorted(shape(quickly)) == sorted(shape(slowly))
    assert quickly.get_model("care", "Bed") is bed, "it did not change, and was made anew"
    assert quickly.get_model("care", "Home") is not home
    assert bed(home=quickly.get_model("care", "Home")(name="Elm")).home.name == "Elm"


def test_outside_of_it_all_that_is_led_to_is_made_anew():
    with quick_models():
        pass
    made = state()
    bed = made.apps.get_model("care", "Bed")
    assert changed(made).get_model("care", "Bed") is not bed


@pytest.mark.proof
def test_its_dump_is_that_of_a_migration_by_django(tmp_path: Path):
    with Postgres(tmp_path / "postgres", durable=False) as server:
        slowly, quickly = (dump(server, name, way) for name, way in WAYS.items())
    assert len(slowly) > 500_000
    assert quickly == slowly


def dump(server: Postgres, name: str, way: tuple[str, ...]) -> str:
    """Return all of a database that was migrated one way, but for the moments at which it was."""
    with closing(server._connect(SUPERUSER)) as connection, connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name} OWNER {roles.OWNER}")
    address = {"OWNER_DATABASE_URL": server.url_for(roles.OWNER, name), "PORTAL_PROCESS": "command"}
    subprocess.run([sys.executable, *way], cwd=ROOT, env={**os.environ, **address}, check=True)
    where = ("-h", str(socket_folder(server.folder)), "-U", SUPERUSER, "--restrict-key=same")
    tool = server.programs / "pg_dump"
    told = subprocess.run([tool, *where, name], capture_output=True, text=True, check=True)
    return MOMENT.sub("then", told.stdout)
