"""The chapters of figures: who took part, how councils buy, what is paid, quality and supply."""

from benchmarking.analysis.domain.catalogue import MEASURES
from benchmarking.editions.domain.edition_tables import FEW
from benchmarking.pictures.domain.edition_pictures import edition_pictures
from benchmarking.regionalreport.domain.figure_parts import (
    by_group,
    by_measure,
    cell_of,
    median_of,
    practice_table,
)
from benchmarking.regionalreport.domain.region_facts import RegionFacts
from reports.annexes.domain.blocks import Block, heading, picture, table, words

MODELS, FLOORS = ("framework", "dps", "lead_or_patch"), ("llw", "nlw", "none")
PLACES = ("inner", "outer", "ncl", "nel", "nwl", "sel", "swl")
BUYING = ("commissioning_model", "second_model", "allocation", "volume_guarantee", "joint_with_nhs",
          "other_councils_use_it")  # fmt: skip
PAYING = ("rate_set_by", "rate_basis", "uplift_mechanism", "enhancements", "payment_basis", "used_for_payment")
TERMS = ("pay_floor", "pay_floor_covers", "pay_floor_checked", "travel_time", "mileage", "ethical_charter",
         "guaranteed_hours", "sick_pay")  # fmt: skip
WATCHING = ("monitoring", "quality_threshold")
LENGTHS = ("price_15", "price_30", "price_45", "price_60", "short_visit_price")
RATES = ("price", "price_to_indicative", "over_ceiling", "uplift", "wage_cover", "cost_cover", "minimum_cover")
QUALITY = ("good_share", "good_count", "safe_share", "well_led_share")
MARKET = ("unsourced", "handed_back", "days_to_start", "undelivered", "leavers", "providers_per_1000", "largest_three",
          "concentration", "idle")  # fmt: skip
NO_SECOND_ROUND = "Changes since the last round are not in this edition: councils read them on their own pages."


def who_took_part(facts: RegionFacts) -> list[Block]:
    document = facts.document
    rows = [
        (one.label, str(cell["n"]))
        for one in MEASURES.values()
        if (cell := cell_of(document, one.key)) and cell["n"] is not None
    ]
    missing = document["asked"] - document["returned"]
    silent = f"{missing} have not returned" if missing else "none is missing"
    return [
        heading("2 Who took part", 1, on_new_page=True),
        words(
            f"{document['asked']} councils were asked and {document['returned']} have returned; {silent}. Figures "
            "speak of these councils, and not of a sample of others."
        ),
        *([table("How many councils have each figure", ("Measure", "Councils"), rows, widths=(4, 1))] if rows else []),
        words(
            "Figures are councils’ own returns for the reference week, and ratings are those of the Care Quality "
            "Commission. What share of hours has a rating is checked for each council; it does not leave, as it would "
            "tell of few providers."
        ),
    ]


def how_councils_buy(facts: RegionFacts) -> list[Block]:
    document = facts.document
    return [
        heading("4 How councils buy", 1),
        words(f"Counts of councils; “{FEW}” also stands where a larger count would give a small one away."),
        *practice_table("Model, allocation and volume", document, BUYING),
        *practice_table("Price and payment", document, PAYING),
        *practice_table("Pay clause and terms of careworkers", document, TERMS),
        *practice_table("Monitoring and quality", document, WATCHING),
        *by_measure("Short visits and direct payments", document, ("short_visits", "direct_payments")),
        words(NO_SECOND_ROUND),
    ]


def what_is_paid(facts: RegionFacts) -> list[Block]:
    document = facts.document
    drawn = next((one for one in edition_pictures(document) if one.key == "models" and one.ranges), None)
    chart = drawn.ranges if drawn else None
    return [
        heading("5 What is paid", 1, on_new_page=True),
        words("All prices are in £ per contact hour of standard home care, each council counted once."),
        *([picture(drawn.title, drawn.says or drawn.title, chart)] if drawn and chart else []),
        *by_measure("Price, uplift, and what a price covers", document, RATES),
        *([by_group("Average price by model", document, "price", MODELS),
           by_group("Average price by pay floor", document, "price", FLOORS),
           by_group("Average price by place", document, "price", PLACES)] if median_of(document, "price") else []),
        *by_measure("Price by length of visit", document, LENGTHS),
        words(
            "A model and a pay floor that nearly always meet cannot be told apart: where most councils of a model also "
            "ask for the same pay floor, its median says as much of the floor as of the model."
        ),
    ]  # fmt: skip


def quality(facts: RegionFacts) -> list[Block]:
    return [
        heading("6 Quality", 1),
        *by_measure("Hours by rating of their provider", facts.document, QUALITY),
        words(
            "Shares are of the hours that have a rating. Old and inherited ratings count as they stand; how many hours "
            "they are is not in this edition. A share is a picture of ratings, and not of any one person’s care."
        ),
    ]


def supply_and_demand(facts: RegionFacts) -> list[Block]:
    return [
        heading("7 Supply and demand", 1),
        *by_measure("Waiting, hand-backs and the market", facts.document, MARKET),
        words("Hours for each 1,000 people of 65 and over are not in this edition."),
    ]
