"""What can go wrong around certificates and signing (a bad signature is a verdict, not an error)."""


class SigningError(Exception):
    """Base of this package's errors; `code` names the reason in letters/reasons.toml."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail


class BadCertificate(SigningError):
    """A certificate, key or revocation list file could not be read."""
