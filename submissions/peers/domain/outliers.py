"""The outliers of an exercise: those of each line, and the lines that have most of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from costing.bands import Band
from costing.form import Column, Form, Line, LineKind
from costing.quantiles import Quartiles, quartiles_of
from costing.strip_chart import StripChart, StripValue, strip_chart
from submissions.peers.domain.beside import PeerNote, note_on
from submissions.peers.domain.peer_groups import EVERYBODY, ColumnPeers, PeerReturn
from submissions.peers.domain.peer_words import rank_in_words, spoken
from submissions.peers.domain.places import LinePlace, place_of


@dataclass(frozen=True, slots=True)
class Outlier:
    """A return whose figure on a line lies far from its peers."""

    peer: PeerReturn
    place: LinePlace
    note: PeerNote

    @property
    def distance(self) -> Decimal:
        """Return how far it is from the median, to put the farthest first."""
        share = self.place.from_median
        return Decimal("Infinity") if share is None else abs(share)

    @property
    def rank(self) -> str:
        return rank_in_words(self.place)


@dataclass(frozen=True, slots=True)
class LineOutliers:
    """A line of one column with its outliers; ``column_label`` is blank where there is only one column."""

    column: str
    column_label: str
    line: str
    label: str
    kind: LineKind
    quartiles: Quartiles | None
    outliers: tuple[Outlier, ...]

    @property
    def n(self) -> int:
        return self.quartiles.n if self.quartiles else 0


def outlier_lines(form: Form, returns: Sequence[PeerReturn], band: Band) -> list[LineOutliers]:
    """Return every line of every column that a return has; those with most outliers first, else as printed."""
    found = [
        line_outliers(form, column, line, peers, band)
        for column in form.columns
        for peers in [ColumnPeers(column.key, returns)]
        if peers.rows
        for line in form.lines
    ]
    return sorted(found, key=lambda one: -len(one.outliers))


def line_outliers(form: Form, column: Column, line: Line, peers: ColumnPeers, band: Band) -> LineOutliers:
    """Return a line with its outliers, the farthest first."""
    places = [(one, place_of(one, line.key, peers)) for one in peers.rows.values()]
    found = [Outlier(one, place, note) for one, place in places if (note := note_on(line, place, band))]
    far = sorted(found, key=lambda one: (-one.distance, one.peer.name))
    label = column.label if len(form.columns) > 1 else ""
    quartiles = quartiles_of(peers.figures(EVERYBODY, line.key))
    return LineOutliers(column.key, label, line.key, spoken(line.label), line.kind, quartiles, tuple(far))


def panel_chart(found: LineOutliers, peers: ColumnPeers) -> StripChart:
    """Return the strip plot of all returns of a line, the outliers marked."""
    far = {one.peer.id for one in found.outliers}
    dots = [
        StripValue(one.name, one.columns[peers.column].get(found.line), "outlier" if one.id in far else "plain")
        for one in peers.rows.values()
    ]
    return strip_chart(dots, found.quartiles)


def panel_sentence(found: LineOutliers) -> str:
    """Return what the strip plot of a line shows."""
    if found.quartiles is None:
        return "No return has this line yet."
    far, n = len(found.outliers), found.n
    lie = "lies" if far == 1 else "lie"
    return f"{far or 'None'} of {n} return{'' if n == 1 else 's'} {lie if far else 'lies'} far from their peers."
