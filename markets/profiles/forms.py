"""The form of a profile: its days."""

from datetime import date
from typing import Any

from django import forms

from accounts.fields import DateInputField


class ProfileDaysForm(forms.Form):
    """The first and the last day of a profile, both counted; without them it covers all days that are held."""

    first = DateInputField(label="First day", require_all_fields=False, required=False)
    last = DateInputField(
        label="Last day",
        require_all_fields=False,
        required=False,
        help_text="Leave both blank for all days that are held. Whole weeks compare best.",
    )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        first, last = found.get("first"), found.get("last")
        if not self.errors and (first is None) != (last is None):
            self.add_error("first" if first is None else "last", "Give both days, or neither")
        if isinstance(first, date) and isinstance(last, date) and last < first:
            self.add_error("last", "The last day lies before the first one")
        return found
