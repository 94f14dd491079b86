"""Published lists of places: what each gives, and whom its licence asks to name."""

import re
from enum import StrEnum

YEAR = re.compile(r"(?<!\d)20[0-9]{2}(?!\d)")
_OGL = "Source: Office for National Statistics licensed under the Open Government Licence v.3.0."
_OS = "Contains OS data © Crown copyright and database right {year}."
_MAIL = "Contains Royal Mail data © Royal Mail copyright and database right {year}."
_STATISTICS = "Contains National Statistics data © Crown copyright and database right {year}."


class PlaceKind(StrEnum):
    POSTCODES = "postcodes"
    CLASSES = "classes"

    @property
    def label(self) -> str:
        return {"postcodes": "Postcodes", "classes": "Rural–urban classes"}[self]

    @property
    def gives(self) -> str:
        """Return what is possible once a list of this kind is here."""
        return {
            "postcodes": "places of clients whose visits name a postcode or an area (LSOA)",
            "classes": "town or country of clients whose visits do not say it",
        }[self]


class PlaceSource(StrEnum):
    CODE_POINT = "code_point"
    ONSPD = "onspd"
    RUC_2011 = "ruc_2011"
    RUC_2021 = "ruc_2021"

    @property
    def label(self) -> str:
        return {
            "code_point": "Code-Point Open",
            "onspd": "ONS Postcode Directory",
            "ruc_2011": "Rural–urban classification 2011",
            "ruc_2021": "Rural–urban classification 2021",
        }[self]

    @property
    def kind(self) -> PlaceKind:
        is_postcodes = self in (PlaceSource.CODE_POINT, PlaceSource.ONSPD)
        return PlaceKind.POSTCODES if is_postcodes else PlaceKind.CLASSES

    def attribution(self, file_name: str, year: int) -> str:
        """Return the words that the licence asks for; the year is that of the file's name, else ``year``."""
        named = YEAR.findall(file_name)
        words = {
            "code_point": f"{_OS} {_MAIL} {_STATISTICS}",
            "onspd": f"{_OGL} {_OS} {_MAIL}",
            "ruc_2011": f"{_OGL} {_OS}",
            "ruc_2021": f"{_OGL} {_OS}",
        }[self]
        return f"{self.label}. {words.format(year=named[-1] if named else year)}"
