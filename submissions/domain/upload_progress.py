"""The progress of a file, in words for the person who waits."""

from dataclasses import dataclass
from datetime import datetime

from submissions.domain.states import FILE_WORDS, Station, UploadState

STATIONS = tuple(Station)
_WORDS = {
    "": FILE_WORDS[UploadState.RECEIVED],
    Station.READING: "Reading your workbook",
    Station.CHECKING: "Checking your answers",
    Station.COSTING: "Working out what it comes to",
    Station.DONE: FILE_WORDS[UploadState.DONE],
}
_AGAIN = "Something went wrong on our side. We are trying again"
_FAILED = "We could not check this file. It is kept, and we have been told. You do not need to send it again"


@dataclass(frozen=True, slots=True)
class Progress:
    """The progress.

    ``step`` of ``steps``; the version number is None until there is one, ``is_current`` if it counts.
    """

    reference: str
    file_name: str
    received_at: datetime
    state: UploadState
    station: str
    tries: int
    version_number: int | None = None
    is_current: bool = False

    @property
    def step(self) -> int:
        """Return the number of its station: 0 while it waits, ``steps`` when it is done."""
        return STATIONS.index(Station(self.station)) + 1 if self.station else 0

    @property
    def steps(self) -> int:
        return len(STATIONS)

    @property
    def has_failed(self) -> bool:
        return self.state == UploadState.FAILED

    @property
    def is_finished(self) -> bool:
        return self.state in (UploadState.DONE, UploadState.FAILED)

    @property
    def words(self) -> str:
        if self.has_failed:
            return _FAILED
        return _AGAIN if self.state == UploadState.RECEIVED and self.tries else _WORDS[self.station]
