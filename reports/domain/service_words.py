"""What a service is called: “Home care”, “Care home”, as on the form of its return."""

from costing.forms import CURRENT


def service_in_words(service: str) -> str:
    form = CURRENT.get(service)
    return form.title.partition(":")[0] if form else service.replace("_", " ").capitalize()
