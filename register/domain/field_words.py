"""The names of the register's fields and of their values, as people read them."""

from collections.abc import Mapping

from register.domain.directory import Detail

LABELS: Mapping[str, str] = {
    "name": "Name",
    "postcode": "Postcode",
    "region": "Region",
    "rating": "Rating",
    "beds": "Beds",
    "is_homecare": "Home care",
    "is_care_home": "Care home",
    "has_nursing": "With nursing",
    "is_without_nursing": "Without nursing",
    "is_for_older_people": "For older people",
    "is_dormant": "Dormant",
    "is_active": "Listed by the CQC",
    "provider": "Provider",
    "authority": "Authority",
    "brand_id": "Brand",
}
NONE = "none"


def value_in_words(value: Detail) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return NONE if value is None or value == "" else str(value)


def count_in_words(count: int, one: str, many: str = "") -> str:
    """Return a count with its noun: 1 location, 57,000 locations."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
