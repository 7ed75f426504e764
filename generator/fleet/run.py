"""Build a fleet: give each partnership to Dask, and put each site into its folder as soon as it is there."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from threading import Lock
from typing import Any
from uuid import uuid4

import dask
from dask.system import CPU_COUNT
from distributed import Client, Future, KilledWorker, LocalCluster, Security, as_completed

from generator.build_folder import BuildFolder, edition_problem, make_build_folder
from generator.diagnostics import Code, Diagnostic, Severity
from generator.fleet.member_build import Order, Report, build_member
from generator.fleet.place import MissingBlobError, place_site
from generator.fleet.store import Store, address_problem
from generator.loading.fleet_file import Fleet, is_address
from generator.model.fleets import FleetMember
from generator.model.output_formats import counted_prints
from generator.model.vocabulary import counted

RETRIES = 3
"""How often a partnership is given to another worker when its worker dies, on a cluster of ours."""
_ANSWERS = 30
"""Seconds that a scheduler may take to answer."""
_DASHBOARD = "127.0.0.1:8787"
_ANY_PORT = "127.0.0.1:0"
"""Where a scheduler without a dashboard listens for HTTP: Dask always listens, here without anything to show."""

Say = Callable[[str], None]


class NoSchedulerError(Exception):
    """No scheduler of Dask answers at the address. Its text says why."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one partnership."""

    name: str
    line: str
    """Its last state, in words."""
    is_published: bool
    changed: int = 0
    """How many files of its folder are other than before."""
    diagnostics: tuple[Diagnostic, ...] = ()
    is_searched: bool = True
    store_fault: str = ""


def fleet_problems(fleet: Fleet) -> tuple[Diagnostic, ...]:
    """Return why the folder of all sites or the store cannot be used."""
    problems = []
    folder = BuildFolder(fleet.home, str(fleet.output))
    names = sorted(member.name for member in fleet.members)
    if found := next((one for name in names if (one := edition_problem(folder, name))), None):
        own = "what is in it is replaced by each fleet; name a new or an empty folder after `output:`"
        problems.append(replace(found, span=fleet.output_span, hint=own if "--output" in found.hint else found.hint))
    if wrong := address_problem(fleet.store):
        problems.append(Diagnostic(fleet.store_span, Code.INVALID_VALUE, *wrong))
    return tuple(problems)


def run_fleet(
    fleet: Fleet, today: date, *, scheduler: str | None = None, dashboard: bool = False, say: Say
) -> tuple[Outcome, ...]:
    """Build every partnership of a fleet without ``fleet_problems``, and return the outcomes in its order.

    The work is done by the workers of a ``scheduler``, or by as many processes here as there are processors. Each
    change of a partnership's state is told to ``say``. Raise a NoSchedulerError if the scheduler does not answer.
    """
    for name in ("distributed", "distributed.client"):
        # What Dask would log of a worker or a scheduler that has gone is said in a line.
        logging.getLogger(name).setLevel(logging.CRITICAL)
    output = make_build_folder(BuildFolder(fleet.home, str(fleet.output)))
    if not is_address(fleet.store):
        # Where the sites are served as they lie, nobody else may read what is kept of a staff edition.
        with suppress(OSError):
            Path(fleet.store).mkdir(mode=0o700, parents=True)
    with _client(scheduler, len(fleet.members), dashboard=dashboard) as (client, processes):
        if dashboard:
            say(f"Dask's dashboard is at {client.dashboard_link}")
        return _FleetRun(fleet, today, output, client, processes, say).outcomes()


class _FleetRun:
    def __init__(self, fleet: Fleet, today: date, output: Path, client: Client, processes: int, say: Say) -> None:
        self._fleet, self._today, self._output, self._client = fleet, today, output, client
        self._processes, self._say = processes, say
        self._store = Store(fleet.store)
        self._topic = f"kb-fleet-{uuid4().hex}"
        self._begun: set[str] = set()
        self._handed_over: set[str] = set()
        self._lock = Lock()

    def outcomes(self) -> tuple[Outcome, ...]:
        """Build all, and return what became of each, in the order of the file."""
        self._client.subscribe_topic(self._topic, self._has_begun)
        try:
            members = {self._submit(member): member for member in self._fleet.members}
            found: dict[str, Outcome] = {}
            pending = as_completed(list(members), loop=self._client.loop)
            for future in pending:
                member = members.pop(future)
                outcome = self._outcome(member, future)
                future.release()
                if outcome is None:
                    again = self._submit(member, hand_over=True)
                    members[again] = member
                    pending.add(again)
                    continue
                found[member.name] = outcome
                self._tell(member.name, outcome.line)
        finally:
            self._client.unsubscribe_topic(self._topic)
        return tuple(found[member.name] for member in self._fleet.members)

    def _submit(self, member: FleetMember, *, hand_over: bool = False) -> Future:
        order = Order(member, self._today, self._fleet.store, self._processes, self._topic, hand_over)
        return self._client.submit(build_member, order, key=f"kb-{member.name}-{uuid4().hex}", pure=False)

    def _has_begun(self, event: tuple[float, Any]) -> None:
        """Tell that a worker has begun; once more if it takes the place of one that died."""
        name = str(event[1])
        again = name in self._begun
        self._begun.add(name)
        why = ", because the store did not give its site back" if name in self._handed_over else ""
        self._tell(name, f"building again{why or ', because its worker ended'}" if again else "building")

    def _tell(self, name: str, state: str) -> None:
        with self._lock:
            self._say(f"{name}: {state}")

    def _outcome(self, member: FleetMember, future: Future) -> Outcome | None:
        """Return what became of a partnership; None if it must be built again, for want of what the store had."""
        name, site = member.name, self._output / member.name
        last_site = "its last site stays" if site.is_dir() else "it has no site yet"
        if future.status != "finished":
            return Outcome(name, f"failed: {_reason(future)}; {last_site}", is_published=False)
        try:
            report: Report = future.result()
        except Exception as error:
            # What another version of the program sends need not be readable here, and a scheduler may go at any time.
            reason = " ".join(f"{type(error).__name__}: {error}".split())
            return Outcome(name, f"failed: its report cannot be read: {reason}; {last_site}", is_published=False)
        if not report.manifest:
            count = sum(one.severity is Severity.ERROR for one in report.diagnostics)
            line = f"failed, {counted(count, 'error')}; {last_site}"
            return Outcome(name, line, False, 0, report.diagnostics, True, report.store_fault)

        def blob(digest: str) -> bytes | None:
            return report.handed_over.get(digest) or self._store.get_blob(digest)

        try:
            changed = place_site(report.manifest, blob, self._output, name, lambda: self._tell(name, _WAITS))
        except MissingBlobError:
            if name not in self._handed_over:
                self._handed_over.add(name)
                return None
            return Outcome(name, f"failed: the store does not give its site back; {last_site}", is_published=False)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            return Outcome(name, f"failed: {site} cannot be written: {reason}; {last_site}", is_published=False)
        reused = f" ({report.prints.reused:,} reused)" if report.prints.reused else ""
        made = f"{counted(report.page_count, 'page')}, {counted_prints(report.prints.total)}{reused}"
        line = f"built {made}" if changed else f"nothing has changed: {made}"
        fault = report.store_fault or self._store.fault
        return Outcome(name, line, True, changed, report.diagnostics, report.is_searched, fault)


_WAITS = "waits for another fleet, which is putting its site in its place"


def _reason(future: Future) -> str:
    """Return in words why a task gave no report."""
    if future.status != "error":
        return "the scheduler has gone"
    error = future.exception()
    if isinstance(error, KilledWorker):
        return "each worker that built it ended; most likely they had too little memory"
    return " ".join(f"{type(error).__name__}: {error}".split())


@contextmanager
def _client(scheduler: str | None, members: int, *, dashboard: bool) -> Iterator[tuple[Client, int]]:
    """Yield a client, and how many processes each task may use."""
    if scheduler:
        try:
            client = Client(scheduler, timeout=_ANSWERS, set_as_default=False)
        except (OSError, ValueError, TimeoutError) as error:
            raise NoSchedulerError(" ".join(str(error).split()) or "it does not answer") from error
        with client:
            yield client, 1
        return
    workers = max(1, min(CPU_COUNT, members))
    processes = CPU_COUNT // workers
    settings = {
        "distributed.scheduler.allowed-failures": RETRIES,
        # A worker that dies then takes one partnership with it, and not those that wait for it too.
        "distributed.scheduler.worker-saturation": 1.0,
        "distributed.scheduler.http.routes": dask.config.get("distributed.scheduler.http.routes") if dashboard else [],
        "distributed.worker.http.routes": [],
        # Its samples of what a worker does, 100 a second, are for the dashboard alone.
        "distributed.worker.profile.enabled": dashboard,
        # A daemon of multiprocessing may not start the processes that make files to print.
        "distributed.worker.daemon": processes == 1,
    }
    with (
        dask.config.set(settings),
        LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            host="127.0.0.1",
            # Whoever can speak to a scheduler can run programs as its user, and a port has no owner.
            security=Security.temporary(),
            dashboard_address=_DASHBOARD if dashboard else _ANY_PORT,
            worker_dashboard_address=None,
            scheduler_kwargs={"dashboard": dashboard},
            silence_logs=logging.CRITICAL,
            # Dask's own limit pauses a worker for good; the system knows better what is left.
            memory_limit=0,
        ) as cluster,
        Client(cluster, set_as_default=False) as client,
    ):
        yield client, processes
