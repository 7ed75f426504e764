"""Addresses on the web, of e-mail and of post: the grammar of each, and what is wrong with one that does not fit it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator
from pydantic_core import Url, ValidationError

from generator.diagnostics import Code
from generator.model.values import Text, quoted, value_error


@dataclass(frozen=True, slots=True)
class AddressMark:
    """A marker for a field that holds an address on the web."""


_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_TOP = r"(?:[A-Za-z]{2,63}|xn--[A-Za-z0-9-]{1,59})"
_HOST = re.compile(rf"(?:{_LABEL}\.)+{_TOP}")
_WEB = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
_ATOM = r"[A-Za-z0-9_%+'&=-]+"
_EMAIL = re.compile(rf"({_ATOM}(?:\.{_ATOM})*)@({_HOST.pattern})")
_MOST_LOCAL, _MOST_EMAIL, _MOST_HOST, _MOST_WEB = 64, 254, 253, 2083
_SCHEME = re.compile(r"(?:h+t+p*s?|h?ttps?)\s*(?:[:;]\s*)?[/\\]{0,3}(?=[^\s/\\:;])", re.IGNORECASE)
_SENTENCE_SIGNS = ".,;:!?'\"\u2018\u2019\u201c\u201d\u2026*>]"
_RESERVED = frozenset({"example", "test", "invalid", "localhost"})
_RESERVED_NAMES = frozenset({"example.com", "example.net", "example.org"})
"""The names that RFC 2606 and RFC 6761 keep for examples: they lead nowhere."""


def web_address_fault(text: str) -> tuple[str, str]:
    """Return what is wrong with an address on the web and what to write instead; two empty texts if it is right."""
    if _is_web_address(text):
        return "", ""
    plain = _plain_web_address(text)
    hint = f"write it as {plain}" if plain else "copy it from the bar of the browser, whole: https://example.org/page"
    return f"{quoted(text)} {_web_fault(text, plain)}", hint


def _is_web_address(text: str) -> bool:
    if not _WEB.fullmatch(text) or len(text) > _MOST_WEB or _has_hidden_letter(text) or _trailing(text):
        return False
    authority = re.split(r"[/?#]", text.split("://", 1)[1], maxsplit=1)[0]
    if "@" in authority or not _is_host(authority.split(":")[0]):
        return False
    try:
        url = Url(text)
    except ValidationError:
        return False
    return bool(url.host) and not url.username


def _is_host(host: str) -> bool:
    """Return whether a host is a whole name; one that starts with ``www.`` needs two more parts."""
    parts = host.lower().split(".")
    repeated = parts[-1].endswith(("http", "https"))
    return bool(_HOST.fullmatch(host)) and len(host) <= _MOST_HOST and not repeated and not _unfinished(parts)


def _unfinished(parts: list[str]) -> bool:
    return parts[0] == "www" and len(parts) < len(("www", "example", "org"))


def _has_hidden_letter(text: str) -> bool:
    return not text.isascii() and any(unicodedata.category(letter) in {"Cf", "Cc", "Co", "Cn", "Zs"} for letter in text)


def _trailing(text: str) -> str:
    """Return the signs at the end of an address that belong to the sentence it was copied from."""
    address = text.rstrip(_SENTENCE_SIGNS)
    while address.endswith(")") and address.count(")") > address.count("("):
        address = address[:-1].rstrip(_SENTENCE_SIGNS)
    return text[len(address) :]


def _plain_web_address(text: str) -> str:
    """Return the address that was most likely meant; empty if none is likely."""
    visible = "".join(letter for letter in text if not _has_hidden_letter(letter) or letter == " ").strip("<>[]()\"' ")
    if visible.lower().startswith(("mailto:", "tel:")) or " " in visible or "@" in visible.split("/", 3)[-1][:0]:
        return ""
    while match := _SCHEME.match(visible):
        visible = visible[match.end() :]
    scheme = "http" if re.match(r"http:", text, re.IGNORECASE) else "https"
    plain = f"{scheme}://{visible.replace(chr(92), '/')}"
    plain = plain[: len(plain) - len(_trailing(plain))]
    return plain if plain != text and _is_web_address(plain) else ""


def _web_fault(text: str, plain: str) -> str:
    """Return what is wrong with an address that does not fit, as the end of a sentence about it."""
    if _has_hidden_letter(text):
        return "has a letter that nobody can see"
    if " " in text and "://" in text:
        return "has a space in it"
    if plain and _trailing(text) and text.lower().startswith("http"):
        return f"ends with '{_trailing(text)}', which is no part of the address"
    host = re.split(r"[/?#]", text.split("://", 1)[-1], maxsplit=1)[0]
    if "@" in host and "://" in text:
        return "has a name or a password in it"
    if text.lower().count("http") > 1 and not _is_host(host):
        return "has https:// in it twice"
    if re.match(r"https?://", text) and _unfinished(host.rstrip(".").lower().split(".")):
        return "stops after www."
    return "is not a web address"


def _web_address(value: str) -> str:
    fault, hint = web_address_fault(value)
    if fault:
        raise value_error(Code.INVALID_VALUE, fault, hint)
    return value


WebAddress = Annotated[Text, AfterValidator(_web_address), AddressMark()]
"""An absolute http or https address, as the WHATWG reads it, with a whole name of a host."""


def email_fault(text: str) -> tuple[str, str]:
    """Return what is wrong with an e-mail address and what to write instead; two empty texts if it is right."""
    if _is_email(text):
        return "", ""
    found = [one for one in _parts_of_email(text) if _is_email(one)]
    if len(found) > 1:
        return f"{quoted(text)} is more than one e-mail address", "write each as a channel of its own"
    near = found[0] if found else _near_email(text)
    hint = f"write {near}" if _is_email(near) else "write one address: name@example.org"
    return f"{quoted(text)} {_email_fault(text)}", hint


def _parts_of_email(text: str) -> list[str]:
    """Return the parts of a text between spaces, commas and brackets, without what is added to addresses in links."""
    parts = re.split(r"[\s<>,;()\[\]\"]+", text)
    return [part.removeprefix("mailto:").split("?")[0].rstrip(".") for part in parts]


def _is_email(text: str) -> bool:
    match = _EMAIL.fullmatch(text)
    return bool(match) and len(text) <= _MOST_EMAIL and len(match[1]) <= _MOST_LOCAL and _is_host(match[2])  # type: ignore[index]


def _near_email(text: str) -> str:
    """Return the text with the slips of typing and pasting taken out of it."""
    visible = "".join(letter for letter in text if not _has_hidden_letter(letter))
    near = " ".join(visible.split()).strip("<>()[]\"'").replace(",", ".")
    near = re.sub(r" ?(?:@+|\(at\)|\[at\]| at ) ?", "@", near, count=1)
    return re.sub(r"\.{2,}", ".", near).replace("@.", "@").replace(".@", "@").strip(".")


def _email_fault(text: str) -> str:
    """Return what is wrong with an e-mail address that does not fit, as the end of a sentence about it."""
    if _has_hidden_letter(text):
        return "has a letter that nobody can see"
    if text.count("@") != 1 or re.search(r"[\s<>?:]", text):
        return "is not an e-mail address"
    if ".." in text:
        return "has two dots in a row"
    name, host = text.split("@")
    if name and re.fullmatch(rf"(?:{_LABEL}\.)*{_LABEL}", host) and not re.search(rf"\.{_TOP}$", host):
        return f"does not end like an address: '{host}' has no .org, .gov.uk or the like"
    return "is not an e-mail address"


_AREAS = (
    "AB|AL|BA|BB|BD|BF|BH|BL|BN|BR|BS|BT|BX|B|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|DD|DE|DG|DH|DL|DN|DT|DY|EC|EH|EN|EX|E"
    "|FK|FY|GL|GU|GY|G|HA|HD|HG|HP|HR|HS|HU|HX|IG|IM|IP|IV|JE|KA|KT|KW|KY|LA|LD|LE|LL|LN|LS|LU|L|ME|MK|ML|M|NE|NG|NN"
    "|NP|NR|NW|N|OL|OX|PA|PE|PH|PL|PO|PR|RG|RH|RM|SA|SE|SG|SK|SL|SM|SN|SO|SP|SR|SS|ST|SW|SY|S|TA|TD|TF|TN|TQ|TR|TS|TW"
    "|UB|WA|WC|WD|WF|WN|WR|WS|WV|W|YO|ZE"
)
"""The areas of postcodes; BF is the forces', BX is of no place."""

_POSTCODE = re.compile(rf"\b(?:GIR 0AA|(?:{_AREAS})(?:[0-9]{{1,2}}|[0-9][A-HJKMNPR-Y]) [0-9][ABD-HJLNP-UW-Z]{{2}})\b")
_NEAR_POSTCODE = re.compile(r"\b([A-Za-z]{1,2}[0-9][A-Za-z0-9]?)[ -]*([0-9Oo][A-Za-z]{2})\W*$")


def postal_address_fault(text: str) -> tuple[str, str]:
    """Return what is wrong with a postal address and what to write instead; two empty texts if it has a postcode."""
    if _POSTCODE.search(text):
        return "", ""
    near = _NEAR_POSTCODE.search(text)
    if near:
        postcode = f"{near[1]} {near[2].replace('O', '0').replace('o', '0')}".upper()
        if _POSTCODE.fullmatch(postcode):
            return f"'{near[0].strip(' .,')}' is not a whole postcode as it is written", f"write {postcode}"
        return f"there is no postcode '{near[0].strip(' .,')}'", "look it up, letter by letter: NN1 1AA"
    return "this address has no postcode", "end it with the postcode, in capitals and with its space: NN1 1AA"


def _postal_address(value: str) -> str:
    fault, hint = postal_address_fault(value)
    if fault:
        raise value_error(Code.INVALID_VALUE, fault, hint)
    return value


PostalAddress = Annotated[Text, AfterValidator(_postal_address)]
"""An address in the United Kingdom with its postcode."""


def is_example_address(text: str) -> bool:
    """Return whether an address of the web or of e-mail is at a name that is kept for examples."""
    try:
        host = urlsplit(text).hostname or "" if "//" in text else text.rsplit("@", 1)[-1].split("?")[0]
    except ValueError:
        return False
    parts = host.lower().rstrip(".").split(".")
    return parts[-1] in _RESERVED or ".".join(parts[-2:]) in _RESERVED_NAMES
