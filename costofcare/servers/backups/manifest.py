"""What a backup says of itself: when it was made, from what, and a hash of each table, structure and dump."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Any

MANIFEST, DUMP, VISITS = "manifest.json", "database.dump", "visits.tar"
# The second is that of dumps which are sealed, the third of those beside which visits lie; builds that do not know a
# format refuse it.
CLEAR, SEALED, WITH_VISITS = 1, 2, 3


class BadBackup(Exception):
    """The backup cannot be trusted; the message is a sentence for whoever wants to restore it."""


@dataclass(frozen=True)
class DatabaseContents:
    """A database as hashes: two databases with equal ones hold the same rows behind the same walls."""

    tables: Mapping[str, tuple[int, str]]
    sequences: Mapping[str, str]
    structure: str

    def differences(self, other: "DatabaseContents") -> list[str]:
        """Return where ``other`` differs from these, in words; nothing where it is the same."""
        found = [
            f"{name}: {_rows(self.tables.get(name))} in the backup, {_rows(other.tables.get(name))} restored"
            for name in sorted({*self.tables, *other.tables})
            if self.tables.get(name) != other.tables.get(name)
        ]
        found += ["the counters of row numbers"] if self.sequences != other.sequences else []
        return found + (["columns, constraints, policies or rights"] if self.structure != other.structure else [])


def _rows(table: tuple[int, str] | None) -> str:
    return "no table" if table is None else f"{table[0]:,} rows ({table[1][:12]})"


@dataclass(frozen=True)
class VisitArchive:
    """The archive of visits: its files and their bytes, its own hash, and one of all names with the hashes of theirs.

    ``missing`` are files that datasets name and that were not there.
    """

    files: int
    bytes: int
    sha256: str
    contents: str
    missing: list[str]


@dataclass(frozen=True)
class Manifest:
    """``keys``: marks of the sealing keys without which the uploads in it stay closed; the keys are not in it.

    ``sealed_for`` is the public key for which the dump is sealed; nothing if it lies open.
    """

    made_at: datetime
    server: str
    migrations: list[str]
    keys: list[str]
    dump_bytes: int
    dump_sha256: str
    contents: DatabaseContents
    sealed_for: str = ""
    visits: VisitArchive | None = None

    @property
    def format(self) -> int:
        return WITH_VISITS if self.visits else SEALED if self.sealed_for else CLEAR

    def write(self, folder: Path) -> None:
        said = asdict(self) | {"made_at": self.made_at.isoformat(), "format": self.format}
        said["digest"] = digest(said)
        (folder / MANIFEST).write_text(json.dumps(said, indent=1) + "\n", encoding="utf-8")


def read(folder: Path) -> Manifest:
    """Return the manifest of a backup whose files are as they were written. Raises BadBackup."""
    manifest = read_manifest(folder)
    _as_written(folder / DUMP, manifest.dump_sha256)
    if manifest.visits:
        _as_written(folder / VISITS, manifest.visits.sha256)
    return manifest


def _as_written(file: Path, sha256: str) -> None:
    if not file.exists():
        raise BadBackup(f"{file} is missing.")
    if file_sha256(file) != sha256:
        raise BadBackup(f"{file} is not as it was written: its hash differs from the manifest's. Take another backup.")


def read_manifest(folder: Path) -> Manifest:
    try:
        said = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        if said.pop("digest") != digest(said) or said["format"] not in (CLEAR, SEALED, WITH_VISITS):
            raise BadBackup(f"{folder / MANIFEST} is not as it was written, or of another build.")
        return _manifest(said)
    except OSError as trouble:
        raise BadBackup(f"{folder} is no backup: {trouble}.") from trouble
    except (ValueError, KeyError, TypeError, AttributeError) as trouble:
        raise BadBackup(f"{folder / MANIFEST} cannot be read: {trouble!r}.") from trouble


def _manifest(said: dict[str, Any]) -> Manifest:
    contents = said["contents"]
    tables = {name: (int(rows), str(sha)) for name, (rows, sha) in contents["tables"].items()}
    said = {"sealed_for": "", "visits": None, **said}
    known = {field.name: said[field.name] for field in fields(Manifest)}
    return Manifest(
        **known
        | {
            "made_at": datetime.fromisoformat(said["made_at"]),
            "visits": VisitArchive(**said["visits"]) if said["visits"] else None,
            "contents": DatabaseContents(tables, contents["sequences"], contents["structure"]),
        }
    )


def digest(said: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def key_mark(key: str) -> str:
    """Return what tells a sealing key from others, and does not tell the key: of 256 random bits."""
    return hashlib.sha256(f"mark of {key}".encode()).hexdigest()[:8]


def file_sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
