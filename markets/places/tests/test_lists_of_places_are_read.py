"""Published lists are known by their columns, every row has a fate, and what cannot be used is said in words."""

import pytest

from accounts.tests.in_turn import first_by_day
from markets.places.domain.place_layouts import UnreadablePlaces
from markets.places.domain.place_sources import PlaceSource
from markets.places.domain.postal_places import postal_places
from markets.places.tests.made_places import (
    COUNTY,
    INVENTED,
    ONSPD,
    RUC,
    code_point_row,
    csv_of,
    onspd_row,
    sealed,
    zip_of,
)
from markets.store.place_reader import FoundPlaces, read_places

USUAL = csv_of([ONSPD, onspd_row()])
BARE = csv_of([code_point_row()])
CLASSES = csv_of([RUC, ["E01090001", "Fernshire 001A", "RSF1", "Smaller rural: Further", "Rural"]])
SCOTTISH = csv_of([code_point_row("AB10 1AB", cy="S92000003", cc="", dc="S12000033")])
NO_POINTS = csv_of([ONSPD, onspd_row(oseast1m="", osnrth1m="", osgrdind="9")])


@pytest.fixture
def read(tmp_path):
    def place_list(data: bytes, area: str = COUNTY, postcodes=frozenset()) -> FoundPlaces:
        path = tmp_path / "places"
        path.write_bytes(data)
        return read_places(path, area, frozenset(postcodes))

    return place_list


@pytest.mark.parametrize(
    ("data", "source", "places"),
    [
        (USUAL, PlaceSource.ONSPD, [["ZZ11AA", 430_100, 280_400, "E01090001", "RS"]]),
        (BARE, PlaceSource.CODE_POINT, [["ZZ11AA", 430_100, 280_400, "", ""]]),
        (CLASSES, PlaceSource.RUC_2021, [["E01090001", "RSF1"]]),
        (csv_of([["LSOA11CD", "RUC11CD"], ["E01000001", "D1"]]), PlaceSource.RUC_2011, [["E01000001", "RL"]]),
        (
            csv_of([["PCDS", "LAD25CD", "CTRY25CD", "EAST1M", "NORTH1M", "GRIDIND", "LSOA21CD", "RUC21IND"],
                    ["ZZ1 1AA", COUNTY, "E92000001", "430123", "280456", "1", "E01090001", "UN1"]]),
            PlaceSource.ONSPD, [["ZZ11AA", 430_100, 280_400, "E01090001", "UN1"]],
        ),
        (
            zip_of({"Doc/names.csv": csv_of([["PC", "PQ"]]), "Data/CSV/zz.csv": BARE, "readme.txt": b"x"}),
            PlaceSource.CODE_POINT, [["ZZ11AA", 430_100, 280_400, "", ""]],
        ),
        (
            zip_of({"Data/multi_csv/ONSPD_ZZ.csv": USUAL, "Data/ONSPD_AUG_2025_UK.csv": USUAL}),
            PlaceSource.ONSPD, [["ZZ11AA", 430_100, 280_400, "E01090001", "RS"]],
        ),
    ],
    ids=["onspd", "code-point", "ruc-2021", "ruc-2011", "onspd-2025", "zip", "zip-twice"],
)  # fmt: skip
def test_each_published_list_is_known_by_its_columns(read, data, source, places):
    found = read(data)
    assert (found.source, found.places, found.fates["used"]) == (source, places, 1)


def test_every_row_has_one_fate_and_they_add_up(read):
    rows = [
        onspd_row(), onspd_row(), onspd_row("ZZ1 1AB", doterm="202401"), onspd_row("ZZ1 1AD", osgrdind="9"),
        onspd_row("ZZ1 1AE", oseast1m="0", osnrth1m="0"), onspd_row("ZZ1 1AF", oscty="E10000098"),
        onspd_row("AB1 1AA", ctry="S92000003"), onspd_row("BT1 1AA", ctry="N92000002"), onspd_row("nonsense"),
    ]  # fmt: skip
    found = read(csv_of([ONSPD, *rows]))
    assert found.fates == {
        "used": 1, "elsewhere": 1, "other_nation": 2, "ended": 1, "without_point": 2, "repeated": 1, "unread": 1,
    }  # fmt: skip
    assert found.rows == len(rows)


@pytest.mark.parametrize(
    ("data", "area", "words"),
    first_by_day(
        [
            (sealed(zip_of({"a.csv": USUAL})), COUNTY, "has a password"),
            (SCOTTISH, COUNTY, "Scotland, Northern Ireland"),
            (NO_POINTS, COUNTY, "1 without coordinates"),
            (csv_of([ONSPD, onspd_row(doterm="202401")]), COUNTY, "1 no longer in use"),
            (USUAL[:-20], COUNTY, "ends in the middle"),
            (zip_of({"a.csv": USUAL * 99})[:-40], COUNTY, "ends in the middle"),
            (csv_of([["name", "rate"], ["Elm", "24"]]), COUNTY, "no list of places that we know"),
            (csv_of([["postcode", "lat", "long"], ["ZZ1 1AA", "52", "-1"]]), COUNTY, "no eastings and northings"),
            (b"", COUNTY, "is empty"),
            (b"%PDF-1.4\0\0\0", COUNTY, "no table of text"),
            (zip_of({"[Content_Types].xml": b"<a/>", "xl/workbook.xml": b"<a/>"}), COUNTY, "is a workbook"),
            (zip_of({"a.txt": b"x"}), COUNTY, "no CSV in this zip"),
            (zip_of({"a.csv": USUAL, "b.csv": CLASSES}), COUNTY, "different lists"),
            (USUAL, "", "Say the code of your area"),
            (USUAL, "Fernshire", "is no code of an area"),
            (USUAL, "E10000001", "1 outside the area"),
        ],
        6,
    ),
)  # fmt: skip
def test_what_cannot_be_used_is_said_in_words(read, data, area, words):
    with pytest.raises(UnreadablePlaces, match=words):
        read(data, area)


def test_the_area_is_where_most_locations_of_the_register_lie(read):
    rows = [onspd_row(f"ZZ1 {n}AA") for n in range(5)] + [onspd_row("ZY1 1AA", oscty="E10000098")]
    found = read(csv_of([ONSPD, *rows]), "", {"zz1 1aa", "ZZ12AA", "ZY1 1AA"})
    assert (found.area, found.fates["used"], found.fates["elsewhere"]) == (COUNTY, 5, 1)


@pytest.mark.parametrize("encoding", first_by_day(["cp1252", "utf-16", "utf-8-sig"]))
def test_letters_beyond_english_are_no_hindrance(read, encoding):
    rows = [
        [*ONSPD, "name"],
        [*onspd_row(), "Château d’Œx"],
        [*onspd_row("ZZ1 1AB"), "Llŷn" if "utf" in encoding else "é"],
    ]
    assert read(csv_of(rows, encoding)).fates["used"] == 2


def test_the_invented_county_has_postcodes_and_classes(read):
    postcodes = read((INVENTED / "invented_postcodes.csv").read_bytes())
    classes = read((INVENTED / "invented_classes.csv").read_bytes())
    assert postcodes.fates["used"] > 300 and all(
        n for fate, n in postcodes.fates.items() if fate not in ("repeated", "unread")
    )
    known = postal_places(postcodes.places, classes.places, ["Both."])
    one = postcodes.places[0]
    assert known.grid_reference(f"{one[0][:3]} {one[0][3:].lower()}") == f"{one[1]:06d} {one[2]:06d}"
    assert known.class_of(one[3], (0, 0)) == known.class_of("", (one[1], one[2])) != ""
    assert known.middle_of(one[3]) and not known.grid_reference("SK9 1AB") and known.middle_of("E01999999") is None


def test_a_licence_is_named_with_the_year_of_the_file():
    words = PlaceSource.ONSPD.attribution("ONSPD_AUG_2025_UK.zip", 2026)
    assert "Royal Mail copyright and database right 2025" in words and "Open Government Licence v.3.0" in words
    assert "right 2026" in PlaceSource.CODE_POINT.attribution("codepo_gb.zip", 2026)
