"""A worker finds the ground in visits that were taken in: clients with places in units, once and whole."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from accounts.tests.pages import post
from markets.models import VisitRun, ZoneGround
from markets.store import ground_worker
from markets.tests.council import Council
from markets.tests.held_visits import council, file_of, sent, usual_rows
from markets.zones.queries import units_of_ground

__all__ = ["council"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]


def found(council: Council) -> VisitRun:
    post(council.carol, "markets:zone_ground_ask")
    run = VisitRun.objects.get(kind="zones")
    ground_worker.process(run.id)
    run.refresh_from_db()
    return run


def test_clients_are_counted_into_units_with_the_zone_of_most_hours(council):
    places = ["430100 280200", "430300 280400", "445000 281000"]
    rows = [
        row | {"place_ref": place, "zone_key": zone}
        for row, place, zone in zip(usual_rows(3), places, ("North", "North", "South"), strict=True)
    ]
    held = sent(council.carol, file_of([*rows, *usual_rows(5)[3:]]))
    assert held.state == "taken_in", (held.words, held.findings, held.questions)
    run = found(council)
    ground = ZoneGround.objects.get(id=run.id)
    assert [(unit.key, len(unit.clients)) for unit in units_of_ground(ground)] == [("429E 0279N", 2), ("444E 0279N", 1)]
    assert dict(ground.today) == {"429E 0279N": "North", "444E 0279N": "South"}
    assert ground.without_place == 2 and run.state == "done" and len(ground.digest) == 64
    assert UUID(ground.units[0][4][0][4]) and "C1" not in str(ground.units)


def test_a_worker_that_is_gone_leaves_nothing_and_the_next_comes_to_the_same(council, monkeypatch):
    sent(council.carol, file_of([row | {"place_ref": "430100 280200"} for row in usual_rows(3)]))
    run = found(council)
    whole = ZoneGround.objects.get()
    ground_worker.process(run.id)
    assert ZoneGround.objects.get() == whole, "what is over is not done again"
    ZoneGround.objects.all().delete()
    VisitRun.objects.filter(id=run.id).update(state="received", claimed_at=None, tries=0)
    with monkeypatch.context() as patch:
        patch.setattr(ground_worker, "ground_digest", killed)
        with pytest.raises(SystemExit):
            ground_worker.process(run.id)
    ground_worker.process(run.id)  # Somebody else seems to be at it.
    assert not ZoneGround.objects.exists()
    VisitRun.objects.filter(id=run.id).update(claimed_at=timezone.now() - timedelta(days=1))
    assert ground_worker.sweep() == 1
    ground_worker.process(run.id)
    assert ZoneGround.objects.get().digest == whole.digest


def killed(*_: object) -> None:
    raise SystemExit


def test_without_visits_or_places_it_says_why(council):
    assert found(council).words == "No visits are held."
    sent(council.carol, file_of(usual_rows(3)))
    VisitRun.objects.all().delete()
    assert "No visit says where it is" in found(council).words
    assert not ZoneGround.objects.exists()
