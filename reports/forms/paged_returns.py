"""The accepted returns of a calculation a page at a time, with all that was chosen on the other pages."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator

from costing.form import Form
from reports.domain.exclusions import Exclusion
from reports.domain.return_choices import (
    ReturnChoice,
    changed_choices,
    choices_document,
    choices_from,
    digest_of,
    named,
)
from reports.forms.calculations import ExclusionForm, ExclusionFormSet

A_PAGE, PREFIX, MOST = 8, "returns", 5000
NOT_WHOLE = "The list of returns did not arrive whole. Please look at it again."
NOT_AS_SEEN = "What is proposed has changed since you opened the page. Please look at the list of returns again."
GONE = "A return that you left out is no longer accepted as you saw it. Please look at the list again."


class PagedReturns:
    """The rows of all accepted returns, those first of which something is proposed to be left out.

    ``data`` is what the page sent, None if it is opened. Turning a page or finding a return judges nothing.
    """

    def __init__(self, rows: Sequence[Mapping[str, Any]], data: Mapping[str, Any] | None, *, form: Form) -> None:
        self.rows = sorted(rows, key=lambda row: not row.get("what"))
        self.by_version = {row["version"]: row for row in self.rows}
        self.data, self.form = data or {}, form
        self.is_sent = data is not None
        self.is_turned = "turn" in self.data
        self.proposed = {row["version"]: _proposed(row) for row in self.rows if row.get("what")}
        self.posted = self._posted()
        carried = choices_from(str(self.data.get("kept", "")))
        self.chosen = {**self.proposed, **(carried or {}), **(self.posted or {})}
        self.trouble = self._trouble(carried) if self.is_sent and not self.is_turned else ""

    def _posted(self) -> dict[str, ReturnChoice] | None:
        """Return the choices of the rows that were sent; None if a row cannot be told."""
        total = str(self.data.get(f"{PREFIX}-TOTAL_FORMS", "0"))
        found: dict[str, ReturnChoice] = {}
        for number in range(min(int(total), MOST) if total.isascii() and total.isdigit() else 0):
            said = {name: str(self.data.get(f"{PREFIX}-{number}-{name}", "")) for name in ("version", "what", "reason")}
            version = _uuid(said["version"])
            if version:
                found[version] = ReturnChoice(said["what"].strip(), said["reason"])
            elif said["what"]:
                return None
        return found

    def _trouble(self, carried: Mapping[str, ReturnChoice] | None) -> str:
        if self.posted is None or carried is None:
            return NOT_WHOLE
        if any(one.what for version, one in self.chosen.items() if version not in self.by_version):
            return GONE
        seen = self.data.get("proposed", "")
        has_all = self.by_version.keys() <= self.posted.keys()
        return NOT_AS_SEEN if seen and seen != self.digest and not has_all else ""

    @property
    def digest(self) -> str:
        return digest_of(self.proposed)

    @property
    def count(self) -> int:
        return len(self.rows)

    @property
    def find(self) -> str:
        return str(self.data.get("find", "")).strip()[:200] if self.is_turned else ""

    @cached_property
    def judged(self) -> list[ExclusionForm]:
        """Return a bound form for each return of which something is left out or a reason given."""
        wanted = [row for row in self.rows if _says_something(self.chosen.get(row["version"]))]
        return [ExclusionForm(self._typed(row), initial=row, form=self.form) for row in wanted]

    def is_valid(self) -> bool:
        return not self.trouble and all(one.is_valid() for one in self.judged)

    @property
    def exclusions(self) -> tuple[Exclusion, ...]:
        return tuple(one.exclusion for one in self.judged if one.exclusion)

    @cached_property
    def page(self) -> Page[Mapping[str, Any]]:
        found = [row for row in self.rows if self.find.casefold() in row["location"].casefold()]
        return Paginator(found, A_PAGE).get_page(self._number())

    def _number(self) -> object:
        if self.is_turned:
            return 1 if self.data["turn"] == "find" else self.data["turn"]
        wrong = next((one.initial["version"] for one in self.judged if not one.is_valid()), "") if self.is_sent else ""
        shown = wrong or next(iter(self.posted or ()), "")
        return next((place for place, row in enumerate(self.rows) if row["version"] == shown), 0) // A_PAGE + 1

    @cached_property
    def formset(self) -> Any:
        """Return the forms of this page: with their errors when a calculation was asked for, otherwise as typed."""
        rows = list(self.page.object_list)
        if not self.is_sent or self.is_turned:
            typed = [{**row, **self._typed(row)} for row in rows]
            return ExclusionFormSet(initial=typed, form_kwargs={"form": self.form}, prefix=PREFIX)
        data = {f"{PREFIX}-TOTAL_FORMS": str(len(rows)), f"{PREFIX}-INITIAL_FORMS": str(len(rows))}
        for number, row in enumerate(rows):
            data |= {f"{PREFIX}-{number}-{name}": value for name, value in self._typed(row).items()}
        return ExclusionFormSet(data, initial=rows, form_kwargs={"form": self.form}, prefix=PREFIX)

    def _typed(self, row: Mapping[str, Any]) -> dict[str, str]:
        chosen = self.chosen.get(row["version"], ReturnChoice())
        return {
            "version": row["version"],
            "location": row["location"],
            "what": chosen.what,
            "reason": chosen.reason,
        }

    @property
    def kept(self) -> str:
        """Return what the page carries: the choices of other pages that are not as proposed."""
        return choices_document(dict(self._elsewhere(changed_choices(self.chosen, self.proposed))))

    @property
    def left_out_elsewhere(self) -> str:
        """Return the names of the returns on other pages of which something is left out."""
        rows = self._elsewhere(self.chosen)
        return named(self.by_version[version]["location"] for version, one in rows if one.what)

    def _elsewhere(self, choices: Mapping[str, ReturnChoice]) -> Iterator[tuple[str, ReturnChoice]]:
        shown = {row["version"] for row in self.page.object_list}
        yield from ((key, one) for key, one in choices.items() if key in self.by_version and key not in shown)


def _proposed(row: Mapping[str, Any]) -> ReturnChoice:
    return ReturnChoice(row.get("what", ""), row.get("reason", ""))


def _says_something(choice: ReturnChoice | None) -> bool:
    return choice is not None and bool(choice.what or choice.reason)


def _uuid(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        return ""
