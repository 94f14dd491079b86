"""The few facts of a release that stand on its page and in its files: an allow-list of fields, by key."""

from typing import Any

from costing.figure_words import day_in_words, percent
from costing.form import Form
from reports.domain.released_table import released_columns

HIDDEN_MEANS = "withheld to protect providers"


def about_release(release: Any, form: Form, released_on: str) -> dict[str, tuple[str, str]]:
    """Return each fact by its key, with its title and its words; nothing else of the release gets out."""
    facts = {
        "authority": ("Council", release.authority.name),
        "exercise": ("Exercise", release.exercise.name),
        "release": ("Release", f"{release.number}{_became(release)}"),
        "released_on": ("Released on", released_on),
        "prices_as_at": ("Prices as at", day_in_words(release.exercise.price_date)),
        "unit": ("Unit", form.cost_unit),
        "occupancy": ("Occupancy", _occupancy(release)),
        "coverage": ("Returns came from", _coverage(form, release.table)),
        "hidden": ("[c]", HIDDEN_MEANS),
        "method": ("Method", release.method_version),
        "form": ("Form", release.form_version),
        "policy": ("Release policy", f"{release.policy_version} {release.policy_sha256}"),
        "inputs": ("SHA-256 of the inputs", release.inputs_sha256),
    }
    return {key: fact for key, fact in facts.items() if fact[1]}


def _became(release: Any) -> str:
    return ", superseded by a later one" if release.state == "superseded" else ""


def _occupancy(release: Any) -> str:
    return f"Normalised to {percent(release.occupancy_target)}" if release.occupancy_target else ""


def _coverage(form: Form, document: Any) -> str:
    shares = [column.coverage for column in released_columns(form, document) if column.coverage is not None]
    return f"about {percent(max(shares))} of the {form.weight} of all who were asked" if shares else ""
