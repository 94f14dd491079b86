"""Further pages of a scenario: pictures with their ranges, the budget with its providers, and special fees."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from accounts.lookups import or_404
from markets.fees.actions import scenarios
from markets.fees.domain.fee_budget import BudgetYear, provider_changes, yearly_budget
from markets.fees.domain.fee_pictures import floor_by_zone, rates_side_by_side, size_picture, tornado_of
from markets.fees.domain.more_words import more_or_less
from markets.fees.domain.result import ScenarioResult
from markets.fees.domain.saved_scenario import mark_of
from markets.fees.domain.special_page import pair_rate, special_zones
from markets.fees.forms.further import THE_USUAL, BudgetForm, SpecialForm, SwingRangesForm, usual_budget, usual_typed
from markets.fees.queries import scenario_for
from markets.fees.views.scenarios import lab_or_404, result_of
from markets.lookups import crumbs_of
from markets.models import FeeScenario
from markets.permissions import can_change_scenario

Typed = Mapping[str, Any]
Page = dict[str, Any]


@dataclass(frozen=True)
class FurtherPage:
    """One of the pages: where it keeps what is typed, its form, and what it shows of a sound one."""

    part: str
    address: str
    form: Callable[[ScenarioResult, Typed], forms.Form]
    usual: Callable[[ScenarioResult, Typed], Typed]
    shows: Callable[[ScenarioResult, Any], Page]

    def answer(self, request: HttpRequest, scenario_id: UUID) -> HttpResponse:
        """Show what was kept, or keep what is typed; of a frozen scenario it is only worked out."""
        context = lab_or_404(request)
        row: FeeScenario = or_404(scenario_for(context, scenario_id))
        result, may_change = result_of(row), can_change_scenario(context, row)
        page: Page = {"row": row, "result": result, "may_change": may_change, "crumbs": crumbs_of(row)}
        if result is None:
            return render(request, f"markets/fees/{self.address}.html", page)
        form = self.form(result, request.POST if request.method == "POST" else self.kept(row, result, request.GET))
        is_sound = form.is_valid()
        if request.method == "POST" and is_sound and may_change:
            done = self._kept(context, row, form, request.POST.get("seen"))
            if not isinstance(done, Refusal):
                messages.success(request, "Saved.")
                return redirect(f"markets:{self.address}", row.id)
            form.add_error(None, done.because)
        page["seen"] = request.POST.get("seen", mark_of(row.further.get(self.part)))
        page |= {"form": form, "shown": self.shows(result, form) if is_sound else None}
        return render(request, f"markets/fees/{self.address}.html", page)

    def kept(self, row: FeeScenario, result: ScenarioResult, asked: Typed) -> Typed:
        """Return what was typed last, or what the page begins with."""
        typed: Typed = row.further.get(self.part) or self.usual(result, asked)
        return typed

    def _kept(self, context: Context, row: FeeScenario, form: forms.Form, seen: str | None) -> FeeScenario | Refusal:
        typed = {name: str(form.data.get(name, "")) for name in form.data if name in names_of(form)}
        done: FeeScenario | Refusal = or_404(
            scenarios.keep_further(by=context, scenario_id=row.id, part=self.part, typed=typed, seen=seen)
        )
        return done


def names_of(form: forms.Form) -> set[str]:
    """Return the names that a form's fields have in what is sent; a day has three."""
    return {*form.fields, *(f"{name}_{part}" for name in form.fields for part in range(3))}


def _pictures(result: ScenarioResult, form: SwingRangesForm) -> Page:
    zone = next(one for one in result.zones if one.name == form.cleaned_data["zone"])
    return {
        "zone": zone,
        "rates": rates_side_by_side(result),
        "floor": floor_by_zone(result) if result.has_fees else None,
        "sizes": size_picture(zone),
        "tornado": tornado_of(zone, form.ranges),
    }


def _budget(result: ScenarioResult, form: BudgetForm) -> Page:
    has_budget = any(zone.budget is not None for zone in result.zones)
    changes = provider_changes(result, form.lines)
    years = yearly_budget(result, form.terms) if has_budget else ()
    return {
        "years": years,
        "more": more_or_less(sum((year.more for year in years), Decimal(0))),
        "left_out": [zone.name for zone in result.zones if zone.budget is None],
        "changes": changes,
        "losers": sum(one.change < 0 for one in changes),
        "change": more_or_less(sum((one.change for one in changes), Decimal(0))),
    }


def kept_budget(row: FeeScenario, result: ScenarioResult) -> tuple[BudgetYear, ...]:
    """Return the budget as it was last saved; nothing where what was saved is no longer sound."""
    form = BudgetForm(_zone_names(result), BUDGET.kept(row, result, {}))
    return yearly_budget(result, form.terms) if _only_providers_are_wrong(form) else ()


def _only_providers_are_wrong(form: BudgetForm) -> bool:
    """Tell whether when and how it grows are sound: the council’s sums name no provider."""
    return form.is_valid() or set(form.errors) == {"providers"}


def _special(result: ScenarioResult, form: SpecialForm) -> Page:
    return {"zones": special_zones(result, form.terms), "pair": pair_rate(result, form.terms), "terms": form.terms}


def _zone_names(result: ScenarioResult) -> list[str]:
    return [zone.name for zone in result.zones]


PICTURES = FurtherPage(
    part="ranges",
    address="scenario_pictures",
    form=SwingRangesForm,
    usual=lambda result, asked: usual_typed(result, asked.get("zone", "")),
    shows=_pictures,
)
BUDGET = FurtherPage(
    part="budget",
    address="scenario_budget",
    form=lambda result, typed: BudgetForm(_zone_names(result), typed),
    usual=lambda result, asked: usual_budget(timezone.localdate()),
    shows=_budget,
)
SPECIAL = FurtherPage(
    part="special",
    address="scenario_special",
    form=lambda result, typed: SpecialForm(typed),
    usual=lambda result, asked: THE_USUAL["special"],
    shows=_special,
)


@require_http_methods(["GET", "HEAD", "POST"])
def scenario_pictures(request: HttpRequest, scenario_id: UUID) -> HttpResponse:
    return PICTURES.answer(request, scenario_id)


@require_http_methods(["GET", "HEAD", "POST"])
def scenario_budget(request: HttpRequest, scenario_id: UUID) -> HttpResponse:
    return BUDGET.answer(request, scenario_id)


@require_http_methods(["GET", "HEAD", "POST"])
def scenario_special(request: HttpRequest, scenario_id: UUID) -> HttpResponse:
    return SPECIAL.answer(request, scenario_id)
