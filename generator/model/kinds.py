"""The table of kinds: one row for each kind of record.

Names, links, lists, reviews, comparisons and exports follow from these rows. To add a kind, add a row
here and, if it has a page of its own, one in ``views/site_map.py``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from generator.model.accessibility import AccessibilityFile, AccessibilityStatement, Check, TestedFile
from generator.model.bodies import Body, PartnersFile
from generator.model.consultation import Consultation, ConsultationFile, ConsultedGroup, MissingGroup, Question, Theme
from generator.model.contacts import (
    Area,
    AreasFile,
    Contact,
    ContactsFile,
    Need,
    Reachable,
    Service,
    StaffContactsFile,
    Venue,
)
from generator.model.easy_read import CheckedEasyRead, EasyReadFile
from generator.model.gaps import Gap, GapsFile
from generator.model.glossary import GlossaryFile, Term
from generator.model.jurisdiction import Jurisdiction
from generator.model.leaflets import Leaflet, LeafletsFile
from generator.model.legislation import Case, Instrument, LegislationFile, Provision, Subject
from generator.model.pages import FrontMatter
from generator.model.papers import Paper, PapersFile, StaffPapersFile
from generator.model.partnership import Partnership
from generator.model.pictures import Picture, PicturesFile
from generator.model.posters import Poster, PostersFile
from generator.model.powers import Happening, Power, PowersFile, User
from generator.model.publications import Publication, PublicationsFile, StaffPublicationsFile
from generator.model.record import Identified, Record, RecordFile
from generator.model.redraft import DraftChange
from generator.model.releases import Release, ReleasesFile
from generator.model.reviews import Reviewed, ReviewTerms
from generator.model.rows import Row, cell
from generator.model.sources import SourceDocument, SourcesFile
from generator.model.stamps import Stamp, StampsFile
from generator.model.standards import Point, Section, Stage, Standard, StandardSet, StandardsFile, SupportPack, Topic
from generator.model.strands import Strand, StrandsFile
from generator.model.strategy import (
    Aim,
    Chapter,
    Definition,
    Figures,
    Level,
    Objective,
    Pyramid,
    Strategy,
    StrategyFile,
    StrategyPart,
)
from generator.model.subject import SubjectFile, Verdict
from generator.model.training import Activity, Course, Guidance, Handout, Module, QuizQuestion, Scenario, TrainingFile

Title = str | Callable[[Any, tuple[Identified, ...]], str]
"""The field that holds a record's title, or a function of the record and the records it is in, outermost first."""

Terms = Callable[[Any, Record | None], ReviewTerms | None]
"""A method of the record; its argument is the file that the record is in."""


@dataclass(frozen=True, slots=True)
class ExportPlace:
    """The place of a kind in the exports: ``part`` of ``api/FILE.json``; ``single`` if it has one record at most."""

    file: str
    part: str
    single: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind(Row):
    """One kind of record."""

    key: str = cell("what references and diagnostics call it, such as 'contact'")
    one: str = cell("what readers call one of it")
    many: str = cell("what readers call several of it")
    model: type[Record] = cell("the class in generator/model/ that describes it")
    files: tuple[type[RecordFile], ...] = cell("the files of data/ that hold it, those of staff last; () for pages")
    title: Title = cell("the field that holds its title, or a function that returns it")
    page: str | None = cell("the id of the page in views/site_map.py that shows it under its own id, or None")
    own_page: bool = cell("True if each of it has a page of its own, in a folder with the name of that page")
    shared_id: bool = cell("True if its ids are unique across kinds, so that other records can name it")
    linkable: bool = cell("True if a page may link to it with ref:")
    carries: bool = cell("True if it may carry out an objective or answer what people asked for")
    a_to_z: str | None = cell("the words beside its title in the A to Z; '' for none, None to leave it out")
    review: Terms | None = cell("the method that returns its ReviewTerms, or None if it never goes out of date")
    snapshot: str | None = cell("what snapshots call it, which never changes, or None if they leave it out")
    export: ExportPlace | None = cell("where it is exported by itself, or None")
    page_apart: str | None = cell("the id of the page that shows those of it that `page` does not show, or None")

    @property
    def pages(self) -> tuple[str, ...]:
        """The ids of the pages that show it under its own id: one or none, two for a kind with ``page_apart``."""
        return tuple(one for one in (self.page, self.page_apart) if one)


def _clause_title(record: Objective, _: tuple[Identified, ...]) -> str:
    return f"Objective {record.source.clause}: {record.title}"


def _question_title(record: Question, _: tuple[Identified, ...]) -> str:
    return f"Question {record.number}: {record.title}" if record.number.isdigit() else record.title


def _provision_title(record: Provision, within: tuple[Identified, ...]) -> str:
    return f"{cast(Instrument, within[-1]).title}, {record.ref}"


def _course_title(record: Identified, within: tuple[Identified, ...]) -> str:
    # The parts of a course have no page of their own.
    return cast(Course, within[0] if within else record).title


def _easy_read_title(record: CheckedEasyRead, _: tuple[Identified, ...]) -> str:
    return getattr(record, "title", record.id)


def _statement_title(_: AccessibilityStatement, __: tuple[Identified, ...]) -> str:
    return "The accessibility statement"


# fmt: off
KINDS: tuple[Kind, ...] = (
    Kind(key="partnership", one="partnership", many="partnerships", model=Partnership, files=(Partnership,),
         title="name", page=None, shared_id=False, linkable=False, carries=False, a_to_z=None,
         review=None, snapshot=None, page_apart=None, own_page=False, export=None),
    Kind(key="jurisdiction", one="jurisdiction", many="jurisdictions", model=Jurisdiction, files=(Jurisdiction,),
         title="name", page=None, shared_id=False, linkable=False, carries=False, a_to_z=None,
         review=None, snapshot=None, page_apart=None, own_page=False, export=None),
    Kind(key="verdict", one="verdict", many="verdicts", model=Verdict, files=(SubjectFile,),
         title="words", page=None, shared_id=True, linkable=False, carries=False, a_to_z=None,
         review=None, snapshot=None, page_apart=None, own_page=False, export=None),
    Kind(key="stage", one="stage", many="stages", model=Stage, files=(StandardsFile,),
         title="title", page=None, shared_id=True, linkable=False, carries=False, a_to_z=None,
         review=None, snapshot="stage", page_apart=None, own_page=False, export=None),
    Kind(key="topic", one="topic", many="topics", model=Topic, files=(StandardsFile,),
         title="title", page=None, shared_id=True, linkable=False, carries=False, a_to_z=None,
         review=None, snapshot="topic", page_apart=None, own_page=False, export=None),
    Kind(key="set", one="set of promises", many="sets of promises", model=StandardSet, files=(StandardsFile,),
         title="title", page=None, shared_id=True, linkable=True, carries=True, a_to_z=None,
         review=StandardSet.review_terms, snapshot="set of promises", page_apart=None, own_page=False, export=None),
    Kind(key="section", one="section", many="sections", model=Section, files=(StandardsFile,),
         title="title", page=None, shared_id=True, linkable=False, carries=False, a_to_z=None,
         review=None, snapshot="section", page_apart=None, own_page=False, export=None),
    Kind(key="standard", one="promise", many="promises", model=Standard, files=(StandardsFile,),
         title="title", page=None, shared_id=True, linkable=True, carries=True, a_to_z=None,
         review=None, snapshot="promise", page_apart=None, own_page=False, export=None),
    Kind(key="point", one="point", many="points", model=Point, files=(StandardsFile,),
         title="text", page=None, shared_id=True, linkable=False, carries=False, a_to_z=None,
         review=None, snapshot="point", page_apart=None, own_page=False, export=None),
    Kind(key="support pack", one="support pack", many="support packs", model=SupportPack, files=(StandardsFile,),
         title="title", page=None, shared_id=True, linkable=False, carries=False, a_to_z=None,
         review=None, snapshot="support pack", page_apart=None, own_page=False, export=None),

    Kind(key="strand", one="strand", many="strands", model=Strand, files=(StrandsFile,),
         title="title", page="strategy", shared_id=True, linkable=True, carries=False, a_to_z=None,
         review=None, snapshot="strand", page_apart="strands", own_page=False,
         export=ExportPlace("strategy", "strands")),
    Kind(key="strategy", one="strategy", many="strategies", model=Strategy, files=(StrategyFile,),
         title="title", page="strategy", shared_id=True, linkable=True, carries=False, a_to_z=None,
         review=None, snapshot="strategy", page_apart=None, own_page=False,
         export=ExportPlace("strategy", "strategy", single=True)),
    Kind(key="part", one="part", many="parts", model=StrategyPart, files=(StrategyFile,),
         title="title", page="strategy", shared_id=True, linkable=True, carries=True, a_to_z=None,
         review=None, snapshot="part", page_apart=None, own_page=False, export=None),
    Kind(key="chapter", one="chapter", many="chapters", model=Chapter, files=(StrategyFile,),
         title="title", page="strategy", shared_id=True, linkable=True, carries=False, a_to_z=None,
         review=None, snapshot="chapter", page_apart=None, own_page=False, export=None),
    Kind(key="definition", one="definition", many="definitions", model=Definition, files=(StrategyFile,),
         title="term", page="strategy", shared_id=True, linkable=True, carries=True, a_to_z="what it means",
         review=None, snapshot="definition", page_apart=None, own_page=False, export=None),
    Kind(key="figures", one="figures", many="figures", model=Figures, files=(StrategyFile,),
         title="title", page="strategy", shared_id=True, linkable=True, carries=False, a_to_z=None,
         review=None, snapshot="figures", page_apart=None, own_page=False, export=None),
    Kind(key="aim", one="aim", many="aims", model=Aim, files=(StrategyFile,),
         title="title", page="strategy", shared_id=True, linkable=True, carries=True, a_to_z="an aim",
         review=None, snapshot="aim", page_apart=None, own_page=True, export=None),
    Kind(key="objective", one="objective", many="objectives", model=Objective, files=(StrategyFile,),
         title=_clause_title, page="strategy", shared_id=True, linkable=True, carries=True, a_to_z="an objective",
         review=None, snapshot="objective", page_apart=None, own_page=False, export=None),
    Kind(key="pyramid", one="pyramid", many="pyramids", model=Pyramid, files=(StrategyFile,),
         title="title", page="strategy", shared_id=True, linkable=True, carries=False, a_to_z=None,
         review=None, snapshot="pyramid", page_apart=None, own_page=False, export=None),
    Kind(key="level", one="level", many="levels", model=Level, files=(StrategyFile,),
         title="title", page="strategy", shared_id=True, linkable=True, carries=False, a_to_z=None,
         review=None, snapshot="level", page_apart=None, own_page=False, export=None),
    Kind(key="change", one="change", many="changes", model=DraftChange, files=(StrategyFile,),
         title="title", page="draft-to-final", shared_id=True, linkable=True, carries=False, a_to_z=None,
         review=None, snapshot="change", page_apart=None, own_page=False, export=None),

    Kind(key="subject", one="subject", many="subjects", model=Subject, files=(LegislationFile,),
         title="title", page="law", shared_id=True, linkable=True, carries=False, a_to_z="a subject of law",
         review=None, snapshot="subject", page_apart=None, own_page=True, export=None),
    Kind(key="instrument", one="instrument", many="instruments", model=Instrument, files=(LegislationFile,),
         title="title", page="law", shared_id=True, linkable=True, carries=True, a_to_z=None,
         review=None, snapshot="instrument", page_apart=None, own_page=True, export=None),
    Kind(key="provision", one="part of a law", many="parts of laws", model=Provision, files=(LegislationFile,),
         title=_provision_title, page="law", shared_id=True, linkable=True, carries=True, a_to_z=None,
         review=Provision.review_terms, snapshot="provision", page_apart=None, own_page=False, export=None),
    Kind(key="case", one="case", many="cases", model=Case, files=(LegislationFile,),
         title="title", page="law", shared_id=True, linkable=True, carries=False, a_to_z="a case",
         review=None, snapshot="case", page_apart=None, own_page=True, export=None),
    Kind(key="register", one="register of law", many="registers of law", model=LegislationFile,
         files=(LegislationFile,),
         title="owner", page=None, shared_id=False, linkable=False, carries=False, a_to_z=None,
         review=None, snapshot=None, page_apart=None, own_page=False,
         export=ExportPlace("legislation", "register", single=True)),

    Kind(key="consultation", one="consultation", many="consultations", model=Consultation, files=(ConsultationFile,),
         title="title", page="consultation", shared_id=True, linkable=True, carries=False, a_to_z=None,
         review=None, snapshot="consultation", page_apart=None, own_page=False,
         export=ExportPlace("consultation", "consultation", single=True)),
    Kind(key="group asked", one="group asked", many="groups asked", model=ConsultedGroup, files=(ConsultationFile,),
         title="title", page="consultation", shared_id=True, linkable=True, carries=False, a_to_z=None,
         review=None, snapshot="group asked", page_apart=None, own_page=False, export=None),
    Kind(key="question", one="question", many="questions", model=Question, files=(ConsultationFile,),
         title=_question_title, page="consultation", shared_id=True, linkable=True, carries=False, a_to_z="a question",
         review=None, snapshot="question", page_apart=None, own_page=True, export=None),
    Kind(key="theme", one="theme", many="themes", model=Theme, files=(ConsultationFile,),
         title="title", page="consultation", shared_id=True, linkable=True, carries=False, a_to_z=None,
         review=None, snapshot="theme", page_apart=None, own_page=False, export=None),
    Kind(key="missing group", one="missing group", many="missing groups", model=MissingGroup,
         files=(ConsultationFile,),
         title="title", page="consultation", shared_id=True, linkable=True, carries=False, a_to_z=None,
         review=None, snapshot="missing group", page_apart=None, own_page=False, export=None),

    Kind(key="body", one="organisation", many="organisations", model=Body, files=(PartnersFile,),
         title="name", page="organisations", shared_id=True, linkable=True, carries=True, a_to_z="what became of it",
         review=None, snapshot="body", page_apart=None, own_page=False,
         export=ExportPlace("organisations", "organisations")),

    Kind(key="area", one="area", many="areas", model=Area, files=(AreasFile,),
         title="title", page="contacts", shared_id=True, linkable=True, carries=False, a_to_z=None,
         review=None, snapshot="area", page_apart=None, own_page=False, export=ExportPlace("contacts", "areas")),
    Kind(key="need", one="need", many="needs", model=Need, files=(ContactsFile, StaffContactsFile),
         title="title", page="contacts", shared_id=True, linkable=True, carries=False, a_to_z=None,
         review=None, snapshot="need", page_apart=None, own_page=False, export=ExportPlace("contacts", "needs")),
    Kind(key="contact", one="contact", many="contacts", model=Contact, files=(ContactsFile, StaffContactsFile),
         title="name", page="contacts", shared_id=True, linkable=True, carries=False, a_to_z="who can help",
         review=Contact.review_terms, snapshot="contact", page_apart=None, own_page=True,
         export=ExportPlace("contacts", "contacts")),
    Kind(key="service", one="service", many="services", model=Service, files=(ContactsFile, StaffContactsFile),
         title="name", page="contacts", shared_id=True, linkable=True, carries=False, a_to_z="who can help",
         review=Reachable.review_terms, snapshot="service", page_apart=None, own_page=True,
         export=ExportPlace("contacts", "services")),
    Kind(key="venue", one="place", many="places", model=Venue, files=(ContactsFile, StaffContactsFile),
         title="name", page="contacts", shared_id=True, linkable=True, carries=False, a_to_z="a place to go to",
         review=Reachable.review_terms, snapshot="venue", page_apart=None, own_page=True,
         export=ExportPlace("contacts", "venues")),

    Kind(key="user", one="user", many="users", model=User, files=(PowersFile,),
         title="title", page="powers", shared_id=True, linkable=True, carries=False, a_to_z=None,
         review=None, snapshot="user", page_apart=None, own_page=False, export=ExportPlace("powers", "users")),
    Kind(key="happening", one="happening", many="happenings", model=Happening, files=(PowersFile,),
         title="title", page="powers", shared_id=True, linkable=True, carries=False, a_to_z=None,
         review=None, snapshot="happening", page_apart=None, own_page=False,
         export=ExportPlace("powers", "happenings")),
    Kind(key="power", one="power", many="powers", model=Power, files=(PowersFile,),
         title="name", page="powers", shared_id=True, linkable=True, carries=True, a_to_z="a tool or power",
         review=Reviewed.review_terms, snapshot="power", page_apart=None, own_page=True,
         export=ExportPlace("powers", "powers")),

    Kind(key="paper", one="paper", many="papers", model=Paper, files=(PapersFile, StaffPapersFile),
         title="title", page="papers", shared_id=True, linkable=True, carries=False, a_to_z=None,
         review=None, snapshot="paper", page_apart=None, own_page=False, export=None),

    Kind(key="course", one="course", many="courses", model=Course, files=(TrainingFile,),
         title="title", page="training", shared_id=True, linkable=True, carries=True, a_to_z=None,
         review=None, snapshot="course", page_apart=None, own_page=False, export=None),
    Kind(key="module", one="module", many="modules", model=Module, files=(TrainingFile,),
         title=_course_title, page="training", shared_id=True, linkable=True, carries=False, a_to_z=None,
         review=None, snapshot="module", page_apart=None, own_page=False, export=None),
    Kind(key="activity", one="activity", many="activities", model=Activity, files=(TrainingFile,),
         title=_course_title, page="training", shared_id=True, linkable=True, carries=False, a_to_z=None,
         review=None, snapshot="activity", page_apart=None, own_page=False, export=None),
    Kind(key="scenario", one="scenario", many="scenarios", model=Scenario, files=(TrainingFile,),
         title=_course_title, page="training", shared_id=True, linkable=True, carries=False, a_to_z=None,
         review=None, snapshot="scenario", page_apart=None, own_page=False, export=None),
    Kind(key="quiz question", one="quiz question", many="quiz questions", model=QuizQuestion, files=(TrainingFile,),
         title=_course_title, page="training", shared_id=True, linkable=True, carries=False, a_to_z=None,
         review=None, snapshot="quiz question", page_apart=None, own_page=False, export=None),
    Kind(key="handout", one="handout", many="handouts", model=Handout, files=(TrainingFile,),
         title=_course_title, page="training", shared_id=True, linkable=True, carries=False, a_to_z=None,
         review=None, snapshot="handout", page_apart=None, own_page=False, export=None),
    Kind(key="guidance", one="guidance", many="guidance", model=Guidance, files=(TrainingFile,),
         title="title", page="training", shared_id=True, linkable=True, carries=False, a_to_z=None,
         review=None, snapshot="guidance", page_apart=None, own_page=False, export=None),

    Kind(key="easy read", one="easy read", many="easy reads", model=CheckedEasyRead, files=(EasyReadFile,),
         title=_easy_read_title, page=None, shared_id=True, linkable=True, carries=True, a_to_z=None,
         review=None, snapshot="easy read", page_apart=None, own_page=False, export=None),
    Kind(key="term", one="word", many="words", model=Term, files=(GlossaryFile,),
         title="term", page="words", shared_id=True, linkable=True, carries=True, a_to_z=None,
         review=None, snapshot="word", page_apart=None, own_page=False, export=None),
    Kind(key="document", one="document", many="documents", model=SourceDocument, files=(SourcesFile,),
         title="title", page="sources", shared_id=True, linkable=True, carries=False, a_to_z=None,
         review=None, snapshot="document", page_apart=None, own_page=False, export=None),
    Kind(key="publication", one="publication", many="publications", model=Publication,
         files=(PublicationsFile, StaffPublicationsFile),
         title="title", page=None, shared_id=True, linkable=True, carries=False, a_to_z=None,
         review=None, snapshot="publication", page_apart=None, own_page=False, export=None),
    Kind(key="poster", one="poster", many="posters", model=Poster, files=(PostersFile,),
         title="heading", page=None, shared_id=True, linkable=False, carries=False, a_to_z=None,
         review=None, snapshot="poster", page_apart=None, own_page=False, export=None),
    Kind(key="leaflet", one="leaflet", many="leaflets", model=Leaflet, files=(LeafletsFile,),
         title="heading", page=None, shared_id=True, linkable=False, carries=False, a_to_z=None,
         review=None, snapshot="leaflet", page_apart=None, own_page=False, export=None),
    Kind(key="page", one="page", many="pages", model=FrontMatter, files=(),
         title="title", page=None, shared_id=True, linkable=True, carries=True, a_to_z=None,
         review=FrontMatter.review_terms, snapshot="page", page_apart=None, own_page=False, export=None),

    # Kinds whose ids no other record can name.
    Kind(key="picture", one="picture", many="pictures", model=Picture, files=(PicturesFile,),
         title="alt", page=None, shared_id=False, linkable=False, carries=False, a_to_z=None,
         review=None, snapshot=None, page_apart=None, own_page=False, export=None),
    Kind(key="statement", one="accessibility statement", many="accessibility statements",
         model=AccessibilityStatement, files=(AccessibilityFile,),
         title=_statement_title, page="accessibility", shared_id=False, linkable=False, carries=False, a_to_z=None,
         review=AccessibilityStatement.review_terms, snapshot=None, page_apart=None, own_page=False, export=None),
    Kind(key="check", one="check", many="checks", model=Check, files=(TestedFile,),
         title="title", page=None, shared_id=False, linkable=False, carries=False, a_to_z=None,
         review=None, snapshot=None, page_apart=None, own_page=False, export=None),
    Kind(key="gap", one="gap", many="gaps", model=Gap, files=(GapsFile,),
         title="of", page=None, shared_id=False, linkable=False, carries=False, a_to_z=None,
         review=None, snapshot=None, page_apart=None, own_page=False, export=None),
    Kind(key="stamp", one="stamp", many="stamps", model=Stamp, files=(StampsFile,),
         title="text", page=None, shared_id=False, linkable=False, carries=False, a_to_z=None,
         review=None, snapshot=None, page_apart=None, own_page=False, export=None),
    Kind(key="release", one="release", many="releases", model=Release, files=(ReleasesFile,),
         title="title", page=None, shared_id=False, linkable=False, carries=False, a_to_z=None,
         review=None, snapshot=None, page_apart=None, own_page=False, export=None),
)
# fmt: on

FILES: tuple[type[RecordFile], ...] = tuple(dict.fromkeys(file for kind in KINDS for file in kind.files))
"""The class of each file that ``data/`` can hold, in the order of its kinds."""

STAFF_FOLDER = "staff"
STAFF_FILES: tuple[type[RecordFile], ...] = tuple(file for file in FILES if file.file.startswith(f"{STAFF_FOLDER}/"))
"""The files that only staff may see."""

PUBLIC_FILES: tuple[type[RecordFile], ...] = tuple(file for file in FILES if file not in STAFF_FILES)


@cache
def kind_of(model: type[Record]) -> Kind:
    """Return the row of a record's class, or of the nearest of its base classes that has one."""
    rows = {kind.model: kind for kind in KINDS}
    return next(rows[base] for base in model.__mro__ if base in rows)


@cache
def kind_named(key: str) -> Kind:
    """Return the row with this key."""
    return next(kind for kind in KINDS if kind.key == key)


def kinds_in(file: type[RecordFile]) -> tuple[Kind, ...]:
    """Return the rows of the kinds in a file."""
    return tuple(kind for kind in KINDS if file in kind.files)


def title_of_record(record: Record, within: tuple[Identified, ...] = ()) -> str:
    """Return the title of a record; ``within`` are the records it is in, outermost first."""
    title = kind_of(type(record)).title
    return str(getattr(record, title)) if isinstance(title, str) else title(record, within)
