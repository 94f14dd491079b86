"""States of a dataset of visits and of a run over them, whose a dataset is, and of whom a figure speaks."""

from enum import StrEnum


class _Labelled(StrEnum):
    @property
    def label(self) -> str:
        return _LABELS[self]


class VisitHolder(_Labelled):
    """Whose data it is, for ever: the council's own, or what providers gave to the independent team."""

    COUNCIL = "council"
    INDEPENDENT = "independent"


class DatasetState(_Labelled):
    """``mapping`` waits for a person who says which column is which; ``waiting`` for answers about some of its rows."""

    RECEIVED = "received"
    READING = "reading"
    MAPPING = "mapping"
    WAITING = "waiting"
    TAKEN_IN = "taken_in"
    REPLACED = "replaced"
    DELETED = "deleted"
    REFUSED = "refused"
    FAILED = "failed"

    @property
    def is_under_way(self) -> bool:
        return self in DATASETS_UNDER_WAY

    @property
    def asks(self) -> bool:
        return self in (DatasetState.MAPPING, DatasetState.WAITING)


class VisitRunState(_Labelled):
    RECEIVED = "received"
    WORKING = "working"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"


class FigureLevel(_Labelled):
    MARKET = "market"
    PROVIDER = "provider"
    ZONE = "zone"
    OWN_ZONE = "own_zone"


DATASETS_UNDER_WAY = frozenset({DatasetState.RECEIVED, DatasetState.READING})
GONE = (DatasetState.DELETED, DatasetState.REPLACED)
# States in which the file that was sent is still kept, sealed.
FILE_IS_KEPT = frozenset({*DATASETS_UNDER_WAY, DatasetState.MAPPING, DatasetState.WAITING})
# By what somebody who looks for a file wants to see.
STATE_GROUPS = (
    ("asks", "Those that wait for you", (DatasetState.MAPPING, DatasetState.WAITING)),
    ("held", "Taken in", (DatasetState.TAKEN_IN,)),
    ("under_way", "Being read", tuple(sorted(DATASETS_UNDER_WAY))),
    ("over", "Deleted, replaced or not taken in", (*GONE, DatasetState.REFUSED, DatasetState.FAILED)),
)
_LABELS: dict[str, str] = {
    VisitHolder.COUNCIL: "The council",
    VisitHolder.INDEPENDENT: "The independent team",
    DatasetState.RECEIVED: "Waiting for a worker",
    DatasetState.READING: "Being read",
    DatasetState.MAPPING: "To be mapped",
    DatasetState.WAITING: "Waiting for answers",
    DatasetState.TAKEN_IN: "Taken in",
    DatasetState.REPLACED: "Replaced",
    DatasetState.DELETED: "Deleted",
    DatasetState.REFUSED: "Not taken in",
    DatasetState.FAILED: "Failed",
    VisitRunState.WORKING: "Being worked out",
    VisitRunState.DONE: "Done",
    VisitRunState.STOPPED: "Stopped",
    FigureLevel.MARKET: "The market",
    FigureLevel.PROVIDER: "A provider",
    FigureLevel.ZONE: "A zone",
    FigureLevel.OWN_ZONE: "A provider in a zone",
}
