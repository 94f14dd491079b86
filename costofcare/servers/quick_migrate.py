"""Migrate a blank database in a fraction of the time, for the tests and the demo; its dump is the same, to the byte.

Django makes each model some hundred times on the way from the first migration to the last: with each change all that
are related to it, however far. Of another model a change asks the name of its table and the kind of its key alone, so
one made before does as well; a step in Python makes all anew. Rubbish is looked for among classes that stay, and fields
are taken apart to be made again: a copy does as well. What is deployed migrates as Django does.
"""

import copy
import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management import execute_from_command_line
from django.db.migrations.state import ProjectState
from django.db.models import Field

# New objects before a look at the youngest, and looks before one at the older: Python's own are 700, 10, 10.
RUBBISH = (200_000, 20, 100)


def copied(field: Any) -> Any:
    """Copy a field that is of no model yet; among those of its model it comes last, as one newly made does."""
    new = copy.deepcopy(field)
    new.creation_counter = Field.creation_counter
    Field.creation_counter += 1
    return new


def by_itself(state: ProjectState, app: str, name: str, delay: bool = False) -> set[tuple[str, str]]:
    """Return which models are made anew after a change of this one: itself. All others are, before a step in Python."""
    state.is_delayed = True
    return {(app, name)}


@contextmanager
def quick_models() -> Iterator[None]:
    """Make models quickly meanwhile."""
    before, clone, related = gc.get_threshold(), Field.clone, ProjectState._find_reload_model
    gc.set_threshold(*RUBBISH)
    Field.clone, ProjectState._find_reload_model = copied, by_itself
    try:
        yield
    finally:
        Field.clone, ProjectState._find_reload_model = clone, related
        gc.set_threshold(*before)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "costofcare.settings")
    with quick_models():
        execute_from_command_line(["manage.py", "migrate", "--verbosity", "0", "--skip-checks"])
