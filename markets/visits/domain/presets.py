"""Layouts that are known from the start: what has been published of them, and nothing that nobody has seen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from markets.visits.domain.columns import KNOWN, NEEDED, columns_in, mapping_from, plain_name


@dataclass(frozen=True, slots=True)
class LayoutPreset:
    """A system's names of columns and its words, as a mapping has them."""

    name: str
    columns: Mapping[str, str]
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    zone: str = "Europe/London"
    dates: str = "dmy"

    def fits(self, names: Sequence[str]) -> bool:
        there = {plain_name(name) for name in names}
        return all(plain_name(column) in there for column in self.columns)


# The council's payment file: claimed and actual times, and no plan. A start is a time beside the day of the visit.
ABACUS = LayoutPreset(
    "Access Abacus payment file",
    {
        "ProviderRef": "provider_ref",
        "ContractNumber": "contract_ref",
        "ServiceUserRef": "client_ref",
        "ServiceType": "service",
        "VisitDate": "actual_start",
        "DurationClaimed": "claimed_seconds",
        "ActualStartTime": "actual_start",
        "ActualDuration": "actual_seconds",
        "SecondaryVisit": "attendance",
        "NumberOfCarers": "carers_planned",
        "ManuallyAmended": "start_method",
        "VisitCode": "outcome",
        "CareWorker Reference": "carer_ref",
    },
    {
        "start_method": {"true": "manual", "yes": "manual", "false": "", "no": ""},
        "service": {"home care": "core"},
    },
)
PRESETS = (ABACUS,)


def preset_for(names: Sequence[str]) -> LayoutPreset | None:
    return next((preset for preset in PRESETS if preset.fits(names)), None)


def needs_no_mapping(names: Sequence[str]) -> bool:
    """Tell whether a file has our own names for all that is needed."""
    found = columns_in(names, mapping_from({})[0])
    return all(any(key in found for key in keys) for keys, _ in NEEDED)


def own_names(names: Sequence[str]) -> dict[str, str]:
    """Return which of these names are fields of ours."""
    own = {plain_name(key): key for key in KNOWN}
    return {name: own[plain_name(name)] for name in names if plain_name(name) in own}
