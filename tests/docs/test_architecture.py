"""The layers of the architecture page are those of the contract that import-linter checks."""

import re
import tomllib
from pathlib import Path


def test_the_page_names_every_layer_of_the_contract(root: Path) -> None:
    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    (contract,) = settings["tool"]["importlinter"]["contracts"]
    named = {name for layer in contract["layers"] for name in re.findall(r"whomet\.(\w+)", layer)}
    there = {
        name
        for name in named
        if (root / "src" / "whomet" / name).is_dir() or (root / "src" / "whomet" / f"{name}.py").is_file()
    }
    page = (root / "docs" / "architecture.md").read_text(encoding="utf-8")
    section = page.partition("## Layers\n")[2].partition("\n## ")[0]
    first_cells = re.findall(r"^\|([^|]*)\|", section, re.MULTILINE)
    shown = {name for cell in first_cells for name in re.findall(r"`(\w+)`", cell)}
    assert shown == there
