"""The eight hypotheses of a round, locked before data are read, and what a round says to each."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from benchmarking.analysis.domain.bootstrap import TauIntervals, tau_intervals
from benchmarking.analysis.domain.permutation import PAIRINGS, groups_p, link_p
from benchmarking.analysis.domain.ranks import Numbers, numbers, spearman, tau_b
from benchmarking.rounds.domain.councils import MODELS, CouncilFigures
from costing.holm import holm

FEWEST, FEWEST_TO_BE_SURE, FEWEST_IN_A_GROUP = 10, 15, 5
LIKELY = 0.05
Figure = Callable[[CouncilFigures], float | None]


@dataclass(frozen=True, slots=True)
class LinkHypothesis:
    """Does one figure go with another?"""

    key: str
    first: str
    second: str
    x: Figure
    y: Figure


@dataclass(frozen=True, slots=True)
class ModelHypothesis:
    """Does a figure go with the model of commissioning?"""

    key: str
    second: str
    y: Figure


def _pays_llw(council: CouncilFigures) -> float | None:
    return None if council.pays_llw is None else float(council.pays_llw)


PRICE, GOOD = "the average price an hour", "the share of hours rated Good or Outstanding"
LLW, UNDER_30 = "requiring the London Living Wage", "the share of visits under 30 minutes"
HANDED_BACK, UNSOURCED = "packages handed back per 100", "the share of hours that wait"
LINKS = (
    LinkHypothesis("H1", PRICE, GOOD, lambda one: one.price, lambda one: one.good_share),
    LinkHypothesis("H2", LLW, PRICE, _pays_llw, lambda one: one.price),
    LinkHypothesis("H3", LLW, GOOD, _pays_llw, lambda one: one.good_share),
    LinkHypothesis("H4", PRICE, HANDED_BACK, lambda one: one.price, lambda one: one.handed_back),
    LinkHypothesis("H5", PRICE, UNSOURCED, lambda one: one.price, lambda one: one.unsourced),
    LinkHypothesis("H6", UNDER_30, GOOD, lambda one: one.under_30, lambda one: one.good_share),
)
BY_MODEL = (
    ModelHypothesis("H7", PRICE, lambda one: one.price),
    ModelHypothesis("H8", GOOD, lambda one: one.good_share),
)


@dataclass(frozen=True, slots=True)
class RoundFinding:
    """What a round says to a hypothesis; the figures are None where there are too few councils to ask.

    ``is_thin``: a yes, a no or a model has fewer than five councils, which carries no *goes with*.
    """

    key: str
    n: int
    sentence: str
    p: float | None = None
    holm: float | None = None
    tau: float | None = None
    rho: float | None = None
    intervals: TauIntervals | None = None
    h: float | None = None
    is_thin: bool = False

    @property
    def is_sure(self) -> bool:
        """Tell whether Holm, the interval and leaving each council out all say the same."""
        if self.holm is None or self.holm > LIKELY or self.is_thin:
            return False
        if self.intervals is None:
            return self.h is not None
        (low, high), (least, most) = self.intervals.bca, self.intervals.leave_one_out
        return low * high > 0 and least * most > 0


TOO_FEW = "too few councils"
TOO_ALIKE = "too few councils that differ"
YES_OR_NO = {0.0, 1.0}


def findings_of(
    councils: Sequence[CouncilFigures],
    seed: int,
    keys: Sequence[str] | None = None,
    *,
    times: int = PAIRINGS,
    only_sure: bool = False,
    tell: Callable[[float], None] = lambda share: None,
) -> dict[str, RoundFinding]:
    """Return what a round says to each of its hypotheses, in their order; the same seed gives the same figures.

    ``only_sure`` leaves out the intervals of those that Holm has ruled out already: their sentence is the same.
    ``tell`` hears how much is done, of 1.
    """
    wanted = [one for one in (*LINKS, *BY_MODEL) if keys is None or one.key in keys]
    asked = []
    for number, one in enumerate(wanted, 1):
        if isinstance(one, LinkHypothesis):
            asked.append(_link(one, councils, seed, times))
        else:
            asked.append(_model(one, councils, seed, times))
        tell(number / len(wanted) / 2)
    adjusted = holm({each.key: each.p for each in asked if each.p is not None})
    found = {}
    for number, (hypothesis, plain) in enumerate(zip(wanted, asked, strict=True), 1):
        finding = replace(plain, holm=adjusted.get(plain.key))
        is_ruled_out = only_sure and (finding.holm or 0) > LIKELY
        if isinstance(hypothesis, LinkHypothesis) and finding.tau is not None and not is_ruled_out:
            finding = replace(finding, intervals=tau_intervals(*_pairs(hypothesis, councils), finding.tau, seed))
        found[plain.key] = _said(finding, *_words(hypothesis))
        tell(1 / 2 + number / len(wanted) / 2)
    return found


def _words(hypothesis: LinkHypothesis | ModelHypothesis) -> tuple[str, str]:
    first = hypothesis.first if isinstance(hypothesis, LinkHypothesis) else "the model of commissioning"
    return first, hypothesis.second


def _pairs(hypothesis: LinkHypothesis, councils: Sequence[CouncilFigures]) -> tuple[Numbers, Numbers]:
    """Return both figures of the councils that have both."""
    both = [(hypothesis.x(one), hypothesis.y(one)) for one in councils]
    pairs = [(first, second) for first, second in both if first is not None and second is not None]
    return numbers([first for first, _ in pairs]), numbers([second for _, second in pairs])


def _link(hypothesis: LinkHypothesis, councils: Sequence[CouncilFigures], seed: int, times: int) -> RoundFinding:
    x, y = _pairs(hypothesis, councils)
    if len(x) < FEWEST:
        return RoundFinding(hypothesis.key, len(x), TOO_FEW)
    tau = tau_b(x, y)
    if tau is None:
        return RoundFinding(hypothesis.key, len(x), TOO_ALIKE)
    is_thin = set(x.tolist()) <= YES_OR_NO and min(Counter(x.tolist()).values()) < FEWEST_IN_A_GROUP
    p = link_p(x, y, seed, times)
    return RoundFinding(hypothesis.key, len(x), "", p=p, tau=tau, rho=spearman(x, y), is_thin=is_thin)


def _model(hypothesis: ModelHypothesis, councils: Sequence[CouncilFigures], seed: int, times: int) -> RoundFinding:
    known = [(one.model, y) for one in councils if one.model and (y := hypothesis.y(one)) is not None]
    values = numbers([y for _, y in known])
    groups = np.array([MODELS.index(model) for model, _ in known], dtype=np.int64)
    if len(known) < FEWEST:
        return RoundFinding(hypothesis.key, len(known), TOO_FEW)
    sizes = Counter(groups.tolist())
    if len(sizes) < 2 or len(set(values.tolist())) < 2:
        return RoundFinding(hypothesis.key, len(known), TOO_ALIKE)
    h, p = groups_p(values, groups, seed, times)
    return RoundFinding(hypothesis.key, len(known), "", p=p, h=h, is_thin=min(sizes.values()) < FEWEST_IN_A_GROUP)


def _said(finding: RoundFinding, first: str, second: str) -> RoundFinding:
    """Return the finding with its sentence, by rule and by nobody's hand."""
    if finding.p is None:
        return finding
    indicative = ", indicative" if finding.n < FEWEST_TO_BE_SURE else ""
    thin = f", fewer than {FEWEST_IN_A_GROUP} in a group" if finding.is_thin else ""
    count = f" ({finding.n} councils{indicative}{thin})"
    if finding.is_sure:
        words = f"{first} goes with {second}"
    elif finding.p <= LIKELY:
        words = f"{first} may go with {second}"
    else:
        words = f"no sign of a link between {first} and {second}; a weak link could not be seen"
    return replace(finding, sentence=words[0].upper() + words[1:] + count)
