"""The questions of ``new``: how each is asked, what its answer may be, and what to give instead of a wrong one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from generator.disk import read_file
from generator.model.addresses import WebAddress
from generator.model.colours import LEAST_CONTRAST, WHITE, colour_fault, contrast, normal_colour, readable
from generator.model.site_settings import PICTURE_ENDINGS
from generator.model.values import Text, quoted
from generator.new_project import Answers, Nation, nations, parts, picture_ending
from generator.words.near_names import nearest_name

_LARGEST_LOGO = 5_000_000
"""Bytes of a picture that each page loads."""

Values = Mapping[str, Any]
"""The answers so far by the names of their questions."""


class WrongAnswerError(Exception):
    """An answer that cannot be used. Its text says what to give instead."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question, its option on the command line, and what reads its answer."""

    name: str
    words: Callable[[Values], str]
    read: Callable[[str, Values], Any]
    """Returns the value of an answer, which is empty if nothing was answered; raises ``WrongAnswerError``."""
    is_needed: bool = False
    note: Callable[[str], str] = lambda _: ""
    """Returns what to say of an answer that was changed; empty of any other."""

    @property
    def option(self) -> str:
        """Its option on the command line."""
        return f"--{self.name.replace('_', '-')}"


def answers_of(values: Values) -> Answers:
    """Return the answers to all questions as one value."""
    return Answers(
        name=values["name"],
        short_name=values["short_name"],
        area=values["area"],
        nation=values["nation"],
        website=values["website"],
        colour=values["colour"],
        logo=values["logo"],
        parts=values["publish"],
    )


def _darkened(answer: str) -> str:
    """Return what to say of a colour that was made darker; empty if it stays as it is."""
    colour = normal_colour(answer)
    darker = readable(colour) if colour else None
    if not colour or not darker or darker == colour:
        return ""
    found = int(contrast(colour, WHITE) * 10) / 10
    return (
        f"The colour {colour} is too pale for words on white: {found} to 1, and they need {LEAST_CONTRAST} to 1. "
        f"It is now {darker}, the same colour but darker."
    )


def listed(names: list[str], word: str) -> str:
    """Return names as words: ``a, b and c``."""
    *most, last = names
    return f"{', '.join(most)} {word} {last}" if most else last


def _checked(kind: Any, answer: str) -> str:
    try:
        answer.encode()
        return str(TypeAdapter(kind).validate_python(answer))
    except UnicodeEncodeError:
        raise WrongAnswerError("this has a letter that is not in UTF-8; type it again") from None
    except ValidationError as error:
        about = error.errors(include_url=False)[0].get("ctx", {})
        raise WrongAnswerError("; ".join(filter(None, (about.get("message"), about.get("hint"))))) from None


def _text(answer: str, _: Values) -> str:
    return _checked(Text, answer)


def _short_name(answer: str, values: Values) -> str:
    return _checked(Text, answer) if answer else str(values["name"])


def _nation(answer: str, _: Values) -> Nation:
    known = nations()
    for key, nation in known.items():
        if answer.casefold() in {key, nation.area, nation.title.casefold()}:
            return nation
    near = nearest_name(answer.lower(), known)
    choice = f"did you mean {near}?" if near else f"write {listed([*known], 'or')}"
    raise WrongAnswerError(f"there are no facts for {quoted(answer)} in this program; {choice}")


def _colour(answer: str, _: Values) -> str:
    if not answer:
        return ""
    colour = normal_colour(answer)
    darker = readable(colour) if colour else None
    if darker is None:
        raise WrongAnswerError("; ".join(colour_fault(answer)))
    return darker


def _logo(answer: str, _: Values) -> tuple[str, bytes] | None:
    if not answer:
        return None
    ending = picture_ending(answer)
    if ending not in PICTURE_ENDINGS:
        use = listed([*PICTURE_ENDINGS], "or")
        raise WrongAnswerError(
            f"{quoted(answer)} is not a picture that every browser shows; use one that ends in {use}"
        )
    try:
        # The user names a file, which may well be a link.
        return ending, read_file(Path(answer).expanduser().resolve(), _LARGEST_LOGO)
    except (OSError, ValueError, RuntimeError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        message = f"{quoted(answer)} cannot be read as a picture of at most 5 MB: {reason}"
        raise WrongAnswerError(f"{message}; write the path of a file") from None


def _website(answer: str, _: Values) -> str:
    return _checked(WebAddress, answer) if answer else ""


def _publish(answer: str, values: Values) -> tuple[str, ...] | None:
    known = parts(values["nation"])
    names = [name for one in answer.split(",") if (name := one.strip().lower())]
    if names in ([], ["all"]):
        return None
    if names == ["none"]:
        return ()
    for name in names:
        if name not in known:
            near = nearest_name(name, known)
            choice = f"did you mean {near}?" if near else f"write {listed([*known], 'or')}, with commas; all; or none"
            raise WrongAnswerError(f"there is nothing called {quoted(name)} to publish; {choice}")
    return tuple(names)


QUESTIONS = (
    Question("name", lambda _: "What is your partnership called, in full?", _text, is_needed=True),
    Question(
        "short_name",
        lambda _: "What is the site called in its bar, in quiet words for a shared screen? (Enter: the same)",
        _short_name,
    ),
    Question("area", lambda _: "Which area is it for?", _text, is_needed=True),
    Question("nation", lambda _: f"Where is that: {listed([*nations()], 'or')}?", _nation, is_needed=True),
    Question("colour", lambda _: "Which colour has it, such as #0b5757? (Enter: that one)", _colour, note=_darkened),
    Question("logo", lambda _: "Which file has your logo? (Enter: none)", _logo),
    Question("website", lambda _: "At which address will the site be? (Enter: not known yet)", _website),
    Question(
        "publish",
        lambda values: f"Which of these do you publish: {', '.join(parts(values['nation']))}? (Enter: all; or none)",
        _publish,
    ),
)
"""Every question, in the order in which they are asked."""
