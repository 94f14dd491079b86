"""The figures of a profile, to be looked up, and the names of whom they speak."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from markets.profiles.domain.figure_rows import FigureRow

NOWHERE = "no zone"


@dataclass(frozen=True)
class ProfileFigures:
    """Figures by measure, level and ref; ``names`` are those of providers."""

    rows: Mapping[tuple[str, str, str], FigureRow] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    def one(self, measure: str, level: str = "market", ref: str = "") -> FigureRow | None:
        return self.rows.get((measure, level, ref))

    def value(self, measure: str, level: str = "market", ref: str = "") -> Decimal | None:
        found = self.one(measure, level, ref)
        return found.middle if found else None

    def refs(self, measure: str, level: str) -> list[str]:
        return [ref for name, of, ref in self.rows if name == measure and of == level]

    def parts(self, measure: str, level: str = "market", ref: str = "") -> dict[str, FigureRow]:
        """Return the parts of a measure by what stands after its dot, parts of parts left out."""
        begin = f"{measure}."
        return {
            name.removeprefix(begin): row
            for (name, of, whose), row in self.rows.items()
            if name.startswith(begin)
            and (of, whose) == (level, ref)
            and ("." not in name.removeprefix(begin) or measure == "zone")
        }

    def by_hours(self, measure: str, level: str = "provider") -> list[str]:
        """Return whom a measure speaks of, the most hours first."""
        return sorted(self.refs(measure, level), key=lambda ref: (-(self.value("hours", level, ref) or 0), ref))

    def name(self, ref: str) -> str:
        return self.names.get(ref, ref) or NOWHERE


def profile_figures(rows: Iterable[FigureRow], names: Mapping[str, str] | None = None) -> ProfileFigures:
    return ProfileFigures({(row.measure, row.level, row.ref): row for row in rows}, names or {})
