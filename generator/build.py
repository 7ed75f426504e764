"""A project folder to a Site: the whole pipeline, top to bottom."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from generator.cache import Cache, hash_parts, package_fingerprint
from generator.diagnostics import Diagnostic, has_errors, sort_diagnostics
from generator.linking.checks.gaps import gap_problems
from generator.linking.checks.readability import readability_of
from generator.linking.checks.reviews import release_problems
from generator.linking.history.stamps import suspect_problems
from generator.linking.knowledge_base import KnowledgeBase
from generator.linking.link import link
from generator.loading.project import load
from generator.model.output_formats import OUTPUT_FORMATS
from generator.model.vocabulary import Edition
from generator.progress import Progress, ReuseCount, no_progress
from generator.rendering.artefacts import Artefact, PrintFacts, Site

if TYPE_CHECKING:
    from generator.views.site import SiteView


def check(
    root: Path, today: date, edition: Edition = Edition.STAFF, *, release: bool = False
) -> tuple[KnowledgeBase | None, tuple[Diagnostic, ...]]:
    """Every problem in the author's files as of ``today``, and the knowledge base if it can be made.

    ``release`` also refuses what is overdue, life-saving contacts that nobody can vouch for, texts that tell an older
    promise, and gaps that nobody has explained or looked at again.
    """
    from generator.views.site_map import PAGES

    records, unreadable = load(root)
    base, unresolved = link(records, today, edition, PAGES)
    stops = (
        (
            *release_problems(base.reviews, today),
            *suspect_problems(base.derived, release=True),
            *gap_problems(base.gaps, today),
        )
        if base and release
        else ()
    )
    found = sort_diagnostics((*unreadable, *unresolved, *stops))
    return (None if has_errors(found) else base), found


def build_site(
    root: Path,
    *,
    today: date,
    edition: Edition = Edition.PUBLIC,
    with_prints: bool = True,
    cache: Cache | None = None,
    progress: Progress = no_progress,
) -> Site:
    """Everything to publish in ``edition`` on ``today``, or a Site of diagnostics only.

    What ``cache`` holds of it is not made again; without one everything is made.
    """
    from generator.views.site import view

    progress("Checking the records")
    base, found = check(root, today, edition)
    if base is None:
        return Site(diagnostics=found)
    shown, cache = view(base, with_prints=with_prints), cache or Cache()
    problems = _template_problems(cache)
    prints, print_problems, print_count = _prints(shown, base, cache, progress)
    progress("Writing the pages")
    return replace(_site(shown, base, prints, (*found, *problems, *print_problems), cache), print_count=print_count)


def _template_problems(cache: Cache) -> tuple[Diagnostic, ...]:
    """What the templates and styles of prints may not hold; that they hold none of it is known of those looked at."""
    from generator.rendering.environment import templates_fingerprint
    from generator.rendering.prints.styles import all_styles

    key = hash_parts(package_fingerprint(), templates_fingerprint())
    if cache.get("templates", key) is not None:
        return ()
    found = [problem for output in OUTPUT_FORMATS for problem in output.call("check_templates", all_styles())]
    if not found:
        cache.put("templates", key, b"sound")
    return tuple(found)


def _prints(
    shown: SiteView, base: KnowledgeBase, cache: Cache, progress: Progress
) -> tuple[dict[Artefact, PrintFacts], tuple[Diagnostic, ...], ReuseCount]:
    """Every print with what to say about it, and what is wrong with them."""
    from generator.rendering.prints.jobs import print_job
    from generator.rendering.prints.make import make_prints, placed

    pictures = {picture.record.file: picture.drawing for picture in base.pictures}
    jobs = [print_job(one, shown, pictures) for one in shown.prints]
    results, print_count = make_prints(jobs, cache, progress)
    both = list(zip(shown.prints, results, strict=True))
    prints = {Artefact(one.path, p.content): PrintFacts(p.pages, len(p.content)) for one, p in both}
    return prints, tuple(found for one, p in both for found in placed(one, p.problems)), print_count


def _site(
    shown: SiteView,
    base: KnowledgeBase,
    prints: dict[Artefact, PrintFacts],
    found: tuple[Diagnostic, ...],
    cache: Cache,
) -> Site:
    from generator.rendering.exports.calendar import reviews_calendar
    from generator.rendering.exports.changes import snapshot_export
    from generator.rendering.exports.open_referral import open_referral
    from generator.rendering.exports.records import record_exports
    from generator.rendering.exports.spreadsheet import contacts_csv
    from generator.rendering.exports.standards import standards_export
    from generator.rendering.exports.traceability import traceability_export
    from generator.rendering.fonts import web_fonts
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
        snapshot_export(base.snapshot, base.today.isoformat()),
        *quizzes_export(shown.courses, base),
        *traceability_export(base),
        *contacts_csv(base),
        *open_referral(base),
        reviews_calendar(base),
    )
    made = (*exports, *pictures, *site_files(), *web_fonts(cache), social_card(shown.surroundings, cache), *prints)
    from_records = [page.path for page in shown.pages if page.from_records]
    clashes = address_problems(base, (*from_records, *(artefact.path for artefact in made)))
    attachments = (Artefact(path, content) for path, content in base.attachments.items())
    return Site(
        pages=tuple(render_page(page, shown, facts) for page in shown.pages),
        artefacts=tuple(sorted((*attachments, *made), key=lambda a: a.path)),
        navigation=render_navigation(shown.navigation),
        surroundings=render_surroundings(shown),
        prints=facts,
        readability=readability_of(linked.page for linked in base.pages),
        staff_values=base.hidden,
        diagnostics=sort_diagnostics((*found, *clashes)),
    )
