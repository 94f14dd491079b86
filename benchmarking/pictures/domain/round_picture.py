"""A picture of a round: one chart with its sentence and its table."""

from dataclasses import dataclass, field

from benchmarking.pictures.domain.forest_chart import ForestChart
from benchmarking.pictures.domain.slope_chart import SlopeChart
from benchmarking.pictures.domain.thirds_table import ThirdsTable
from costing.charts import OwnRangeChart
from costing.strip_chart import StripChart


@dataclass(frozen=True)
class RangePanel:
    """One of several small charts of ranges on the same scale."""

    title: str
    chart: OwnRangeChart


@dataclass(frozen=True)
class RoundPicture:
    """``heads`` and ``rows`` are the table, its first column whom a row speaks of; ``lacks`` says what is not there."""

    key: str
    title: str
    says: str = ""
    ranges: OwnRangeChart | None = None
    panels: tuple[RangePanel, ...] = ()
    strip: StripChart | None = None
    forest: ForestChart | None = None
    slope: SlopeChart | None = None
    thirds: ThirdsTable | None = None
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    notes: tuple[str, ...] = field(default=())
    lacks: str = ""

    @property
    def all_ranges(self) -> OwnRangeChart:
        """Return the bars of all panels, of which the key speaks once."""
        return OwnRangeChart(tuple(bar for panel in self.panels for bar in panel.chart.ranges))

    @property
    def caption_id(self) -> str:
        return f"{self.key}-caption"
