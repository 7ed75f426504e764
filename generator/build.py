"""Run the pipeline: read a project folder, and return its problems or its Site."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from generator.cache import Cache, hash_parts, package_fingerprint
from generator.diagnostics import Code, Diagnostic, Severity, Span, has_errors, sort_diagnostics
from generator.linking.checks.claims import unsourced_claims
from generator.linking.checks.examples import example_values
from generator.linking.checks.gaps import gap_problems
from generator.linking.checks.readability import readability_of
from generator.linking.checks.reviews import review_problems
from generator.linking.history.stamps import suspect_problems
from generator.linking.knowledge_base import KnowledgeBase
from generator.linking.link import link
from generator.linking.named_publications import named_publications
from generator.loading.data_folder import has_staff_records
from generator.loading.history import deleted_records
from generator.loading.packs import as_problems_of_packs
from generator.loading.project import load
from generator.model.output_formats import OUTPUT_FORMATS
from generator.model.overrides import SITE_STYLES
from generator.model.packs import pack_of
from generator.model.site_settings import SiteSettings
from generator.model.vocabulary import Edition
from generator.progress import Progress, ReuseCount, no_progress
from generator.rendering.artefacts import Artefact, PrintFacts, Site
from generator.workers import NO_WORKERS, Workers

if TYPE_CHECKING:
    from generator.rendering.prints.jobs import PrintJob
    from generator.views.shared.pages import PrintView
    from generator.views.site import SiteView


def check(
    root: Path,
    today: date,
    edition: Edition = Edition.STAFF,
    *,
    release: bool = False,
    progress: Progress = no_progress,
) -> tuple[KnowledgeBase | None, tuple[Diagnostic, ...]]:
    """Return the knowledge base, or None if there are errors, and every problem in the author's files as of ``today``.

    ``release`` adds errors for overdue checks and for life-saving contacts that nobody has read in a public source; for
    texts written from an older version of a promise, and for sentences of the route that name no record; for gaps
    without a reason or with a past date, and for numbers and addresses that are kept for examples.
    """
    from generator.rendering.attached_files import attached_problems
    from generator.rendering.override_styles import style_override_problems
    from generator.rendering.override_templates import template_override_problems
    from generator.rendering.prints.letters import letter_problems
    from generator.views.site_map import PAGES

    progress("Reading the records")
    records, loading_problems = load(root, PAGES)
    other_formats = {Code.NEWER_FORMAT, Code.OLDER_FORMAT}
    if other_format := tuple(one for one in loading_problems if one.code in other_formats):
        return None, other_format
    progress("Linking and checking the records")
    base, linking_problems = link(records, today, edition, PAGES, partial(deleted_records, root))
    release_errors = (
        (
            *review_problems(base.reviews, today),
            *suspect_problems(base.derived_texts, release=True),
            *gap_problems(base.gaps, today),
            *example_values(base.records),
            *unsourced_claims(base.records.pages),
        )
        if base and release
        else ()
    )
    overridden = (*style_override_problems(records.overrides), *template_override_problems(records.overrides))
    is_printable = base and not has_errors((*loading_problems, *overridden))
    unprintable = letter_problems(records, base) if base and is_printable else ()
    attached = attached_problems(records.attachments)
    everything = (*loading_problems, *linking_problems, *release_errors, *overridden, *unprintable, *attached)
    found = as_problems_of_packs(everything)
    # A warning in a pack is for those who look after the pack: the author of a project can do nothing about it.
    problems = sort_diagnostics(one for one in found if one.severity is Severity.ERROR or not pack_of(one.span))
    return (None if has_errors(problems) else base), problems


def build_site(
    root: Path,
    *,
    today: date,
    edition: Edition = Edition.PUBLIC,
    with_prints: bool = True,
    needs_staff_records: bool = False,
    only: tuple[str, ...] = (),
    cache: Cache | None = None,
    progress: Progress = no_progress,
    workers: Workers = NO_WORKERS,
) -> Site:
    """Return everything to publish in ``edition`` on ``today``, or a Site of diagnostics only if there are errors.

    With ``needs_staff_records``, a project without records for staff only is an error: nothing could be searched for.
    With ids in ``only``, the Site has the files of these publications and no pages.
    Prints and fonts come from ``cache`` where it has them; ``workers`` make many prints.
    """
    from generator.rendering.rows import check_rows
    from generator.views.site import view

    check_rows()
    base, problems = check(root, today, edition, progress=progress)
    if base is None:
        return Site(diagnostics=problems)
    if needs_staff_records and base.partnership.staff_records and not has_staff_records(root):
        return Site(diagnostics=(*problems, _NO_STAFF_RECORDS))
    progress("Collecting what pages and prints show")
    site_view, cache = view(base, with_prints=with_prints), cache or Cache()
    print_views = site_view.prints
    if only:
        publications, unknown = named_publications(only, base)
        if unknown:
            return Site(diagnostics=unknown)
        places = {publication.span for publication in publications}
        print_views = tuple(print_view for print_view in print_views if print_view.span in places)
    progress("Checking the templates of prints")
    problems += _template_problems(cache)
    if print_views:
        progress("Making the files to print")
    jobs = print_jobs(print_views, site_view, base)
    prints, print_problems, print_count = _prints(print_views, jobs, cache, progress, workers)
    if only:
        return Site(
            artefacts=tuple(sorted(prints, key=lambda artefact: artefact.path)),
            prints={artefact.path: facts for artefact, facts in prints.items()},
            staff_values=base.staff_values,
            expects_staff_records=base.partnership.staff_records,
            diagnostics=sort_diagnostics((*problems, *print_problems)),
            print_count=print_count,
        )
    progress("Writing the pages")
    site_view = _with_versions(site_view, jobs, base)
    return replace(_site(site_view, base, prints, problems + print_problems, cache), print_count=print_count)


_NO_STAFF_RECORDS = Diagnostic(
    Span("data/staff"),
    Code.MISSING_FILE,
    "there are no records for staff only, so nobody can tell whether this public site shows some of them",
    "put them into data/staff/; or, if you have none or cannot have them here, type ./kb build --without-staff",
)


def _template_problems(cache: Cache) -> tuple[Diagnostic, ...]:
    """Return what is wrong with the templates and styles of prints. Templates without a problem are checked once."""
    from generator.rendering.environment import templates_fingerprint
    from generator.rendering.prints.styles import all_styles

    key = hash_parts(package_fingerprint(), templates_fingerprint())
    if cache.get("templates", key) is not None:
        return ()
    outputs = (output for output in OUTPUT_FORMATS if output.check_templates)
    problems = [problem for output in outputs for problem in output.call("check_templates", all_styles())]
    if not problems:
        cache.put("templates", key, b"checked")
    return tuple(problems)


def print_jobs(views: Sequence[PrintView], site_view: SiteView, base: KnowledgeBase) -> list[PrintJob]:
    """Return the job of each of ``views``, which are prints of a site."""
    from generator.rendering.prints.jobs import print_job

    pictures = {picture.record.file: picture.drawing for picture in base.pictures}
    return [print_job(print_view, site_view, pictures) for print_view in views]


def _with_versions(site_view: SiteView, jobs: list[PrintJob], base: KnowledgeBase) -> SiteView:
    """Return the site with what it says of each version of its prints, now and in each release."""
    from generator.rendering.prints.paragraphs import paragraphs
    from generator.views.keeping.copies import PrintedWords, with_versions

    # Only a release that is kept is compared with.
    is_compared = any(version.manifest for version in base.versions)
    printed = {job.path: PrintedWords(job.version, paragraphs(job) if is_compared else ()) for job in jobs}
    return replace(site_view, pages=with_versions(site_view.pages, printed, site_view.owners, base))


def _prints(
    views: Sequence[PrintView], jobs: list[PrintJob], cache: Cache, progress: Progress, workers: Workers
) -> tuple[dict[Artefact, PrintFacts], tuple[Diagnostic, ...], ReuseCount]:
    """Return the prints of ``views`` with their facts, the problems of all, and how many were reused."""
    from generator.rendering.prints.make import make_prints, problems_at_source

    files, print_count = make_prints(jobs, cache, progress, workers)
    prints = {
        Artefact(job.path, file.content): PrintFacts(file.pages, len(file.content), job.version)
        for job, file in zip(jobs, files, strict=True)
    }
    pairs = zip(views, files, strict=True)
    return prints, tuple(problem for v, file in pairs for problem in problems_at_source(v, file.problems)), print_count


def _site(
    site_view: SiteView,
    base: KnowledgeBase,
    prints: dict[Artefact, PrintFacts],
    problems: tuple[Diagnostic, ...],
    cache: Cache,
) -> Site:
    """Return the Site with all pages, exports, pictures, fonts and prints."""
    from generator.rendering.exports.calendar import reviews_calendar
    from generator.rendering.exports.changes import build_export, snapshot_export
    from generator.rendering.exports.open_referral import open_referral
    from generator.rendering.exports.records import record_exports
    from generator.rendering.exports.spreadsheet import contacts_tables
    from generator.rendering.exports.standards import standards_export
    from generator.rendering.exports.traceability import traceability_export
    from generator.rendering.fonts import web_fonts
    from generator.rendering.override_styles import own_styles
    from generator.rendering.pages.addresses import address_problems
    from generator.rendering.pages.pages import render_navigation, render_page, render_surroundings
    from generator.rendering.pages.quizzes import quizzes_export
    from generator.rendering.pages.site_files import site_files
    from generator.rendering.pages.social_card import social_card
    from generator.views.shared.paths import picture_path

    facts = {artefact.path: fact for artefact, fact in prints.items()}
    pictures = (Artefact(picture_path(p.record.file), p.drawing) for p in base.pictures)
    exports = (
        *standards_export(base),
        *record_exports(base),
        snapshot_export(base.snapshot, base.edition),
        build_export(base.today),
        *quizzes_export(site_view.courses, base),
        *traceability_export(base),
        *contacts_tables(base),
        *open_referral(base),
        reviews_calendar(base),
    )
    card = social_card(site_view.surroundings, cache)
    contents = {artefact.path: artefact.content for artefact in prints}
    again = (Artefact(path, contents[now]) for path, now in site_view.moves.files.items() if now in contents)
    generated = (
        *exports,
        *pictures,
        *site_files(site_view.surroundings.colour, own_styles(site_view.overrides, SITE_STYLES)),
        *web_fonts(),
        card,
        *prints,
        *again,
    )
    generated_pages = [page.path for page in site_view.pages if page.from_records]
    clashes = address_problems(base, (*generated_pages, *(artefact.path for artefact in generated)))
    attachments = (Artefact(path, content) for path, content in base.attachments.items())
    return Site(
        pages=tuple(render_page(page, site_view, facts) for page in site_view.pages),
        artefacts=tuple(sorted((*attachments, *generated), key=lambda a: a.path)),
        navigation=render_navigation(site_view.navigation),
        surroundings=render_surroundings(site_view),
        settings=base.records.settings.record if base.records.settings else SiteSettings(),
        prints=facts,
        redirects={page.path: page.moved_to for page in site_view.pages if page.moved_to and not page.waits},
        readability=readability_of(linked.page for linked in base.pages),
        staff_values=base.staff_values,
        expects_staff_records=base.partnership.staff_records,
        diagnostics=sort_diagnostics((*problems, *clashes)),
    )
