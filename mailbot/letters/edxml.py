"""Status messages in edXML: the machine's half of a receipt (QCVN 102:2016/BTTTT, facts/domain.md 2.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from html import escape
from zoneinfo import ZoneInfo

from mailbot.domain.document import AgencyCard
from mailbot.letters.headers import clean

NAMESPACE = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
FILE_NAME = "trang-thai.edxml"
MEDIA_TYPE = "application/xml"
LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
_DECLARATION = "<?xml version='1.0' encoding='utf-8'?>\n"


@dataclass(frozen=True, slots=True)
class Named:
    """The document a status is about, by the code of who issued it; empty where unknown."""

    organ_id: str
    notation: str
    issued_on: date | None


@dataclass(frozen=True, slots=True)
class Status:
    """What a status message says."""

    code: str
    description: str
    about: Named


def status_message(agency: AgencyCard, status: Status, at: datetime) -> bytes:
    """UTF-8 XML with one StatusCode; `at` aware, written as local time `yyyy/MM/dd HH:mm:ss`."""
    header = "".join(
        (
            _element("From", _leaves(_organisation(agency))),
            _element("ResponseFor", _leaves(_response_for(status.about))),
            _element("StaffInfo", _leaves({"Staff": agency.name, "Email": agency.address})),
            _leaves(
                {
                    "StatusCode": status.code,
                    "Description": status.description,
                    "Timestamp": at.astimezone(LOCAL).strftime("%Y/%m/%d %H:%M:%S"),
                }
            ),
        )
    )
    envelope = _element("edXMLEnvelope", _element("edXMLHeader", _element("MessageHeader", header)))
    return f'{_DECLARATION}<edXML:edXML xmlns:edXML="{NAMESPACE}">{envelope}</edXML:edXML>'.encode()


def _organisation(agency: AgencyCard) -> dict[str, str]:
    return {
        "OrganId": agency.organ_id,
        "OrganName": agency.name,
        "OrganAdd": agency.postal_address,
        "Email": agency.address,
        "Telephone": agency.phone,
    }


def _response_for(document: Named) -> dict[str, str]:
    issued = document.issued_on.strftime("%Y/%m/%d") if document.issued_on else ""
    known = document.organ_id and issued and document.notation
    return {
        "OrganId": document.organ_id,
        "Code": document.notation,
        "PromulgationDate": issued,
        "DocumentId": f"{document.organ_id},{issued},{document.notation}" if known else "",
    }


def _leaves(values: dict[str, str]) -> str:
    return "".join(_element(name, escape(clean(value), quote=False)) for name, value in values.items())


def _element(name: str, content: str) -> str:
    # Written by hand: a tree of elements, each tag looked up by its namespace, took four times as long.
    return f"<edXML:{name}>{content}</edXML:{name}>" if content else f"<edXML:{name} />"
