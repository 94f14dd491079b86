"""The form of somebody of the project group."""

from django import forms

from benchmarking.forms import line
from benchmarking.projects.domain.project_group import GroupPlace, GroupSeat
from benchmarking.projects.forms.entries import EntryForm
from benchmarking.projects.forms.form_fields import day_field
from register.fields import EmailAddressField


class SeatForm(EntryForm):
    """Somebody of the project group."""

    name = line("Name", 150, missing="Give the name")
    organisation = line("Organisation", 200, missing="Name the organisation")
    seat = forms.ChoiceField(label="Seat", choices=[(one.value, one.label) for one in GroupSeat])
    place = forms.ChoiceField(
        label="Of inner or outer London", required=False, choices=[(one.value, one.label) for one in GroupPlace]
    )
    role = line("Role in the group", 200, help_text="Such as chair, or deputises for somebody.")
    email = EmailAddressField(
        label="Email address", required=False, help_text="For calendar entries. Councils of the round do not see it."
    )
    left_on = day_field("Left the group on", required=False)
