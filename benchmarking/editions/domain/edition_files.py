"""A copy of an edition as files, made new of what left: xlsx, ods, csv and json, with a cover and a dictionary."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from benchmarking.editions.domain.edition_kinds import EditionKind
from benchmarking.editions.domain.edition_tables import edition_tables
from costing.figure_words import day_in_words
from reports.publication.domain.open_files import OpenFile, open_files
from reports.publication.domain.open_formats import OpenRelease

USES = {
    EditionKind.OWN: "For your own council. Its own figures are exact; what is of others has left for everybody alike.",
    EditionKind.MEMBERS: (
        "For the council it was made for. Others are named in it by their consent, for this round, to those who show "
        "the same. Please do not hand it on, and do not look for who is not named."
    ),
    EditionKind.PUBLIC: (
        "For anyone. Each sheet in thirds is in a random order of its own, which nobody keeps: LA 1 of one sheet is "
        "not LA 1 of another. Please do not try to join sheets, or to find out who is who."
    ),
}
NEVER = (
    "Links are between councils. They say nothing of any one provider or council, and not that one thing makes another."
)


def copy_files(
    *, kind: EditionKind, title: str, name: str, address: str, sha256: str, document: Mapping[str, Any]
) -> dict[str, OpenFile]:
    """Return each file by its name; none is made before it is asked for."""
    week = day_in_words(date.fromisoformat(document["week"]))
    about = {
        "title": ("Edition", title),
        "kind": ("What it is", kind.label),
        "week": ("Reference week", f"The week of {week}"),
        "councils": ("Councils", f"{document['returned']} of {document['asked']} have returned"),
        "use": ("What it may be used for", USES[kind]),
        "never": ("What must not be concluded", NEVER),
        "method": ("Method", f"Version {document['method']}"),
        "sha256": ("SHA-256 of what is kept", sha256),
    }
    release = OpenRelease(name=name, title=title, address=address, about=about, tables=edition_tables(document))
    return open_files(release)
