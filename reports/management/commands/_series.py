"""What the commands that release a market again and again have in common."""

import json
from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from costing.forms import CURRENT
from reports.actions.market_series import SeriesTerms, owners_in, released_series
from reports.domain.batch_folder import Ownership
from reports.domain.cohort import CohortFault
from reports.domain.released_document import Part
from reports.domain.series_document import shown_in
from reports.domain.summary_text import summary_text

NO_OWNERS = "No list of owners was given: every location counts as its own owner."


def add_series_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--owners", metavar="FILE.csv", type=Path, help="columns location_id,owner,weight")
    parser.add_argument(
        "--breakdown",
        metavar="FILE.csv",
        type=Path,
        help="columns location_id,dimension,group; a breakdown.csv in the folder of a release replaces it from then on",
    )
    parser.add_argument(
        "--cap", metavar="N", type=int, help="fresh figures of a cell in all (R13), one kept for the last; 0 for no cap"
    )


def owners_listed(command: BaseCommand, path: Path | None) -> Mapping[str, Ownership] | None:
    if path is None:
        command.stderr.write(NO_OWNERS)
        return None
    owners = owners_in(path)
    if isinstance(owners, CohortFault):
        raise CommandError(owners.message, returncode=2)
    return owners


def print_series(command: BaseCommand, folder: Path, service: str, terms: SeriesTerms, as_json: bool) -> None:
    """Print a release of each folder; exit status 1 when none shows anything."""
    if terms.cap is not None and terms.cap < 0:
        raise CommandError("--cap is a number of times, 0 for no cap.", returncode=2)
    documents = released_series(CURRENT[service], folder, terms)
    if isinstance(documents, CohortFault):
        raise CommandError(documents.message, returncode=2)
    for document in documents:
        for one in document["left_out"]:
            command.stderr.write(f"Left out of {_name_of(document)}: {one['file']} {one['reason']}")
    command.stdout.write(json.dumps(documents, ensure_ascii=False, indent=1) if as_json else _text(service, documents))
    if not any(True for document in documents for _ in shown_in(document)):
        raise SystemExit(1)


def _text(service: str, documents: list[Part]) -> str:
    return "\n\n".join(
        f"R{_name_of(document)[1:]}\n{summary_text(CURRENT[service], document)}" for document in documents
    )


def _name_of(document: Part) -> str:
    exercise = f" of exercise {document['exercise']}" if "exercise" in document else ""
    return f"release {document['release']}{exercise}"
