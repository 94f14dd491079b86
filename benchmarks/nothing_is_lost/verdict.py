"""What became of each acknowledged upload, as the database has it when all is quiet."""

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from accounts.actions.encryption import CannotBeOpened, unseal
from accounts.models import AuditEvent, Mail
from submissions.models import Upload, Version


@dataclass(frozen=True)
class Verdict:
    """``lost``: no row, other bytes, neither checked nor given up. ``twice``: two rows, versions or events of one."""

    acknowledged: int
    checked: int
    given_up: int
    lost: list[str]
    twice: list[str]
    tries: dict[int, int]
    mails: dict[str, int]

    @property
    def is_good(self) -> bool:
        return not (self.lost or self.twice)


def verdict(receipts: Mapping[UUID, str]) -> Verdict:
    rows = {row.id: row for row in Upload.objects.defer("sealed")}
    versions = Counter(Version.objects.values_list("upload_id", flat=True))
    files = Counter(row.sha256 for row in rows.values())
    states = Counter(row.state for row in rows.values() if row.id in receipts)
    lost = [f"{each}: {why}" for each, sha in receipts.items() if (why := why_lost(rows.get(each), sha, versions))]
    twice = [f"file {sha[:12]}: {count} uploads" for sha, count in files.items() if count > 1]
    twice += [f"upload {each}: {count} versions" for each, count in versions.items() if each and count > 1]
    checked = AuditEvent.objects.filter(verb="checked a file").count()
    twice += [f"{checked} events for {states['done']} checked files"] if checked > len(versions) else []
    return Verdict(
        acknowledged=len(receipts),
        checked=states["done"],
        given_up=states["failed"],
        lost=lost,
        twice=twice,
        tries=dict(sorted(Counter(row.tries for row in rows.values()).items())),
        mails=dict(Counter(Mail.objects.values_list("state", flat=True))),
    )


def why_lost(row: Upload | None, sha256: str, versions: Counter[UUID]) -> str:
    """Return why an acknowledged upload is lost; blank where its file is whole, and checked or openly given up."""
    if row is None:
        return "no row"
    try:
        whole = hashlib.sha256(unseal(row.sealed)).hexdigest() == sha256 == row.sha256
    except CannotBeOpened:
        whole = False
    if not whole:
        return "its bytes are not those that were sent"
    done = row.state == "failed" or (row.state == "done" and versions[row.id] > 0)
    return "" if done else f"still {row.state}"


def still_open() -> int:
    """Return how many uploads wait, or else how many of the letters about them do."""
    uploads = Upload.objects.exclude(state__in=["done", "failed"]).count()
    return uploads or Mail.objects.filter(state__in=["waiting", "claimed"]).count()
