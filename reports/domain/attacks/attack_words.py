"""The table of attacks for people."""

from collections.abc import Iterator, Sequence

from reports.domain.attacks.attack_table import AttackTable, share_of
from reports.domain.attacks.attackers import ATTACKERS, Attacker, AttackRule
from reports.domain.attacks.large_markets import LargeMarket
from reports.domain.attacks.methods import OURS
from reports.domain.attacks.scores import AttackScore, Tolerance


def table_words(table: AttackTable) -> str:
    blocks = ["\n".join(_attack_words(table, attacker)) for attacker in ATTACKERS]
    return "\n\n".join(
        [
            f"{table.markets:,} markets, seed {table.seed}, policy {table.policy}; every second with groups of owners.",
            *blocks,
            "\n".join(_useful_words(table)),
            *(["\n".join(_large_words(table.large))] if table.large else []),
            "\n".join(_verdict_words(table)),
        ]
    )


def _attack_words(table: AttackTable, attacker: Attacker) -> Iterator[str]:
    score = table.scores[attacker.name, OURS]
    columns = "".join(f"{tolerance.value:>12}" for tolerance in Tolerance)
    yield f"{attacker.name + ' ':·<34}{'claims':>8}{columns}"
    yield _row_words("ours", score, "released")
    yield _row_words("before", score, "before")
    yield _row_words("strong", score, "strong")
    for name in table.others:
        yield _row_words(name, table.scores[attacker.name, name], "released")
    failed = [
        f"{claim.tolerance.value}: NOT {claim.words}" for claim in table.failed if claim.attacker == attacker.name
    ]
    yield "  " + ("; ".join(failed) if failed else f"as it should be: {attacker.rule.value}")


def _row_words(name: str, score: AttackScore, whose: str) -> str:
    shares = (share_of(score, tolerance, whose) for tolerance in Tolerance)
    cells = "".join(f"{'–':>12}" if share is None else f"{share:>12.1%}" for share in shares)
    return f"  {name:<32}{score.claims:>8,}{cells}"


def _useful_words(table: AttackTable) -> Iterator[str]:
    heads = (("markets", 8), ("R1, R2 hold", 13), ("of those", 10), ("of all", 9), ("error", 9))
    yield f"{'what is shown':<16}{'owners':<20}" + "".join(f"{head:>{width}}" for head, width in heads)
    for (band, owners), found in table.useful.items():
        cells = "".join(
            f"{'–':>{width}}" if share is None else f"{share:>{width}.{places}%}"
            for share, width, places in ((found.share, 10, 1), (found.share_of_all, 9, 1), (found.error, 9, 2))
        )
        broken = "  NOT AS PROMISED" if found.breaks(band) else ""
        yield f"{band.name:<16}{owners:<20}{found.markets:>8,}{found.allowed:>13,}{cells}{broken}"


def _large_words(large: Sequence[LargeMarket]) -> Iterator[str]:
    yield f"{'large markets':<16}{'totals shown':>20}{'lines shown':>20}"
    for one in large:
        totals, lines = f"{one.totals_shown} of {one.totals}", f"{one.lines_shown} of {one.lines}"
        yield f"{f'{one.returns:,} returns':<16}{totals:>20}{lines:>20}"


def _verdict_words(table: AttackTable) -> Iterator[str]:
    yield (
        f"{len(table.claims)} claims tested one-sided at 99 % over all of them (Holm); "
        + (f"{len(table.failed)} do not hold." if table.failed else "all hold.")
    )
    for claim in table.failed:
        yield f"  {claim.attacker}, {claim.tolerance.value}: not {claim.words} (p = {claim.p_value:.2g})"
    least = min(table.claims, key=lambda claim: claim.p_value, default=None)
    if least and not table.failed:
        yield f"The nearest: {least.attacker}, {least.tolerance.value}, {least.words} (p = {least.p_value:.2g})."
    above = [
        f"{attacker.name} {share:.1%} (before {share_of(score, Tolerance.EXACT, 'before'):.1%})"
        for attacker in ATTACKERS
        if attacker.rule != AttackRule.NAMES
        and (score := table.scores[attacker.name, OURS]).claims
        and (share := share_of(score, Tolerance.EXACT, "released") or 0) > 0.01
    ]
    yield f"Exact in more than 1 % of claims: {', '.join(above) or 'nobody'}."
