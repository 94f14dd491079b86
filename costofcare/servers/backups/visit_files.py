"""The visits' Parquet as one archive beside the dump: sealed like it, put back by way of a folder of its own.

Files of a dataset never change, so they are copied while a worker goes on; what is deleted meanwhile is left out.
"""

import contextlib
import hashlib
import os
import shutil
import tarfile
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from threading import Thread
from typing import IO

from costofcare.servers.backups.dump import Opened
from costofcare.servers.backups.manifest import VisitArchive, file_sha256
from costofcare.servers.backups.seal import BackupKeys
from costofcare.servers.failures import ServerFailed

DEPTH = 4  # holder, authority, dataset, month


def pack(root: Path, names: Sequence[str], to: Path, keys: BackupKeys) -> VisitArchive:
    """Write these files into an archive; sealed, if there is a key, before it reaches the disk."""
    read, write = os.pipe()
    packing = _Packing(root, names, os.fdopen(write, "wb"))
    packing.start()
    with os.fdopen(read, "rb") as clear, to.open("wb") as file:
        (keys.seal if keys.sealed_for else shutil.copyfileobj)(clear, file)
    packing.join()
    if packing.trouble:
        raise packing.trouble
    return VisitArchive(len(packing.hashes), packing.size, file_sha256(to), digest_of(packing.hashes), packing.missing)


class _Packing(Thread):
    """Writes files into a stream one after another; ``trouble`` is what it met."""

    def __init__(self, root: Path, names: Sequence[str], into: IO[bytes]) -> None:
        super().__init__(daemon=True)
        self.root, self.names, self.into = root, names, into
        self.hashes: dict[str, str] = {}
        self.missing: list[str] = []
        self.size = 0
        self.trouble: Exception | None = None

    def run(self) -> None:
        try:
            with contextlib.closing(self.into), tarfile.open(fileobj=self.into, mode="w|") as archive:
                for name in self.names:
                    self._add(archive, name)
        except Exception as trouble:  # told to whoever waits for the thread
            self.trouble = trouble

    def _add(self, archive: tarfile.TarFile, name: str) -> None:
        try:
            file = (self.root / name).open("rb")
        except FileNotFoundError:
            self.missing.append(name)
            return
        with file:
            entry = tarfile.TarInfo(name)
            entry.size, entry.mode = os.fstat(file.fileno()).st_size, 0o400
            self.hashes[name] = hashlib.file_digest(file, "sha256").hexdigest()
            self.size += entry.size
            file.seek(0)
            archive.addfile(entry, file)


def digest_of(hashes: dict[str, str]) -> str:
    return hashlib.sha256("\n".join(f"{name} {sha}" for name, sha in sorted(hashes.items())).encode()).hexdigest()


def unpack(archive: Path, into: Path, keys: BackupKeys, *, is_sealed: bool) -> str:
    """Write an archive's files below ``into``; return the digest of what lies there then."""
    with _opened(archive, keys, is_sealed) as stream:
        try:
            with tarfile.open(fileobj=stream, mode="r|") as packed:
                hashes = dict(_written(packed, entry, into) for entry in packed)
            while stream.read(1 << 16):  # to its end, which is proven too
                pass
        except tarfile.TarError as trouble:
            raise ServerFailed(f"{archive} does not open: {trouble}. Nothing was changed.") from trouble
    return digest_of(hashes)


@contextlib.contextmanager
def _opened(archive: Path, keys: BackupKeys, is_sealed: bool) -> Iterator[IO[bytes]]:
    if not is_sealed:
        with archive.open("rb") as file:
            yield file
        return
    read, write = os.pipe()
    opening = Opened(archive, keys, os.fdopen(write, "wb"))
    opening.start()
    try:
        with os.fdopen(read, "rb") as stream:
            yield stream
    finally:
        opening.join()
        if opening.trouble:
            raise ServerFailed(f"{opening.trouble} Nothing was changed.")


def _written(packed: tarfile.TarFile, entry: tarfile.TarInfo, into: Path) -> tuple[str, str]:
    parts = PurePosixPath(entry.name).parts
    if not entry.isreg() or len(parts) != DEPTH or ".." in parts or not entry.name.endswith(".parquet"):
        raise ServerFailed(f"The backup's visits hold {entry.name!r}, which is none of theirs. Nothing was changed.")
    target = into.joinpath(*parts)
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    data = packed.extractfile(entry)
    assert data is not None
    with target.open("wb") as file:
        shutil.copyfileobj(data, file)
        file.flush()
        os.fsync(file.fileno())
    target.chmod(0o400)
    return entry.name, file_sha256(target)


def put_in_place(unpacked: Path, root: Path) -> None:
    """Move each dataset where its row says; one that lies there already gives way, as it is the same or less."""
    for folder in sorted(unpacked.glob("*/*/*")):
        target = root / folder.relative_to(unpacked)
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        shutil.rmtree(target, ignore_errors=True)
        folder.rename(target)
