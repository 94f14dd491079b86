"""Forms of a lever: what a version says with the lines that it rests on, and why it is retired or sent back."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from benchmarking.editions.domain.said_words import CLAIMS
from benchmarking.forms import line, text
from benchmarking.toolkit.domain.levers import AIMS, EvidenceKind, Lever, LeverEvidence

MOST_LINES, BLANK_LINES = 12, 3
PARTS = ("kind", "what", "source")
# What people say in interviews is chosen of what was released, never typed.
TYPED = [one for one in EvidenceKind if one is not EvidenceKind.INTERVIEWS]
CLAIMED = "“{}” claims that one thing makes another. Say what was seen, such as “goes with”."


def ticks(label: str, *, help_text: str = "", missing: str = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, required=bool(missing), widget=forms.CheckboxSelectMultiple, help_text=help_text,
        error_messages={"required": missing},
    )  # fmt: skip


class LeverForm(forms.Form):
    """A version of a lever; ``offered`` is what of the office's releases may carry it."""

    name = line("Name", 150, missing="Name the lever")
    aims = ticks("What is it for?", missing="Choose at least one of quality, price and workforce")
    what = text("What it takes", 1_000, missing="Say what a council does")
    first_step = text("First step", 500, rows=2)
    cost = line("Cost", 200, missing="Say what it costs, “unknown” if nobody knows")
    risks = text("Risks", 500, rows=2)
    released = ticks(
        "What the office has released",
        help_text="Links that go together, and findings that at least three say and at most two speak against.",
    )
    why = line("Why the lever changes", 300, missing="Say why the lever changes",
               help_text="Kept with the new version; the one before stays beside it.")  # fmt: skip

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, offered: Sequence[LeverEvidence], lever: Lever | None = None
    ) -> None:
        super().__init__(data, initial=_initial(lever) if lever else {})
        self.offered = {one.ref: one for one in offered}
        self.fields["aims"].choices = [(aim, aim.capitalize()) for aim in AIMS]  # type: ignore[attr-defined]
        choices = [(one.ref, f"{one.what} ({one.source})") for one in offered]
        self.fields["released"].choices = choices  # type: ignore[attr-defined]
        if not choices:
            del self.fields["released"]
        if lever is None:
            del self.fields["why"]
        self.count = _lines_in(data) if data is not None else _lines_of(lever)
        for n in range(self.count):
            self.fields |= _line_fields(n)

    @property
    def lines(self) -> list[list[BoundField]]:
        """The fields of each line of evidence."""
        return [[self[f"{part}_{n}"] for part in PARTS] for n in range(self.count)]

    @property
    def said(self) -> list[BoundField]:
        """The fields of what the lever is."""
        return [self[name] for name in ("name", "aims", "what", "first_step", "cost", "risks")]

    def clean(self) -> None:
        found = self.cleaned_data
        for n in range(self.count):
            kind, what, source = (found.get(f"{part}_{n}", "") for part in PARTS)
            if kind and not what and f"what_{n}" not in self.errors:
                self.add_error(f"what_{n}", f"Say what evidence {n + 1} says, or choose “None”")
            if not kind and (what or source) and f"kind_{n}" not in self.errors:
                self.add_error(f"kind_{n}", f"Choose what evidence {n + 1} is")
        for name in ("name", "what", "first_step", "risks", *(f"what_{n}" for n in range(self.count))):
            if claim := CLAIMS.search(found.get(name, "")):
                self.add_error(name, CLAIMED.format(claim.group()))

    @property
    def told(self) -> Lever:
        found = self.cleaned_data
        said = {name: found[name] for name in ("name", "what", "first_step", "cost", "risks")}
        return Lever(key="", aims=tuple(aim for aim in AIMS if aim in found["aims"]), evidence=self._evidence, **said)

    @property
    def _evidence(self) -> tuple[LeverEvidence, ...]:
        """What is typed, and then what was chosen."""
        found = self.cleaned_data
        typed = [[found[f"{part}_{n}"] for part in PARTS] for n in range(self.count)]
        chosen = [self.offered[ref] for ref in found.get("released", ())]
        return (*(LeverEvidence(EvidenceKind(kind), *words) for kind, *words in typed if kind), *chosen)


def _line_fields(n: int) -> dict[str, forms.Field]:
    kinds = [("", "None"), *((one.value, one.label) for one in TYPED)]
    kind = forms.ChoiceField(label=f"Evidence {n + 1} is", required=False, choices=kinds)
    what, source = line("What it says", 300), line("Where it stands", 200)
    return {f"kind_{n}": kind, f"what_{n}": what, f"source_{n}": source}


def _typed(lever: Lever) -> list[LeverEvidence]:
    return [one for one in lever.evidence if not one.ref]


def _lines_of(lever: Lever | None) -> int:
    return min(MOST_LINES, BLANK_LINES + (len(_typed(lever)) if lever else 0))


def _lines_in(data: Mapping[str, Any]) -> int:
    """Return how many lines were sent."""
    return next((n for n in range(MOST_LINES) if f"kind_{n}" not in data), MOST_LINES)


def _initial(lever: Lever) -> dict[str, Any]:
    return dict(_told(lever))


def _told(lever: Lever) -> Iterator[tuple[str, Any]]:
    for name in ("name", "what", "first_step", "cost", "risks"):
        yield name, getattr(lever, name)
    yield "aims", list(lever.aims)
    yield "released", [one.ref for one in lever.evidence if one.ref]
    for n, one in enumerate(_typed(lever)):
        yield from ((f"kind_{n}", one.kind.value), (f"what_{n}", one.what), (f"source_{n}", one.source))


class RetireLeverForm(forms.Form):
    """Why a lever is retired."""

    why = line("Why is it retired?", 300, missing="Say why it is retired",
               help_text="Kept with the version; an earlier one can be brought back.")  # fmt: skip


class SendLeverBackForm(forms.Form):
    """Why a version goes back to who wrote it."""

    words = line("Why do you send it back?", 300, missing="Say why you send it back",
                 help_text="Only the office’s analysts and approvers read this.")  # fmt: skip
