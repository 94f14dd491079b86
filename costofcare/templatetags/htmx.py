"""Template tags that say what htmx may do on a page."""

import json

from django import template

register = template.Library()
# It runs nothing that a page brings with it, asks only this server, and keeps no page in the browser.
CONFIG = {
    "includeIndicatorStyles": False,
    "allowEval": False,
    "allowScriptTags": False,
    "selfRequestsOnly": True,
    "historyCacheSize": 0,
    "historyEnabled": False,
}


@register.simple_tag
def htmx_config() -> str:
    return json.dumps(CONFIG, separators=(",", ":"))
