"""The table of attacks as one document; figures are strings of six places."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from reports.domain.attacks.attack_table import AttackTable, share_of
from reports.domain.attacks.attackers import ATTACKERS, Attacker
from reports.domain.attacks.methods import OURS
from reports.domain.attacks.scores import AttackScore, Tolerance


def table_document(table: AttackTable) -> dict[str, Any]:
    return {
        "markets": table.markets,
        "seed": table.seed,
        "policy": table.policy,
        "passes": table.passes,
        "attacks": [_attack_document(table, attacker) for attacker in ATTACKERS],
        "claims": [
            {
                "attack": claim.attacker,
                "tolerance": claim.tolerance.value,
                "claim": claim.words,
                "p": _six(claim.p_value),
                "holds": not claim.fails,
            }
            for claim in table.claims
        ],
        "usefulness": [
            {
                "returns": band.name,
                "owners": owners,
                "markets": found.markets,
                "r1_and_r2_hold": found.allowed,
                "shown": found.shown,
                "share_of_those": _six(found.share),
                "share_of_all": _six(found.share_of_all),
                "mean_error": _six(found.error),
                "as_promised": not found.breaks(band),
            }
            for (band, owners), found in table.useful.items()
        ],
        "large_markets": [
            {
                "returns": one.returns,
                "totals": one.totals,
                "totals_shown": one.totals_shown,
                "lines": one.lines,
                "lines_shown": one.lines_shown,
            }
            for one in table.large
        ],
    }


def _attack_document(table: AttackTable, attacker: Attacker) -> dict[str, Any]:
    score = table.scores[attacker.name, OURS]
    methods = {name: table.scores[attacker.name, name] for name in (OURS, *table.others)}
    return {
        "attack": attacker.name,
        "rule": attacker.rule.value,
        "markets": score.played,
        "rows": {
            **{name: _row_document(one, "released") for name, one in methods.items()},
            "before": _row_document(score, "before"),
            "strong": _row_document(score, "strong"),
        },
    }


def _row_document(score: AttackScore, whose: str) -> Mapping[str, Any]:
    shares = {tolerance.value: _six(share_of(score, tolerance, whose)) for tolerance in Tolerance}
    return {"claims": score.claims, **shares}


def _six(figure: float | Decimal | None) -> str | None:
    return None if figure is None else f"{figure:.6f}"
