"""A file that is sent is taken in by a worker: whole or not at all, what is open is asked once, and it can go again."""

from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command

from accounts.tests.in_turn import first_by_day
from markets.models import Dataset, HalfMinutes, SealedPart, VisitMapping
from markets.store import dataset_removal, dataset_work, take_in_worker
from markets.store.dataset_reader import opened, plain_attendances
from markets.tests.council import Council
from markets.tests.held_visits import file_of, sent, usual_rows, worked
from markets.tests.made_rows import a_dataset
from markets.visits.actions import datasets
from markets.visits.tests.visit_rows import at, visit


def files(settings: Any) -> list[Path]:
    return [path for path in Path(settings.VISITS_FOLDER).rglob("*") if path.is_file()]


def test_a_file_in_our_own_names_asks_nothing(council: Council, settings: Any, django_capture_on_commit_callbacks: Any):
    with django_capture_on_commit_callbacks(execute=True):
        row = sent(council.carol, file_of(usual_rows()))
    assert (row.state, row.rows, row.used, row.words) == ("taken_in", 6, 6, "")
    assert (str(row.first_day), str(row.last_day)) == ("2025-06-01", "2025-06-06")
    assert not SealedPart.objects.exists()
    cells = HalfMinutes.objects.filter(dataset=row)
    assert sum(cell.count for cell in cells) == 6
    assert {(cell.planned, cell.delivered, str(cell.period), cell.location.name) for cell in cells} == {
        (30, 50, "2025-06-01", "Elm Branch")
    }
    with opened([row]) as connection:
        kept = plain_attendances(connection)
    assert [one.planned_seconds for one in kept] == [1800] * 6
    assert not {"C1", "W1"} & {text for one in kept for text in (one.client, one.carer, one.visit)}
    assert [path.name for path in files(settings)] == ["2025-06.parquet"]
    assert mail.outbox[0].subject == "Your file of visits is taken in"


def test_a_file_without_rows_and_one_deleted_while_it_is_read(council: Council, monkeypatch: Any):
    row = sent(council.carol, file_of(usual_rows()).splitlines()[0], "head.csv")
    assert (row.state, row.findings[0]["code"]) == ("refused", "V01") and "no row below them" in row.words
    row = datasets.receive(by=council.carol, file_name="june.csv", data=file_of(usual_rows()))
    assert isinstance(row, Dataset)
    real = take_in_worker.source_of

    def deleted_first(pieces: Any) -> Any:
        datasets.delete(by=council.carol, dataset_id=row.id)
        return real(pieces)

    monkeypatch.setattr(take_in_worker, "source_of", deleted_first)
    assert worked(row).state == "deleted" and row.words == "" and not HalfMinutes.objects.exists()


@pytest.mark.nightly
def test_the_same_file_is_not_taken_twice(council: Council):
    row = sent(council.carol, file_of(usual_rows()))
    again = datasets.receive(by=council.carol, file_name="june.csv", data=file_of(usual_rows()))
    assert not isinstance(again, Dataset) and again is not None and "You sent this file on" in again.because
    datasets.delete(by=council.carol, dataset_id=row.id)
    assert sent(council.carol, file_of(usual_rows())).digest == row.digest


def test_a_file_of_the_same_reference_is_not_taken_twice(council: Council):
    row = sent(council.carol, file_of(usual_rows(FileReference="F1")))
    assert (row.state, row.file_reference) == ("taken_in", "F1")
    again = sent(council.carol, file_of(usual_rows(5, FileReference="F1")), "again.csv")
    assert (again.state, again.findings[0]["code"]) == ("refused", "V11")
    assert again.words.startswith("You sent this file on ")
    datasets.delete(by=council.carol, dataset_id=row.id)
    assert sent(council.carol, file_of(usual_rows(4, FileReference="F1")), "again.csv").state == "taken_in"
    named = sent(council.carol, file_of(usual_rows(3, FileReference="Mary Jones SK9 1AB")), "named.csv")
    assert named.file_reference == ""


@pytest.mark.parametrize("station", first_by_day(["digest_of", "findings_in", "_insert"]))
def test_a_worker_that_is_stopped_leaves_nothing_half(council: Council, settings: Any, monkeypatch: Any, station: str):
    class Killed(BaseException):
        """As a kill is: no handler of ours hears of it."""

    def kill(*_: object) -> None:
        raise Killed

    row = datasets.receive(by=council.carol, file_name="june.csv", data=file_of(usual_rows()))
    assert isinstance(row, Dataset)
    with monkeypatch.context() as patch:
        patch.setattr(dataset_work, station, kill)
        with pytest.raises(Killed):
            worked(row)
    row.refresh_from_db()
    assert row.state == "reading" and not HalfMinutes.objects.exists() and SealedPart.objects.exists()
    assert not [path for path in files(settings) if path.suffix == ".parquet"]
    Dataset.objects.filter(id=row.id).update(state="received")
    assert worked(row).used == 6 and len(files(settings)) == 1


@pytest.mark.nightly
def test_deleting_deletes_rows_and_files(council: Council, settings: Any):
    row = sent(council.carol, file_of(usual_rows()))
    datasets.delete(by=council.carol, dataset_id=row.id)
    assert not HalfMinutes.objects.exists()
    dataset_removal.sweep()
    assert files(settings) == []
    row.refresh_from_db()
    assert (row.state, row.folder, row.rows) == ("deleted", "", 6)


@pytest.mark.nightly
def test_what_is_open_is_asked_once_for_a_layout(council: Council):
    rows = [*usual_rows(4, provider="Oak Care"), visit(9, provider_ref="1-elm-a", outcome="see notes")]
    row = sent(council.carol, file_of(rows))
    assert row.state == "waiting" and not HalfMinutes.objects.exists() and SealedPart.objects.exists()
    assert [question["code"] for question in row.questions] == ["V17", "V21"]
    location = council.authority.locations.get()
    said = {"V17:Oak Care": str(location.id), "V21:see notes": "missed"}
    assert isinstance(datasets.answer(by=council.carol, dataset_id=row.id, answers=said), Dataset)
    row = worked(row)
    assert (row.state, row.used, row.waiting) == ("taken_in", 5, 0)
    later = [{key: text.replace("2025-06-", "2025-07-") for key, text in one.items()} for one in rows]
    assert sent(council.carol, file_of(later), "july.csv").state == "taken_in"


@pytest.mark.nightly
@pytest.mark.parametrize(("said", "states", "counts"), [("replace", "replaced", (6, 0)), ("twice", "taken_in", (2, 4))])
def test_what_is_held_already_is_asked_about(
    council: Council, settings: Any, said: str, states: str, counts: tuple[int, int]
):
    first = sent(council.carol, file_of(usual_rows(4)))
    row = sent(council.carol, file_of(usual_rows(6)), "more.csv")
    assert [question["words"] for question in row.questions] == [
        "4 visits of 1 June 2025 to 4 June 2025 are here already from “june.csv”. Replace, add only new ones, or stop?"
    ]
    datasets.answer(by=council.carol, dataset_id=row.id, answers={"V12:dataset": said})
    row = worked(row)
    first.refresh_from_db()
    assert (row.state, first.state, (row.used, row.copies)) == ("taken_in", states, counts)
    assert sum(HalfMinutes.objects.values_list("count", flat=True)) == 6
    dataset_removal.sweep()
    assert len(files(settings)) == (1 if said == "replace" else 2)


@pytest.mark.nightly
def test_rows_that_nobody_explains_are_left_out_and_counted(council: Council):
    row = sent(council.carol, file_of(usual_rows(4, provider="Oak Care") + usual_rows(2)))
    datasets.answer(by=council.carol, dataset_id=row.id, answers={"V17:Oak Care": "leave"})
    row = worked(row)
    assert (row.state, row.used, row.waiting, row.rows) == ("taken_in", 2, 4, 6)


@pytest.mark.nightly
def test_others_visits_are_not_the_councils_to_hold(council: Council):
    rows = usual_rows(3, funder="self_funder") + [one | {"funder": "council"} for one in usual_rows(2)]
    for number, row in enumerate(rows):
        row["visit_ref"], row["planned_start"] = f"V{number}", at(8, number, 3)
    row = sent(council.carol, file_of(rows))
    assert (row.used, row.elsewhere) == (2, 3)
    assert [one["words"] for one in row.findings if one["code"] == "V19"] == [
        "3 visits are not the council’s. They were not stored."
    ]
    team = sent(council.dev, file_of(rows))
    assert (team.holder, team.used, team.elsewhere) == ("independent", 5, 0)


OWN = "Branch,Service User,Employee,Due,Length,Log in,Log out,Result\n"


def in_their_words(day: int) -> bytes:
    start = [f"Elm Branch,{n},{n % 2},{day:02}/06/2025 0{n}:00,1800,0{n}:05,0{n}:31,Completed\n" for n in range(1, 5)]
    return (OWN + "".join(start)).encode()


def an_unknown_layout_is_mapped_once(council: Council) -> None:
    row = sent(council.carol, in_their_words(14))
    assert row.state == "mapping"
    proposed = {one["name"]: one["field"] for one in row.layout["columns"]}
    assert proposed["Service User"] == "client_ref" and proposed["Log in"] == "actual_start"
    columns = {**{name: field for name, field in proposed.items() if field}, "Length": "planned_seconds"}
    done = datasets.map_columns(by=council.carol, dataset_id=row.id, columns=columns, zone="Europe/London", dates="")
    assert isinstance(done, Dataset)
    row = worked(row)
    assert [question["code"] for question in row.questions] == ["V21"]
    datasets.answer(by=council.carol, dataset_id=row.id, answers={"V21:Completed": "done"})
    row = worked(row)
    assert (row.state, row.used) == ("taken_in", 4)
    assert sent(council.carol, in_their_words(15), "later.csv").state == "taken_in"
    assert VisitMapping.objects.count() == 1


@pytest.mark.nightly
def test_an_unknown_layout_is_mapped_once_and_one_that_has_changed_is_shown_as_a_difference(council: Council):
    an_unknown_layout_is_mapped_once(council)
    changed = in_their_words(16).replace(b"Log out,", b"Logged off,")
    row = sent(council.carol, changed, "changed.csv")
    assert (row.state, row.words) == (
        "mapping",
        "This layout is like “june.csv” but “Log out” is gone and “Logged off” is new. Nothing was taken in yet.",
    )
    columns = {one["name"]: one["field"] for one in row.layout["columns"] if one["field"]} | {
        "Logged off": "actual_end"
    }
    datasets.map_columns(by=council.carol, dataset_id=row.id, columns=columns, zone="Europe/London", dates="")
    assert worked(row).state == "taken_in"


def test_nobody_else_sends_or_sees_them(council: Council):
    row = a_dataset(council.carol)
    for other in (council.cora, council.dev, council.ned, council.reg, council.ada, council.alex, council.una):
        assert datasets.delete(by=other, dataset_id=row.id) is None
    for other in (council.cora, council.ned, council.fay, council.reg, council.ada, council.alex):
        assert datasets.receive(by=other, file_name="x.csv", data=b"x") is None


def test_by_command(council: Council, tmp_path: Path, capsys: Any):
    path = tmp_path / "june.csv"
    path.write_bytes(file_of(usual_rows(4) + usual_rows(1, provider="Oak Care")))
    with pytest.raises(SystemExit):
        call_command("take_in_visits", str(path), authority="Testshire", holder="council")
    said = capsys.readouterr().out
    assert "5 rows: 4 used, 0 copies, 1 waiting, 0 refused" in said
    assert Dataset.objects.get().state == "taken_in"
