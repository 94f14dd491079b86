"""Columns are told apart in the tests as Django tells them apart."""

from django.apps import apps
from django.db.models.expressions import Col

from costofcare.tests import columns_told_apart


def columns() -> list[Col]:
    fields = [field for model in apps.get_models() for field in model._meta.concrete_fields]
    made = [Col(alias, field, output) for field in fields for alias in ("a", None) for output in (field, None)]
    return [*made, *(Col(alias="a", target=field) for field in fields), *(Col("a", field) for field in fields)]


def test_every_column_is_what_django_says_it_is():
    for column in columns():
        assert columns_told_apart.identity(column) == columns_told_apart.AS_DJANGO_DOES(column)


def test_it_is_what_the_tests_go_by():
    assert Col.identity.func is columns_told_apart.identity
