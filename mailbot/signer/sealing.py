"""Documents: what the signer process does with a PDF."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from mailbot.assets import Font, font_bytes
from mailbot.signer.requests import Look, Mark, Request
from signing.errors import SigningError
from signing.seal.keys import Key
from signing.seal.placing import Seal, over_signature, upper_right
from signing.seal.stamps import AskedStamper
from signing.sign import Stamp, sign


def seal(asked: Request, pdf: bytes, key: Key, picture: str, ask: Callable[[bytes], bytes]) -> bytes:
    """The PDF with one more signature; `picture` is the path of the agency's seal, `ask` brings timestamps.

    Raises SigningError.
    """
    stamp = _stamp(asked.look, picture, pdf) if asked.look else None
    stamper = AskedStamper(ask) if asked.stamped else None
    # A file may be sealed more than once: after a correction, or as a copy.
    field = f"CoQuan-{asked.at:%Y%m%d%H%M%S}"
    return sign(pdf, key, asked.at, field=field, stamp=stamp, timestamper=stamper)


def _stamp(look: Look, path: str, pdf: bytes) -> Stamp:
    if look.mark is Mark.CORNER:
        return upper_right(pdf, look.words, font_bytes(Font.SERIF))
    if not path:
        raise SigningError("seal_picture_missing")
    try:
        picture = Path(path).read_bytes()
    except OSError as error:
        raise SigningError("seal_picture_unreadable", path) from error
    return over_signature(pdf, Seal(look.words, picture, look.millimetres, font_bytes(Font.SANS)))
