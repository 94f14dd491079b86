"""Datasets to be asked: their Parquet as one relation, closed down, and nothing but questions."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from markets.store.dataset_folders import folder_at, work_folder
from markets.store.engine import ask, closed_down, quoted

Ask = Callable[[str, Sequence[Any]], list[tuple[Any, ...]]]


@contextmanager
def opened(places: Sequence[str]) -> Iterator[tuple[Ask, str]]:
    """Yield how to ask the datasets at these places, and the relation of all their rows."""
    folders = [folder_at(place) for place in places]
    files = ", ".join(quoted(str(folder / "*.parquet")) for folder in folders)
    with work_folder() as work, closed_down(*folders, work, spill=work / "spill") as connection:

        def asked(statement: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
            return ask(connection, statement, values)

        yield asked, f"read_parquet([{files}], union_by_name = true)"
