"""The results of handing a file in: a receipt, and a file as it came."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Receipt:
    """A receipt for a file that was handed in; whoever holds one need not send the file again.

    ``number`` is that of the version that the file will become. ``is_repeat``: the same file came a moment ago, and
    this is its receipt. ``notice`` says whose file it replaces, if that was a colleague's.
    """

    upload_id: UUID
    return_id: UUID
    participation_id: UUID
    reference: str
    file_name: str
    size: int
    sha256: str
    received_at: datetime
    number: int
    is_repeat: bool = False
    notice: str = ""


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file as it came, for those who may read the return."""

    name: str
    data: bytes
