"""Forms of the desk: its filter, whom a return is assigned to, and a note to the other analysts."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms

from register.queries import Exercise
from submissions.desk.domain.analyst_notes import LONGEST
from submissions.desk.domain.desk import MINE, NOBODYS, PROVIDERS, TEAM, DeskKind, DeskWish

KINDS = [
    ("", "Everything that waits"),
    (TEAM, "For the team"),
    *((kind.value, kind.label) for kind in DeskKind if kind.is_for_team),
    (PROVIDERS, "With providers"),
]
WHOSE = [("", "Anybody’s"), (MINE, "Mine"), (NOBODYS, "Nobody’s yet")]


class DeskFilter(forms.Form):
    kind = forms.ChoiceField(label="What waits", choices=KINDS, required=False)
    whose = forms.ChoiceField(label="Whose", choices=WHOSE, required=False)
    exercise = forms.ChoiceField(label="Exercise", required=False)
    overdue = forms.BooleanField(label="Overdue only", required=False)

    def __init__(self, exercises: Iterable[Exercise], data: Any = None) -> None:
        super().__init__(data)
        field = self.fields["exercise"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "All"), *((str(one.id), one.name) for one in exercises)]

    @property
    def wish(self) -> DeskWish:
        """Return what is wanted; what cannot be read narrows nothing down."""
        self.is_valid()
        given = self.cleaned_data
        return DeskWish(
            given.get("kind", ""), given.get("exercise", ""), given.get("whose", ""), given.get("overdue", False)
        )


class ReturnAssignForm(forms.Form):
    """The analyst who is to look at a return; blank takes it off."""

    analyst = forms.TypedChoiceField(label="Assigned to", required=False, coerce=UUID, empty_value=None)

    def __init__(self, analysts: Iterable[tuple[UUID, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["analyst"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Nobody"), *((str(id), name) for id, name in analysts)]


class NoteForm(forms.Form):
    words = forms.CharField(
        label="Note for the other analysts",
        help_text="Only those who read returns see it: no provider, no council, no engagement officer.",
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Type the note"},
    )
