"""The layouts in which the CQC publishes its locations, with the columns that we use."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from register.domain.table_headings import Names, columns_in


class LayoutName(StrEnum):
    FILTERS = "directory with filters"
    WEEKLY = "weekly directory"
    RATINGS = "ratings"
    COUNCIL_LIST = "council’s own list"
    CONTACT_LOG = "contact log"
    ATTENDANCE = "list of people"
    PRICE_INDICES = "table of price indices"


@dataclass(frozen=True)
class Layout:
    """A layout: ``marks`` are the columns by which its header is recognised; all of ``required`` must be there."""

    name: LayoutName
    columns: Names
    marks: frozenset[str]
    required: frozenset[str]

    def columns_in(self, cells: Sequence[str]) -> dict[str, int]:
        return columns_in(cells, self.columns)

    def is_heading(self, found: Mapping[str, int]) -> bool:
        return self.marks <= found.keys()

    def missing(self, found: Mapping[str, int]) -> list[str]:
        return [names[0] for key, names in self.columns.items() if key in self.required - found.keys()]


FILTERS = Layout(
    LayoutName.FILTERS,
    {
        "location_id": ("Location ID",),
        "dormant": ("Dormant (Y/N)", "Dormant"),
        "care_home": ("Care home?", "Care home"),
        "name": ("Location Name",),
        "beds": ("Care homes beds", "Care home beds"),
        "rating": ("Location Latest Overall Rating",),
        "region": ("Location Region",),
        "authority": ("Location Local Authority",),
        "postcode": ("Location Postal Code", "Location Post Code"),
        "brand_id": ("Brand ID",),
        "brand_name": ("Brand Name",),
        "provider_id": ("Provider ID",),
        "provider_name": ("Provider Name",),
        "homecare": ("Service type - Domiciliary care service",),
        "nursing": ("Service type - Care home service with nursing",),
        "without_nursing": ("Service type - Care home service without nursing",),
        "older_people": ("Service user band - Older People",),
    },
    marks=frozenset({"location_id"}),
    required=frozenset(
        {"location_id", "name", "authority", "provider_id", "provider_name", "care_home", "homecare", "older_people"}
    ),
)
WEEKLY = Layout(
    LayoutName.WEEKLY,
    {
        "location_id": ("CQC Location ID (for office use only)", "CQC Location ID"),
        "name": ("Name",),
        "postcode": ("Postcode",),
        "service_types": ("Service types",),
        "specialisms": ("Specialisms/services",),
        "provider_name": ("Provider name",),
        "authority": ("Local authority",),
        "region": ("Region",),
        "provider_id": ("CQC Provider ID (for office use only)", "CQC Provider ID"),
    },
    marks=frozenset({"location_id"}),
    required=frozenset(
        {"location_id", "name", "service_types", "specialisms", "provider_name", "authority", "provider_id"}
    ),
)
RATINGS = Layout(
    LayoutName.RATINGS,
    {
        "location_id": ("Location ID",),
        "group": ("Service / Population Group", "Service/Population Group"),
        "domain": ("Domain", "Key Question"),
        "rating": ("Latest Rating",),
        "published": ("Publication Date",),
        "inherited": ("Inherited Rating (Y/N)", "Inherited Rating"),
    },
    marks=frozenset({"location_id", "rating"}),
    required=frozenset({"location_id", "group", "domain", "rating"}),
)
# The ratings go first: their header has all that a directory's is known by.
LAYOUTS = (RATINGS, FILTERS, WEEKLY)
