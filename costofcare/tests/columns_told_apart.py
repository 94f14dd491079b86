"""Tell columns apart in a few steps, as Django does of every column it reads each time that rows are put in order.

Django asks how a column was made by binding the arguments to their names, which for a page of joined rows takes longer
than its templates. What comes out is the same (test_columns_are_told_apart.py).
"""

from typing import Any

from django.db.models.expressions import Col
from django.utils.functional import cached_property

AS_DJANGO_DOES = Col.identity.func


def identity(column: Any) -> tuple[Any, ...]:
    """Return what two columns that are the same share: their class and each argument that they were made with."""
    given, named = column._constructor_args
    if named or len(given) < 2:
        return tuple(AS_DJANGO_DOES(column))
    alias, target, output = (*given, None)[:3]
    of = column._identity
    return (column.__class__, ("alias", alias), ("target", of(target)), ("output_field", of(output)))


def use() -> None:
    Col.identity = cached_property(identity)  # type: ignore[assignment]
    Col.identity.__set_name__(Col, "identity")
