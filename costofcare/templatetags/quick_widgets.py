"""Draw selects and inputs without Django's templates, which render one for each option: the same bytes, much sooner."""

from collections.abc import Callable, Mapping
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

WIDGETS = "django/forms/widgets"
INPUTS = ("text", "hidden", "email", "url", "password", "search", "tel", "number", "input")


class QuickWidgets(DjangoTemplates):
    """Django's renderer of forms, with the commonest widgets drawn by hand."""

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        quick = QUICK.get(template_name)
        if quick is None:
            return super().render(template_name, context, request)
        return quick(context["widget"])


def select(widget: Mapping[str, Any]) -> SafeString:
    groups = "".join(_group(name, options) for name, options, _ in widget["optgroups"])
    return mark_safe(f'<select name="{_text(widget["name"])}"{attributes(widget["attrs"])}>{groups}\n</select>')


def _group(name: object, options: list[dict[str, Any]]) -> str:
    drawn = "".join(f"\n  {_option(one)}" for one in options)
    return f'\n  <optgroup label="{_text(name)}">{drawn}\n  </optgroup>' if name else drawn


def _option(one: Mapping[str, Any]) -> str:
    return f'<option value="{_text(one["value"])}"{attributes(one["attrs"])}>{_text(one["label"])}</option>\n'


def an_input(widget: Mapping[str, Any]) -> SafeString:
    value = widget["value"]
    said = "" if value is None else f' value="{_text(value)}"'
    return mark_safe(
        f'<input type="{_text(widget["type"])}" name="{_text(widget["name"])}"{said}{attributes(widget["attrs"])}>'
    )


def attributes(attrs: Mapping[str, Any]) -> str:
    return "".join(_attribute(name, value) for name, value in attrs.items() if value is not False)


def _attribute(name: str, value: object) -> str:
    return f" {_text(name)}" if value is True else f' {_text(name)}="{_text(value)}"'


def _text(value: object) -> str:
    return conditional_escape(value if isinstance(value, str) else str(value))


QUICK: dict[str, Callable[[Mapping[str, Any]], SafeString]] = {
    f"{WIDGETS}/select.html": select,
    **dict.fromkeys((f"{WIDGETS}/{name}.html" for name in INPUTS), an_input),
}
