"""Every address of two old releases answers, on Apache, on nginx and by Netlify's rules."""

from datetime import timedelta
from pathlib import Path
from urllib.parse import urljoin

import pytest

from generator.cache import Cache
from generator.publishing.publish import publish
from tests.conftest import LOAMSHIRE, TODAY, copy_of, edit
from tests.hosts.asking import ask
from tests.hosts.conftest import Hosts
from tests.release.history import record_release
from tests.release.test_addresses import PUBLICATION, released_addresses, small

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def later(tmp_path_factory: pytest.TempPathFactory, shared_cache: Cache) -> Path:
    """Loamshire after two releases, and after a page, a print and two records have gone or have other names."""
    project = small(copy_of(LOAMSHIRE, tmp_path_factory.mktemp("later") / "project"))
    edit(project, "data/partnership.yml", ("website: https://example.org/kb/", "website: https://example.org/"))
    publications = (project / "data/publications.yml").read_text()
    more = PUBLICATION.format(id="who-else", former="", name="too")
    (project / "data/publications.yml").write_text(publications + more)
    record_release(project, TODAY)
    edit(project, "data/publications.yml", ("id: who-can-help", "id: who-helps\n    formerly: [who-can-help]"))
    edit(project, "data/contacts.yml", ("id: service-change", "id: service-new\n    formerly: [service-change]"))
    edit(project, "data/accessibility.yml", ("enforcement: service-change", "enforcement: service-new"))
    (project / "content/tell.md").rename(project / "content/talk.md")
    record_release(project, TODAY + timedelta(days=1))
    edit(project, "data/accessibility.yml", ("enforcement: service-new", "enforcement: contact-police"))
    edit(
        project,
        "data/contacts.yml",
        ("  - id: service-new\n    formerly: [service-change]\n", "  - id: service-last\n"),
    )
    publications = (project / "data/publications.yml").read_text()
    (project / "data/publications.yml").write_text(publications.removesuffix(more))
    with (project / "data/releases.yml").open("a") as file:
        gone = (("service-change", "contacts"), ("service-new", "contacts"), ("who-else", "to-print"))
        file.write("withdrawn:\n" + "".join(f"  - {{was: {was}, leads_to: {to}}}\n" for was, to in gone))
    result = publish(project, today=TODAY + timedelta(days=2), cache=shared_cache)
    assert result.folder, "\n".join(map(str, result.diagnostics))
    return project


MOVED = {
    "tell.html": "talk.html",
    "contacts/service-change.html": "contacts.html",
    "contacts/service-new.html": "contacts.html",
    "downloads/who-else.pdf": "to-print.html",
    "copies/who-can-help.html": "copies/who-helps.html",
}


@pytest.mark.parametrize("name", ["apache", "nginx", "netlify"])
def test_every_address_of_two_old_releases_answers(later: Path, hosts: Hosts, name: str) -> None:
    (host,) = (one for one in hosts(later / "build/public") if one.name == name)
    addresses = {one.partition("#")[0] for one in released_addresses(later, TODAY + timedelta(days=2))}
    assert addresses >= {*MOVED, "downloads/who-can-help.pdf", "index.html"}
    for address in sorted(addresses):
        asked, answer = host.address + address, ask(host.address + address)
        for _ in range(3):
            if answer.status in (301, 302):
                asked = urljoin(asked, answer.headers["Location"])
                answer = ask(asked)
        assert answer.status == 200, address
        if address in MOVED:
            to = MOVED[address]
            assert asked == host.address + to or f'{to.rpartition("/")[2]}">' in answer.text, address
    now = (later / "build/public/downloads/who-helps.pdf").read_bytes()
    assert ask(f"{host.address}downloads/who-can-help.pdf").body == now
