"""The bill of materials of the program, in CycloneDX: made by CycloneDX's own tool for Python."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

_TOOL = "cyclonedx-py"
_SECONDS = 120
_FORM = ("--output-reproducible", "--output-format", "JSON", "--output-file", "-")
NO_TOOL = f"no bill of materials: {_TOOL} is not installed; to install it: pip install cyclonedx-bom"


def bill_of_materials() -> bytes | str:
    """Return what the program is made of, as JSON; a message if the tool is absent or fails.

    In a clone these are the locked packages, else those that are installed.
    """
    tool = shutil.which(_TOOL, path=str(Path(sys.executable).parent)) or shutil.which(_TOOL)
    if tool is None:
        return NO_TOOL
    lock = Path(__file__).parents[1] / "requirements" / "build.lock"
    source = ("requirements", str(lock)) if lock.is_file() else ("environment", sys.executable)
    try:
        made = subprocess.run([tool, *source, *_FORM], capture_output=True, check=False, timeout=_SECONDS)
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"no bill of materials: {_TOOL}: {error}"
    if made.returncode:
        lines = made.stderr.decode(errors="replace").strip().splitlines()
        return f"no bill of materials: {_TOOL}: {lines[-1] if lines else 'it failed'}"
    return made.stdout
