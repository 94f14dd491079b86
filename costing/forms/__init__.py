"""Every form that the portal knows, by service and version."""

from costing.form import Form
from costing.forms.care_home import CARE_HOME
from costing.forms.homecare import HOMECARE

FORMS: dict[tuple[str, str], Form] = {(form.service, form.version): form for form in (HOMECARE, CARE_HOME)}
CURRENT: dict[str, Form] = {form.service: form for form in (HOMECARE, CARE_HOME)}

# What the command line takes.
SERVICES = tuple(CURRENT)


def form_for(service: str, version: str) -> Form | None:
    return FORMS.get((service, version))
