"""The running servers, for all tests of a module."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import pytest

from tests.hosts.servers import Host, running_hosts

Hosts = Callable[..., tuple[Host, ...]]


@pytest.fixture(scope="module")
def hosts() -> Iterator[Hosts]:
    """Return a function: ``hosts(folder)`` or ``hosts(folder, "/kb/")`` starts the three servers once for a site.

    What a server says to a path is ``tests.hosts.asking.ask(host.address + path)``, which follows no redirect.
    """
    with ExitStack() as stack:
        yield cache(lambda site, path="/": stack.enter_context(running_hosts(Path(site), path)))
