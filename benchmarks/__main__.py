"""`python -m benchmarks [LOCATIONS]`: every benchmark, as ratios of one run on this machine."""

import os
import sys

import django

from benchmarks.own_database import own_database


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "costofcare.settings")
    locations = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with own_database():
        django.setup()
        run(locations)


def run(locations: int) -> None:
    from benchmarks import (
        checks,
        contact_log,
        dashboard,
        deadline_day,
        large_pages,
        machine,
        provider,
        rechecks,
        release,
        visits,
        workbook_reader,
    )

    print(f"{machine.words()}\n\nReading one return")
    print("\n".join(workbook_reader.rows()))
    print("\nChecks and costs of one return")
    print("\n".join(checks.one_return()))
    print("\nFrom a folder of files to the protected table")
    print("\n".join(checks.whole_market(locations)))
    print("\nWhat the release policy lets through")
    print("\n".join(release.rows(sorted({min(size, locations) for size in (40, 1000)}), min(152, locations))))
    print("\nThe engagement dashboard, with thirty contacts a location")
    print("\n".join(dashboard.rows(locations)))
    print("\nWhat a provider waits for, processor of the portal's own process")
    print("\n".join(provider.rows()))
    print("\nThe contact log as a file, of thirty contacts a location")
    print("\n".join(contact_log.rows(locations)))
    print("\nPages of a large exercise: processor time of the web process, and bytes")
    print("\n".join(large_pages.rows(locations)))
    print("\nAll returns of an exercise checked again, by a worker")
    print("\n".join(rechecks.rows(locations)))
    print("\nA file of visits taken in: processor time")
    print("\n".join(visits.rows()))
    print("\nOne provider on deadline day: processor time of the web process")
    print("\n".join(deadline_day.rows()))


if __name__ == "__main__":
    main()
