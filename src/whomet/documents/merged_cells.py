"""Merged cells of a workbook: the value stands in the first cell and holds for all of them."""

import re
import zipfile

_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')

type Ranges = list[tuple[int, int, int]]


def merged_ranges(package: zipfile.ZipFile) -> dict[str, Ranges]:
    """By the part of each sheet: column, first and last line (all from 0) of what is merged over several lines."""
    found: dict[str, Ranges] = {}
    for name in package.namelist():
        if "worksheets/" in name:
            ranges = [
                (_number(m[1]), int(m[2]) - 1, int(m[4]) - 1) for m in _MERGED.finditer(package.read(name))
            ]
            found[name] = [each for each in ranges if each[1] < each[2]]
    return found


def fill_down(lines: list[list[str]], ranges: Ranges) -> None:
    """Write the value of a merged cell into the lines that it spans, as far as the sheet goes."""
    for column, first, last in ranges:
        if first >= len(lines) or column >= len(lines[first]):
            continue
        for line in lines[first + 1 : last + 1]:
            line.extend([""] * (column + 1 - len(line)))
            line[column] = line[column] or lines[first][column]


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters.decode("ascii"):
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
