"""Sheets of one measure each in thirds, a row a council, in a random order of its own that nobody keeps."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from benchmarking.analysis.domain.catalogue import LEAVING, RoundMeasure
from benchmarking.editions.domain.edition_source import EditionSource
from benchmarking.editions.domain.named_members import NamedMember, may_leave, unnamed_in
from reports.datasheets.domain.bands import FEWEST_AUTHORITIES, Third
from reports.domain.ledger import Ledger, Membership
from reports.domain.member_seals import Seal
from reports.domain.members import Member

Shuffle = Callable[[list[str]], object]
# What says nearly the same as another sheet: two sheets in one order of thirds are half joined already.
NO_SHEET = frozenset(
    {
        "price_15",
        "price_30",
        "price_45",
        "price_60",
        "minimum_cover",
        "good_count",
        "safe_share",
        "well_led_share",
        "concentration",
    }
)
TOPICS = tuple(one for one in LEAVING if one.key not in NO_SHEET)
# A sheet with fewer other councils, or councils in another third, than this would tell of those few.
MOST_DIFFERENT = 4
FEW = f"fewer than {FEWEST_AUTHORITIES} councils have a figure"
ALIKE = "the figures are too much alike for thirds of two councils and more"
NEAR_NAMED = "with those who are named, those who are not could be told"
SAME_THIRD = "all who are not named would be in one third"
TOO_CLOSE = "it would differ from the sheet of an earlier edition by a few councils"
NUMBER_OF = {Third.LOWER: Decimal(1), Third.MIDDLE: Decimal(2), Third.UPPER: Decimal(3)}


@dataclass(frozen=True, slots=True)
class DrawnTopic:
    """A sheet: row ``LA n`` is the n-th of ``rows``. ``members`` are what the ledger keeps of it.

    ``order`` says which council each row is: for the attackers as it is drawn, and written down nowhere.
    """

    measure: str
    rows: tuple[Third, ...]
    members: Membership
    order: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True)
class DrawnTopics:
    """The sheets, and why each other measure has none."""

    sheets: tuple[DrawnTopic, ...]
    withheld: Mapping[str, str]


def drawn_topics(
    source: EditionSource, shuffle: Shuffle, ledger: Ledger, earlier: Mapping[str, Sequence[Membership]]
) -> DrawnTopics:
    """Draw the sheets; ``earlier`` are the members of those of earlier editions, by measure.

    ``shuffle`` puts a list into a random order, which is kept nowhere.
    """
    seal, sheets, withheld = Seal(ledger), [], {}
    for measure in TOPICS:
        values = source.of_measure(measure.key)
        found = source.thirds[measure.key]
        if found is None:
            withheld[measure.key] = FEW if len(values) < FEWEST_AUTHORITIES else ALIKE
            continue
        members = membership_of(seal, found)
        because = _why_not(source.members, measure, found) or _too_close(members, earlier.get(measure.key, ()))
        if because:
            withheld[measure.key] = because
            continue
        order = drawn_order(found, shuffle)
        sheets.append(DrawnTopic(measure.key, tuple(found[code] for code in order), members, order))
    return DrawnTopics(tuple(sheets), withheld)


def drawn_order(found: Mapping[str, Third], shuffle: Shuffle) -> tuple[str, ...]:
    order = sorted(found)
    shuffle(order)
    return tuple(order)


def membership_of(seal: Seal, found: Mapping[str, Third]) -> Membership:
    """Return the digests of who is on a sheet in which third."""
    return seal.membership_of(Member(code, code, NUMBER_OF[third], Decimal(0)) for code, third in found.items())


def _why_not(members: Sequence[NamedMember], measure: RoundMeasure, found: Mapping[str, Third]) -> str:
    """Return why a sheet would tell of councils that are not named; blank if it does not.

    Whoever reads the named rows knows the thirds of those: what is left is the thirds of the others.
    """
    if not may_leave(unnamed_in(members, measure.blocks, found)):
        return NEAR_NAMED
    named = {one.ons_code for one in members if one.shows(measure.blocks)}
    left = Counter(third for code, third in found.items() if code not in named)
    return SAME_THIRD if len(left) == 1 else ""


def _too_close(members: Membership, earlier: Sequence[Membership]) -> str:
    """Return why a sheet beside an earlier one would tell of the few that are new, gone, or in another third."""
    for before in earlier:
        differ = len({one.provider for one in members ^ before})
        if 0 < differ <= MOST_DIFFERENT:
            return TOO_CLOSE
    return ""
