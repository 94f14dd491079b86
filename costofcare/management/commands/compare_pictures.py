"""`compare_pictures`: tell whether pages look as before, from two folders that `take_screenshots` has filled.

Pictures are paired by name. The exit status is 1 where any differs, is of another size or is in one folder only.
"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from costofcare.demo.picture_differences import difference, marked
from costofcare.demo.picture_files import UnreadablePicture, pixels_of
from costofcare.demo.picture_folders import PicturePair, pairs, renames_in


class Command(BaseCommand):
    help = "Compare two folders of pictures that take_screenshots has written."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("before", type=Path)
        parser.add_argument("after", type=Path)
        parser.add_argument("--renames", type=Path, help="a file of lines `old new`: beginnings of names")
        parser.add_argument("--into", type=Path, help="a folder for pictures of both, with what differs in red")
        parser.add_argument("--tolerance", type=int, default=0, metavar="N", help="how far apart colours may be (0)")

    def handle(
        self, *, before: Path, after: Path, renames: Path | None, into: Path | None, tolerance: int, **options: Any
    ) -> None:
        found = list(pairs(before, after, read_renames(renames)))
        if not found:
            raise CommandError("Neither folder holds a picture.", returncode=2)
        if into is not None:
            into.mkdir(parents=True, exist_ok=True)
        differing = sum([self.differs(pair, into, tolerance) for pair in found])
        self.stdout.write(f"{len(found) - differing} of {len(found)} pictures are equal.")
        if differing:
            raise CommandError(f"{differing} of {len(found)} pictures differ.", returncode=1)

    def differs(self, pair: PicturePair, into: Path | None, tolerance: int) -> bool:
        """Tell whether a pair differs, print a line if so, and keep a picture of it."""
        if pair.before is None or pair.after is None:
            self.stdout.write(f"{pair.name}: only {'before' if pair.before else 'after'}")
            return True
        old, new = pair.before.read_bytes(), pair.after.read_bytes()
        if old == new:
            self.stdout.write(f"{pair.name}: equal")
            return False
        try:
            before, after = pixels_of(old), pixels_of(new)
        except UnreadablePicture as trouble:
            raise CommandError(f"{pair.name} cannot be read. {trouble}", returncode=2) from trouble
        found = difference(before, after, tolerance)
        self.stdout.write(f"{pair.name}: {found or 'equal'}")
        if found and into is not None:
            (into / pair.name).write_bytes(marked(before, after, tolerance))
        return found is not None


def read_renames(file: Path | None) -> dict[str, str]:
    if file is None:
        return {}
    try:
        return renames_in(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as trouble:
        raise CommandError(f"{file} is no file of lines `old new` ({trouble}).", returncode=2) from trouble
