"""The hooks of plain `mkdocs serve` and `mkdocs build`. This file is at the root, so that mkdocs can import it."""

from generator.publishing.engine.mkdocs_adapter import on_config, on_files, on_post_build, on_serve, on_startup

__all__ = ["on_config", "on_files", "on_post_build", "on_serve", "on_startup"]
