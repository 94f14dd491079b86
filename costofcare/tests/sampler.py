"""A page with every component of the face on it, and one with every kind of form field; for the tests alone."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

from crispy_forms_gds.choices import Choice
from crispy_forms_gds.fields import DateInputField
from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Button, Field, Fieldset, Layout, Size
from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

from accounts.domain.context import Context
from accounts.domain.roles import RoleName
from costing.charts import (
    BandPoint,
    QuantileMarks,
    amount,
    bar_chart,
    column_chart,
    curve_chart,
    range_chart,
)
from costing.quantiles import quartiles_of
from costing.strip_chart import StripValue, strip_chart
from costofcare.urls import urlpatterns as own
from submissions.domain.states import ReturnState

PROVIDER = Context(
    UUID(int=1), "Ada Provider", RoleName.PROVIDER_ADMINISTRATOR, None, UUID(int=2), "Elm Home Care", has_others=True
)
ANALYST = Context(UUID(int=3), "Ben Analyst", RoleName.ANALYST, UUID(int=4), None, "Fernshire Council")
PAGES = Path(__file__).parent / "pages"
COSTS = [
    amount("Direct care", Decimal("10.46")),
    amount("Travel time", Decimal("1.85")),
    amount("Mileage", Decimal("0.92")),
    amount("Sickness / maternity and paternity pay", Decimal("0.31")),
    amount("Pension (direct care hours)", None),
    amount("Uniforms and other consumables", Decimal("0.004")),
    amount("Total careworker costs", Decimal("16.664"), "subtotal"),
    amount("Total business costs", Decimal("4.87"), "subtotal"),
    amount("Total return on operations", Decimal("1.08")),
    amount("Total", Decimal("22.61"), "total"),
]
RELEASED = [
    QuantileMarks("Direct care", Decimal("10.40"), Decimal("9.90"), Decimal("11.20")),
    QuantileMarks("Travel time", Decimal("1.85"), Decimal("1.40"), Decimal("2.30")),
    QuantileMarks("Mileage", Decimal("0.9"), indicative=True),
    QuantileMarks("Sickness / maternity and paternity pay", None),
    QuantileMarks("Total careworker costs", Decimal("16.60"), Decimal("15.80"), Decimal("17.90"), kind="subtotal"),
    QuantileMarks("Total", Decimal("22.60"), Decimal("20.90"), Decimal("24.40"), kind="total"),
]
TOTALS = [Decimal(pence) / 100 for pence in (*range(2910, 3500, 22), 3190, 3190, 3200, 3210, 3220)]
DOTS = [
    *(StripValue(f"Return {number:02}", total) for number, total in enumerate(TOTALS, 2)),
    StripValue("Return 01", Decimal("42.02"), "own"),
    StripValue("Return 98", Decimal("24.10"), "outlier"),
    StripValue("Return 99", None),
]
WEEKS = [("3 Aug", (4, 2)), ("10 Aug", (9, 3)), ("17 Aug", (0, 5))]
LOCATIONS = [
    "Elm Home Care, Fern Street",
    "Elm Home Care, Upper Harbour",
    "Oak Support at Home",
    "Rowan Care",
    "Yew Care",
]
STATES = list(ReturnState)
STEPS = ["Received", "Read", "Checked", "Costed"]


class Filters(forms.Form):
    """A filter by GET: a return is found by its name and its state."""

    search = forms.CharField(label="Name or location ID", required=False)
    state = forms.ChoiceField(
        label="State", required=False, choices=[("", "All"), *((s.value, s.label) for s in STATES)]
    )
    late = forms.ChoiceField(label="Late", required=False, choices=[("", "All"), ("yes", "Yes"), ("no", "No")])


class EveryField(forms.Form):
    """One field of every kind, each of them required."""

    name = forms.CharField(
        label="Full name", help_text="As it stands in the register", error_messages={"required": "Enter your name"}
    )
    email = forms.EmailField(label="Email address")
    password = forms.CharField(label="Password", widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}))
    visits = forms.IntegerField(
        label="Visits a week", min_value=1, widget=forms.NumberInput(attrs={"class": "govuk-input--width-5"})
    )
    rate = forms.DecimalField(
        label="Basic pay",
        help_text="Before anything is added",
        widget=forms.NumberInput(attrs={"prefix": "£", "suffix": "an hour", "class": "govuk-input--width-5"}),
    )
    reason = forms.ChoiceField(
        label="Reason", choices=[("", "Choose one"), ("apprentices", "Apprentices"), ("other", "Other")]
    )
    words = forms.CharField(label="Why is it right?", widget=forms.Textarea(attrs={"rows": 4}), max_length=200)
    service = forms.ChoiceField(
        label="Which service is it?",
        help_text="One exercise is for one service",
        widget=forms.RadioSelect,
        choices=[
            Choice("homecare", "Home care", hint="For people aged 18 and over"),
            Choice("care_home", "Care home", divider="or"),
            Choice("none", "Neither"),
        ],
    )
    days = forms.MultipleChoiceField(
        label="Which days?", widget=forms.CheckboxSelectMultiple, choices=[("sat", "Saturday"), ("sun", "Sunday")]
    )
    opens = DateInputField(label="When does it open?", help_text="For example, 31 3 2027", require_all_fields=False)
    closes = DateInputField(label="When does it close?", require_all_fields=False)
    workbook = forms.FileField(label="Your workbook", help_text="An .xlsx file of up to 50 MB", widget=forms.FileInput)
    agrees = forms.BooleanField(
        label="I declare that this is right", error_messages={"required": "Confirm that it is right"}
    )
    token = forms.CharField(widget=forms.HiddenInput, required=False, initial="kept")

    def clean(self) -> dict[str, object]:
        self.add_error(None, "The exercise is closed")
        return self.cleaned_data


class LaidOut(forms.Form):
    """A form laid out by the pack's own layout objects; a character count and dates that are there already."""

    words = forms.CharField(label="Why is it right?", widget=forms.Textarea)
    short = forms.CharField(label="In short", help_text="A few words", widget=forms.Textarea)
    closes = DateInputField(label="When does it close?", initial=date(2027, 1, 31))
    service = forms.ChoiceField(label="Service", widget=forms.RadioSelect, choices=[("a", "Home care"), ("b", "Homes")])
    days = forms.MultipleChoiceField(
        label="Days", widget=forms.CheckboxSelectMultiple, choices=[("sat", "Saturday"), ("sun", "Sunday")]
    )

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        self.helper = FormHelper()
        self.helper.layout = Layout(
            Fieldset(Field.textarea("words", max_characters=1000, rows=3), legend="Words", legend_size=Size.MEDIUM),
            Field.textarea("short", max_words=10, rows=2, label_size=Size.SMALL),
            Field("closes", context={"legend_size": "govuk-fieldset__legend--s"}),
            Field.radios("service", inline=True, legend_size=Size.SMALL, legend_tag="h2"),
            Field.checkboxes("days", small=True),
            Button.primary("send", "Send"),
        )


def shown(request: HttpRequest, name: str, **values: object) -> HttpResponse:
    template = engines["django"].from_string((PAGES / name).read_text(encoding="utf-8"))
    return HttpResponse(template.render(values, request))


def components(request: HttpRequest) -> HttpResponse:
    pages = Paginator([(name, STATES[place % 5]) for place, name in enumerate(LOCATIONS * 11)], 5)
    return shown(
        request,
        "components.html",
        filters=Filters(request.GET),
        page=pages.get_page(request.GET.get("page", "4")),
        bars=bar_chart(COSTS),
        costs=COSTS,
        weeks=column_chart(WEEKS, ("by phone", "by email")),
        curve=curve_chart([0, 2, 5, 9], [BandPoint(3, 9, 9, 9), BandPoint(7, 11, 14, 17)], days=7, most=20),
        ranges=range_chart(RELEASED),
        strip=strip_chart(DOTS, quartiles_of(TOTALS), fences=(Decimal("26.5"), Decimal("37.5"))),
        released=RELEASED,
        crumbs=[("Home", "/home/"), ("Home care 2026 to 2027", "/returns/")],
        rows=[
            {"key": "Location", "value": "Elm Home Care, Fern Street", "url": "/home/"},
            {"key": "Contact hours a week", "value": "812.5", "url": "/home/", "about": "contact hours"},
            {"key": "Price date", "value": date(2026, 4, 1)},
        ],
        tasks=[
            {"title": "Download the workbook", "url": "/home/", "status": "Done", "hint": "One for each location"},
            {"title": "Upload it", "url": "/home/", "status": "3 to put right", "colour": "red"},
            {"title": "Declare and submit", "status": "Cannot start yet", "hint": "First put right what must be"},
        ],
        numbers=[
            {"value": 24, "label": "locations"},
            {"value": 11, "label": "submitted"},
            {"value": "46 %", "label": "of those in scope"},
        ],
        steps=[
            {"label": words, "state": state}
            for words, state in zip(STEPS, ("done", "done", "now", "waiting"), strict=True)
        ],
        moment=datetime(2026, 7, 1, 15, 5, tzinfo=UTC),
        states=[*STATES, "claimed", "failed", "must_fix", "explain", "note"],
    )


def tags(request: HttpRequest) -> HttpResponse:
    return shown(request, "tags.html", costs=COSTS, locations=LOCATIONS)


def fields(request: HttpRequest) -> HttpResponse:
    form = EveryField(request.POST, request.FILES) if request.method == "POST" else EveryField()
    return shown(request, "fields.html", form=form)


def laid_out(request: HttpRequest) -> HttpResponse:
    form = LaidOut(request.POST) if request.method == "POST" else LaidOut(initial={"service": "b", "days": ["sun"]})
    return shown(request, "laid_out.html", form=form)


def progress(request: HttpRequest) -> HttpResponse:
    """Return the progress of a file that is done with the second request."""
    asked = int(request.GET.get("seen", "0"))
    steps = [{"label": words, "state": "done"} for words in STEPS]
    return shown(
        request, "progress.html", steps=steps, done=asked > 0, url=f"/progress/?seen={asked + 1}", done_url="/home/"
    )


def elsewhere(request: HttpRequest) -> HttpResponse:
    return HttpResponse("")


def names(*wanted: str) -> list[object]:
    return [path(f"{name}/", elsewhere, name=name) for name in wanted]


# Every address that the frame may name, whether or not a room has it yet.
urlpatterns = [
    *own[:4],
    path("components/", components),
    path("tags/", tags),
    path("fields/", fields),
    path("laid-out/", laid_out),
    path("progress/", progress),
    *names("home", "account_login", "account_logout"),
    path(
        "a/", include((names("choose_context", "account", "colleague_list", "person_list", "audit_list"), "accounts"))
    ),
    path("s/", include((names("return_list", "exercise_list", "location_list"), "submissions"))),
    path("r/", include((names("calculation_list", "release_list", "published_list"), "reports"))),
]
