"""Tell the test client of the pages that are rendered, and not of the hundreds of parts that each includes.

Of each template it is told of it keeps a copy of the context, which for a long page takes as long as a query does.
"""

from typing import Any

from django.template import Context, Template
from django.test import utils
from django.test.signals import template_rendered


def rendered(self: Template, context: Context) -> Any:
    """Render as Django's tests do; a template that is part of another's rendering is not told of."""
    if context.template is self:
        template_rendered.send(sender=self, template=self, context=context)
    return self.nodelist.render(context)


def use() -> None:
    utils.instrumented_test_render = rendered
