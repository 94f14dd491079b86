"""A return of each invented council in a year: the files' figures, moved by a year's rises, and the rest invented."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random

from benchmarking.returns.domain.questionnaire import PROFILE
from benchmarking.returns.domain.whole_return import TypedReturn
from benchmarking.synthetic.domain.region_files import InventedCouncil
from costing.figure_words import day_in_words
from costing.form import AnswerType
from costing.rates import rates_at
from spreadsheets.decimals import rounded

FILES_WEEK = date(2025, 4, 7)
HOURS_A_PERSON = 11
LLW = "real_living_wage_london"
GROUP_OF = {"lead_contract": "lead", "patch": "lead"}
# What the files say as shares of one is typed in per cent.
SHARES = ("share_main_model", "uplift_share", "share_under_30")
MOVING = ("share_under_30", "days_to_start", "packages_handed_back", "people_waiting")
AS_IT_STANDS = (
    "ons_code", "sub_region", "inner_outer", "commissioning_model", "rate_set_by", "pay_floor", "travel_time",
    "payment_basis", "providers_delivering", "people_waiting", "days_to_start", "packages_handed_back",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class RegionYear:
    """The week of a round; ``rise`` is how far prices have moved since the files' year, of 1."""

    week: date
    rise: Decimal = Decimal(0)

    @property
    def is_the_files(self) -> bool:
        return self.week == FILES_WEEK

    @property
    def since(self) -> str:
        return day_in_words(date(self.week.year, 4, 1))


def council_return(council: InventedCouncil, year: RegionYear) -> TypedReturn:
    """Return what a council would type, on which there is nothing to put right or to explain."""
    draw = Random(f"{council.ons_code} {year.week.year}")
    rise, more = _rise(council, year, draw), Decimal(1)
    if not year.is_the_files:
        more = Decimal(draw.randint(970, 1030)) / 1000
    prices = [_price(council, row, year, rise, more) for row in council.prices]
    average = _average(prices)
    typed = {**_invented(council), **_own(council, year, rise, more, average), **_moved(council, year, draw)}
    providers = [_provider(council, row, rise, more, draw) for row in council.providers]
    return TypedReturn({key: text for key, text in typed.items() if text}, prices, providers, {})


def _moved(council: InventedCouncil, year: RegionYear, draw: Random) -> dict[str, str]:
    """Return what was otherwise in another year than the files': a little more or less of it."""
    if year.is_the_files:
        return {}
    row = council.row
    apart = {key: Decimal(draw.randint(85, 118)) / 100 for key in MOVING}
    return {
        "share_under_30": f"{_text(Decimal(row['share_under_30']) * 100 * apart['share_under_30'], 1)}%",
        **{key: f"{max(1, int(Decimal(row[key]) * apart[key]))}" for key in MOVING if key != "share_under_30"},
    }


def _rise(council: InventedCouncil, year: RegionYear, draw: Random) -> Decimal:
    """Return by what a price of the files is multiplied: a year before it had not risen by the last uplift yet."""
    if year.is_the_files:
        return Decimal(1)
    jitter = Decimal(draw.randint(-8, 8)) / 1000
    if year.week < FILES_WEEK:
        return (1 / (1 + Decimal(council.row["uplift_share"]))) * (1 + jitter)
    return 1 + year.rise + jitter


def _price(
    council: InventedCouncil, row: Mapping[str, str], year: RegionYear, rise: Decimal, more: Decimal
) -> dict[str, str]:
    model = council.row["commissioning_model"]
    return {
        "package": row["package"], "need_type": "mixed", "visit_minutes": row["visit_minutes"], "day_type": "any",
        "priced_by": row["priced_by"], "price": _text(Decimal(row["price"]) * rise, 2),
        "provider_group": GROUP_OF.get(model, model), "providers_at_price": council.row["providers_delivering"],
        "hours_per_week": _text(Decimal(row["hours_per_week"]) * more, 1), "price_from": year.since,
        "source": "payment_system",
    }  # fmt: skip


def _average(prices: list[dict[str, str]]) -> Decimal:
    """Return the average price of rows that are all priced by the visit, £ per contact hour."""
    hours = [Decimal(row["hours_per_week"]) for row in prices]
    hourly = [Decimal(row["price"]) * 60 / Decimal(row["visit_minutes"]) for row in prices]
    return sum((price * of for price, of in zip(hourly, hours, strict=True)), Decimal(0)) / sum(hours, Decimal(0))


def _provider(
    council: InventedCouncil, row: Mapping[str, str], rise: Decimal, more: Decimal, draw: Random
) -> dict[str, str]:
    contract = {"lead_contract": "lead"}.get(council.row["commissioning_model"], council.row["commissioning_model"])
    return {
        "location_id": row["location_id"], "hours_per_week": _text(Decimal(row["hours_per_week"]) * more, 1),
        "average_price": _text(Decimal(row["average_price"]) * rise, 2), "contract": contract,
        "leaving": "yes" if draw.random() < 0.03 else "no",
    }  # fmt: skip


def _own(council: InventedCouncil, year: RegionYear, rise: Decimal, more: Decimal, average: Decimal) -> dict[str, str]:
    """Return what the files say, moved by the year, and what follows from it."""
    row, hours = council.row, Decimal(council.row["hours_commissioned_per_week"]) * more
    people, ended = int(hours / HOURS_A_PERSON), int(hours / HOURS_A_PERSON / 2) + 60
    indicative = row["indicative_rate"]
    names_ceiling, names_floor = (
        row["rate_set_by"] in ("council_ceiling", "council_range"),
        row["rate_set_by"] == "council_range",
    )
    asks_floor = row["pay_floor"] == "llw"
    wage = rates_at(year.week, (LLW,))
    return {
        **{key: row[key] for key in AS_IT_STANDS},
        **{key: f"{_text(Decimal(row[key]) * 100, 1)}%" for key in SHARES},
        "reference_week": day_in_words(year.week),
        "approved_by_name": f"Director of {council.name}",
        "completed_by_name": f"Commissioning team of {council.name}",
        "completed_by_email": f"commissioning-{council.ons_code.lower()}@example.org",
        "hours_commissioned_per_week": _text(hours, 1), "people_receiving": f"{people}",
        "spend_per_week": _text(hours * average, 2),
        "hours_waiting": _text(Decimal(row["hours_waiting"]) / more, 1),
        "packages_started": f"{ended}", "packages_ended": f"{ended}",
        "providers_framework": f"{int(row['providers_delivering']) + (council_number(council) * 7 % 9)}",
        "providers_spot": "0", "second_model": "spot_only", "model_since": "1 April 2022",
        "pay_floor_gbp": _text(wage[LLW], 2) if asks_floor and wage else "",
        "indicative_rate": _text(Decimal(indicative) * rise, 2) if indicative else "n/a",
        "ceiling_rate": _text(average * Decimal("1.07"), 1) if names_ceiling else "n/a",
        "floor_rate": _text(average * Decimal("0.9"), 1) if names_floor else "n/a",
        "cost_of_care_median": "n/a", "rates_from": year.since, "uplift_from": year.since,
        "minute_rounding": row["minute_rounding"] if row["payment_basis"] in ("actual", "banded") else "",
        "short_visit_minutes": "15", "double_handed": "100%", "lowest_rate_foi": _text(average * Decimal("0.86"), 2),
        "highest_rate_foi": _text(average * Decimal("1.15"), 2), "hours_undelivered": _text(hours / 90, 1),
        "consent_names": row["consent_names"],
        "consent_public_examples": "yes" if row["consent_names"] == "all" else "no",
    }  # fmt: skip


def council_number(council: InventedCouncil) -> int:
    return int(council.ons_code[-2:])


def _invented(council: InventedCouncil) -> dict[str, str]:
    """Return an answer to each question of which the files say nothing, the same in each year."""
    return dict(_answers(Random(council.ons_code)))


def _answers(draw: Random) -> Iterator[tuple[str, str]]:
    usual = {AnswerType.INTEGER: (2, 12), AnswerType.DECIMAL: (1, 4), AnswerType.DECIMAL_OR_NA: (2, 8)}
    for question in PROFILE.questions:
        low, high = usual.get(question.type, (5, 40))
        number = draw.randint(low, high)
        choice = usual_choice(question.choices, draw)
        if question.key == "model_ends":
            continue
        if question.choices:
            yield question.key, choice
        elif question.type == AnswerType.PERCENT:
            yield question.key, f"{number}%"
        elif question.type in usual:
            yield question.key, f"{number}"


def usual_choice(choices: Sequence[str], draw: Random) -> str:
    """Return a choice: the first ones are the usual ones, as half of the councils do the first."""
    return draw.choices(choices, [2.0**-place for place in range(len(choices))])[0] if choices else ""


def _text(value: Decimal, places: int) -> str:
    return format(rounded(value, places), "f")
