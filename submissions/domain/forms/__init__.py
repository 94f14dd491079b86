"""Every form that the portal knows, by service and version."""

from submissions.domain.form import Form
from submissions.domain.forms.homecare import HOMECARE

FORMS: dict[tuple[str, str], Form] = {(form.service, form.version): form for form in (HOMECARE,)}
CURRENT: dict[str, Form] = {HOMECARE.service: HOMECARE}


def form_for(service: str, version: str) -> Form | None:
    return FORMS.get((service, version))
