"""The README mentions what there is, and nothing else."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text()
SETTINGS = (ROOT / "newsroom/settings.py").read_text()


def commands() -> list[str]:
    return sorted(
        path.stem
        for path in (ROOT / "newsroom").glob("*/management/commands/*.py")
        if path.stem != "__init__"
    )


def variables() -> list[str]:
    found = re.findall(r"""(?:env\.\w+|_networks)\(\s*"([A-Z_]+)\"""", SETTINGS)
    return sorted(set(found))


def test_it_opens_with_the_two_commands_and_a_picture():
    opening = README.split("## ")[0]
    assert opening.index("make run") < opening.index("make test") < opening.index("![")
    picture = re.search(r"!\[.+?\]\((.+?)\)", opening)
    assert picture and (ROOT / picture[1]).is_file()


@pytest.mark.parametrize("command", commands())
def test_it_names_every_command(command):
    assert f"manage.py {command}" in README


@pytest.mark.parametrize("variable", variables())
def test_it_explains_every_environment_variable(variable):
    assert f"`{variable}`" in README


def test_it_names_no_variable_that_nothing_reads():
    table = README.split("## Every environment variable")[1].split("## ")[0]
    named = set(re.findall(r"`([A-Z][A-Z_]{3,})`", table))
    tests = set(re.findall(r'"(TEST_[A-Z]+(?:_URL)?)"', (ROOT / "tests/services.py").read_text()))
    assert named - tests == set(variables())


def test_it_names_every_make_target():
    makefile = (ROOT / "Makefile").read_text()
    targets = re.search(r"^\.PHONY: (.+)$", makefile, re.M)
    assert targets
    assert {t for t in targets[1].split() if f"make {t}" not in README} == {"clean"}
