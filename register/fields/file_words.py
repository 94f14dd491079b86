"""The form that says what the words of a stranger's file mean: a contact log's, or a council's list's."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from spreadsheets.file_questions import EXAMPLES, ONE_FOR_ALL

# The kinds of question that all files have, and that are asked in their own way.
COLUMN, LOCATION = "column", "location"
CHOOSE = ("", "Choose")


class FileWordsForm(forms.Form):
    """What the words of a file mean. One field a question, in their order; ``right`` confirms all that have a proposal.

    From ``ONE_FOR_ALL`` open questions of a kind on, one more field answers all of them that are left.
    """

    plan = forms.CharField(max_length=64, widget=forms.HiddenInput)
    # What each kind of question is called.
    labels: Mapping[str, str] = {}

    def __init__(
        self, questions: Sequence[Mapping[str, Any]], ids: Mapping[str, str], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.questions, self.ids = questions, ids
        open_ones = Counter(each["kind"] for each in questions if not each["proposal"])
        self.shared = [kind for kind, count in open_ones.items() if count >= ONE_FOR_ALL]
        for kind in self.shared:
            self._add_shared(kind)
        for place, question in enumerate(questions):
            self._add(place, question)
        if any(each["proposal"] for each in questions):
            self.fields["right"] = forms.BooleanField(
                label="These are right",
                error_messages={"required": "Tick the box to say that they are right, or change what is not"},
            )

    def _add(self, place: int, question: Mapping[str, Any]) -> None:
        kind = question["kind"]
        optional = kind in self.shared or kind == LOCATION
        choices = [tuple(each) for each in question["choices"]]
        self.fields[f"q{place}"] = forms.ChoiceField(
            label=f"{self.labels[kind]}: “{question['says'][:300]}”",
            choices=choices if question["proposal"] else [CHOOSE, *choices],
            initial=question["proposal"],
            required=not optional,
            help_text=_where(question),
            error_messages={"required": f"Choose what “{question['says'][:60]}” means"},
        )
        if kind == LOCATION:
            self.fields[f"id{place}"] = forms.CharField(
                label=f"Or the CQC IDs of “{question['says'][:60]}”",
                required=False,
                max_length=300,
                help_text="If it is none of these. Several with semicolons between them.",
            )

    def _add_shared(self, kind: str) -> None:
        every = [{tuple(each) for each in one["choices"]} for one in self.questions if self._is_open(one, kind)]
        first = next(one for one in self.questions if self._is_open(one, kind))
        both = [tuple(each) for each in first["choices"] if all(tuple(each) in choices for choices in every)]
        self.fields[f"all-{kind}"] = forms.ChoiceField(
            label=f"{self.labels[kind]}: all below that you do not choose one by one",
            choices=[CHOOSE, *both],
            required=False,
        )

    @staticmethod
    def _is_open(question: Mapping[str, Any], kind: str) -> bool:
        return question["kind"] == kind and not question["proposal"]

    @property
    def proposed(self) -> list[BoundField]:
        return [self[name] for name in self._names(True)]

    @property
    def open_ones(self) -> list[BoundField]:
        return [self[f"all-{kind}"] for kind in self.shared] + [self[name] for name in self._names(False)]

    def _names(self, has_proposal: bool) -> list[str]:
        places = [place for place, each in enumerate(self.questions) if bool(each["proposal"]) == has_proposal]
        return [name for place in places for name in (f"q{place}", f"id{place}") if name in self.fields]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        given["answers"] = [self._answer(place, each, given) for place, each in enumerate(self.questions)]
        return given

    def _answer(self, place: int, question: Mapping[str, Any], given: Mapping[str, Any]) -> str:
        typed = given.get(f"id{place}", "")
        if typed:
            return self._typed(f"id{place}", typed)
        answer = given.get(f"q{place}") or given.get(f"all-{question['kind']}", "")
        if not answer and f"q{place}" not in self.errors:
            self.add_error(f"q{place}", f"Choose what “{question['says'][:60]}” means")
        return answer or ""

    def _typed(self, name: str, typed: str) -> str:
        """Return the IDs of locations as the register has them, or an error that names the one that it has not."""
        said = ["".join(each.split()) for each in typed.replace(",", ";").split(";") if each.strip()]
        unknown = [each for each in said if each.casefold() not in self.ids]
        if unknown or not said:
            read = unknown[0][:60] if unknown else typed[:60]
            self.add_error(name, f"We read “{read}”, which is no CQC ID of a location in this exercise")
            return ""
        return "; ".join(self.ids[each.casefold()] for each in said)


def _where(question: Mapping[str, Any]) -> str:
    """Return where a word stands, in words: its rows, or for a column what is in it."""
    examples = "; ".join(str(each)[:60] for each in question["examples"][:EXAMPLES])
    if question["kind"] == COLUMN:
        return f"It holds: {examples}" if examples else ""
    shown = ", ".join(f"{row:,}" for row in question["rows"])
    more = "" if question["row_count"] <= len(question["rows"]) else f" and {question['row_count']:,} in all"
    rows = f"{'Row' if question['row_count'] == 1 else 'Rows'} {shown}{more}"
    return f"{rows}: {examples}" if examples else rows
