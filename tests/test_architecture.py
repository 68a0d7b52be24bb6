"""The ladder of imports, as a contract that is checked."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def lint_imports(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"]
    return subprocess.run([*command, *arguments], cwd=ROOT, capture_output=True, text=True)


def test_no_part_imports_upwards_or_sideways():
    result = lint_imports()
    assert result.returncode == 0, result.stdout
    assert "3 kept, 0 broken" in result.stdout


def test_the_contract_can_fail(tmp_path):
    broken = tmp_path / "pyproject.toml"
    settings = (ROOT / "pyproject.toml").read_text()
    broken.write_text(
        settings.replace('"newsroom.ops",\n    "newsroom.reader",', '"newsroom.reader",').replace(
            'newsroom.core",', 'newsroom.core",\n    "newsroom.ops",'
        )
    )
    assert lint_imports("--config", str(broken)).returncode == 1
