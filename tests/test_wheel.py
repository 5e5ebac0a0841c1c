"""The wheel is whole: built, installed into a clean environment, it converts from another folder."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SHIPPED = {
    "mapping": "tagwright/_data/mapping",
    "taxonomy": "tagwright/_data/taxonomy",
    "pipeline/tagwright": "tagwright",
}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def clean(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the wheel installed. It borrows the dependencies, so that nothing is fetched.

    A path file adds this environment's libraries; path files inside those are not read, so the
    checkout's editable install stays out of sight.
    """
    folder = tmp_path_factory.mktemp("clean")
    venv.create(folder, symlinks=True)
    command = [sys.executable, "-m", "pip", "--python", str(folder), "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*command, str(wheel)], check=True)
    libraries = next(folder.glob("lib/python*/site-packages"))
    (libraries / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return folder


def run(command: list[str], cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(cwd)}
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)


def test_the_wheel_holds_the_code_the_mappings_and_the_table_of_concepts(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    for source, place in SHIPPED.items():
        files = [path for path in (ROOT / source).rglob("*") if path.is_file() and "__pycache__" not in path.parts]
        assert files
        assert {f"{place}/{path.relative_to(ROOT / source).as_posix()}" for path in files} - held == set()
    assert {name.split("/")[0] for name in held if ".dist-info/" not in name} == {"tagwright"}


def test_the_installed_package_is_the_wheel_and_finds_its_own_data(clean: Path, tmp_path: Path) -> None:
    script = r"import sys, tagwright.data as d; print(d.__file__, d.data_folder('mapping'), *sys.path, sep='\n')"
    answer = run([str(clean / "bin" / "python"), "-c", script], tmp_path)
    assert answer.returncode == 0, answer.stderr
    module, mapping, *search = answer.stdout.splitlines()
    assert Path(module).is_relative_to(clean)
    assert Path(mapping).is_relative_to(clean)
    assert str(ROOT / "pipeline") not in search


def test_the_installed_command_converts_and_validates_from_another_folder(clean: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "mapping" / "filings" / "sensetime-2021", tmp_path / "filing")
    answer = run([str(clean / "bin" / "tagwright"), "convert", "filing", "--out", "result"], tmp_path)
    assert answer.returncode == 0, answer.stdout + answer.stderr
    verdict = json.loads((tmp_path / "result" / "validation.json").read_text(encoding="utf-8"))
    assert verdict["status"] == "valid"
    assert b"<ix:nonFraction" in (tmp_path / "result" / "sensetime-2021.xhtml").read_bytes()
