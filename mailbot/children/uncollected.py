"""Imported first in the process children are forked from: what is imported there never becomes garbage.

Searching it for garbage again and again costs a quarter of the start; each child lets the search begin anew.
"""

from __future__ import annotations

import gc

gc.disable()
