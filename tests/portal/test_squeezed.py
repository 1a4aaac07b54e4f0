"""What is small on the wire, and what must not be."""

from __future__ import annotations

import gzip

from tests.builders_portal import Office

STYLES = "/static/app.css"


def asked(office: Office, **headers: str):  # type: ignore[no-untyped-def]  # TestResponse is private to werkzeug
    """The styles, read to their end."""
    with office.stranger().client.get(STYLES, headers=headers) as answer:
        assert answer.data or answer.status_code == 304
        return answer


def test_styles_are_compressed_for_browsers_that_accept_it(office: Office) -> None:
    plain, packed = asked(office), asked(office, **{"Accept-Encoding": "gzip, br"})
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) * 3 < len(plain.data)
    assert "Accept-Encoding" in packed.headers["Vary"]


def test_a_browser_that_has_it_already_gets_nothing(office: Office) -> None:
    known = asked(office, **{"Accept-Encoding": "gzip"}).headers["ETag"]
    answer = asked(office, **{"Accept-Encoding": "gzip", "If-None-Match": known})
    assert known.startswith("W/")
    assert (answer.status_code, answer.data) == (304, b"")


def test_pages_with_tokens_are_never_compressed(office: Office) -> None:
    answer = office.stranger().client.get("/dang-nhap", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in answer.headers
