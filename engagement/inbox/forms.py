"""Forms of the inbox."""

from typing import Any

from django import forms

from engagement.inbox.domain.inbound_mail import MailKind
from register.fields.one_of_many import OneOfMany


class InboxFilter(forms.Form):
    q = forms.CharField(label="Sender or subject", required=False, max_length=100)
    state = forms.ChoiceField(
        label="State", choices=[("", "Open"), ("handled", "Handled"), ("all", "All")], required=False
    )
    kind = forms.ChoiceField(
        label="Kind", choices=[("", "Any"), *((kind.value, kind.label) for kind in MailKind)], required=False
    )
    mine = forms.ChoiceField(label="For", choices=[("", "Anybody"), ("me", "Me")], required=False)


class AssignForm(forms.Form):
    """The choice of a colleague to look after a mail; ``colleagues`` are ids and names of the team."""

    to = forms.ChoiceField(label="Who looks after it?", required=False)

    def __init__(self, colleagues: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [("", "Nobody yet"), *colleagues]  # type: ignore[attr-defined]


class LinkForm(forms.Form):
    location = OneOfMany(
        label="Which location is it about?", error_messages={"required": "Choose the location that it is about"}
    )

    def __init__(self, locations: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["location"].offer(locations, "Choose a location")  # type: ignore[attr-defined]
