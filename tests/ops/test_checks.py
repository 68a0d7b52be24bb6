"""Half-made settings are told by name."""

import os
import subprocess
import sys
from ipaddress import ip_network
from pathlib import Path

import pytest

from newsroom.ops import checks

ROOT = Path(__file__).parents[2]
PRODUCTION = {
    "SECRET_KEY": "n3wsroom-k3y" * 5,
    "BASE_URL": "https://news.example",
    "TRUSTED_PROXIES": "127.0.0.1",
    "DATABASE_URL": "postgres://postgres@127.0.0.1:5432/postgres",
    "QUEUE_URL": "redis://127.0.0.1:6379/0",
}


def ids(messages) -> list[str]:
    return [message.id for message in messages]


def check(folder: Path, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    """`manage.py check` as on a server: nothing but this environment."""
    clean = {"PATH": os.environ["PATH"], "DATA_DIR": str(folder), **env}
    command = [sys.executable, "manage.py", "check", *arguments]
    return subprocess.run(command, cwd=ROOT, env=clean, capture_output=True, text=True)


def test_production_settings_pass_the_deployment_checks(tmp_path):
    result = check(tmp_path, "--deploy", "--fail-level", "WARNING", **PRODUCTION)
    assert result.returncode == 0, result.stderr
    assert "no issues" in result.stdout


@pytest.mark.parametrize("key", ["", "short"])
def test_nothing_runs_without_a_proper_key(tmp_path, key):
    result = check(tmp_path, SECRET_KEY=key)
    assert result.returncode == 1
    assert "(newsroom.E001) SECRET_KEY is missing or shorter than 50" in result.stderr


@pytest.mark.parametrize(
    ("env", "said"),
    [
        ({"BASE_URL": "news.example"}, "give scheme and host only"),
        ({"TRUSTED_PROXIES": "10.0.0.300"}, "TRUSTED_PROXIES: "),
        ({"PORT": "abc"}, "Cannot start: PORT is 'abc': give a number"),
        ({"QUEUE_URL": "amqp://host"}, "such as redis://host:6379/0"),
        ({"DATABASE_URL": "nonsense"}, "DATABASE_URL: use sqlite"),
        ({"SITE_TIMEZONE": "Mars/Base"}, "such as Asia/Singapore"),
        ({"DATABASE_URL": "mysql://root@127.0.0.1/news"}, "DATABASE_URL: use sqlite"),
    ],
)
def test_odd_values_are_refused_by_name(tmp_path, env, said):
    result = check(tmp_path, **{**PRODUCTION, **env})
    assert result.returncode == 1
    assert said in result.stderr and "Traceback" not in result.stderr


@pytest.fixture
def postgres(monkeypatch, settings):
    engine = "django.db.backends.postgresql"
    monkeypatch.setitem(settings.DATABASES["default"], "ENGINE", engine)


def test_https_without_a_proxy_to_believe(settings):
    settings.IS_HTTPS, settings.TRUSTED_PROXIES = True, []
    assert ids(checks.https_behind_a_proxy()) == ["newsroom.W002"]
    settings.TRUSTED_PROXIES = [ip_network("127.0.0.1")]
    assert ids(checks.https_behind_a_proxy()) == []


def test_any_host(settings):
    settings.ALLOWED_HOSTS = ["*"]
    assert ids(checks.any_host()) == ["newsroom.W003"]
    settings.ALLOWED_HOSTS = ["news.example"]
    assert ids(checks.any_host()) == []


def test_a_database_server_beside_a_queue_in_a_file(settings, postgres):
    settings.QUEUE_URL = ""
    assert ids(checks.local_queue()) == ["newsroom.W004"]
    settings.QUEUE_URL = "redis://127.0.0.1:6379/0"
    assert ids(checks.local_queue()) == []


def test_a_key_that_lies_in_a_file_beside_a_database_server(settings, tmp_path, postgres):
    settings.SECRET_KEY_FILE = tmp_path / "secret_key"
    assert ids(checks.key_in_a_file()) == []
    settings.SECRET_KEY_FILE.write_text("k" * 50)
    assert ids(checks.key_in_a_file()) == ["newsroom.W005"]
