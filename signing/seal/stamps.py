"""A timestamp fetched by somebody else: pyHanko asks, the answer is handed in."""

from __future__ import annotations

from collections.abc import Callable

from asn1crypto import tsp
from pyhanko.sign.timestamps import TimeStamper

from signing.asn1 import decode, encode
from signing.errors import SigningError


class AskedStamper(TimeStamper):
    """RFC 3161: `ask` brings a question (DER) to the authority and returns its answer, empty when there is none."""

    def __init__(self, ask: Callable[[bytes], bytes]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # pyHanko
        self._ask = ask

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        """Called by pyHanko, which then compares nonce and imprint. Raises SigningError `timestamp_refused`."""
        try:
            answer = decode(tsp.TimeStampResp, self._ask(encode(req)))
            answer.native  # noqa: B018  # asn1crypto parses when asked: rubbish is to be found here
        except (ValueError, TypeError) as error:
            raise SigningError("timestamp_refused", str(error)) from error
        return answer
