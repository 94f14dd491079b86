"""What becomes of one dataset: asked about, refused, or taken in whole with its half-minutes, in one transaction."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Any

from django.db import connection as database
from django.db import transaction
from django.utils import timezone

from accounts.actions import audit, task_queue
from accounts.domain.context import Context
from markets.models import Dataset, HalfMinutes, RateCard, SealedPart, VisitMapping
from markets.store import dataset_folders, known_places, take_in
from markets.store.half_minute_cells import COLUMNS
from markets.store.order_plans import OpenOrderDates, OpenOrders
from markets.store.place_worker import places_of
from markets.store.pseudonyms import key_of
from markets.store.sent_before import refuse_sent_before
from markets.store.table_sources import TableSource
from markets.store.take_in import HeldBefore, OpenDates, TakeInSettings, TakenIn
from markets.store.text_files import UnreadableFile
from markets.visits.actions.counted_lengths import count_lengths
from markets.visits.actions.datasets import DELETE_FILES
from markets.visits.domain.columns import ColumnMapping, columns_in
from markets.visits.domain.dataset_states import DatasetState, VisitHolder
from markets.visits.domain.take_in_findings import cells, columns_with_names, findings_of, lost_places
from markets.visits.domain.take_in_questions import (
    ABOUT_DATASET,
    REPLACE,
    TakeInQuestion,
    about_clocks,
    about_columns,
    about_dates,
    about_overlap,
    about_plans_alone,
    about_providers,
    about_rows,
    about_words,
)

KIND = "visits"
VERSION = "2"
# Changes the row under whatever holds it: a worker's claim, or a command alone.
Change = Callable[..., None]


NO_ROWS = "We could not read this file: it has names of columns, and no row below them. Send it again from your system."


@dataclass(frozen=True, slots=True)
class DatasetWork:
    """One dataset at work: how its row is changed, and whether whoever began it is there to be asked."""

    row: Dataset
    change: Change
    report: Callable[[int], None]
    asks: bool = True
    by: Context | None = None

    def settle(self, source: TableSource, mapping: ColumnMapping, kept: VisitMapping | None) -> TakenIn | None:
        """Take the file in, or leave the row with what is asked."""
        columns = columns_in(source.layout.names, mapping)
        lacking = about_columns(columns) or about_plans_alone(columns)
        if lacking:
            self._ask_for_mapping(lacking)
            return None
        resolve = self._resolver(kept)
        self.change(file_reference=refuse_sent_before(self.row, source.layout, mapping, resolve))
        with dataset_folders.work_folder() as folder:
            return self._settled(source, mapping, kept, folder)

    def _settled(
        self, source: TableSource, mapping: ColumnMapping, kept: VisitMapping | None, folder: Path
    ) -> TakenIn | None:
        work, made = folder / "work", folder / "made"
        work.mkdir()
        made.mkdir()
        before = self._before()
        try:
            found = take_in.take_in(source, self._settings(mapping, kept, before), work, made, self.report)
        except (OpenDates, OpenOrderDates) as unclear:
            self._ask_for_mapping([about_dates(unclear.args[0])])
            return None
        except OpenOrders as unclear:
            self._ask_for_mapping(unclear.args)
            return None
        if not found.rows:
            raise UnreadableFile("V01", NO_ROWS)
        questions = self._questions(found, before)
        if not self.asks and (held := [one for one in questions if one.key == ABOUT_DATASET]):
            raise UnreadableFile("V12", held[0].words)
        if questions and self.asks:
            self._leave(DatasetState.WAITING, found, questions=[one.as_json for one in questions])
            return found
        overlapped = [one for one, n in zip(before, found.overlaps, strict=True) if n]
        self._take(found, made, kept, overlapped if self.row.answers.get(ABOUT_DATASET) == REPLACE else [])
        return found

    def _before(self) -> list[Dataset]:
        """Return what is held of the same holder, which this file may overlap."""
        rows = Dataset.objects.filter(authority_id=self.row.authority_id, holder=self.row.holder)
        return list(rows.filter(state=DatasetState.TAKEN_IN).exclude(folder="").exclude(id=self.row.id).order_by("id"))

    def _settings(self, mapping: ColumnMapping, kept: VisitMapping | None, before: Sequence[Dataset]) -> TakeInSettings:
        row = self.row
        cards = RateCard.objects.filter(authority_id=row.authority_id).values_list("valid_from", flat=True)
        return TakeInSettings(
            mapping,
            self._resolver(kept),
            key_of(row.authority_id),
            drops_others=row.holder == VisitHolder.COUNCIL,
            cards=list(cards),
            answers=row.answers,
            places=places_of(row.authority_id),
            before=[
                HeldBefore(dataset_folders.folder_at(one.folder), one.first_day, one.last_day)
                for one in before
                if one.first_day and one.last_day and one.by_month
            ],
        )

    def _resolver(self, kept: VisitMapping | None) -> Callable[[str], known_places.Place | None]:
        said = kept.providers if kept else {}
        return known_places.resolver(self.row.authority_id, said, self.row.provider_id)

    def _ask_for_mapping(self, sentences: Sequence[str]) -> None:
        self.change(state=DatasetState.MAPPING, words=" ".join(sentences))

    def _questions(self, found: TakenIn, before: Sequence[Dataset]) -> list[TakeInQuestion]:
        answers = self.row.answers
        overlaps = [
            (one.file_name, f"{one.first_day:%-d %B %Y} to {one.last_day:%-d %B %Y}", n)
            for one, n in zip(before, found.overlaps, strict=True)
        ]
        return [
            *about_overlap(overlaps, answers),
            *about_clocks(found.marks.get("V06", 0), found.has_wall_clocks, answers),
            *about_providers(found.unknown_providers, answers),
            *about_words(found.unknown.outcomes, answers),
            *about_rows(found.waits, answers),
        ]

    def _take(self, found: TakenIn, made: Path, kept: VisitMapping | None, replaced: Sequence[Dataset]) -> None:
        """Put the files in their place, then say so; what is left by whoever is stopped between is swept."""
        place = dataset_folders.place_of(self.row.holder, self.row.authority_id, self.row.id) if found.used.rows else ""
        if place:
            dataset_folders.put(made, place)
        try:
            with transaction.atomic():
                for one in replaced:
                    self._replace(one)
                self._keep(found, place, kept)
        except BaseException:
            if place:
                dataset_folders.throw_away(place)
            raise

    def _replace(self, other: Dataset) -> None:
        """Put this file in the place of another, whose half-minutes go at once and whose files a worker deletes."""
        gone = Dataset.objects.filter(id=other.id, state=DatasetState.TAKEN_IN)
        if gone.update(state=DatasetState.REPLACED, finished_at=timezone.now()):
            HalfMinutes.objects.filter(dataset_id=other.id).delete()
            count_lengths(other.id)
            audit.record_on(other, by=self.by, verb="replaced visits", kind=KIND, words=other.file_name)
            task_queue.nudge_when_committed(DELETE_FILES, other.id)

    def _keep(self, found: TakenIn, place: str, kept: VisitMapping | None) -> None:
        now = timezone.now()
        self._leave(
            DatasetState.TAKEN_IN,
            found,
            folder=place,
            digest=digest_of(self.row, kept, found),
            mapping=kept,
            mapping_edition=kept.edition if kept else None,
            finished_at=now,
            questions=[],
        )
        _insert(self.row, found.half_minutes)
        count_lengths(self.row.id)
        SealedPart.objects.filter(dataset_id=self.row.id).delete()
        audit.record_on(self.row, by=self.by, verb="took visits in", kind=KIND, words=self.row.file_name)

    def _leave(self, state: DatasetState, found: TakenIn, **more: Any) -> None:
        used = found.used
        self.change(
            state=state,
            rows=found.rows,
            used=used.rows,
            copies=found.copies,
            waiting=found.waiting,
            refused=found.refused,
            elsewhere=found.elsewhere,
            visits=used.visits,
            first_day=used.first_day,
            last_day=used.last_day,
            by_month=used.by_month,
            fields=list(found.fields),
            findings=findings_in(found),
            words="",
            **more,
        )


def findings_in(found: TakenIn) -> list[dict[str, Any]]:
    return [
        *findings_of(found.marks, found.refusals, found.waits, found.copies, not found.elsewhere),
        *columns_with_names(found.unknown.refused_columns),
        *lost_places(found.unknown.places, found.rows),
        *cells(found.faults),
        *found.notes,
    ]


def _insert(row: Dataset, chunks: Sequence[tuple[str, ...]]) -> None:
    """Write half-minutes in bulk, a column at a time: nothing can be copied into a table behind the wall."""
    arrays = ", ".join(f"%s::{kind}[]" for kind in COLUMNS.values())
    statement = (
        f"INSERT INTO {HalfMinutes._meta.db_table} (dataset_id, authority_id, holder, {', '.join(COLUMNS)}) "
        f"SELECT %s, %s, %s, * FROM unnest({arrays})"
    )
    with database.cursor() as cursor:
        for chunk in chunks:
            cursor.execute(statement, [row.id, row.authority_id, row.holder, *chunk])


def digest_of(row: Dataset, kept: VisitMapping | None, found: TakenIn) -> str:
    """Return a digest over the file, how it was read, and what it came to: equal whoever takes it in, and how often."""
    counts = [found.rows, found.used.rows, found.copies, found.waiting, found.refused, found.elsewhere]
    layout = [kept.columns, kept.words, kept.zone, kept.dates, kept.providers] if kept else []
    whole = sha256(json.dumps([VERSION, row.sha256, layout, row.answers, counts, found.marks], sort_keys=True).encode())
    for column in chain.from_iterable(found.half_minutes):
        whole.update(column.encode())
    return whole.hexdigest()
