"""Fields that forms of a project have in common."""

from decimal import Decimal

from django import forms

from accounts.fields import DateInputField


def day_field(label: str, *, required: bool = True) -> DateInputField:
    return DateInputField(label=label, required=required, require_all_fields=False)


def money(label: str, digits: int, missing: str) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, min_value=Decimal(0), max_digits=digits, decimal_places=2,
        widget=forms.TextInput({"inputmode": "decimal", "class": "govuk-input--width-10"}),
        error_messages={"required": missing, "invalid": f"{label} must be a number in pounds, such as 500"},
    )  # fmt: skip


def days_field() -> forms.DecimalField:
    return forms.DecimalField(
        label="Days of work", min_value=Decimal(0), max_digits=5, decimal_places=1,
        widget=forms.TextInput({"inputmode": "decimal", "class": "govuk-input--width-5"}),
        help_text="Such as 1 or 0.5.",
        error_messages={"required": "Say how many days", "invalid": "Days must be a number, such as 1 or 0.5"},
    )  # fmt: skip
