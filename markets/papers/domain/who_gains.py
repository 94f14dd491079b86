"""Who gains and who loses: by zone and in counts of providers for the open paper, by name for its exempt annex."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from markets.fees.domain.fee_budget import ProviderChange
from markets.fees.domain.more_words import more_or_less
from markets.papers.domain.hours_parts import listed
from markets.papers.domain.resource_facts import PaidByRules, PlannedZones, ResourceFacts
from markets.payment.domain.lab_words import signed, whole_pounds
from markets.zones.domain.shown_plan import HEADS, shown_zones
from reports.annexes.domain.blocks import Block, heading, points, table, words
from spreadsheets.decimals import rounded

FEWEST = 5
A_TWENTIETH, THE_SAME = Decimal("0.05"), Decimal("0.0005")
BANDS: tuple[tuple[str, Callable[[Decimal], bool]], ...] = (
    ("lose more than 5 %", lambda share: share < -A_TWENTIETH),
    ("lose up to 5 %", lambda share: -A_TWENTIETH <= share < -THE_SAME),
    ("stay as they are", lambda share: abs(share) <= THE_SAME),
    ("gain up to 5 %", lambda share: THE_SAME < share <= A_TWENTIETH),
    ("gain more than 5 %", lambda share: share > A_TWENTIETH),
)
IN_THE_ANNEX = "Figures by provider stand in an annex that is not for publication."
MODELLED = "Modelled from the hours and rates that the council typed; it is no provider’s own cost."
EXEMPT = (
    "Not for publication: it says how the council’s change would touch single providers, whose business affairs these "
    "are. Ask the monitoring officer whether it is exempt under paragraph 3 of Schedule 12A to the Local Government "
    "Act 1972 before it is taken in private."
)
ESTIMATED = "Minutes are an estimate without roads, with their interval."
OTHER_ZONES = (
    "These zones are not those of the fee, which is for {zones}: what is said of hours, fees and cost above is by the "
    "zones of the fee. The portal’s page of rates by zone says what each zone of the plan would cost."
)
FEW_CLIENTS = "fewer than five people"
# Columns of a plan's table that stand in the open paper: who would change is told for the whole plan alone.
OPEN_HEADS = tuple(head for head in HEADS if head not in ("Units", "Rounds", "Clients who would change"))
WIDTHS = (1.8, 0.9, 1, 1, 1.2, 1.7, 1.2)


def who_gains(facts: ResourceFacts) -> list[Block]:
    found = [heading("Who gains and who loses", 1), words(_zones_say(facts)), *_providers(facts.changes)]
    if facts.run is not None:
        found += _rules(facts.run)
    if facts.plan is not None:
        found += _plan(facts.plan, [zone.name for zone in facts.result.zones] if facts.result else [])
    return found


def _zones_say(facts: ResourceFacts) -> str:
    known = [zone for zone in facts.result.zones if zone.budget is not None] if facts.result else []
    parts = [f"{more_or_less(zone.budget or Decimal(0))} a year in {zone.name}" for zone in known]
    return f"At today’s hours providers together would be paid {listed(parts)}."


def _providers(changes: Sequence[ProviderChange]) -> list[Block]:
    if not changes:
        return [words("No provider’s hours and rate were typed on the budget of the scenario, so none can be counted.")]
    shares = [one.share for one in changes if one.share is not None]
    if len(changes) < FEWEST:
        return [words(f"Fewer than five providers were typed, too few to be counted here. {IN_THE_ANNEX} {MODELLED}")]
    rows = [(label.capitalize(), f"{sum(fits(share) for share in shares)}") for label, fits in BANDS]
    lose = sum(share < -THE_SAME for share in shares)
    says = f"Of {len(changes)} providers {lose} would be paid less than today for the same hours. {IN_THE_ANNEX}"
    return [
        words(says),
        table("Providers by what changes for them", ("At the same hours they", "Providers"), rows, note=MODELLED),
    ]


def _rules(run: PaidByRules) -> list[Block]:
    heads = ("Rule", "£ a year", "Against the first", "Neutral rate", "Reason to stay")
    rows = [(one.label, one.year, one.against, one.neutral, one.stay) for one in run.page.rules]
    note = (
        "The new fee is for planned time. Under another rule it has to be multiplied by that rule’s neutral rate, or "
        "providers are paid less than the fee says. Reason to stay: what leaving when done costs a provider."
    )
    counted = [f"{one.label}: {one.says}" for one in run.page.dots] if _are_enough(run) else []
    return [
        heading("How visits are paid for"),
        words(f"From the payment run “{run.name}”. {run.page.says}"),
        table("What each rule would have cost", heads, rows, widths=(3, 1.4, 1.3, 1.2, 1.1), note=note),
        *points(one.partition(" The provider in the middle")[0] for one in counted),
    ]


def _are_enough(run: PaidByRules) -> bool:
    return all(len(one.rows) >= FEWEST for one in run.page.dots)


def _plan(plan: PlannedZones, of_fees: Sequence[str]) -> list[Block]:
    says = plan.says if not 0 < plan.measures.changing < FEWEST else plan.says.partition(". ")[0] + "."
    rows = []
    for one in shown_zones(plan.measures):
        cells = dict(zip(HEADS, (one.zone.zone, *one.cells), strict=True))
        shown = [cells[head] for head in OPEN_HEADS]
        rows.append(shown if one.zone.clients >= FEWEST else [shown[0], FEW_CLIENTS, *[""] * (len(shown) - 2)])
    return [
        heading("Where zones would run"),
        words(f"From the zone plan “{plan.name}”. {says}"),
        table("Zones of the plan", OPEN_HEADS, rows, widths=WIDTHS, note=ESTIMATED),
        *_other_zones(plan, of_fees),
    ]


def _other_zones(plan: PlannedZones, of_fees: Sequence[str]) -> list[Block]:
    """Return how the zones of the fee stand to those of the plan, where they are not the same."""
    if not of_fees or {one.zone for one in plan.measures.zones} == set(of_fees):
        return []
    return [words(OTHER_ZONES.format(zones=listed(of_fees)))]


def provider_annex(facts: ResourceFacts) -> list[Block]:
    """Return the blocks of the annex that names providers; none where nobody is known by name."""
    return [*_by_name(facts.changes), *(_by_rule(facts.run) if facts.run else [])]


def _by_name(changes: Sequence[ProviderChange]) -> list[Block]:
    if not changes:
        return []
    heads = ("Provider", "Zone", "Hours a week", "Today’s rate", "New fee", "£ a year", "Change")
    rows = [
        (
            one.line.name, one.line.zone, f"{one.line.hours:,.0f}", f"£{rounded(one.line.rate)}",
            f"£{rounded(one.model_rate)}", whole_pounds(one.change), signed(one.share and one.share * 100),
        )
        for one in changes
    ]  # fmt: skip
    title = "What the new fee changes by provider"
    return [heading("By the new fee", 1), words(MODELLED), table(title, heads, rows, widths=(3, 1.5, 1, 1, 1, 1.2, 1))]


def _by_rule(run: PaidByRules) -> list[Block]:
    heads = (
        "Provider",
        "£ a week by the first",
        "By this rule",
        "Change",
        "Differently",
        "Largest",
        "Median",
        "Mean",
    )
    return [
        heading("By the rule of payment", 1),
        words(f"From the payment run “{run.name}”, of the council’s own visits."),
        *(table(one.label, heads, one.rows, widths=(2.4, 1.3, 1, 1, 1.3, 1, 1, 1)) for one in run.page.dots),
    ]
