"""Migrate the tests' blank database in three fifths of the time; its dump is the same, to the byte.

Django makes each model some hundred times on the way from the first migration to the last. Most of that is rubbish
being looked for among classes that stay, and fields that are taken apart to be made again: a copy does as well. What
is deployed migrates as Django does, and so does the demo.
"""

import copy
import gc
import os
from typing import Any

from django.core.management import execute_from_command_line
from django.db.models import Field

# New objects before a look at the youngest, and looks before one at the older: Python's own are 700, 10, 10.
RUBBISH = (200_000, 20, 100)


def copied(field: Any) -> Any:
    """Copy a field that is of no model yet; among those of its model it comes last, as one newly made does."""
    new = copy.deepcopy(field)
    new.creation_counter = Field.creation_counter
    Field.creation_counter += 1
    return new


if __name__ == "__main__":
    gc.set_threshold(*RUBBISH)
    Field.clone = copied
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "costofcare.settings")
    execute_from_command_line(["manage.py", "migrate", "--verbosity", "0"])
