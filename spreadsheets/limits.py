"""Limits of what a workbook may hold: generous for what people make, far too little for what is made to hurt."""

MEGABYTE = 1024 * 1024

FILE_BYTES = 10 * MEGABYTE
ENTRIES = 2_000
UNPACKED_BYTES = 160 * MEGABYTE

# A part of blanks packs a thousand to one; a million formatted empty rows, the emptiest thing people
# make, about forty to one. Small parts may pack as they like.
PACKING_RATIO = 120
RATIO_APPLIES_FROM = 4 * MEGABYTE

# Counted by "<", two or four to a cell. An open tag costs the parser 130 bytes, so this also bounds
# what nesting can cost: a third of the memory a reading may take.
TAGS = 2_500_000
TAGS_IN_SMALL_PARTS = 500_000

# Bytes the parser may hold back while it waits for a tag to end.
TAG_BYTES = MEGABYTE

# What Excel lets into one cell.
CELL_CHARACTERS = 32_767
STRINGS_SEARCHED = 100_000
MERGED_AREAS = 20_000
