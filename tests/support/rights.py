"""Tests of missing permissions, which the account of a container may overrule until it gives its capabilities up."""

from __future__ import annotations

DROP_RIGHTS = """\
import ctypes
ctypes.CDLL(None).capset((ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)())
"""
"""Code that gives up every capability of Linux: from then on permissions hold for root too (capset(2))."""
