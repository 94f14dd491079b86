"""The weeks of a look asked of the store: each measure week by week, and the rates paid for the hours there."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markets.evaluation.domain.beside_visits import BesideVisits, LookTables, beside_visits
from markets.evaluation.domain.judged_beside import PRICES
from markets.evaluation.domain.look_weeks import LookWeeks
from markets.evaluation.domain.measured_change import FEWEST_WEEKS
from markets.evaluation.domain.stored_weeks import StoredWeeks, stored_weeks
from markets.evaluation.domain.zone_prices import stored_classes, why_no_prices, with_prices
from markets.measures.domain.stored_measures import Ask, Rows
from markets.models import Dataset
from markets.store.dataset_folders import work_folder
from markets.store.dataset_reader import opened
from markets.store.engine import ask


@dataclass(frozen=True)
class WantedLook:
    """``classes`` tell which zones are rural, as the baseline found it; None where this is the baseline."""

    weeks: LookWeeks
    keys: Sequence[str]
    tables: LookTables
    classes: Mapping[str, bool] | None


def asked_weeks(
    datasets: list[Dataset], wanted: WantedLook, tell: Callable[[int], object]
) -> tuple[StoredWeeks, BesideVisits]:
    """Return the weeks, and what is known beside visits."""
    fields = frozenset(name for each in datasets for name in each.fields)
    with work_folder() as spill, opened(datasets, spill) as connection:

        def asked(statement: str, values: Sequence[Any]) -> Rows:
            return ask(connection, statement, values)

        found = stored_weeks(asked, fields, wanted.weeks, wanted.keys, tell)
        return _with_tables(found, asked, wanted)


def _with_tables(found: StoredWeeks, asked: Ask, wanted: WantedLook) -> tuple[StoredWeeks, BesideVisits]:
    tables, weeks, keys = wanted.tables, wanted.weeks, wanted.keys
    if not set(PRICES) & set(keys):
        return found, beside_visits(tables, weeks, keys, {}, {})
    classes = stored_classes(asked, weeks) if wanted.classes is None else wanted.classes
    priced = with_prices(found, asked, weeks, tables.cards, classes)
    return priced, beside_visits(tables, weeks, keys, classes, why_no_prices(tables.cards, classes, FEWEST_WEEKS))
