"""Crown, crest, GOV.UK logo and Transport are for gov.uk alone: nothing of them is served."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "static"
TEXTS = [path for path in sorted(STATIC.rglob("*")) if path.suffix in (".css", ".js", ".svg")]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
FORBIDDEN = re.compile(r"transport|crest|crown|logotype\s*\.|gov\.uk-logo|margaret calvert", re.IGNORECASE)


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_the_style_is_there_at_the_version_that_we_took():
    css = (STATIC / "govuk" / "govuk-frontend.min.css").read_text(encoding="utf-8")
    assert '--govuk-frontend-version:"6.6.0"' in css
    assert ".govuk-generic-header" in css


def test_the_style_loads_no_file():
    for path in STATIC.rglob("*.css"):
        text = path.read_text(encoding="utf-8")
        assert "url(" not in text and "@font-face" not in text and "@import" not in text, name(path)


def found(looked_for: re.Pattern[str], paths: list[Path]) -> dict[str, list[str]]:
    """Return what is found in each file in which something is."""
    by_name = {name(path): looked_for.findall(path.read_text(encoding="utf-8")) for path in paths}
    return {key: hits for key, hits in by_name.items() if hits}


def test_nothing_of_the_crown_is_served():
    assert len(TEXTS) > 5 and found(FORBIDDEN, TEXTS) == {}


def test_no_file_is_a_font_or_a_picture_of_theirs():
    served = {path.suffix for path in STATIC.rglob("*") if path.is_file()}
    assert served <= {".css", ".js", ".svg", ".md", ".txt"}
    assert [name(path) for path in STATIC.rglob("*.svg")] == ["static/portal/icon.svg"]


def test_each_borrowed_folder_has_its_licence():
    for folder in ("govuk", "htmx"):
        assert (STATIC / folder / "LICENSE.txt").is_file()


def test_no_file_names_a_map_that_is_not_here():
    """Collecting the static files would fail on it."""
    assert [name(path) for path in TEXTS if "sourceMappingURL" in path.read_text(encoding="utf-8")] == []


# What the content security policy would refuse, found without a browser.
INLINE = re.compile(
    r"<style|\sstyle\s*=|javascript:|<script(?![^>]*\ssrc=)"
    r"|\son(?:click|change|input|submit|load|error|focus|blur|key\w+|mouse\w+)\s*=",
    re.IGNORECASE,
)


# Mail has neither a style sheet nor that policy.
PAGES = [path for path in TEMPLATES if ROOT / "templates" / "mail" not in path.parents]


def test_no_template_has_a_script_or_a_style_in_it():
    assert len(PAGES) > 400 and found(INLINE, PAGES) == {}


@pytest.mark.parametrize(
    "markup", ["<p style='x'>", "<a onclick='x'>", "<script>x</script>", "<style>", "<a href='javascript:x'>"]
)
def test_what_the_policy_refuses_is_found(markup: str):
    assert INLINE.search(markup)


def test_what_the_policy_allows_is_left_alone():
    assert not INLINE.search("<script defer src='/static/x.js'></script><p class='one'>data-style</p>")
