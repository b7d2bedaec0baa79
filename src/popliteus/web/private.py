"""A file that only its owner can read, wherever it is."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path


def private_file(path: Path) -> None:
    """Make a file of mode 600, or give one that is there already that mode.

    A folder that is missing is made with mode 700. A link is not followed, and a file that belongs
    to somebody else is refused: in a folder for everybody, others could have put it there.

    Raises
    ------
    OSError
        It cannot be made, is a link or no file, or is not ours.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     private_file(file := Path(folder, "new", "answers"))
    ...     oct(stat.S_IMODE(file.stat().st_mode)), oct(stat.S_IMODE(file.parent.stat().st_mode))
    ('0o600', '0o700')
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(path, os.O_CREAT | os.O_RDWR | getattr(os, "O_NOFOLLOW", 0), 0o600)
    try:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            raise OSError(errno.EINVAL, "it is no file", str(path))
        if hasattr(os, "geteuid") and found.st_uid != os.geteuid():
            raise PermissionError(errno.EPERM, "it belongs to somebody else", str(path))
        if hasattr(os, "fchmod"):
            os.fchmod(handle, 0o600)
    finally:
        os.close(handle)
