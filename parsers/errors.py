"""Why bytes could not be read."""


class ParseError(Exception):
    """The bytes cannot be read at all. `code` names the reason in letters/reasons.toml."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail


class LimitExceeded(ParseError):
    """A size, count, depth or time limit was reached; nothing beyond it was read."""


class UnknownFormat(ParseError):
    """The bytes are of a type this reader does not know."""


class NeedsPassword(ParseError):
    """The file is encrypted and nobody gave the password."""
