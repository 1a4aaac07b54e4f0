"""What the user may not or cannot do, and what must be tried again."""


class MailbotError(Exception):
    """Base: `code` names the sentence in letters/reasons, `values` fill it."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code + (f" {values}" if values else ""))
        self.code = code
        self.values = values


class DomainError(MailbotError):
    """The user may not or cannot do this; shown at the edges, never retried."""


class IllegalTransition(DomainError):
    """This event does not lead anywhere from this state."""


class NotAuthorised(DomainError):
    """This actor may not do this."""


class NotFound(DomainError):
    """No such thing in this agency."""


class Conflict(DomainError):
    """Somebody else changed it first; `values` say who and what."""


class ConfigurationError(MailbotError):
    """The configuration cannot be used; one clear line for the administrator."""


class TemporaryError(MailbotError):
    """Try later: server down, database locked, disk full. `retry_after` in seconds, None = the usual back-off."""

    def __init__(self, code: str, retry_after: float | None = None, **values: str) -> None:
        super().__init__(code, **values)
        self.retry_after = retry_after


class FsyncFailed(BaseException):
    """The disk did not keep what it had taken: nothing this process believes is sure any more, so it must end.

    A second fsync would say all is well and be wrong (the kernel drops the dirty pages; PostgreSQL learnt it in 2018).
    Not an Exception, so that no handler lets the process go on.
    """


class PermanentError(MailbotError):
    """The other side refused for good (SMTP 5xx)."""
