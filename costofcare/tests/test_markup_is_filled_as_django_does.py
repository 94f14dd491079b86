"""Markup of the components is the same as by Django's ``format_html``; a path's name is the one it resolves to."""

import gc
from datetime import date
from decimal import Decimal
from itertools import product

import pytest
from django.test import override_settings
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy

from costofcare.deployment import rubbish
from costofcare.middleware.open_addresses import name_of
from costofcare.templatetags.markup import filled

PARTS = (
    *("", "plain", "<b>&\"'</b>", "{}", "%s", mark_safe("<i>&amp;</i>"), gettext_lazy("Yes"), gettext_lazy("<u>")),
    *(7, 1.5, Decimal("1.50"), None, True, date(2026, 4, 1), b"<", ["<", mark_safe("<")]),
)


def test_every_kind_of_part_is_escaped_as_django_escapes_it():
    for one, other in product(PARTS, repeat=2):
        made = filled('<a b="{}">{}</a>{{}}', one, other)
        assert (type(made), made) == (SafeString, format_html('<a b="{}">{}</a>{{}}', one, other))


def test_a_name_is_kept_no_longer_than_its_addresses_are():
    assert (name_of("/privacy/"), name_of("/privacy/"), name_of("/nowhere/")) == ("privacy", "privacy", "")
    with override_settings(ROOT_URLCONF="costofcare.tests.no_addresses"):
        assert name_of("/privacy/") == ""
    assert name_of("/privacy/") == "privacy"


@pytest.fixture
def own_pace():
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


@pytest.mark.usefixtures("own_pace")
def test_rubbish_is_looked_for_seldom(monkeypatch):
    looks: list[int] = []
    monkeypatch.setattr(gc, "collect", lambda: looks.append(gc.get_freeze_count()))  # of all tests it takes long
    rubbish.look_seldom()
    assert len(looks) == 1
    assert gc.get_threshold() == rubbish.PACE and gc.get_freeze_count() > 1000
