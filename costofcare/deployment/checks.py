"""The refusals as a system check of ``check --deploy``, which commands do not run."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import Error, Tags, register

from costofcare.deployment.refusals import refused


@register(Tags.security, deploy=True)
def settings_are_safe(app_configs: Sequence[Any] | None, **_: Any) -> list[Error]:
    return [Error(sentence, id=code) for code, sentence in refused(settings)]
