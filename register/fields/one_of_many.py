"""Choices among a few, or among thousands by words of their names."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.functional import lazy

Choices = list[tuple[str, str]]
# Above so many nobody looks through a select, and it alone would be most of the page.
FEW = 300
# So many that fit the words are shown to choose from.
SHOWN = 50
HELP = "Write words of its name; where several fit, you choose among them."

AGAIN = "To search by other words, send this without a choice."


class OneOfMany(forms.ChoiceField):
    """A choice that is a select for few, and a search for many; what it gives is the key of the choice.

    What was typed may be a key, too: of what fitted before, or of a page from when there were fewer.
    """

    def offer(self, choices: Iterable[tuple[Any, str]], empty: str = "Choose") -> None:
        """Offer these, with the words of none of them; only once for a field of a form."""
        self.many = [(str(key), label) for key, label in choices]
        self.empty = empty
        if len(self.many) <= FEW:
            self.choices = [("", empty), *self.many]
            return
        self.choices = [("", empty)]
        self.widget = forms.TextInput({"autocomplete": "off", "maxlength": 200})
        self.help_text = self.help_text or lazy(self._help, str)()

    def prepare_value(self, value: Any) -> Any:
        """Return what a page shows of a key: in a search its name, which is found again."""
        return value if isinstance(self.widget, forms.Select) else dict(self.many).get(str(value), value)

    def clean(self, value: Any) -> Any:
        typed = str(value or "").replace("\x00", "").strip()
        if len(self.many) <= FEW or not typed or typed in dict(self.many):
            self.choices = [("", self.empty), *self.many] if typed else self.choices
            return super().clean(typed)
        fitting = fit(self.many, typed)
        if len(fitting) == 1:
            return fitting[0][0]
        raise forms.ValidationError(self._put_right(typed[:60], fitting))

    def _help(self) -> str:
        """Return what helps with the field as it is now: a page reads it once the answer is looked at."""
        empty = "" if self.required else f"Left empty: {self.empty[0].lower()}{self.empty[1:]}."
        if isinstance(self.widget, forms.Select):
            return AGAIN if self.required else empty
        return f"{HELP} {empty}".strip()

    def _put_right(self, typed: str, fitting: Choices) -> str:
        if not fitting:
            return f"Nothing here has “{typed}” in its name. Write fewer words, or only the beginning of one."
        if len(fitting) > SHOWN:
            return f"{len(fitting)} fit “{typed}”. Write more of its name."
        # Where nothing need be chosen, an empty choice is an answer and searches for nothing.
        self.widget = forms.Select(choices=[("", "Choose" if self.required else self.empty), *fitting])
        return f"{len(fitting)} fit “{typed}”. Choose one of them."


def fit(choices: Choices, typed: str) -> Choices:
    """Return the choices that are named so, or else those that have all words in their names."""
    named = [one for one in choices if one[1].casefold() == typed.casefold()]
    words = typed.casefold().split()
    return named or [one for one in choices if all(word in one[1].casefold() for word in words)]


class _Lines(forms.Textarea):
    """A text of lines, which may come as several values, too."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str:
        given = data.getlist(name) if hasattr(data, "getlist") else [data.get(name) or ""]
        return "\n".join(str(one) for one in given)


class SomeOfMany(forms.MultipleChoiceField):
    """A choice of several: boxes to tick for few, and of many a name a line; what it gives are the keys."""

    def offer(self, choices: Iterable[tuple[Any, str]]) -> None:
        self.many = [(str(key), label) for key, label in choices]
        self.choices = self.many
        if len(self.many) > FEW:
            self.widget = _Lines({"rows": 5})
            self.help_text = f"{self.help_text} Write their names, one a line.".strip()

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(self.widget, _Lines) or not value:
            return value
        lines = value.splitlines() if isinstance(value, str) else value
        names = dict(self.many)
        return "\n".join(names.get(str(one), str(one)) for one in lines)

    def clean(self, value: Any) -> Any:
        if not isinstance(self.widget, _Lines):
            return super().clean(value)
        lines = [line.strip() for line in str(value or "").replace("\x00", "").splitlines() if line.strip()]
        keys = dict(self.many)
        if len(lines) > FEW:
            raise forms.ValidationError(f"Those are {len(lines)} lines; write at most {FEW} at once.")
        fitting = {line: [line] if line in keys else [key for key, _ in fit(self.many, line)] for line in lines}
        wrong = [f"“{line[:60]}” fits {len(found)}" for line, found in fitting.items() if len(found) != 1]
        if wrong:
            raise forms.ValidationError(f"Each line is to fit one: {', '.join(wrong[:5])}.")
        return super().clean([found[0] for found in fitting.values()])
