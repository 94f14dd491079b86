"""Migrate a blank database in a third of the time, for the tests and the demo; its dump is the same, to the byte.

Django makes each model some hundred times on the way from the first migration to the last: with each that changes, all
that lead to it or are led to by it, and theirs. Here that one is made anew, and the others' keys lead to the new one.
Rubbish is seldom looked for among classes that stay, and fields are copied rather than taken apart to be made again.
What is deployed migrates as Django does.
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
# What of a state only adds to one model, or takes a constraint or an index from it: no other table can change with it.
ALONE = ("add_model", "add_field", "_append_option", "_remove_option", "alter_model_options")
# What a key keeps of the model that it leads to.
OF_THE_OTHER = ("related_model", "related_fields", "reverse_related_fields", "foreign_related_fields", "path_infos")
RELOAD = ProjectState.reload_model


def copied(field: Any) -> Any:
    """Copy a field that is of no model yet; among those of its model it comes last, as one newly made does."""
    new = copy.deepcopy(field)
    new.__dict__.pop("related_model", None)  # a name, where it was asked for before there was a model
    new.creation_counter = Field.creation_counter
    Field.creation_counter += 1
    return new


def reload_alone(state: Any, app_label: str, model_name: str, delay: bool = False) -> None:
    """Make one model of a state anew, if the state has models by now."""
    if "apps" not in state.__dict__:
        return
    old = state.apps.all_models[app_label].get(model_name)
    if old is not None and old.__subclasses__():
        RELOAD(state, app_label, model_name, delay)
        return
    with state.apps.bulk_update():
        state.apps.unregister_model(app_label, model_name)
        new = state.models[app_label, model_name].render(state.apps)
        for key in keys_to(old, state.apps) if old is not None else ():
            lead(key, new)


def keys_to(old: Any, apps: Any) -> list[Any]:
    """Return each key, of whatever model, that leads to a model which is no longer that of the state."""
    models = [model for models in apps.all_models.values() for model in models.values()]
    fields = [field for model in models for field in (*model._meta.local_fields, *model._meta.local_many_to_many)]
    return [field for field in fields if field.is_relation and field.remote_field.model is old]


def lead(key: Any, new: Any) -> None:
    key.remote_field.model = new
    for kept in OF_THE_OTHER:
        key.__dict__.pop(kept, None)
        key.remote_field.__dict__.pop(kept, None)
    key.do_related_class(new, key.model)


def alone(change: Any) -> Any:
    """Wrap a change of a state, so that the model it is about is made anew alone."""

    def changed(state: Any, *given: Any, **named: Any) -> None:
        state.reload_model = reload_alone.__get__(state)
        try:
            change(state, *given, **named)
        finally:
            del state.reload_model

    return changed


@contextmanager
def quick_models() -> Iterator[None]:
    """Make models quickly meanwhile, and only those that have to be."""
    before, clone = gc.get_threshold(), Field.clone
    changes = {name: getattr(ProjectState, name) for name in ALONE}
    gc.set_threshold(*RUBBISH)
    Field.clone = copied
    for name, change in changes.items():
        setattr(ProjectState, name, alone(change))
    try:
        yield
    finally:
        Field.clone = clone
        for name, change in changes.items():
            setattr(ProjectState, name, change)
        gc.set_threshold(*before)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "costofcare.settings")
    with quick_models():
        execute_from_command_line(["manage.py", "migrate", "--verbosity", "0", "--skip-checks"])
