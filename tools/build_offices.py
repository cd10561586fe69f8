"""Build `src/whomet/knowledge/offices/office_holders.csv.gz` from a reference table of positions.

    python tools/build_offices.py positions.csv

The table's columns and known faults are described in the README of that folder; what is
mended or dropped, and why, in `office_corrections.toml` beside this script. Facts come from the CIA
World Factbook, unitedstates/congress-legislators and openstates/people, under public-domain or CC0
terms only; source and licence stay on every row.
"""

import csv
import gzip
import io
import re
import sys
import tomllib
from datetime import date, timedelta
from pathlib import Path

import pycountry

from whomet.knowledge.names import fold, name_key, name_words

HERE = Path(__file__).resolve().parent
TARGET = HERE.parent / "src" / "whomet" / "knowledge" / "offices" / "office_holders.csv.gz"
CORRECTIONS = tomllib.loads((HERE / "office_corrections.toml").read_text(encoding="utf-8"))
# The Factbook had no snapshots in between: leaders who came and went inside are missing.
BLIND_FROM, BLIND_TO = "2017-12-31", "2020-11-24"
# A row whose dates or person were mended no longer says what its source said, and is marked so.
MENDED = ", mended for whomet from general knowledge"
COLUMNS = [
    "figure", "name", "aliases", "wikidata_id", "title", "roles", "country", "area", "start", "end",
    "certain_until", "acting", "party", "party_family", "last_seen", "source", "licence",
]  # fmt: skip
SOURCES = {
    "CIA World Factbook via factbook/factbook.json": "CIA World Factbook",
    "unitedstates/congress-legislators": "unitedstates/congress-legislators",
    "openstates/people": "openstates/people",
}


def state_name(code: str) -> str:
    """The English name of a US state or territory."""
    found = pycountry.subdivisions.get(code=f"US-{code}")
    return found.name if found else code


def dropped(row: dict[str, str]) -> bool:
    """Whether the row only repeats another country's head of state."""
    heads = row["role_kind"] == "head_of_state" or row["position"].startswith("Vice President")
    if heads and row["country"] in CORRECTIONS["dependencies"]:
        return True
    if row["position"].startswith(tuple(CORRECTIONS["repeated_governors"])):
        return True
    if f"{row['person']}, {row['country']}" in CORRECTIONS["misplaced"]:
        return True
    sovereign = fold(row["person"]) in {fold(name) for name in CORRECTIONS["sovereign_names"]}
    return sovereign and row["country"] in CORRECTIONS["shared_sovereigns"]


def title_of(row: dict[str, str]) -> str:
    """The office as a newsroom writes it: the country dropped, US states spelled out."""
    position = row["position"]
    own = CORRECTIONS["own_titles"].get(f"{row['person']}, {position}")
    if own:
        return str(own)
    if position in CORRECTIONS["positions"]:
        return CORRECTIONS["positions"][position]
    if row["role_kind"] == "legislator":
        return "Senator" if "Senator" in position else "Representative"
    if row["role_kind"] == "mayor":
        return re.sub(r",? [A-Z]{2}$", "", position).replace(" of Of ", " of ")
    if row["source"] == "openstates/people":
        office, _, code = position.rpartition(" of ")
        return f"{office.replace('Secretary Of State', 'Secretary of State')} of {state_name(code)}"
    title = re.sub(r" \((?:the )?[A-Z][^()]*(?:\([^()]*\)[^()]*)?\)$", "", position)
    if title == position:
        title = re.sub(r"(?<!Governor) of (?:the )?(?:[A-Z]|São|Côte).*$", "", position)
        if title in {
            "Governor",
            "Chief Minister",
            "Chief Executive",
            "Lieutenant Governor",
            "Governor General",
            "Governor-General",
        }:
            title = position
    title = re.sub(r"^((?:\w+ )?(?:President|Prime Minister|Premier))s\b", r"\1", title)
    title = re.sub(r"\bGovernor General\b", "Governor-General", title)
    title = re.sub(
        r"^Governor-General (?:of .* General|Grand Chief)(?: of Papua New Guinea)?$",
        "Governor-General",
        title,
    )
    title = re.sub(r"\b(?:prime minister|Prime minister)\b", "Prime Minister", title)
    return title.replace("Deputy prime ministers", "Deputy Prime Minister").strip()


def names_of(row: dict[str, str]) -> tuple[str, list[str]]:
    """The name to show and the other ones: nicknames and shouted family names set right."""
    raw = re.sub(r"^Minister/Minister of Transport ", "", row["person"])
    raw = (
        re.sub(r"^(?:General|Sheikh|Col\.|Brig\. Gen\.) ", "", raw)
        .rstrip('"')
        .replace('"Farmaajo', '"Farmaajo"')
    )
    nickname = re.search(r"""["'(\[]([^"')\]]+)["')\]]""", raw)
    plain = re.sub(r"""\s*["'(\[][^"')\]]{2,}["')\]]\s*""", " ", raw).strip() if nickname else raw
    plain = re.sub(r",? (?:Esq\.|MD)$", "", plain)
    plain = re.sub(
        r"(?<![\w.])([A-Z])([A-Z]{2,})(?![\w.])",
        lambda shouted: shouted[0] if set(shouted[0]) <= set("IVX") else shouted[1] + shouted[2].lower(),
        plain,
    )
    aliases = [alias for alias in row["aliases"].split("|") if alias]
    if row["country"] in CORRECTIONS["untrusted_identities"]:
        aliases = []
    if nickname:
        words = plain.split()
        aliases += (
            [f"{nickname[1]} {words[-1]}"]
            if row["country"] == "US"
            else [nickname[1], f"{nickname[1]} {words[-1]}"]
        )
    aliases = [re.sub(r", (?:Prince|Emir|King|Queen) of .*$", "", alias) for alias in aliases]
    foreign = {*CORRECTIONS["dropped_aliases"], *CORRECTIONS["foreign_aliases"].get(row["person"], ())}
    aliases = [alias for alias in aliases if alias not in foreign and " Prime Minister " not in f" {alias} "]
    shown = CORRECTIONS["names"].get(plain) or preferred_name(plain, aliases)
    spellings = {fold(name): name for name in (plain, *aliases) if name != shown}
    return shown, [name for key, name in spellings.items() if key != fold(shown)]


def preferred_name(name: str, aliases: list[str]) -> str:
    """The shortest form with the same first and last name; of equal ones the one with its accents."""
    words = name_words(name)
    if len(words) < 2:
        return name
    same = [name]
    for alias in aliases:
        other = name_words(alias)
        if len(other) > 1 and other[0] == words[0] and other[-1] == words[-1] and len(other) <= len(words):
            same.append(alias)
    return min(same, key=lambda form: (len(name_words(form)), form.isascii(), len(form)))


def latest_end(row: dict[str, str]) -> str:
    """The day on which the office had ended for certain. Where the person merely vanished from the
    snapshots: five weeks after the last one (their longest gap), or the end of the blind window."""
    if row["end_basis"] != "last_seen_in_snapshot":
        return row["end"]
    if BLIND_FROM <= row["last_seen"] <= BLIND_TO:
        return BLIND_TO
    return (date.fromisoformat(row["last_seen"]) + timedelta(weeks=5)).isoformat()


def certain_until(row: dict[str, str]) -> str:
    """The first day from which the row no longer vouches for the office; empty: vouched for as long
    as `end` says (or `last_seen`, where the end is open)."""
    if row["end_basis"].startswith("successor_start_blind"):
        return BLIND_FROM
    if row["end_basis"] == "last_seen_in_snapshot":
        return BLIND_FROM if BLIND_FROM <= row["last_seen"] <= BLIND_TO else row["last_seen"]
    return row["last_seen"] if row["end_basis"] == "scheduled" else ""


def identifier(row: dict[str, str], name: str) -> str:
    """The Wikidata id, or a slug of country (and US state) and name."""
    place = f"{row['country']}-{row['area']}" if row["country"] == "US" and row["area"] else row["country"]
    return row["wikidata_id"] or f"{place.lower()}-{name_key(name).replace(' ', '-')}"


def cleaned(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """The rows to keep, in the columns of the bundled table, one identifier per person."""
    kept: list[dict[str, str]] = []
    known: dict[tuple[str, str], str] = {}
    for row in sorted(rows, key=lambda row: (row["wikidata_id"] == "", row["person"], row["start"])):
        if dropped(row):
            continue
        term = f"{row['position']}, {row['start']}"
        own_term = f"{row['person']}, {term}"
        mended_end = CORRECTIONS["ends"].get(own_term, CORRECTIONS["ends"].get(term))
        if mended_end is not None:
            row = row | {
                "mended": "1",
                "end": mended_end,
                "end_basis": "",
                "roles": row["roles"].split("|")[0],
            }
        mended_start = CORRECTIONS["starts"].get(own_term, CORRECTIONS["starts"].get(term))
        if mended_start is not None:
            row = row | {"mended": "1", "start": mended_start}
        renamed = CORRECTIONS["renamed"].get(term)
        if renamed:
            row = row | {"mended": "1", "person": renamed, "aliases": "", "wikidata_id": ""}
        if row["country"] in CORRECTIONS["untrusted_identities"]:
            row = row | {"wikidata_id": CORRECTIONS["keep"].get(row["person"], "")}
        name, aliases = names_of(row)
        place = (row["country"], row["area"] if row["country"] == "US" else "")
        spellings = [(place[0] + place[1], name_key(form)) for form in (name, *aliases) if " " in form]
        figure = next((known[key] for key in spellings if key in known), None)
        if figure is None or (row["wikidata_id"] and figure.startswith("Q") and figure != row["wikidata_id"]):
            figure = identifier(row, name)
        for key in spellings:
            known.setdefault(key, figure)
        kept.append(
            {
                "figure": figure,
                "name": name,
                "aliases": "|".join(aliases),
                "wikidata_id": row["wikidata_id"],
                "title": title_of(row),
                "roles": row["roles"] if row["roles"].startswith("head") else "",
                "country": row["country"],
                "area": row["area"],
                "start": row["start"],
                "end": latest_end(row),
                "certain_until": certain_until(row),
                "acting": row["acting"],
                "party": row["party"] if len(row["party"]) <= 60 else "",
                "party_family": row["leaning"],
                "last_seen": row["last_seen"],
                "source": SOURCES[row["source"]] + (MENDED if row.get("mended") else ""),
                "licence": "CC0-1.0" if row["licence"].startswith("CC0") else "public domain",
            }
        )
    return merged(kept)


def merged(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Rows of one figure and office that begin on one day (head of state and of government) as one."""
    by_key: dict[tuple[str, str, str, str], dict[str, str]] = {}
    for row in rows:
        key = (row["figure"], row["title"], row["country"] + row["area"], row["start"])
        other = by_key.get(key)
        if other is None:
            by_key[key] = row
            continue
        roles = dict.fromkeys(filter(None, (other["roles"] + "|" + row["roles"]).split("|")))
        by_key[key] = other | {"roles": "|".join(roles)}
    return sorted(
        by_key.values(), key=lambda row: (row["country"], row["figure"], row["start"], row["title"])
    )


def main() -> None:
    """Read the reference table named on the command line and write the bundled one."""
    with Path(sys.argv[1]).open(encoding="utf-8", newline="") as lines:
        rows = cleaned(list(csv.DictReader(lines)))
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    TARGET.write_bytes(gzip.compress(text.getvalue().encode(), mtime=0))
    print(f"{len(rows)} terms of {len({row['figure'] for row in rows})} figures in {TARGET}")


if __name__ == "__main__":
    main()
