"""Forms of papers: on what one rests, a section of it, and what goes into a pack on the market's position."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms

from accounts.domain.context import Context
from markets.papers.domain.paper_kinds import LikelyEffect, PaperKind, PaperSection, SectionShape
from markets.papers.domain.paper_parts import PaperParts
from markets.papers.domain.typed_costs import read_costs
from markets.papers.queries import impact_papers
from markets.papers.queries import publishable_sources as sources

NONE = [("", "None")]


class PaperForm(forms.Form):
    """What a paper is called, and on which frozen parts it rests."""

    name = forms.CharField(label="Name", max_length=120, error_messages={"required": "Give the paper a name"})
    appraisal = forms.ChoiceField(
        label="Options appraisal", help_text="Those that are frozen are listed.",
        error_messages={"required": "Choose a frozen appraisal", "invalid_choice": "Choose a frozen appraisal"},
    )  # fmt: skip
    option = forms.ChoiceField(
        label="Which option is proposed", required=False,
        help_text="If it is not the one that came first, say why in the section on what changes.",
    )  # fmt: skip
    scenario = forms.ChoiceField(
        label="Fee scenario", help_text="Frozen, with today’s fee, hours and a saved budget.",
        error_messages={"required": "Choose a frozen scenario", "invalid_choice": "Choose a frozen scenario"},
    )  # fmt: skip
    zone_plan = forms.ChoiceField(label="Zone plan", required=False, help_text="Only if zones are to change.")
    payment_run = forms.ChoiceField(
        label="Payment run", required=False, help_text="Only if visits are to be paid for by another rule."
    )

    def __init__(
        self, *args: Any, context: Context, kind: PaperKind, options: Iterable[tuple[str, str]] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._offer("appraisal", impact_papers.frozen_appraisals(context))
        self._offer("zone_plan", impact_papers.frozen_plans(context), NONE)
        offered = list(options)
        if offered:
            self.fields["option"].choices = [("", "The one that came first"), *offered]  # type: ignore[attr-defined]
        else:
            del self.fields["option"]
        if kind is PaperKind.RESOURCE:
            self._offer("scenario", impact_papers.frozen_scenarios(context))
            self._offer("payment_run", impact_papers.kept_payment_runs(context), NONE)
        else:
            del self.fields["scenario"], self.fields["payment_run"]

    def _offer(self, name: str, rows: Iterable[Any], first: list[tuple[str, str]] | None = None) -> None:
        choices = [*(first or []), *((str(row.id), row.name) for row in rows)]
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    @property
    def parts(self) -> PaperParts:
        found = self.cleaned_data
        ids = {f"{name}_id": UUID(found[name]) for name in ("scenario", "zone_plan", "payment_run") if found.get(name)}
        return PaperParts(UUID(found["appraisal"]), option=found.get("option", ""), **ids)


class PaperSectionForm(forms.Form):
    """What is typed of a section."""

    effect = forms.ChoiceField(
        label="Likely effect", choices=[(one.value, one.label) for one in LikelyEffect], widget=forms.RadioSelect,
        error_messages={"required": "Choose the likely effect"},
    )  # fmt: skip
    words = forms.CharField(
        label="In words", max_length=5_000, widget=forms.Textarea({"rows": 8}),
        error_messages={"required": "Write the section, if only to say that there is nothing"},
    )  # fmt: skip

    def __init__(self, *args: Any, section: PaperSection, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.section = section
        self.fields["words"].help_text = section.hint
        if section.shape is not SectionShape.EFFECT:
            del self.fields["effect"]
            self.fields["words"].label = section.title

    def clean_words(self) -> str:
        text: str = self.cleaned_data["words"].strip()
        if self.section.shape in (SectionShape.STAFF, SectionShape.COSTS):
            _, faults = read_costs(text, self.section.shape)
            if faults:
                raise forms.ValidationError(". ".join(faults[:5]))
        return text


class PackForm(forms.Form):
    """Which profile, releases and published rates go into a pack."""

    profile = forms.ChoiceField(label="Profile of the council’s own visits", required=False)
    release = forms.ChoiceField(label="Released costs of home care", required=False)
    market_release = forms.ChoiceField(label="Protected figures of what providers gave to the team", required=False)
    card = forms.ChoiceField(
        label="Rate card", required=False, help_text="Only one that the council has published itself."
    )
    is_published = forms.BooleanField(label="The council has published this rate card", required=False)

    def __init__(self, *args: Any, context: Context, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows: dict[str, dict[str, Any]] = {}
        self._offer(
            "profile",
            ((row, sources.days_of(row)) for row in sources.profiles_to_publish(context)),
        )
        releases = sources.releases_to_publish(context)[: sources.MOST]
        self._offer("release", ((row, f"{row.exercise.name}, release {row.number}") for row in releases))
        of_market = sources.market_releases_to_publish(context)[: sources.MOST]
        self._offer("market_release", ((row, f"Release {row.number}") for row in of_market))
        self._offer("card", ((row, row.name) for row in sources.cards_to_publish(context)))

    def _offer(self, name: str, rows: Iterable[tuple[Any, str]]) -> None:
        found = list(rows)
        self.rows[name] = {str(row.id): row for row, _ in found}
        self.fields[name].choices = [*NONE, *((str(row.id), words) for row, words in found)]  # type: ignore[attr-defined]

    @property
    def newest(self) -> dict[str, str]:
        """Return the newest of each but the card, which a person has to call published."""
        return {name: next(iter(self.rows[name]), "") for name in ("profile", "release", "market_release")}

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("card") and not found.get("is_published"):
            self.add_error("is_published", "Say that the council has published this rate card, or leave it out")
        return found

    def chosen(self, name: str) -> Any | None:
        return self.rows[name].get(self.cleaned_data.get(name, ""))
