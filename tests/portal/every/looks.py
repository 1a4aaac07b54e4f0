"""What is wrong with the page a browser shows: for eyes, for hands, for screen readers, for the network."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

SIZES = {"desk": (1366, 768), "tablet": (768, 1024), "phone": (390, 844)}
THEMES = ("light", "dark")
LOOKS = tuple((size, theme) for size in SIZES for theme in THEMES)
_WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_SHIFT = 0.02
"""Sum of layout shifts nobody notices; 0.1 is what browsers call good."""
WATCH = """
  window.shifted = 0;
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) if (!one.hadRecentInput) window.shifted += one.value;
  }).observe({ type: "layout-shift", buffered: true });
"""
FOCUS = """() => {
  const one = (node) => {
    const s = getComputedStyle(node);
    return [s.outlineStyle, s.outlineWidth, s.outlineColor, s.boxShadow, s.borderColor, s.backgroundColor].join();
  };
  // A control hidden under its label may light up the label instead.
  const look = (node) => one(node) + (node.closest("label") ? one(node.closest("label")) : "");
  const shown = (node) => node.checkVisibility({ visibilityProperty: true }) && node.getClientRects().length;
  const all = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")];
  const lost = [];
  for (const node of all.filter((each) => shown(each) && !each.matches(":disabled") && each.tabIndex >= 0)) {
    document.activeElement.blur();
    const before = look(node);
    node.focus({ focusVisible: true });
    if (document.activeElement !== node || look(node) === before)
      lost.push(node.outerHTML.slice(0, 120));
  }
  document.activeElement.blur();
  return lost;
}"""
"""Controls the keyboard does not reach, or that look the same when it does (WCAG 2.2: 2.1.1, 2.4.7)."""
OVER = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const wide = [...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > width + 1);
  return wide.slice(0, 3).map((one) => one.outerHTML.slice(0, 120));
}"""


def unrest(page: Page) -> Iterator[str]:
    """Whether the page moved under the reader's eyes; to be asked before anything resizes it."""
    shifted = float(page.evaluate("window.shifted || 0"))
    if shifted > _SHIFT:
        yield f"moves by {shifted:.3f} while it loads"


def faults(page: Page) -> Iterator[str]:
    """Everything wrong with the page as it is now."""
    page.evaluate("document.querySelectorAll('details:not([data-closes])').forEach((one) => (one.open = true))")
    yield from (f"wider than the screen: {one}" for one in page.evaluate(OVER))
    yield from _violations(page)
    page.keyboard.press("Tab")  # from now on the browser shows where the focus is
    yield from (f"focus not seen: {one}" for one in page.evaluate(FOCUS))


def _violations(page: Page) -> Iterator[str]:
    options = {"resultTypes": ["violations"], "runOnly": {"type": "tag", "values": _WCAG}}
    found: dict[str, Any] = Axe().run(page, options=options).response
    for violation in found["violations"]:
        for node in violation["nodes"]:
            yield f"{violation['id']}: {node['html'][:160]} ({node['failureSummary'][:200]})"
