"""Apache and nginx from Debian and a server with Netlify's rules, each started for a built site and ended again."""

import os
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.conftest import skip_without
from tests.hosts.documented import apache_modules, apache_settings, nginx_settings, write_nginx_headers
from tests.hosts.netlify import netlify

APACHE_MODULES = "mpm_event authn_core authz_core authz_host alias autoindex dir env filter mime negotiation setenvif"
"""Those of the modules which Debian loads by itself that a site can notice."""


@dataclass(frozen=True)
class Host:
    """A running web server."""

    name: str
    """``apache``, ``nginx`` or ``netlify``."""
    address: str
    """Where the site begins, with ``/`` at the end."""


@contextmanager
def running_hosts(site: Path, path: str = "/") -> Iterator[tuple[Host, ...]]:
    """Yield the three servers with a copy of the site at the path, such as ``/`` or ``/kb/``.

    The copy is where the servers' own users may read.
    """
    with ExitStack() as stack:
        temporary = Path(stack.enter_context(TemporaryDirectory(prefix="kb-hosts-")))
        temporary.chmod(0o755)
        root = temporary / "www"
        folder = root / path.strip("/") if path != "/" else root
        shutil.copytree(site, folder)
        starts = {"apache": _apache, "nginx": _nginx}
        hosts = [
            Host(name, stack.enter_context(start(temporary, root, folder, path))) for name, start in starts.items()
        ]
        if folder != root:
            shutil.copyfile(folder / "404.html", root / "404.html")
        hosts.append(Host("netlify", stack.enter_context(netlify(root, path))))
        yield tuple(hosts)


@contextmanager
def _apache(temporary: Path, root: Path, folder: Path, path: str) -> Iterator[str]:
    program, port = _program("apache2"), _free_port()
    modules = dict.fromkeys([*APACHE_MODULES.split(), *apache_modules()])
    load = "".join(f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n" for name in modules)
    settings = temporary / "apache.conf"
    user = "User www-data\nGroup www-data\n" if os.geteuid() == 0 else ""
    settings.write_text(
        f"{load}{user}ServerName localhost\nListen 127.0.0.1:{port}\nPidFile {temporary}/apache.pid\n"
        f"DefaultRuntimeDir {temporary}\nErrorLog /dev/stderr\nDocumentRoot {root}\nTypesConfig /etc/mime.types\n"
        f"<Directory />\n    AllowOverride None\n    Require all denied\n</Directory>\nAccessFileName .htaccess\n"
        f'<FilesMatch "^\\.ht">\n    Require all denied\n</FilesMatch>\n{apache_settings(folder)}'
    )
    with _running([program, "-f", str(settings), "-DFOREGROUND"], "resuming normal operations"):
        yield f"http://127.0.0.1:{port}{path}"


@contextmanager
def _nginx(temporary: Path, root: Path, folder: Path, path: str) -> Iterator[str]:
    assert root in {folder, folder.parent}
    program, port = _program("nginx"), _free_port()
    headers, settings = temporary / "kb-headers.conf", temporary / "nginx.conf"
    write_nginx_headers(folder, headers)
    own = "".join(
        f"    {name}_temp_path {temporary}/{name};\n" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user www-data;\n" if os.geteuid() == 0 else ""
    settings.write_text(
        f"{user}daemon off;\npid {temporary}/nginx.pid;\nerror_log stderr notice;\nevents {{}}\nhttp {{\n{own}"
        f"    include {Path(program).parents[2]}/etc/nginx/mime.types;\n    access_log off;\n"
        f"{nginx_settings(folder, path, port, headers)}}}\n"
    )
    with _running([program, "-p", str(temporary), "-e", "stderr", "-c", str(settings)], "start worker process "):
        yield f"http://127.0.0.1:{port}{path}"


@contextmanager
def _running(command: list[str], ready: str) -> Iterator[None]:
    """Run a server from when it says that it is ready until the end of the block."""
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert server.stderr
    said: list[str] = []
    for line in server.stderr:
        said.append(line)
        if ready in line:
            break
    else:
        raise AssertionError(f"{command[0]} did not start:\n{''.join(said)}")
    rest = threading.Thread(target=said.extend, args=(server.stderr,), daemon=True)
    rest.start()
    try:
        yield
    finally:
        server.terminate()
        server.wait()
        rest.join()
        server.stderr.close()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
    return port


def _program(name: str) -> str:
    """Return the path of a server: the one that ``kb test`` unpacked into ``.venv``, or one that is installed."""
    unpacked = Path(sys.prefix) / name / "usr" / "sbin"
    path = shutil.which(name, path=f"{unpacked}:{os.environ['PATH']}:/usr/sbin:/sbin")
    if not path:
        skip_without(name)
    assert path
    return path
