"""Pictures of pages, before and after: which differ, where, and by how much."""

from io import StringIO
from pathlib import Path

import numpy as np
import pytest
from django.core.management import CommandError, call_command
from playwright.sync_api import Page

from costofcare.demo.link_follower import Follower
from costofcare.demo.picture_differences import difference, marked
from costofcare.demo.picture_files import UnreadablePicture, pixels_of
from costofcare.demo.picture_folders import new_name, renames_in
from costofcare.demo.pictures import SIGNATURE, chunk, indexed_png
from costofcare.tests.browser import DESKTOP, PHONE
from costofcare.tests.offline import ADDRESS, Offline
from costofcare.tests.sampler import ANALYST

WHITE, BLACK, GREY = 0, 1, 2
COLOURS = b"\xff\xff\xff\x0b\x0c\x0c\xf3\xf2\xf1"


def picture(*rows: list[int]) -> bytes:
    return indexed_png(len(rows[0]), len(rows), COLOURS, b"".join(bytes(row) for row in rows))


PLAIN = picture([WHITE] * 4, [WHITE] * 4, [WHITE] * 4)
SPOTTED = picture([WHITE] * 4, [WHITE, BLACK, BLACK, WHITE], [WHITE, WHITE, BLACK, WHITE])
SHADED = picture([WHITE] * 4, [WHITE] * 4, [GREY] * 4)
TALLER = picture([WHITE] * 4, [WHITE] * 4, [WHITE] * 4, [BLACK] * 4)


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    made = tmp_path / "before", tmp_path / "after"
    for folder in made:
        folder.mkdir()
    return made


def compare(folders: tuple[Path, Path], **options: object) -> tuple[list[str], int]:
    """What the command says, and its exit status."""
    out = StringIO()
    try:
        call_command("compare_pictures", *folders, stdout=out, **options)
    except CommandError as ended:
        return out.getvalue().splitlines(), ended.returncode
    return out.getvalue().splitlines(), 0


def test_the_colours_of_a_picture_are_read():
    assert pixels_of(SPOTTED).tolist()[1] == [[255] * 3, [11, 12, 12], [11, 12, 12], [255] * 3]


@pytest.mark.parametrize(
    "png", [b"", b"GIF89a", SIGNATURE, SIGNATURE + chunk(b"IHDR", b"\0" * 13), PLAIN[:20], PLAIN[:-20]]
)
def test_a_file_that_is_no_such_picture_is_refused(png: bytes):
    with pytest.raises(UnreadablePicture):
        pixels_of(png)


def test_equal_pictures_have_no_difference():
    assert difference(pixels_of(SPOTTED), pixels_of(SPOTTED)) is None


def test_share_and_box_of_a_difference():
    found = difference(pixels_of(PLAIN), pixels_of(SPOTTED))
    assert found is not None
    assert found.share == 3 / 12
    assert found.box == (1, 1, 3, 3)
    assert str(found) == "differs in 25.000% of pixels, from 1,1 to 3,3"


def test_a_faint_difference_counts_unless_it_is_tolerated():
    assert difference(pixels_of(PLAIN), pixels_of(SHADED)) is not None
    assert difference(pixels_of(PLAIN), pixels_of(SHADED), tolerance=13) is not None
    assert difference(pixels_of(PLAIN), pixels_of(SHADED), tolerance=14) is None


def test_a_taller_picture_is_of_another_size():
    found = difference(pixels_of(PLAIN), pixels_of(TALLER))
    assert str(found) == "other size, 4x3 and 4x4; differs in 25.000% of pixels, from 0,3 to 4,4"


def test_a_taller_picture_with_nothing_more_on_it_differs_too():
    taller = picture(*[[WHITE] * 4] * 4)
    assert difference(pixels_of(PLAIN), pixels_of(taller)) is not None


def test_a_marked_picture_shows_both_with_the_difference_in_red():
    shown = pixels_of(marked(pixels_of(PLAIN), pixels_of(SPOTTED))).astype(int)
    is_red = (shown[:, :, 0] - shown[:, :, 1]) > 100
    height, width = 3, 4
    assert shown.shape[0] == height
    expected = np.array([[0, 0, 0, 0], [0, 1, 1, 0], [0, 0, 1, 0]], bool)
    assert (is_red[:, :width] == expected).all()
    assert (is_red[:, -width:] == expected).all()
    assert is_red.sum() == 2 * expected.sum()


RENAMES = {"submissions": "returns", "submissions-owner": "register-owner", "home": "start"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("submissions-upload-375.png", "returns-upload-375.png"),
        ("submissions-owner-375.png", "register-owner-375.png"),
        ("submissions-owners-375.png", "returns-owners-375.png"),
        ("home.png", "start.png"),
        ("homely-375.png", "homely-375.png"),
        ("analyst-home-375.png", "analyst-home-375.png"),
    ],
)
def test_the_longest_beginning_of_a_name_is_replaced(old: str, new: str):
    assert new_name(old, RENAMES) == new


def test_renames_are_two_words_a_line():
    assert renames_in("a b\n\nc-d e-f\n") == {"a": "b", "c-d": "e-f"}
    with pytest.raises(ValueError):
        renames_in("a b c")


def test_each_picture_is_named_with_what_became_of_it(folders: tuple[Path, Path]):
    before, after = folders
    for name, old, new in (("same", PLAIN, PLAIN), ("spot", PLAIN, SPOTTED), ("gone", PLAIN, None)):
        (before / f"{name}.png").write_bytes(old)
        if new is not None:
            (after / f"{name}.png").write_bytes(new)
    (after / "new.png").write_bytes(PLAIN)
    said, status = compare(folders)
    assert said == [
        "gone.png: only before",
        "new.png: only after",
        "same.png: equal",
        "spot.png: differs in 25.000% of pixels, from 1,1 to 3,3",
        "1 of 4 pictures are equal.",
    ]
    assert status == 1


def test_equal_folders_end_well_also_with_other_names(folders: tuple[Path, Path], tmp_path: Path):
    before, after = folders
    (before / "submissions-upload-375.png").write_bytes(SPOTTED)
    (after / "returns-upload-375.png").write_bytes(SPOTTED)
    renames = tmp_path / "renames"
    renames.write_text("submissions returns\n")
    assert compare(folders, renames=renames) == (
        ["returns-upload-375.png: equal", "1 of 1 pictures are equal."],
        0,
    )


def test_pictures_of_what_differs_are_kept(folders: tuple[Path, Path], tmp_path: Path):
    before, after = folders
    for name, new in (("same.png", PLAIN), ("spot.png", SPOTTED)):
        (before / name).write_bytes(PLAIN)
        (after / name).write_bytes(new)
    compare(folders, into=tmp_path / "marked")
    assert [path.name for path in (tmp_path / "marked").iterdir()] == ["spot.png"]


def test_folders_without_pictures_are_a_mistake(folders: tuple[Path, Path]):
    assert compare(folders) == ([], 2)


def test_a_file_that_cannot_be_read_is_named(folders: tuple[Path, Path]):
    before, after = folders
    (before / "odd.png").write_bytes(PLAIN)
    (after / "odd.png").write_bytes(b"nothing of the kind")
    assert compare(folders)[1] == 2


@pytest.mark.proof
def test_a_phone_s_picture_is_taken_once_the_menu_is_closed(page: Page, tmp_path: Path):
    """A page that was a desktop's shows the whole menu until the next frame; one that was opened is closed, too."""
    Offline(ANALYST, "costofcare.tests.sampler").serve(page)
    follower = Follower(page.context.browser, ADDRESS, "", tmp_path, "", lambda _: None)
    heights = []
    for name, is_opened in (("as it comes", False), ("opened", True)):
        page.goto(f"{ADDRESS}/components/")
        page.set_viewport_size({"width": PHONE if is_opened else DESKTOP, "height": 900})
        if is_opened:
            page.get_by_role("button", name="Menu").click()
        follower.take(page, name)
        assert page.get_by_role("navigation", name="Menu").get_by_role("link", name="Returns").is_hidden()
        heights.append(pixels_of((tmp_path / f"{name.replace(' ', '-')}-{PHONE}.png").read_bytes()).shape[0])
    assert heights[0] == heights[1]
