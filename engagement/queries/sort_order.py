"""The order that a list is asked for by ?sort=."""

from collections.abc import Mapping

from django.db.models import F
from django.db.models.expressions import OrderBy


def ordered(asked: str, known: Mapping[str, tuple[str, ...]], default: str) -> list[OrderBy | str]:
    """Return the ordering; “-last” reverses “last”, blanks come last in both, and unknown words mean the default."""
    name = asked.removeprefix("-")
    first, *rest = known.get(name, known[default])
    down = asked.startswith("-") and name in known
    return [F(first).desc(nulls_last=True) if down else F(first).asc(nulls_last=True), *rest]
