"""Documents are sealed, timestamped where an authority is configured, and judged before anybody gets them."""

from __future__ import annotations

import io
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from asn1crypto import tsp
from pyhanko.pdf_utils.reader import PdfFileReader

from mailbot.assets import Font, font_bytes
from mailbot.bootstrap import App
from mailbot.children.pool import Children
from mailbot.config.signing import SigningSettings
from mailbot.demo.pictures import seal, signature
from mailbot.domain.errors import DomainError, TemporaryError
from mailbot.signer.client import Signer
from mailbot.signer.requests import Look, Mark
from mailbot.workflow.sending.seal import seal_document, seal_look
from signing.model import TimeSource
from signing.sign import Stamp, sign
from tests.mailbot.seals import NAME, TODAY, a_seal, lay_down
from tests.mailbot.workflow.desk import open_desk
from tests.pki import a_pdf, pki
from tests.services.webserver import WebServer
from tests.story.town import AGENCY


@dataclass
class Office:
    """A commune with a key, and whether it has a time-stamping authority."""

    app: App
    signing: SigningSettings

    def sign_with(self, **changes: object) -> App:
        agency = self.app.settings.agencies[0]
        signing = self.signing.model_copy(update=changes)
        update = {"agencies": (agency.model_copy(update={"signing": signing}),)}
        self.app.settings = self.app.settings.model_copy(update=update)
        return self.app


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, shared_children: Children) -> Iterator[Office]:
    here = tmp_path_factory.mktemp("office")
    lay_down(here, a_seal())
    (here / "seal.png").write_bytes(seal("ỦY BAN NHÂN DÂN XÃ TÂN PHÚ", "TỈNH SÓC TRĂNG"))
    made = Office(
        open_desk(here, shared_children).app,
        SigningSettings(
            key_file=here / "seal.p12", password_file=here / "seal.password", seal_picture=here / "seal.png"
        ),
    )
    made.sign_with()
    made.app.signer = Signer(made.app.settings.key_places)
    yield made
    made.app.signer.close()
    made.app.db.close()


@pytest.fixture
def web() -> Iterator[WebServer]:
    with WebServer.running() as server:
        yield server


def by_leader() -> bytes:
    """Signed where people see it."""
    stamp = Stamp((388, 146, 513, 216), font_bytes(Font.SANS), picture=signature("Nguyễn Văn An"))
    return sign(a_pdf(), pki().key(pki().leader), TODAY, field="LanhDao", stamp=stamp)


def authority(server: WebServer) -> str:
    """A time-stamping authority that answers honestly; returns its address."""

    def answer(client: socket.socket, _stopped: threading.Event) -> None:
        question = tsp.TimeStampReq.load(server.heard[-1].partition(b"\r\n\r\n")[2])
        stamped = pki().authority.timestamper(TODAY).request_tsa_response(question)  # type: ignore[attr-defined]
        head = b"HTTP/1.1 200 OK\r\nContent-Type: application/timestamp-reply\r\nContent-Length: %d\r\n\r\n"
        client.sendall(head % len(stamped.dump()) + stamped.dump())

    server.pages["/tsa"] = answer
    return server.url("/tsa")


def test_seal_of_the_agency_follows_the_signature_of_the_leader(office: Office) -> None:
    app, pdf = office.sign_with(), by_leader()
    sealed = seal_document(app, AGENCY, pdf, seal_look(app, AGENCY))
    assert sealed.pdf.startswith(pdf)
    assert [one.signer for one in sealed.report.signatures] == ["Nguyễn Văn An", NAME]
    assert sealed.report.signatures[-1].time_source is TimeSource.RECEIPT


def test_timestamp_and_validation_data_are_inside_when_an_authority_is_configured(
    office: Office, web: WebServer
) -> None:
    app = office.sign_with(tsa_url=authority(web))
    sealed = seal_document(app, AGENCY, by_leader(), seal_look(app, AGENCY))
    assert sealed.report.signatures[-1].time_source is TimeSource.TIMESTAMP
    store = PdfFileReader(io.BytesIO(sealed.pdf)).root["/DSS"]
    assert len(store["/CRLs"]) == 2
    assert len(store["/Certs"]) >= 2
    assert len(web.heard) == 1


def test_silent_authority_is_asked_three_times(office: Office, web: WebServer) -> None:
    app = office.sign_with(tsa_url=web.url("/nobody"))
    with pytest.raises(TemporaryError, match="timestamp_refused"):
        seal_document(app, AGENCY, by_leader(), None)
    assert len(web.heard) == 3


@pytest.mark.parametrize("look", [Look(Mark.CORNER, "153/UBND-VX"), None], ids=["corner", "invisible"])
def test_annex_nobody_signed_before_can_be_sealed(office: Office, look: Look | None) -> None:
    sealed = seal_document(office.sign_with(), AGENCY, a_pdf(), look)
    assert sealed.report.sealed


def test_second_seal_on_the_same_file_is_possible(office: Office) -> None:
    app = office.sign_with()
    once = seal_document(app, AGENCY, a_pdf(), None).pdf
    office.app.clock = lambda: TODAY.replace(microsecond=0)
    assert len(seal_document(app, AGENCY, once, None).report.signatures) == 2


def test_agency_without_a_key_cannot_seal(office: Office) -> None:
    app = office.sign_with()
    agency = app.settings.agencies[0].model_copy(update={"signing": None})
    app.settings = app.settings.model_copy(update={"agencies": (agency,)})
    with pytest.raises(DomainError, match="signing_not_configured"):
        seal_document(app, AGENCY, a_pdf(), None)
