"""Reads the bytes of a file that a user named, or says in one line why that cannot be done."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from analysis.errors import InputError


def read_bytes(path: Path, *, limit: int, error: type[InputError]) -> bytes:
    """The content of a regular file of at most `limit` bytes; b"" for an empty file.

    Raises `error` for a file that is missing, no regular file (a pipe would be waited for, a
    device may never end), unreadable or larger than `limit`.
    """
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise error(path, "is a folder, not a file", "name a file")
        if not stat.S_ISREG(status.st_mode):
            raise error(path, "is a device or a pipe, not a file", "name a file")
        if status.st_size > limit:
            raise error(
                path, f"is too large ({_size(status.st_size)})", f"keep it below {_size(limit)}"
            )
        return path.read_bytes()
    except FileNotFoundError:
        remedy = "check the name, or the link if it is one"
        raise error(path, "there is no such file", remedy) from None
    except PermissionError:
        raise error(path, "may not be read", "give yourself permission to read it") from None
    except OSError as problem:
        if problem.errno == errno.ELOOP:
            raise error(path, "is a link that leads to itself", "name the file") from None
        raise error(
            path, f"cannot be read ({problem.strerror or problem})", "check the disk and the name"
        ) from None


def shown(path: str | Path) -> str:
    """`path` as text that can be written anywhere: its bytes read as UTF-8, the others "\ufffd".

    The name is the same whatever encoding the system's locale names.
    """
    return os.fsencode(path).decode("utf-8", "replace")


def _size(n_bytes: int) -> str:
    if n_bytes >= 100_000:
        return f"{n_bytes / 1e6:.1f} MB".replace(".0 ", " ")
    return f"{n_bytes // 1000} kB"
