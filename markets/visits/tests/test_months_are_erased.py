"""Months of visits are deleted: by page once it is confirmed, and by the timetable once they were kept long enough."""

from datetime import date
from pathlib import Path
from typing import Any

from accounts.models import AuditEvent
from accounts.tests.pages import get, is_kept_out, post, text_of
from markets.models import Dataset, HalfMinutes
from markets.store import dataset_removal
from markets.store.dataset_reader import opened, plain_attendances
from markets.tests.council import Council
from markets.tests.held_visits import file_of, sent, usual_rows
from markets.visits.actions import months
from markets.visits.domain.held_months import months_between, oldest_kept


def of_months(*names: str) -> Any:
    rows = [{k: v.replace("2025-06", name) for k, v in row.items()} for name in names for row in usual_rows()]
    return file_of([row | {"visit_ref": f"V{number}"} for number, row in enumerate(rows)])


def files(settings: Any) -> list[str]:
    return sorted(path.stem for path in Path(settings.VISITS_FOLDER).rglob("*.parquet"))


def test_a_period_is_erased_by_page(council: Council, settings: Any, no_second_factor: Any):
    carol = council.carol
    assert "Nothing is held" in text_of(get(carol, "markets:months_erase"))
    row = sent(carol, of_months("2025-04", "2025-05", "2025-06"))
    alone = sent(carol, of_months("2025-02"), "february.csv")
    assert "Erase a period" in text_of(get(carol, "markets:dataset_list"))
    said = {"first": "2025-02", "last": "2025-05"}
    assert "lies before the first" in text_of(post(carol, "markets:months_erase", first="2025-05", last="2025-04"))
    asked = text_of(post(carol, "markets:months_erase", **said))
    assert "18 visits of February 2025 to May 2025, from 2 files" in asked
    assert HalfMinutes.objects.count() and files(settings) == ["2025-02", "2025-04", "2025-05", "2025-06"]
    assert is_kept_out(council.dev, post(council.cora, "markets:months_erase", confirmed="yes", **said))
    assert "18 visits are deleted" in text_of(post(carol, "markets:months_erase", confirmed="yes", **said))
    dataset_removal.sweep()
    row.refresh_from_db()
    alone.refresh_from_db()
    assert (row.state, str(row.first_day), list(row.by_month)) == ("taken_in", "2025-06-01", ["2025-06"])
    assert (alone.state, alone.folder) == ("deleted", "")
    assert files(settings) == ["2025-06"]
    assert {str(cell.period) for cell in HalfMinutes.objects.all()} == {"2025-06-01"}
    with opened([row]) as connection:
        assert len(plain_attendances(connection)) == 6
    assert AuditEvent.objects.filter(verb="erased months of visits").count() == 2
    assert "were deleted by page" in text_of(get(carol, "markets:dataset_detail", row.id))


def test_old_visits_go_and_their_half_minutes_stay(council: Council, settings: Any):
    row = sent(council.carol, of_months("2025-04", "2025-06"))
    assert months.forget_old(date(2028, 4, 30)) == 0
    assert months.forget_old(date(2028, 5, 1)) == 1 and months.forget_old(date(2028, 5, 1)) == 0
    dataset_removal.remove_months(row.id)
    assert files(settings) == ["2025-06"]
    assert sum(HalfMinutes.objects.values_list("count", flat=True)) == 12
    event = AuditEvent.objects.get(verb="deleted visits kept long enough")
    assert event.words.startswith("6 visits of before May 2025")
    assert months.forget_old(date(2030, 1, 1)) == 1
    dataset_removal.sweep()
    assert files(settings) == []
    held = Dataset.objects.get()
    assert (held.state, held.by_month, held.first_day) == ("taken_in", {}, None)


def test_months_are_counted():
    assert months_between("2024-11", "2025-02") == ["2024-11", "2024-12", "2025-01", "2025-02"]
    assert oldest_kept(date(2026, 1, 31), 36) == "2023-01"
