"""A return beside its peers, line by line, as the analyst's page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from costing.bands import Band
from costing.figure_words import gbp
from costing.form import Column, Form, Line, LineKind
from costing.strip_chart import MANY, Role, SmallStrip, StripChart, StripValue, small_strip, strip_chart
from submissions.peers.domain.peer_groups import ColumnPeers, PeerReturn
from submissions.peers.domain.peer_words import (
    place_sentence,
    rank_in_words,
    spoken,
    total_too_far,
    usual_in_words,
    within_in_words,
)
from submissions.peers.domain.places import CODE, LinePlace, place_of

# On a page with a plot for each of several columns every plot is drawn as a crowd, so that the page stays small.
FEW = 0


@dataclass(frozen=True, slots=True)
class PeerNote:
    """A note of P01, for the analyst alone."""

    line: str
    label: str
    message: str
    read: str
    expected: str
    code: str = CODE


@dataclass(frozen=True, slots=True)
class BesideRow:
    """A line of a return among its peers, with a strip as small as a cell."""

    key: str
    label: str
    kind: LineKind
    place: LinePlace
    rank: str
    strip: SmallStrip | None
    is_far: bool


@dataclass(frozen=True, slots=True)
class BesidePeers:
    """A column of a return beside its peers; ``says`` are sentences on its subtotals and total, the total first."""

    column: str
    label: str
    count: int
    group: str
    rows: tuple[BesideRow, ...]
    says: tuple[str, ...]
    notes: tuple[PeerNote, ...]
    chart: StripChart
    total: str

    @property
    def is_long(self) -> bool:
        """Tell whether the figures of its dots are too many for a page of several columns."""
        return bool(self.label) and len(self.chart.rows) > MANY


def beside_peers(form: Form, own: PeerReturn, returns: Sequence[PeerReturn], band: Band) -> tuple[BesidePeers, ...]:
    """Return the return beside its peers in each of its columns; ``band`` is how far a total may be from the median."""
    return tuple(
        _column(form, column, own, ColumnPeers(column.key, returns), band)
        for column in form.columns
        if column.key in own.columns
    )


def _column(form: Form, column: Column, own: PeerReturn, peers: ColumnPeers, band: Band) -> BesidePeers:
    places = [(line, place_of(own, line.key, peers)) for line in form.lines]
    sums = [(line, place) for line, place in places if line.kind != LineKind.LINE]
    sums.sort(key=lambda pair: pair[0].kind != LineKind.TOTAL)
    total = sums[0][0].key
    return BesidePeers(
        column.key,
        column.label if len(form.columns) > 1 else "",
        len(peers.peers_of(own)),
        peers.group_of(own).words,
        tuple(_row(line, place, own, peers, band) for line, place in places),
        tuple(place_sentence(line.label, place) for line, place in sums),
        tuple(note for line, place in places if (note := note_on(line, place, band))),
        line_chart(own, total, peers, FEW if len(form.columns) > 1 else MANY),
        total,
    )


def _row(line: Line, place: LinePlace, own: PeerReturn, peers: ColumnPeers, band: Band) -> BesideRow:
    figures = [one.columns[peers.column].get(line.key) for one in peers.peers_of(own)]
    there = [figure for figure in figures if figure is not None]
    strip = small_strip(there, place.value, place.quartiles) if there else None
    is_far = note_on(line, place, band) is not None
    return BesideRow(line.key, line.label, line.kind, place, rank_in_words(place), strip, is_far)


def note_on(line: Line, place: LinePlace, band: Band) -> PeerNote | None:
    """Return P01 on a line: an outlier, or a total too far from the median, which the rule of few may not see."""
    most = band.high if line.kind == LineKind.TOTAL else None
    too_far = total_too_far(line.label, place, most) if most is not None and place.is_further_than(most) else ""
    if not place.is_outlier and not too_far:
        return None
    far = f"{spoken(line.label)} lies far from its peers." if place.is_outlier else ""
    usual = usual_in_words(place) if place.is_outlier else within_in_words(place, most or Decimal(0))
    return PeerNote(line.key, spoken(line.label), f"{far} {too_far}".strip(), gbp(place.value or Decimal(0)), usual)


def line_chart(own: PeerReturn, line: str, peers: ColumnPeers, many: int = MANY) -> StripChart:
    """Return the strip plot of a line, the own dot among its peers' and their quartiles behind it.

    Above ``many`` dots they are a crowd.
    """
    place = place_of(own, line, peers)
    others = [StripValue(one.name, one.columns[peers.column].get(line)) for one in peers.peers_of(own)]
    role: Role = "own"
    mine = StripValue(own.name, place.value, role)
    return strip_chart([*others, mine], place.quartiles, fences=place.usual or (), many=many)
