"""The exclusions of a calculation: a whole return, or single lines of it, each with an analyst's reason."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from costing.form import Form, LineKind

LONGEST_REASON = 500


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A return or lines that are left out.

    ``version`` is the id of the accepted version, no ``lines`` the whole return.
    """

    version: str
    reason: str
    lines: frozenset[str] = frozenset()

    @property
    def is_whole(self) -> bool:
        return not self.lines


def first_fault(form: Form, exclusions: Iterable[Exclusion], accepted: Collection[str]) -> str:
    """Tell what is wrong with the exclusions, in words; blank if nothing is."""
    seen: set[str] = set()
    for one in exclusions:
        if one.version not in accepted:
            return "A return that you left out is no longer accepted as you saw it. Please look at the list again."
        if one.version in seen:
            return "A return is left out twice."
        if not one.reason.strip() or len(one.reason) > LONGEST_REASON:
            return f"Say why each return or line is left out, in up to {LONGEST_REASON} characters."
        if one.lines - _plain_lines(form):
            return "Only single lines can be left out; the sums above them follow."
        seen.add(one.version)
    return ""


def _plain_lines(form: Form) -> frozenset[str]:
    return frozenset(line.key for line in form.lines if line.kind == LineKind.LINE)
