"""How fast a large OpenSanctions-shaped file is imported, and how fast a person is then found:
`python -m benchmarks people_import [PERSONS] [nested]`.

The persons are invented. The issue asks for 200,000 persons in at most 90 s and 1 GB on 2 cores, and an
answer of `whomet people show` in under 0.5 s.
"""

import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

GIVEN = ["Ana", "Boris", "Chen", "Dalia", "Emre", "Farah", "Goran", "Hana", "Ivan", "Jun", "Karim", "Lena"]
SYLLABLES = ["ba", "do", "ri", "mu", "sha", "ken", "lov", "tar", "zi", "no", "pe", "gal", "wes", "ho", "yin"]
COUNTRIES = ["fr", "de", "br", "in", "ke", "jp", "mx", "pl", "tr", "za"]


def invented_name(number: int, chance: random.Random) -> str:
    family = "".join(chance.choices(SYLLABLES, k=4)).title()
    return f"{chance.choice(GIVEN)} {chance.choice(SYLLABLES).title()} {family}{number % 7 * 'a'}"


def entities(persons: int) -> Iterator[dict[str, object]]:
    """Flat entities: occupancies before their persons and posts as often as after."""
    chance = random.Random(20_261_124)
    posts = [
        {
            "id": f"post-{number}",
            "caption": f"Minister number {number} of the region",
            "schema": "Position",
            "properties": {"name": [f"Minister number {number}"], "country": [COUNTRIES[number % 10]]},
            "datasets": ["peps"],
        }
        for number in range(2_000)
    ]
    yield from posts[:1_000]
    for number in range(persons):
        name = invented_name(number, chance)
        year = chance.randint(1990, 2024)
        person = {
            "id": f"person-{number}",
            "caption": name,
            "schema": "Person",
            "properties": {
                "name": [name, name.upper()],
                "alias": [name.replace(" ", "-", 1)],
                "birthDate": [str(year - 40)],
                "citizenship": [COUNTRIES[number % 10]],
                "topics": ["role.pep"],
            },
            "referents": [f"old-{number}"],
            "datasets": ["peps"],
            "first_seen": "2023-01-01T00:00:00",
            "last_seen": "2026-11-01T00:00:00",
            "target": True,
        }
        occupancy = {
            "id": f"occupancy-{number}",
            "caption": "Occupancy",
            "schema": "Occupancy",
            "properties": {
                "holder": [f"person-{number}"],
                "post": [f"post-{number % 2_000}"],
                "startDate": [f"{year}-03-0{1 + number % 9}", str(year)],
                "endDate": [f"{year + 2}-05"] if number % 3 else [],
                "status": ["ended" if number % 3 else "current"],
            },
            "datasets": ["peps"],
            "last_seen": "2026-11-01T00:00:00",
        }
        yield from (occupancy, person) if number % 2 else (person, occupancy)
    yield from posts[1_000:]


def write(path: Path, persons: int, *, nested: bool) -> None:
    with path.open("w", encoding="utf-8") as file:
        if not nested:
            file.writelines(json.dumps(entity) + "\n" for entity in entities(persons))
            return
        posts = {e["id"]: e for e in entities(0)}
        waiting: dict[str, dict[str, object]] = {}
        for entity in entities(persons):
            number = str(entity["id"]).rpartition("-")[2]
            if entity["schema"] == "Position":
                continue
            if number not in waiting:
                waiting[number] = entity
                continue
            pair = {str(e["schema"]): json.loads(json.dumps(e)) for e in (waiting.pop(number), entity)}
            held = pair["Occupancy"]["properties"]
            held["post"] = [posts[post] for post in held["post"]]
            pair["Person"]["properties"]["positionOccupancies"] = [pair["Occupancy"]]
            file.write(json.dumps(pair["Person"]) + "\n")


def main(arguments: Sequence[str]) -> None:
    """Print seconds and memory of the import, and seconds of an answer."""
    persons = int(arguments[0]) if arguments else 200_000
    nested = list(arguments[1:]) == ["nested"]
    with tempfile.TemporaryDirectory() as folder:
        file, facts = Path(folder) / "entities.json", Path(folder) / "people.sqlite"
        write(file, persons, nested=nested)
        print(f"{persons} persons, {'nested' if nested else 'flat'}, {file.stat().st_size / 1e6:.0f} MB")
        whomet = [sys.executable, "-c", "from whomet.cli import main; main()", "people"]
        started = time.perf_counter()
        subprocess.run([*whomet, "import", str(file), "--into", str(facts)], check=True)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e3
        print(
            f"import: {time.perf_counter() - started:.1f} s, {peak:.0f} MB, {facts.stat().st_size / 1e6:.0f} MB on disk"
        )
        name = invented_name(0, random.Random(20_261_124))
        started = time.perf_counter()
        subprocess.run([*whomet, "show", name, "--from", str(facts)], check=True)
        print(f"show: {time.perf_counter() - started:.2f} s")
