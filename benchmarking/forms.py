"""Fields that forms of this room have in common."""

from django import forms


def text(label: str, most: int, *, rows: int = 3, missing: str = "", help_text: str = "") -> forms.CharField:
    """Return a field of some lines; ``missing`` is said where it has to be filled in."""
    return forms.CharField(
        label=label, max_length=most, required=bool(missing), widget=forms.Textarea({"rows": rows}),
        help_text=help_text, error_messages={"required": missing},
    )  # fmt: skip


def line(label: str, most: int, *, missing: str = "", help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label, max_length=most, required=bool(missing), help_text=help_text, error_messages={"required": missing}
    )
