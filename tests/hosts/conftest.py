"""Both editions, built without prints, and the running servers."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import pytest

from generator.cache import Cache
from generator.model.vocabulary import Edition
from generator.publishing.publish import publish
from tests.conftest import LOAMSHIRE, TODAY, copy_of, edit
from tests.hosts.servers import Host, running_hosts

Hosts = Callable[..., tuple[Host, ...]]

SITES = {"public": "/", "staff": "/kb/"}
"""Where each edition is on its server."""


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory, shared_cache: Cache) -> dict[str, Path]:
    """The folder of each edition."""
    built = {}
    for edition, path in SITES.items():
        project = copy_of(LOAMSHIRE, tmp_path_factory.mktemp(edition) / "project")
        edit(
            project, "data/partnership.yml", ("website: https://example.org/kb/", f"website: https://example.org{path}")
        )
        result = publish(project, today=TODAY, edition=Edition(edition), with_prints=False, cache=shared_cache)
        assert result.folder, "\n".join(map(str, result.diagnostics))
        built[edition] = result.folder
    return built


@pytest.fixture(scope="module")
def hosts() -> Iterator[Hosts]:
    """Return a function: ``hosts(folder)`` or ``hosts(folder, "/kb/")`` starts the three servers once for a site.

    What a server says to a path is ``tests.hosts.asking.ask(host.address + path)``, which follows no redirect.
    """
    with ExitStack() as stack:
        yield cache(lambda site, path="/": stack.enter_context(running_hosts(Path(site), path)))
