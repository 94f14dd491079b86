"""`propose_zones`: propose zones on an authority's ground, and say what they come to beside today's."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from markets.models import ZoneGround
from markets.zones.domain.plan_document import ProposalTerms, plan_document
from markets.zones.domain.plan_measures import TOURS_SEED, PlanMeasures, plan_measures
from markets.zones.domain.proposal import proposed_plan
from markets.zones.domain.shown_plan import HEADS, plan_sentence, shown_zones
from markets.zones.queries import today_of, units_of_ground
from register.queries import authority_called

NO_GROUND = "Where care is given is not known yet. Have a worker look into the visits first, on the page of zones."


class Command(BaseCommand):
    help = (
        "Propose zones around hours-weighted middles on the newest ground of an authority. The same ground, number and "
        "seed give the same plan. Nothing is kept. Exit status 2 when there is no ground or the number does not fit."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--authority", required=True, help="its name, or as the CQC's directory calls it")
        parser.add_argument("--k", required=True, type=int, help="how many zones")
        parser.add_argument("--seed", required=True, type=int)
        parser.add_argument("--json", action="store_true")

    def handle(self, *, authority: str, k: int, seed: int, **options: Any) -> None:
        found = authority_called(authority)
        if found is None:
            raise CommandError(f"There is no authority called “{authority[:100]}”.", returncode=2)
        ground = ZoneGround.objects.filter(authority_id=found.id).first()
        if ground is None:
            raise CommandError(NO_GROUND, returncode=2)
        if seed < 0:
            raise CommandError("The seed is 0 or more.", returncode=2)
        units, today = units_of_ground(ground), today_of(ground)
        try:
            plan = proposed_plan(units, k, seed)
        except ValueError as trouble:
            raise CommandError(str(trouble), returncode=2) from None
        measures = plan_measures(plan, units, TOURS_SEED, today)
        before = plan_measures(today, units, TOURS_SEED, today)
        if not options["json"]:
            self._tell(measures, before, ground.sources)
            return
        terms = ProposalTerms(found.name, ground.digest, ground.first_day, ground.last_day, k, seed)
        document = plan_document(terms, plan, measures, before, ground.sources)
        self.stdout.write(json.dumps(document, ensure_ascii=False, indent=1))

    def _tell(self, measures: PlanMeasures, before: PlanMeasures, sources: list[str]) -> None:
        self.stdout.write(plan_sentence(measures, before))
        for one in shown_zones(measures):
            cells = (f"{head} {cell}" for head, cell in zip(HEADS[1:], one.cells, strict=True))
            self.stdout.write(f"{one.zone.zone}: {'; '.join(cells)}.")
        for words in sources:
            self.stdout.write(words)
