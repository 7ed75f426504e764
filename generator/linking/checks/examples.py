"""Finds the numbers and addresses that are kept for examples, which must not be published."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Code, Diagnostic, Span
from generator.linking.marked_values import marked_values
from generator.linking.resolve.references import readable_files
from generator.loading.project import Records
from generator.model.addresses import AddressMark, is_example_address
from generator.model.channels import DIALLED, Channel, ChannelValue
from generator.model.phone_numbers import is_example_number


def example_values(records: Records) -> Iterator[Diagnostic]:
    """Yield an error for each number kept for drama, and each address at a name kept for examples."""
    for located in (*readable_files(records), *records.fronts):
        for marked in marked_values(located, AddressMark, ChannelValue):
            value = str(marked.value)
            if isinstance(marked.record, Channel) and marked.record.kind in DIALLED:
                yield from _number(value, marked.span)
            elif is_example_address(value):
                yield _address(value, marked.span)
    for page in records.pages:
        for link, span in zip(page.links, page.link_spans, strict=True):
            if link.target.startswith(("tel:", "sms:")):
                yield from _number(link.target.partition(":")[2], span)
            elif link.target.startswith(("http://", "https://", "mailto:")) and is_example_address(link.target):
                yield _address(link.target, span)


def _number(value: str, span: Span) -> Iterator[Diagnostic]:
    if is_example_number(value):
        message = f"'{value}' is a number that Ofcom keeps for films and examples: nobody answers it"
        yield Diagnostic(span, Code.EXAMPLE_VALUE, message, "write the real number, as its owner publishes it")


def _address(value: str, span: Span) -> Diagnostic:
    message = f"'{value}' is at a name that is kept for examples: it leads nowhere"
    return Diagnostic(span, Code.EXAMPLE_VALUE, message, "write the real address, or take the line away")
