"""The filter of the page of a region."""

from django import forms

from costing.forms import SERVICES
from reports.domain.service_words import service_in_words

SERVICE_CHOICES = [("", "Any"), *((one, service_in_words(one)) for one in SERVICES)]
RELEASED = [("", "Any"), ("yes", "Released"), ("no", "Not yet")]


class RegionFilter(forms.Form):
    """Words, the service, and whether anything stands released."""

    q = forms.CharField(label="Authority or exercise", required=False, max_length=100)
    service = forms.ChoiceField(label="Service", choices=SERVICE_CHOICES, required=False)
    released = forms.ChoiceField(label="Figures", choices=RELEASED, required=False)
