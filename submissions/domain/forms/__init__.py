"""Every form that the portal knows, by service and version."""

from submissions.domain.form import Form
from submissions.domain.forms.care_home import CARE_HOME
from submissions.domain.forms.homecare import HOMECARE

FORMS: dict[tuple[str, str], Form] = {(form.service, form.version): form for form in (HOMECARE, CARE_HOME)}
CURRENT: dict[str, Form] = {form.service: form for form in (HOMECARE, CARE_HOME)}

# What the command line takes.
SERVICES = tuple(CURRENT)


def form_for(service: str, version: str) -> Form | None:
    return FORMS.get((service, version))
