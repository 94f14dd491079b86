"""Forms of the fee lab."""

from markets.fees.forms.scenarios import NewScenarioForm, ScenarioForm, ScenarioNameForm, typed_from

__all__ = ["NewScenarioForm", "ScenarioForm", "ScenarioNameForm", "typed_from"]
