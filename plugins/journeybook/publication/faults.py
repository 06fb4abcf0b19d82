"""What keeps a site from being published: each fault is one line with a way out."""

from __future__ import annotations

import errno
from pathlib import Path

from journeybook.text.characters import printable

_REASONS = {
    errno.ENOSPC: "no space is left on the disk",
    errno.EDQUOT: "the quota of the disk is used up",
    errno.EFBIG: "a file became larger than this account may write",
    errno.EACCES: "this account has no permission",
    errno.EPERM: "this account has no permission",
    errno.EROFS: "the file system cannot be written to",
    errno.EIO: "the disk reports a fault",
    errno.EBUSY: "it is in use",
    errno.EMFILE: "too many files are open",
}


class PublicationError(Exception):
    """A fault of the machine: a full disk, a folder without permission, another build."""


class TargetError(PublicationError):
    """A folder that must not become, or cannot be, the folder of a site."""


class BusyError(PublicationError):
    """Another build or rollback works on the same site."""


class RejectedError(PublicationError):
    """A site that was built and may not be published."""


def reason_of(fault: OSError) -> str:
    """Why the system refused, in a few words."""
    known = _REASONS.get(fault.errno or 0)
    return known or (fault.strerror or "no reason is given").lower()


def cannot(path: Path, what: str, fault: OSError) -> PublicationError:
    """That something cannot be done to `path`, and why: `what` is such as `be written`."""
    return PublicationError(f"{printable(str(path))} cannot {what}: {reason_of(fault)}")
