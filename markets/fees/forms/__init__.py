"""Forms of the fee lab."""

from markets.fees.forms.scenario_filter import ScenarioFilter
from markets.fees.forms.scenarios import NewScenarioForm, ScenarioForm, ScenarioNameForm, typed_from

__all__ = ["NewScenarioForm", "ScenarioFilter", "ScenarioForm", "ScenarioNameForm", "typed_from"]
