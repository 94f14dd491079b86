"""Every form that the portal knows, by service and version."""

from submissions.domain.form import Form
from submissions.domain.forms.homecare import HOMECARE

FORMS: dict[tuple[str, str], Form] = {(form.service, form.version): form for form in (HOMECARE,)}
CURRENT: dict[str, Form] = {HOMECARE.service: HOMECARE}

# What the command line takes; a service without a form yet is refused in words.
SERVICES = ("homecare", "care_home")


def form_for(service: str, version: str) -> Form | None:
    return FORMS.get((service, version))
