"""A store of results that many builds share: a folder, or whatever else fsspec reaches.

It holds blobs under the SHA-256 of their content, and entries of build caches under their keys. All is checked when it
is read: an object that is damaged or half written counts as absent. After the first error in reaching the store, it is
left alone: waiting for it anew with each object could take hours.
"""

from __future__ import annotations

from hashlib import sha256
from uuid import uuid4

import fsspec
from fsspec.core import split_protocol

from generator.cache import hash_parts

_CHECKSUM_BYTES = 32
_ONE_PUT = {"s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "adl", "oci", "oss", "memory"}
"""The protocols by which an object is there as a whole or not at all. Elsewhere it gets its name when it is whole."""


def address_problem(address: str) -> tuple[str, str] | None:
    """Return why no store can be at an address, and what to do; None if one can. Nothing is connected to."""
    protocol = split_protocol(address)[0] or "file"
    if "::" in address:
        return f"'{address}' is more than one address", "write the address of one place: s3://bucket/folder"
    try:
        fsspec.get_filesystem_class(protocol)
    except ValueError:
        known = "a folder, or an address such as s3://, abfs://, gcs:// or sftp://"
        return f"nothing here knows how to reach '{protocol}://'", f"write {known}"
    except ImportError as error:
        return f"to reach '{protocol}://', a package is needed: {str(error).rstrip('.')}", (
            "add it to the program: pipx inject community-safety-kb PACKAGE"
        )
    return None


class Store:
    """The store at ``address``: a path, or an address for fsspec.

    No method raises an error. ``fault`` says in words why the store was not reached; it is empty if it was.
    """

    def __init__(self, address: str) -> None:
        self.fault = ""
        try:
            self._files, root = fsspec.url_to_fs(address)
        except Exception as error:
            self._give_up(error)
        else:
            self._root = root.rstrip("/")
            self._has_moves = not _ONE_PUT.intersection([split_protocol(address)[0] or "file"])

    def get_blob(self, digest: str) -> bytes | None:
        """Return the content with this SHA-256, in hexadecimal; None if it is absent or damaged."""
        content = self._read(_blob(digest))
        return content if content is not None and sha256(content).hexdigest() == digest else None

    def put_blob(self, content: bytes) -> str:
        """Store ``content`` unless it is there, and return its SHA-256."""
        digest = sha256(content).hexdigest()
        if self.get_blob(digest) is None:
            self._write(_blob(digest), content)
        return digest

    def get_entry(self, kind: str, key: str) -> bytes | None:
        """Return the content stored under ``key``; None if it is absent or damaged."""
        stored = self._read(_entry(kind, key)) or b""
        checksum, content = stored[:_CHECKSUM_BYTES], stored[_CHECKSUM_BYTES:]
        return content if checksum == _checksum(kind, key, content) else None

    def put_entry(self, kind: str, key: str, content: bytes) -> None:
        """Store ``content`` under ``key``, in the place of what is there."""
        self._write(_entry(kind, key), _checksum(kind, key, content) + content)

    def _read(self, path: str) -> bytes | None:
        if self.fault:
            return None
        try:
            content: bytes = self._files.cat_file(f"{self._root}/{path}")
        except FileNotFoundError:
            return None
        except Exception as error:
            self._give_up(error)
            return None
        return content

    def _write(self, path: str, content: bytes) -> None:
        if self.fault:
            return
        whole = f"{self._root}/{path}"
        try:
            if not self._has_moves:
                self._files.pipe_file(whole, content)
                return
            self._files.makedirs(whole.rpartition("/")[0], exist_ok=True)
            part = f"{self._root}/new-{uuid4().hex}"
            self._files.pipe_file(part, content)
            try:
                self._files.mv(part, whole)
            except Exception:
                # Some servers move nothing onto what is there; what another build put there meanwhile is the same.
                if self._files.exists(whole):
                    self._files.rm_file(whole)
                self._files.mv(part, whole)
        except Exception as error:
            self._give_up(error)

    def _give_up(self, error: Exception) -> None:
        # Each file system of fsspec has errors of its own, and none of them may stop a build.
        reason = getattr(error, "strerror", None) or str(error).strip() or type(error).__name__
        self.fault = " ".join(str(reason).split())


def _blob(digest: str) -> str:
    return f"blobs/{digest[:2]}/{digest}"


def _entry(kind: str, key: str) -> str:
    return f"entries/{kind}/{key[:2]}/{key}"


def _checksum(kind: str, key: str, content: bytes) -> bytes:
    return bytes.fromhex(hash_parts(kind, key, content))
