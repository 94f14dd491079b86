"""How long a kind of thing is kept."""

from django import forms

from costofcare.retention.domain.kinds import FEWEST_DAYS, MOST_DAYS


class KeptDaysForm(forms.Form):
    days = forms.IntegerField(
        label="How many days it is kept",
        required=False,
        min_value=FEWEST_DAYS,
        max_value=MOST_DAYS,
        help_text="A year is 365. Leave it empty to keep it for ever.",
        error_messages={
            "invalid": "Enter a whole number of days, such as 365",
            "min_value": f"Keep it {FEWEST_DAYS} days at least",
            "max_value": f"Enter {MOST_DAYS:,} days at most, or nothing to keep it for ever",
        },
    )
