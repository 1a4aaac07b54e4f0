"""What an HTML answer is made of, so that two answers can be compared without their words."""

from __future__ import annotations

from html.parser import HTMLParser

_ADDRESSES = frozenset(
    {"href", "src", "action", "formaction", "poster", "data", "background", "srcset", "ping", "xlink:href"}
)
_OWN = ("/", "#", "?", "data:image/svg+xml;charset=utf-8,%3Csvg%20xmlns")
"""Inside the portal; the last is a code drawn by the page itself, which browsers show as a picture without scripts."""


class Bones(HTMLParser):
    """Elements with the names of their attributes, in order; and everything in them that could act."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.bones: list[tuple[str, tuple[str, ...]]] = []
        self.acting: list[str] = []
        self.words: list[str] = []
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.bones.append((tag, tuple(sorted(name for name, _ in attrs))))
        self._inside = tag if tag in ("script", "style") else ""
        self.words += [value or "" for name, value in attrs if name == "value"]
        for name, value in attrs:
            self._look_at(tag, name, value or "")

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        if self._inside and data.strip():
            self.acting.append(f"{self._inside} in the page: {data[:60]}")

    def handle_comment(self, data: str) -> None:
        self.acting.append(f"comment: {data[:60]}")

    def _look_at(self, tag: str, name: str, value: str) -> None:
        if name.startswith("on") or name in ("style", "srcdoc", "http-equiv"):
            self.acting.append(f"<{tag} {name}>")
        leaves = value.startswith(("//", "/\\")) or not value.startswith(_OWN)
        if name in _ADDRESSES and value and leaves:
            self.acting.append(f"<{tag} {name}={value[:60]}>")


def bones(page: str) -> Bones:
    """Take a page apart."""
    found = Bones()
    found.feed(page)
    found.close()
    return found
