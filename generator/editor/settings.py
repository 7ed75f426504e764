"""The settings by which editors know which schema is for which file."""

from __future__ import annotations

import json
from xml.sax.saxutils import quoteattr

from generator.editor.schemas import WORDINGS, schema_name
from generator.model.kinds import FILES
from generator.model.overrides import WORDING

SCHEMAS_FOLDER = ".kb/schemas"
VS_CODE = ".vscode/settings.json"
JETBRAINS = ".idea/jsonSchemas.xml"


def schema_places() -> dict[str, str]:
    """Return the path of each file that has a schema by that of its schema, both in the project."""
    files = {schema_name(file): f"data/{file.file}.yml" for file in FILES} | {WORDINGS: WORDING.full_path}
    return {f"{SCHEMAS_FOLDER}/{name}.json": path for name, path in files.items()}


def vs_code_settings() -> str:
    """Return the content of ``.vscode/settings.json`` for VS Code's extension for YAML."""
    return json.dumps({"yaml.schemas": schema_places()}, indent=2) + "\n"


def jetbrains_settings() -> str:
    """Return the content of ``.idea/jsonSchemas.xml``."""
    entries = "".join(_entry(schema, file) for schema, file in schema_places().items())
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<project version="4">
  <component name="JsonSchemaMappingsProjectConfiguration">
    <state>
      <map>
{entries}      </map>
    </state>
  </component>
</project>
"""


def _entry(schema: str, file: str) -> str:
    return f"""        <entry key={quoteattr(file)}>
          <value>
            <SchemaInfo>
              <option name="name" value={quoteattr(file)} />
              <option name="relativePathToSchema" value={quoteattr(schema)} />
              <option name="schemaVersion" value="JSON Schema version 7" />
              <option name="patterns">
                <list>
                  <Item>
                    <option name="path" value={quoteattr(file)} />
                  </Item>
                </list>
              </option>
            </SchemaInfo>
          </value>
        </entry>
"""


SETTINGS = {VS_CODE: vs_code_settings, JETBRAINS: jetbrains_settings}
"""The content of each file of settings."""


def has_settings(path: str, text: str) -> bool:
    """Return whether a file of settings that an author has names every schema as ours does."""
    if path == JETBRAINS:
        return all(_entry(schema, file) in text for schema, file in schema_places().items())
    try:
        named = json.loads(text).get("yaml.schemas", {}).items()
    except (ValueError, AttributeError, RecursionError):
        return False
    return set(schema_places().items()) <= {(schema, file) for schema, file in named if isinstance(file, str)}
