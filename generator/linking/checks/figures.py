"""Checks that the figures of a consultation add up, or that their record says why they do not."""

from __future__ import annotations

from generator.diagnostics import Code, Diagnostic
from generator.linking.name_index import NameIndex
from generator.loading.project import Records
from generator.loading.yaml_values import Location
from generator.model.consultation import ConsultationFile, Question


def check_figures(records: Records, names: NameIndex) -> None:
    """Add to ``names`` a problem for each question whose answers and skips do not add up to the responses."""
    located = records.located(ConsultationFile)
    consultation = located.record.consultation if located else None
    if not (located and consultation):
        return
    questions: list[tuple[Question, Location]] = [(consultation.respondents, ("respondents",))]
    questions += [(question, ("questions", n)) for n, question in enumerate(consultation.questions)]
    for question, place in questions:
        if question.answered is None or question.skipped is None:
            continue
        added = question.answered + question.skipped
        span = located.span("consultation", *place, "skipped")
        if added != consultation.responses and not question.skipped_slip:
            message = f"{question.answered} answered and {question.skipped} skipped make {added}"
            message += f", but there were {consultation.responses} responses"
            hint = "check the figures; if the report itself is wrong, explain it with `skipped_slip:`"
            names.problems.append(Diagnostic(span, Code.TOTAL_DIFFERS, message, hint))
        elif added == consultation.responses and question.skipped_slip:
            message = "these figures add up, but `skipped_slip:` says that they do not"
            names.problems.append(Diagnostic(span, Code.TOTAL_DIFFERS, message, "remove `skipped_slip:`"))
        total = question.tally.total if question.tally else None
        if total not in {None, question.answered}:
            message = f"{question.answered} answered, but the total of the answers is {total}"
            span = located.span("consultation", *place, "answered")
            names.problems.append(Diagnostic(span, Code.TOTAL_DIFFERS, message, "correct the number that is wrong"))
