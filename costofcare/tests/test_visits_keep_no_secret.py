"""Names, NHS numbers and postcodes in files of visits are nowhere afterwards: in no folder, row, log, page or mail."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as portal
from django.core import mail

from accounts.domain.refusal import Refusal
from accounts.tests.pages import client_of, get, no_second_factor
from costofcare.tests.marker_search import found, words_of
from costofcare.tests.planted_visits import SECRETS, PlantedFile, broken_files, planted_files
from markets.models import Dataset, VisitRun
from markets.profiles.actions import profile_runs
from markets.store import profile_worker
from markets.tests.council import Council
from markets.tests.held_visits import council, worked
from markets.visits.actions import datasets
from markets.visits.domain.dataset_states import VisitHolder
from markets.visits.domain.take_in_questions import LEAVE, questions_of

__all__ = ["council", "no_second_factor"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
# Of an audit trail and of what is held pages are read once; these of each file.
OF_A_FILE = ("markets:dataset_detail", "markets:dataset_map", "markets:dataset_answer", "markets:dataset_delete")
SEALED = "markets_sealedpart.sealed"


def settle(who: Council, file: PlantedFile) -> tuple[Dataset | None, list[str]]:
    """Send a file and answer all that is asked, letting be what is not known; return its pages."""
    row = datasets.receive(by=who.carol, file_name=file.name, data=file.data)
    if isinstance(row, Refusal) or row is None:
        return None, [row.because if row else ""]
    pages = []
    for _ in range(6):
        row = worked(row)
        pages += pages_of(who, row)
        if row.state == "mapping":
            asked = {one["name"]: one["field"] for one in row.layout.get("columns", []) if one["field"]}
            done = datasets.map_columns(by=who.carol, dataset_id=row.id, columns=asked, zone="UTC", dates="dmy")
        elif row.state == "waiting":
            said = {
                one.key: LEAVE if LEAVE in one.choices else next(iter(one.choices))
                for one in questions_of(row.questions)
            }
            done = datasets.answer(by=who.carol, dataset_id=row.id, answers=said)
        else:
            break
        if isinstance(done, Refusal):
            pages.append(done.because)
            datasets.delete(by=who.carol, dataset_id=row.id)
            break
    row.refresh_from_db()
    return row, pages


def pages_of(who: Council, row: Dataset) -> list[str]:
    return [get(who.carol, page, row.id).content.decode() for page in OF_A_FILE]


def in_texts(texts: Iterator[tuple[str, str]]) -> dict[str, set[str]]:
    places: dict[str, set[str]] = {}
    for place, text in texts:
        for secret in SECRETS:
            if secret.lower() in text.lower():
                places.setdefault(secret, set()).add(place)
    return places


def in_files(folder: Path) -> Iterator[tuple[str, str]]:
    for path in folder.rglob("*"):
        yield path.name, path.name
        if path.is_file():
            yield str(path.relative_to(folder)), path.read_bytes().decode("latin-1")


def left_over(who: Council, files: list[PlantedFile], logs: Any) -> tuple[dict[str, Any], list[str]]:
    """Take files in; return where secrets are left, and the states that the files came to."""
    pages, states, open_hits = [], [], {}
    for file in files:
        row, own = settle(who, file)
        states.append(f"{file.name}: {row.state if row else 'refused'}")
        hits = in_texts((file.name, text) for text in own)
        pages += [f"{file.name}: {secret}" for secret in hits]
    open_hits = {secret: where - {SEALED} for secret, where in found(SECRETS).items()}
    for row in Dataset.objects.filter(state__in=("mapping", "waiting")):
        datasets.delete(by=who.carol, dataset_id=row.id)
    written = [("mail", f"{one.subject}\n{one.body}") for one in mail.outbox]
    client = client_of(who.carol)
    shown = [(path, client.get(path).content.decode("utf-8", "replace")) for path in ("/visits/", "/market-profile/")]
    out, err = logs.readouterr()
    return {
        "database, while files wait": {secret: where for secret, where in open_hits.items() if where},
        "database": found(SECRETS),
        "folder": in_texts(in_files(Path(portal.VISITS_FOLDER))),
        "pages": pages + sorted(in_texts(iter(shown))),
        "mails": in_texts(iter(written)),
        "logs": in_texts(iter([("out", out), ("err", err)])),
    }, states


def files_of_a_profile(who: Council) -> list[tuple[str, str]]:
    """Return what is downloaded of a profile of all visits, as text."""
    run = profile_runs.ask_for(by=who.carol, holder=VisitHolder.COUNCIL, first=None, last=None)
    assert isinstance(run, VisitRun)
    profile_worker.process(run.id)
    found = [(kind, get(who.carol, "markets:profile_file", run.id, kind)) for kind in ("csv", "xlsx")]
    assert all(answer.status_code == 200 for _, answer in found)
    return [(kind, words_of(answer.content)) for kind, answer in found]


def test_a_few_files(council: Council, capfd: Any):
    headed, *_, letter, _ = broken_files()
    hits, _ = left_over(council, [headed, letter], capfd)
    assert not any(hits.values()), hits


@pytest.mark.proof
@pytest.mark.django_db(transaction=True)  # XML is read by a thread, on a connection of its own
def test_twenty_columns_of_twenty_files_and_ten_broken_ones(council: Council, capfd: Any):
    hits, states = left_over(council, planted_files(), capfd)
    hits["exports"] = in_texts(iter(files_of_a_profile(council)))
    assert not any(hits.values()), (hits, states)
    assert sum("taken_in" in state for state in states) >= 15, states
