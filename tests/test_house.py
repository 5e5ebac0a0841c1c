"""The house keeps its promises: imports run down the flow; no path of one machine, no mark of another owner."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "pipeline" / "tagwright"

FLOW = [
    "document",
    "figures",
    "proof",
    "taxonomy",
    "mapping",
    "report",
    "emit",
    "precheck",
    "validation",
    "batch",
    "evaluation",
    "api",
    "cli",
]
GROUND = {"__init__", "errors", "data"}  # what every step may use
DOORS = {"arelle": "validation", "click": "cli"}  # the one step that may import a library

MACHINE_PATH = re.compile(r"(?<![\w.:/\\-])(?:/(?:tmp|root|home|work|Users)/|[A-Z]:\\Users\\)[\w.-]+")
OWNERS = re.compile("|".join(["IFRS" + " Foundation", r"go\.ifrs" + r"\.org", "European Securities" + " and Markets"]))


def source_files() -> dict[str, str]:
    """Modules of the package by dotted name ('document.text'; a folder's __init__ is 'document')."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)
        found[name] = path.read_text(encoding="utf-8")
    return found


def imported(name: str, text: str) -> set[str]:
    """Absolute dotted names that a module imports anywhere, inside functions and type-checking blocks too."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name} imports relatively; write the whole name"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def own_module(target: str, modules: Iterable[str]) -> str | None:
    """The module of ours that an imported name lives in: 'tagwright.document.model.Cell' is in 'document.model'."""
    if target.split(".")[0] != "tagwright":
        return None
    parts = target.split(".")[1:]
    for length in range(len(parts), 0, -1):
        if ".".join(parts[:length]) in modules:
            return ".".join(parts[:length])
    return "__init__"


def uphill_imports(sources: Mapping[str, str]) -> list[str]:
    found = []
    for name, text in sources.items():
        step = name.split(".")[0]
        for target in sorted(imported(name, text)):
            module = own_module(target, sources)
            other = module.split(".")[0] if module else step
            if other in GROUND or other == step:
                continue
            if step in GROUND or FLOW.index(other) > FLOW.index(step):
                found.append(f"{name} imports {module}")
    return found


def cycle(sources: Mapping[str, str]) -> list[str]:
    graph = {
        name: {module for target in imported(name, text) if (module := own_module(target, sources))} - {name}
        for name, text in sources.items()
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def wrong_doors(sources: Mapping[str, str]) -> list[str]:
    return [
        f"{name} imports {library}"
        for name, text in sources.items()
        for library, step in DOORS.items()
        if name.split(".")[0] != step and library in {target.split(".")[0] for target in imported(name, text)}
    ]


def broken_promises(sources: Mapping[str, str]) -> list[str]:
    steps = [step for step in FLOW if step in sources and (PACKAGE / step).is_dir()]
    docs = {step: ast.get_docstring(ast.parse(sources[step])) or "" for step in steps}
    return [step for step, doc in docs.items() if not all(word in doc for word in ("In:", "Out:", "Never:"))]


def tracked_texts() -> dict[str, str]:
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listing.returncode:
        pytest.skip("not a git checkout: there is no list of the project's files")
    paths = [ROOT / name for name in listing.stdout.decode().split("\0") if name]
    return {
        path.relative_to(ROOT).as_posix(): path.read_bytes().decode("utf-8", errors="replace")
        for path in paths
        if path.is_file()
    }


def machine_paths(texts: Mapping[str, str]) -> list[str]:
    return [f"{name}: {match[0]}" for name, text in texts.items() for match in MACHINE_PATH.finditer(text)]


def owners_marks(texts: Mapping[str, str]) -> list[str]:
    code = {name: text for name, text in texts.items() if not name.endswith(".md")}
    return [f"{name}: {match[0]}" for name, text in code.items() for match in OWNERS.finditer(text)]


def test_every_module_belongs_to_a_step_of_the_flow() -> None:
    assert {name.split(".")[0] for name in source_files()} <= {*GROUND, *FLOW}


def test_imports_run_down_the_flow_only() -> None:
    assert uphill_imports(source_files()) == []


def test_imports_have_no_cycle() -> None:
    assert cycle(source_files()) == []


def test_arelle_and_click_are_each_imported_in_one_place() -> None:
    assert wrong_doors(source_files()) == []


def test_every_folder_says_what_goes_in_what_comes_out_and_what_it_never_does() -> None:
    assert broken_promises(source_files()) == []


def test_no_file_carries_a_path_of_one_machine() -> None:
    assert machine_paths(tracked_texts()) == []


def test_no_file_carries_the_mark_of_another_owners_taxonomy() -> None:
    assert owners_marks(tracked_texts()) == []


def test_the_readme_opens_with_the_two_commands() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    first_block = re.search(r"^```\w*\n(.*?)^```", readme, re.MULTILINE | re.DOTALL)
    assert first_block is not None
    assert [line.split("#")[0].strip() for line in first_block[1].splitlines()] == ["make demo", "make test"]
    assert len(readme[: first_block.start()].split()) < 40


def test_the_ci_runs_the_command_of_the_readme() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert [line for line in script if line.startswith("make ")] == ["make test", "make lint", "make types"]


def test_make_says_what_to_install_where_no_python_will_do(tmp_path: Path) -> None:
    make = shutil.which("make")
    if make is None:
        pytest.skip("needs make")
    shutil.copy(ROOT / "Makefile", tmp_path)
    (tmp_path / "python3").write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    (tmp_path / "python3").chmod(0o755)
    answer = subprocess.run(
        [make, "demo"], cwd=tmp_path, env={"PATH": str(tmp_path)}, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 2
    assert "tagwright needs Python 3.11 or later with its venv module" in answer.stderr
    assert "apt-get install python3 python3-venv" in answer.stderr
    assert not (tmp_path / ".venv").exists()


SEEDED = {
    "__init__": "",
    "errors": "",
    "document": "from tagwright.errors import TagwrightError",
    "document.text": "def read():\n    from tagwright.report.model import Report",
    "report": "",
    "report.model": "import tagwright.document.text\nimport click",
}


def test_an_import_against_the_flow_is_found() -> None:
    assert uphill_imports(SEEDED) == ["document.text imports report.model"]
    assert uphill_imports({**SEEDED, "errors": "import tagwright.document"})[0] == "errors imports document"


def test_a_cycle_is_found() -> None:
    assert set(cycle(SEEDED)) == {"document.text", "report.model"}


def test_a_library_behind_the_wrong_door_is_found() -> None:
    assert wrong_doors(SEEDED) == ["report.model imports click"]


def test_a_folder_without_a_promise_is_found() -> None:
    assert broken_promises(SEEDED) == ["document", "report"]


@pytest.mark.parametrize("folder", ["tmp", "root", "home", "work"])
def test_a_path_of_one_machine_is_found(folder: str) -> None:
    assert machine_paths({"a.py": f'read("/{folder}/somebody/x")'}) == [f"a.py: /{folder}/somebody"]
    assert machine_paths({"a.py": f"https://example.com/{folder}/somebody and ../{folder}/x"}) == []


def test_the_mark_of_another_owner_is_found_outside_prose_only() -> None:
    mark = "© IFRS" + " Foundation"
    assert len(owners_marks({"a.xsd": mark, "licences.md": mark})) == 1
