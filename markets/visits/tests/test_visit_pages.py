"""Pages of visits: send, map, answer, see what was found, delete; and who finds none of them."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.tests.in_turn import first_by_day
from accounts.tests.pages import get, is_kept_out, post, send, text_of
from markets.models import Dataset, HalfMinutes
from markets.store import dataset_removal
from markets.tests.council import Council
from markets.tests.held_visits import file_of, sent, usual_rows, worked
from markets.tests.made_rows import a_dataset
from markets.visits.tests.test_file_is_taken_in import files, in_their_words


def test_from_an_unknown_file_to_what_is_held(council: Council, settings: Any, no_second_factor: Any):
    carol = council.carol
    assert "Nothing is held yet" in text_of(get(carol, "markets:dataset_list"))
    file = SimpleUploadedFile("<b>own</b>.csv", in_their_words(14))
    answer = post(carol, "markets:dataset_send", file=file)
    row = Dataset.objects.get()
    assert "Waiting for a worker" in text_of(answer)
    worked(row)
    page = text_of(get(carol, "markets:dataset_map", row.id))
    assert "Service User" in page and "Looks like: 14/06/2025 01:00" in page
    assert "The first rows of the file" in page and "01:05" in page and "Completed" in page
    sample = Dataset.objects.get().layout["rows"]
    assert len(sample) == 4 and all(len(cells[1]) == 6 for cells in sample)
    assert [cells[2] for cells in sample[:2]] == [cells[2] for cells in sample[2:]]
    again = text_of(post(carol, "markets:dataset_map", row.id, zone="UTC", dates="", column_0="provider_ref"))
    assert "Which column holds Client? We need it because a visit is a client’s." in again
    fields = "provider_ref client_ref carer_ref planned_start planned_seconds actual_start actual_end outcome"
    columns = {f"column_{place}": field for place, field in enumerate(fields.split())}
    send(carol, "markets:dataset_map", row.id, zone="Europe/London", dates="dmy", name="Own", **columns)
    worked(row)
    assert "“Completed” (4 visits) mean" in text_of(get(carol, "markets:dataset_answer", row.id))
    assert "Choose an answer" in text_of(post(carol, "markets:dataset_answer", row.id))
    send(carol, "markets:dataset_answer", row.id, answer_0="done")
    row = worked(row)
    assert row.state == "taken_in"
    assert sent(carol, in_their_words(15), "later.csv").state == "taken_in"  # the second file asks nothing
    detail = text_of(get(carol, "markets:dataset_detail", row.id))
    assert "The file itself is deleted" in detail and "b>.csv" in detail
    listed = text_of(get(carol, "markets:dataset_list"))
    assert "Elm Branch" in listed and "Jun 2025" in listed
    kept = len(files(settings))
    send(carol, "markets:dataset_delete", row.id)
    dataset_removal.sweep()
    assert not HalfMinutes.objects.filter(dataset=row).exists() and len(files(settings)) == kept - 1
    assert "Its visits are deleted" in text_of(get(carol, "markets:dataset_detail", row.id))


@pytest.mark.nightly
def test_a_file_that_is_none_is_refused_in_words(council: Council, no_second_factor: Any):
    for data, said in (
        (b"%PDF-1.7 and more", "it is a PDF"),
        (b"\xd0\xcf\x11\xe0 old", "an old Excel file"),
        (b"hello\nworld\n", "We found no row of column names"),
        (b"\0\1\2\3" * 20, "it is no table"),
    ):
        row = sent(council.carol, data, "x.csv")
        assert row.state == "refused" and said in text_of(get(council.carol, "markets:dataset_detail", row.id))
    empty = post(council.carol, "markets:dataset_send", file=SimpleUploadedFile("x.csv", b""))
    assert "This file is empty" in text_of(empty)


@pytest.mark.nightly
def test_a_gap_is_seen(council: Council, no_second_factor: Any):
    for month in ("2025-06", "2025-08"):
        rows = [{key: text.replace("2025-06", month) for key, text in row.items()} for row in usual_rows()]
        sent(council.carol, file_of(rows), f"{month}.csv")
    page = text_of(get(council.carol, "markets:dataset_list"))
    assert "1 month of a provider missing" in page and "Jul 2025" in page


def test_files_are_found_by_state_and_name(council: Council, no_second_factor: Any):
    for name, state, digest in (("june.csv", "taken_in", "1"), ("july.csv", "mapping", "2")):
        row = a_dataset(council.carol)
        Dataset.objects.filter(id=row.id).update(file_name=name, state=state, sha256=digest * 64)
    both, june, july, none = ["june.csv", "july.csv"], ["june.csv"], ["july.csv"], []
    asked = (({}, both), ({"state": "asks"}, july), ({"q": "JUNE"}, june), ({"q": "may"}, none), ({"state": "x"}, both))
    for query, found in asked:
        page = text_of(get(council.carol, "markets:dataset_list", **query))
        assert [name for name in both if name in page] == found
        assert ("No files" in page) == (not found) and "Nothing is held yet" not in page


def test_plans_alone_are_told_to_come_with_their_visits(council: Council):
    rows = [{key: text for key, text in row.items() if not key.startswith("actual")} for row in usual_rows()]
    row = sent(council.carol, file_of(rows), "rota.csv")
    assert row.state == "mapping" and row.words.startswith("This file tells plans alone"), row.words


OTHERS = first_by_day(["fay ada", "ned reg alex una eve nobody"])


@pytest.mark.parametrize("others", OTHERS)
def test_whoever_does_not_look_after_visits_finds_nothing(council: Council, no_second_factor: Any, others: str):
    row = a_dataset(council.carol)
    for other in (getattr(council, name, None) for name in others.split()):
        assert is_kept_out(other, get(other, "markets:dataset_list"))
    for other in (council.cora, council.dev, council.gus):
        assert is_kept_out(other, get(other, "markets:dataset_detail", row.id))
        assert is_kept_out(other, post(other, "markets:dataset_delete", row.id))


def test_the_switch_is_an_administrators(council: Council, no_second_factor: Any):
    role = council.eve.roles.model.objects.get(person_id=council.cora.person_id)
    assert is_kept_out(council.dev, post(council.dev, "accounts:switch_visits", role.id, on="yes"))
    assert is_kept_out(council.cora, get(council.cora, "markets:dataset_list"))
    send(council.alex, "accounts:switch_visits", role.id, on="yes")
    assert get(council.cora, "markets:dataset_list").status_code == 200
    assert "Take visits away" in text_of(get(council.alex, "accounts:person_detail", council.cora.person_id))
    send(council.alex, "accounts:switch_visits", role.id, on="no")
    assert is_kept_out(council.cora, get(council.cora, "markets:dataset_list"))
    analyst = council.eve.roles.model.objects.get(person_id=council.dev.person_id)
    send(council.alex, "accounts:switch_visits", analyst.id, on="yes")
    analyst.refresh_from_db()
    assert not analyst.with_visits


@pytest.mark.nightly
def test_who_has_the_switch_needs_a_second_factor(council: Council, settings: Any):
    settings.SECOND_FACTOR_REQUIRED = True
    answer = get(council.carol, "markets:dataset_list")
    assert answer.status_code == 302 and "totp" in answer["Location"]
