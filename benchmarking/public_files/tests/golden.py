"""Test support: public files made in their published shapes, with notes above and columns in any order."""

import random
from collections.abc import Mapping, Sequence

from register.tests.directories import as_csv, as_ods, as_xlsx

Cells = list[list[str]]
NAMES = ("Ashgrove", "Barrow", "Colne", "Dunmere", "Elmstead")
CODES = {name: f"X0900000{number}" for number, name in enumerate(NAMES, 1)}
LATER = "Average fee rate per contact hour for external providers of home care in 2025-26"
HOMES = "Average fee rate per week for external providers of care homes without nursing for clients aged 65+ in 2025-26"
NURSING = HOMES.replace("without", "with")
YOUNGER = HOMES.replace("aged 65+", "aged 18 to 64")
LIVING = "Average fee rate per week for external providers of supported living in 2025-26"
RISE = "Percentage increase in the average fee rate for external providers of home care in 2025-26"
EARLIER = "Provisional average fee rate per contact hour for external providers of home care in 2023-24"
FEES = {"Ashgrove": "24.10", "Barrow": "22.50", "Colne": "£23.00", "Dunmere": "21.75", "Elmstead": "25"}


def shuffled(heads: Sequence[str], rows: Sequence[Mapping[str, str]], seed: int) -> Cells:
    order = list(heads)
    random.Random(seed).shuffle(order)
    return [order, *([row.get(head, "") for head in order] for row in rows)]


def msif_rows(fees: Mapping[str, str], mark: str = "(provisional)") -> tuple[list[str], list[dict[str, str]]]:
    columns = {
        LATER: fees,
        HOMES: dict.fromkeys(fees, "1,063.00"),
        NURSING: dict.fromkeys(fees, "1,056.66"),
        YOUNGER: dict.fromkeys(fees, "[x]"),
        LIVING: dict.fromkeys(fees, "980.5"),
    }
    heads = {head: f"{head} {mark}".strip() for head in columns}
    rows = [
        {"ONS Code": CODES.get(name, ""), "Local authority": name, RISE: "5.3",
         **{heads[head]: values[name] for head, values in columns.items()}}
        for name in fees
    ]  # fmt: skip
    return ["ONS Code", "Local authority", RISE, *heads.values()], rows


def msif(
    fees: Mapping[str, str] = FEES, *, mark: str = "(provisional)", seed: int = 1, kind: str = "xlsx",
    published: str = "21 August 2025", more: Sequence[Mapping[str, str]] = (),
) -> bytes:  # fmt: skip
    """Return the file of 2025-26: cover and notes, and two rows of notes above Table A."""
    heads, rows = msif_rows(fees, mark)
    table = [["Table A: fee rates"], ["Some cells hold [x]."], *shuffled(heads, [*rows, *more], seed)]
    sheets = {
        "Cover": [["Market sustainability and improvement fund"], [f"Published {published}"]],
        "Notes": [["Note 1", "Fees exclude what others than the council pay."]],
        "Table A 2025-26": [*table, [], ["Source: DHSC"]],
        "Fig 1": [["Home care", "5.3"]],
    }
    return as_ods(**sheets) if kind == "ods" else as_xlsx(**sheets)


def msif_of_2023(fees: Mapping[str, str] = FEES, *, kind: str = "xlsx", seed: int = 3) -> bytes:
    """Return the shape of two years before: the standing at the front, no ONS code beside the last."""
    rows = [{"ONS Code": CODES.get(name, ""), "Local Authority": name, EARLIER: fee} for name, fee in fees.items()]
    table = shuffled(["Local Authority", EARLIER, "ONS Code"], rows, seed)
    sheets = {"Cover": [["Fees"]], "Table A 2023-24": [["Table A"], ["Notes stand above."], *table]}
    return as_ods(**sheets) if kind == "ods" else as_xlsx(**sheets)


ASC_NEW = (
    "FY_ENDING", "GEOGRAPHY_CODE", "DH_GEOGRAPHY_NAME", "GEOGRAPHY_LEVEL", "REGION_GO_CODE", "GEOGRAPHY_NAME",
    "DimensionGroup", "CareType", "FinanceType", "FinanceDescription", "AgeBand", "PrimarySupportReason",
    "SupportSetting", "Purpose", "ActivityProvision", "ITEMVALUE",
)  # fmt: skip


def asc_fr(*, old: bool = False, seed: int = 1, year: str = "2024", rates: Mapping[str, str] | None = None) -> bytes:
    """Return the long csv in column names of today, or as they were until 2019, ending in _Key."""
    told = {"Ashgrove": "19.40", "Barrow": ":", "Colne": "*", **(rates or {})}
    shared = {"FY_ENDING": year, "GEOGRAPHY_LEVEL": "Local Authority", "SupportSetting": "Home Care", "AgeBand": "99"}
    rows = []
    for name, rate in told.items():
        of = {**shared, "GEOGRAPHY_CODE": CODES[name], "DH_GEOGRAPHY_NAME": name}
        for provision, value in (("External", rate), ("In House", "31.20"), ("99", "21.00")):
            rows.append({**of, "DimensionGroup": "Unit costs", "ActivityProvision": provision, "ITEMVALUE": value})
        rows.append({**of, "DimensionGroup": "Expenditure", "ActivityProvision": "External", "ITEMVALUE": "9999"})
        nursing = {"SupportSetting": "Nursing", "ActivityProvision": "External", "ITEMVALUE": "900"}
        rows.append({**of, "DimensionGroup": "Unit costs", **nursing})
        younger = {"AgeBand": "18 to 64", "ActivityProvision": "External", "ITEMVALUE": "77"}
        rows.append({**of, "DimensionGroup": "Unit costs", **younger})
    rows.append(
        {**shared, "GEOGRAPHY_LEVEL": "England", "GEOGRAPHY_CODE": "E92000001", "DH_GEOGRAPHY_NAME": "England",
         "DimensionGroup": "Unit costs", "ActivityProvision": "External", "ITEMVALUE": "20.9"}
    )  # fmt: skip
    keyed = {
        "DimensionGroup",
        "CareType",
        "FinanceType",
        "AgeBand",
        "PrimarySupportReason",
        "SupportSetting",
        "Purpose",
    }
    heads = {head: f"{head}_Key" if old and head in keyed else head for head in ASC_NEW}
    renamed = [{heads[head]: cell for head, cell in row.items()} for row in rows]
    return as_csv(shuffled(list(heads.values()), renamed, seed))


def asc_fr_amounts(
    *, old: bool = False, seed: int = 1, hours: Mapping[str, Sequence[str]] | None = None, thousand: bool = True
) -> bytes:
    """Return the long csv with hours and spend by age, of which none is over all; clients and income stand there, too.

    ``hours`` are by council those of people aged 18 to 64 and 65 and over.
    """
    told = {"Ashgrove": ("100,000", "500,000"), "Barrow": ("40,000", "*"), "Colne": (":", ":"), **(hours or {})}
    rows = []
    for name, of_ages in told.items():
        of = {
            "FY_ENDING": "2024", "GEOGRAPHY_CODE": CODES[name], "DH_GEOGRAPHY_NAME": name,
            "SupportSetting": "Home Care", "GEOGRAPHY_LEVEL": "Local Authority", "ActivityProvision": "External",
        }  # fmt: skip
        for age, number, spend in zip(("18 to 64", "65 and over"), of_ages, ("2,100", "11,100"), strict=True):
            activity = {**of, "AgeBand": age, "DimensionGroup": "Activity"}
            rows.append({**activity, "FinanceDescription": "Hours of care in the year", "ITEMVALUE": number})
            rows.append({**activity, "FinanceDescription": "Clients at year end", "ITEMVALUE": "77"})
            money = {**of, "AgeBand": age, "DimensionGroup": "Expenditure"}
            given = spend if thousand else f"{spend},000"
            rows.append({**money, "FinanceDescription": "Gross current expenditure", "ITEMVALUE": given})
            rows.append({**money, "FinanceDescription": "Net total expenditure", "ITEMVALUE": "1,000"})
            rows.append({**money, "FinanceDescription": "Client contributions", "ITEMVALUE": "50"})
    keyed = {"DimensionGroup", "FinanceDescription", "AgeBand", "SupportSetting"}
    heads = {head: f"{head}_Key" if old and head in keyed else head for head in ASC_NEW}
    renamed = [{heads[head]: cell for head, cell in row.items()} for row in rows]
    return as_csv(shuffled(list(heads.values()), renamed, seed))


def lg_inform(*, shuffle: bool = False) -> bytes:
    """Return a chart's download: eight rows of headings, then areas: label, long label, code, a blank, values."""
    metrics = [("19269", "% ASC staff turnover, domiciliary care", "2023/24", "fp_2023_24", "%", "raw"),
               ("3104", "Vacancy rate, domiciliary care", "2022/23", "fp_2022_23", "%", "raw")]  # fmt: skip
    titles = [["Staff turnover of domiciliary care in 2023/24"] * 2, ["Workforce"] * 2]
    by_row = [*titles, *([metric[place] for metric in metrics] for place in (1, 0, 2, 3, 4, 5))]
    values = {
        ("England", "England", "E92000001"): ("24.6", "9.9"),
        ("Barnet", "Barnet LB", "E09000003"): ("15.1", "!"),
        ("Bexley", "Bexley LB", "E09000004"): ("24.4", "-"),
    }
    cells = [[*([""] * 4), *row] for row in by_row]
    cells += [[label, long, code, "", *told] for (label, long, code), told in values.items()]
    if shuffle:
        cells = [[row[5], row[2], row[0], row[4], row[3], row[1]] for row in cells]
    return as_csv(cells)


def population(*, seed: int = 1, without: str = "") -> bytes:
    """Return people by age and sex in two years; persons and both sexes stand there, and must not be counted twice."""
    ages = ("60-64", "65-69", "70-74", "75-79", "80-84", "85-89", "90+")
    rows = [
        {
            "AREA_CODE": code,
            "AREA_NAME": name,
            "SEX": sex,
            "AGE_GROUP": age,
            "2023": str(number),
            "2024": str(number + 1),
        }
        for code, name in (("X09000001", "Ashgrove"), ("E07000008", "Cambridge"), ("E12000007", "London"))
        for sex, number in (("persons", 100), ("males", 40), ("females", 60))
        for age in ages
        if age != without
    ]
    return as_csv(
        [
            ["Mid-year estimates"],
            [],
            *shuffled(["AREA_CODE", "AREA_NAME", "SEX", "AGE_GROUP", "2023", "2024"], rows, seed),
        ]
    )
