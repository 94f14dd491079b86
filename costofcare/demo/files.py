"""The files that an authority's administrator would import: the CQC's directory, and the council's own list."""

import csv
from collections.abc import Iterable, Mapping
from io import StringIO

from costofcare.demo.branches import DemoBranch

CQC_NAME, NEIGHBOUR = "Fernshire", "Marshland"
DIRECTORY = (
    *(
        "Location ID",
        "Dormant (Y/N)",
        "Care home?",
        "Location Name",
        "Care homes beds",
        "Location Latest Overall Rating",
    ),
    *("Location Region", "Location Local Authority", "Location Postal Code", "Brand ID", "Brand Name", "Provider ID"),
    *("Provider Name", "Service type - Care home service with nursing"),
    *("Service type - Care home service without nursing", "Service type - Domiciliary care service"),
    "Service user band - Older People",
)
COUNCIL_LIST = (
    "Location ID",
    "Contracted",
    "Commissioned hours or beds",
    "Zone",
    "Size band",
    "Contact name",
    "E-mail",
    "Phone",
    "Role",
)
HOMECARE = {"Service type - Domiciliary care service": "Y"}
FOR_THE_YOUNGER = {
    "Care home?": "Y",
    "Care homes beds": "8",
    "Service type - Care home service without nursing": "Y",
    "Service user band - Older People": "",
}
RATINGS = ("Good", "Good", "Good", "Outstanding", "Requires improvement")


def directory_file(market: Iterable[DemoBranch], elsewhere: Iterable[Mapping[str, str]] = ()) -> bytes:
    """Return a directory "with filters", with the market and locations out of scope.

    Dormant, for the younger, elsewhere.
    """
    rows = [branch_row(branch) for branch in market]
    rows += [located(900 + n, f"Marsh Care {n}", NEIGHBOUR, "Good") | HOMECARE for n in range(1, 6)]
    rows += [located(950, "Quiet Home Care", CQC_NAME, "Not Rated") | HOMECARE | {"Dormant (Y/N)": "Y"}]
    rows += [located(961, "Westhaven House", CQC_NAME, "Good") | FOR_THE_YOUNGER]
    return written(DIRECTORY, [*rows, *elsewhere])


def branch_row(branch: DemoBranch) -> dict[str, str]:
    row = located(branch.number, branch.name, CQC_NAME, RATINGS[branch.number % len(RATINGS)]) | branch.listed
    brand = branch.firm.brand
    return row | {
        "Location ID": branch.location_id,
        "Provider ID": branch.firm.id,
        "Provider Name": f"{branch.firm.name} Limited",
        "Brand ID": f"BD{sum(brand.encode()) % 1000:03}" if brand else "-",
        "Brand Name": brand or "-",
    }


def located(number: int, name: str, authority: str, rating: str) -> dict[str, str]:
    """Return a location's cells; postcodes begin with ZZ, which no place has."""
    return {
        "Location ID": f"1-{300_000_000 + number}",
        "Dormant (Y/N)": "N",
        "Care home?": "N",
        "Location Name": name,
        "Location Latest Overall Rating": rating,
        "Location Region": "East of England",
        "Location Local Authority": authority,
        "Location Postal Code": f"ZZ{number % 90 + 1} {number % 9 + 1}AB",
        "Brand ID": "-",
        "Brand Name": "-",
        "Provider ID": f"1-{400_000_000 + number}",
        "Provider Name": f"{name} Limited",
        "Service user band - Older People": "Y",
    }


def council_list_file(market: Iterable[DemoBranch]) -> bytes:
    """Return the council's list as a commissioning team keeps it."""
    return written(COUNCIL_LIST, [list_row(branch) for branch in market])


def list_row(branch: DemoBranch) -> dict[str, str]:
    return {
        "Location ID": branch.location_id,
        "Contracted": "no" if branch.number % 10 == 6 else "yes",
        "Commissioned hours or beds": str(branch.weight),
        "Zone": branch.zone,
        "Size band": branch.size_band,
        "Contact name": f"Manager of {branch.name}",
        "E-mail": f"manager{branch.number + 1}@example.org",
        "Phone": f"01632 960{branch.number % 1000:03}",
        "Role": "Registered manager",
    }


def written(columns: tuple[str, ...], rows: Iterable[Mapping[str, str]]) -> bytes:
    out = StringIO(newline="")
    writer = csv.DictWriter(out, columns)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode("utf-8")
