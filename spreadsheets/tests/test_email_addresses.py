"""E-mail addresses as people write them are read; what is not clear is asked about and never guessed."""

import pytest

from spreadsheets.email_addresses import Addressed, addressed, addresses_in, email_from, wanted

MIA = "mia@elm.example"


@pytest.mark.parametrize(
    "written",
    [
        *(MIA, "MIA@Elm.Example", f"<{MIA}>", f"<<{MIA}>>", f"[{MIA}]", f"({MIA})", f"“{MIA}”", f"'{MIA}'", f'"{MIA}"'),
        *(
            f"mailto:{MIA}",
            f"MAILTO:{MIA}?subject=hi&cc=x@y.example",
            f"<mailto:{MIA}>",
            f"smtp:{MIA}",
            f"Email: {MIA}",
        ),
        *(f"{MIA}.", f"{MIA},", f"{MIA};", f" {MIA}\n", f"\ufeff{MIA}", "mia@elm\u200b.example", "mia＠elm.example"),
        *(f"{MIA} (work)", f"{MIA} <{MIA}>", f"<{MIA}>;", f"\u00a0{MIA}\u00a0"),
    ],
)
def test_one_address_is_read_whatever_stands_around_it(written: str):
    assert addressed(written) == Addressed(MIA)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        (f"Mia Manager <{MIA}>", "Mia Manager"),
        (f'"Manager, Mia" <{MIA}>', "Manager, Mia"),
        (f"Manager, Mia <{MIA}>", "Manager, Mia"),
        (f"Mia Manager ({MIA})", "Mia Manager"),
        (f"Mia Manager [{MIA}]", "Mia Manager"),
        (f"Mia Manager<{MIA}>;", "Mia Manager"),
        (f"'Mia' <mailto:{MIA}>", "Mia"),
        (f"Mia O’Neil <{MIA}>", "Mia O’Neil"),
        (f"Zoë ² <{MIA}>", "Zoë ²"),
        (f"Mia\n<{MIA}>", "Mia"),
    ],
)
def test_a_name_before_it_is_read_too(written: str, name: str):
    assert addressed(written) == Addressed(MIA, name)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("mia+care@elm.example", "mia+care@elm.example"),
        ("mailto:mia%2Bcare@elm.example", "mia+care@elm.example"),
        ("pat.o'neil@elm.example", "pat.o'neil@elm.example"),
        ("mia_m-x@care-home.co.uk", "mia_m-x@care-home.co.uk"),
        ("mia@bücher.example", "mia@bücher.example"),
        ("mia@xn--bcher-kva.example", "mia@xn--bcher-kva.example"),
        ("a@b.museum", "a@b.museum"),
    ],
)
def test_addresses_of_all_shapes_are_read(written: str, read: str):
    assert email_from(written) == read


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("pat.o’neil@elm.example", "an address of plain signs; pat.o'neil@elm.example, if that is meant"),
        ("<pat.o‘neil@elm.example>", "an address of plain signs; pat.o'neil@elm.example, if that is meant"),
        ("mia–b@elm.example", "an address of plain signs; mia-b@elm.example, if that is meant"),
        ("zoë@elm.example", "an email address of plain letters: mail programs may not deliver to any other"),
        (f"{MIA}, kim@elm.example", "one email address"),
        (f"{MIA} <kim@elm.example>", "one email address"),
        *((each, "a complete email address") for each in ("mia at elm.example", "mia@elm", "mia@@elm.example")),
        *(
            (each, "a complete email address")
            for each in ("mia @elm.example", "mia manager@elm.example", "mia@elm..uk")
        ),
        *((each, "a complete email address") for each in (".mia@elm.example", "mia.@elm.example", "mia@192.168.0.1")),
        *((each, "a complete email address") for each in ("mia@-elm.example", "mia@elm.c", "@elm.example", "mia@", "")),
        *(
            (each, "a complete email address")
            for each in (f"Mia <{MIA}", "http://elm.example", "x" * 65 + "@a.example")
        ),
        ("mia@" + "x" * 250 + ".example", "a complete email address"),
    ],
)
def test_what_is_not_clear_is_asked_about(written: str, expected: str):
    assert email_from(written) is None
    assert wanted(written) == expected


@pytest.mark.parametrize("between", [", ", ",", ";", " ", " / ", " or ", " and ", " & ", "\n", " | "])
def test_several_addresses_in_a_cell_are_told_apart(between: str):
    assert addresses_in(f"{MIA}{between}kim@elm.example") == [MIA, "kim@elm.example"]


def test_several_people_in_a_cell_keep_their_names():
    assert addresses_in(f"Mia <{MIA}>, Kim <k@elm.example>") == [f"Mia <{MIA}>", "Kim <k@elm.example>"]
    assert addresses_in(f"Manager, Mia <{MIA}>") == [f"Manager, Mia <{MIA}>"]
