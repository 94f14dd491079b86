"""A list of places is sent, read by a worker, looked at, and holds once it is kept; then zones and visits use it."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.tests.pages import get, is_kept_out, post, text_of
from markets.models import Dataset, PlaceFilePart, PlaceList, VisitRun, ZoneGround
from markets.places.tests.made_places import COUNTY, INVENTED, ONSPD, a_place_list, csv_of, onspd_row
from markets.store import ground_worker, place_worker
from markets.tests.council import Council
from markets.tests.held_visits import council, file_of, sent, usual_rows
from markets.zones.queries import units_of_ground

__all__ = ["council"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
POSTCODES = (INVENTED / "invented_postcodes.csv").read_bytes()


def send(council: Council, data: bytes = POSTCODES, area: str = COUNTY, name: str = "places_2025.csv") -> VisitRun:
    answer = post(council.carol, "markets:place_send", file=SimpleUploadedFile(name, data), area=area)
    assert answer.status_code == 200, answer
    return VisitRun.objects.filter(kind="places").order_by("-received_at").first()


def read(council: Council, **more) -> VisitRun:
    run = send(council, **more)
    place_worker.process(run.id)
    run.refresh_from_db()
    return run


def test_a_list_is_read_looked_at_and_kept(council):
    run = send(council)
    page = text_of(get(council.carol, "markets:place_list_detail", run.id))
    assert "Taken up by a worker" in page and not PlaceList.objects.exists()
    place_worker.process(run.id)
    page = text_of(get(council.carol, "markets:place_list_detail", run.id))
    assert "Nothing holds yet" in page and "Outside the area 1" in page and "All rows of the file 362" in page
    assert "Royal Mail copyright and database right 2025" in page and not PlaceFilePart.objects.exists()
    assert place_worker.places_of(council.authority.id).points == {}
    assert "holds. Look into the visits" in text_of(post(council.carol, "markets:place_list_detail", run.id, do="keep"))
    assert len(place_worker.places_of(council.authority.id).points) == PlaceList.objects.get().used
    assert "Royal Mail" in text_of(get(council.dev, "markets:place_list_all"))


def test_the_invented_county_needs_no_area(council):
    assert read(council, area="").state == "done" and PlaceList.objects.get().area == COUNTY
    run = read(council, data=POSTCODES + b"\n", area="")
    assert run.state == "stopped" and "area" in run.words


def test_what_cannot_be_read_is_said_and_nothing_is_lost(council):
    a_place_list(council.carol)
    run = read(council, data=b"name,rate\nElm,24\n")
    page = text_of(get(council.carol, "markets:place_list_detail", run.id))
    assert "no list of places that we know" in page and "Nothing that held before has changed" in page
    assert PlaceList.objects.get().kept_at is not None
    post(council.carol, "markets:place_list_detail", run.id, do="throw")
    assert not VisitRun.objects.filter(id=run.id).exists()
    page = text_of(post(council.carol, "markets:place_send", area="Fern"))
    assert "Choose a file" in page and "E or W and eight digits" in page


def test_a_worker_that_is_gone_leaves_nothing_and_the_next_reads_it_whole(council, monkeypatch):
    run = send(council)
    with monkeypatch.context() as patch:
        patch.setattr(place_worker, "list_of", killed)
        with pytest.raises(SystemExit):
            place_worker.process(run.id)
    place_worker.process(run.id)  # Somebody else seems to be at it.
    assert not PlaceList.objects.exists() and PlaceFilePart.objects.exists()
    VisitRun.objects.filter(id=run.id).update(claimed_at=timezone.now() - timedelta(days=1))
    assert place_worker.sweep() == 1
    place_worker.process(run.id)
    assert PlaceList.objects.get().id == run.id


def killed(*_: object) -> None:
    raise SystemExit


def test_only_who_looks_into_visits_sends_and_keeps(council):
    ids = a_place_list(council.carol, kept_at=None)
    assert is_kept_out(council.cora, post(council.cora, "markets:place_list_detail", ids["place_list_id"], do="keep"))
    for who in (council.cora, council.gus, council.ned, council.ada, council.eve, None):
        assert is_kept_out(who, get(who, "markets:place_list_detail", ids["place_list_id"])), who
    assert PlaceList.objects.get().kept_at is None


def test_postcodes_of_visits_become_squares_and_no_postcode_is_kept(council):
    a_place_list(council.carol)
    rows = [
        row | {"place_ref": place} for row, place in zip(usual_rows(3), ("zz1 1aa", "ZZ11AA", "SK9 1AB"), strict=True)
    ]
    held = sent(council.carol, file_of(rows))
    notes = {one["code"]: one for one in held.findings}
    assert notes["places"]["n"] == 2 and notes["V22"]["n"] == 1 and "ZZ1" not in str(held.findings)
    assert "Office for National Statistics" in text_of(get(council.carol, "markets:dataset_detail", held.id))


def test_clients_in_an_lsoa_are_placed_and_get_its_class_with_the_licence_on_the_page(council):
    a_place_list(council.carol)
    sent(council.carol, file_of([row | {"place_ref": "E01090001"} for row in usual_rows(3)]))
    assert Dataset.objects.get().state == "taken_in"
    post(council.carol, "markets:zone_ground_ask")
    ground_worker.process(VisitRun.objects.get(kind="zones").id)
    ground = ZoneGround.objects.get()
    assert [(unit.key, unit.ruc, len(unit.clients)) for unit in units_of_ground(ground)] == [("429E 0279N", "RSF1", 3)]
    assert ground.sources and "Office for National Statistics" in text_of(get(council.carol, "markets:zone_plan_list"))


def test_the_command_keeps_a_list_at_once(council, tmp_path, capsys):
    path = tmp_path / "ONSPD_FEB_2024_UK.csv"
    path.write_bytes(csv_of([ONSPD, onspd_row(), onspd_row("ZZ1 1AB", doterm="202401")]))
    call_command("import_places", str(path), authority="Testshire", area=COUNTY, dry_run=True)
    assert not PlaceList.objects.exists()
    call_command("import_places", str(path), authority="Testshire", area=COUNTY)
    assert "2 rows: 1 used, 1 no longer in use" in capsys.readouterr().out
    assert PlaceList.objects.get().kept_at is not None
    with pytest.raises(CommandError, match="Say the code of your area"):
        call_command("import_places", str(path), authority="Testshire")
