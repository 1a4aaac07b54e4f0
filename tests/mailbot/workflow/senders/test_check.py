"""`mailbot check` says whether replies can be proved at all."""

from __future__ import annotations

from pathlib import Path

from mailbot.workflow.checking.findings import Grade
from mailbot.workflow.senders.check import check_senders
from tests.mailbot.workflow.desk import Desk
from tests.story.town import AUTHSERV


def without_server(desk: Desk) -> None:
    (agency,) = desk.app.settings.agencies
    boxes = tuple(box.model_copy(update={"authserv_id": ""}) for box in agency.mailboxes)
    agency = agency.model_copy(update={"mailboxes": boxes})
    desk.app.settings = desk.app.settings.model_copy(update={"agencies": (agency,)})


def keys_folder(desk: Desk) -> Path:
    (folder,) = desk.app.settings.trust.dkim_keys
    return folder


def test_server_and_keys_are_named(desk: Desk) -> None:
    (finding,) = check_senders(desk.app)
    assert (finding.grade, finding.reason.code) == (Grade.FINE, "senders_fine")
    assert (finding.reason.values["server"], finding.reason.values["count"]) == (AUTHSERV, "1")


def test_keys_alone_are_worth_a_notice(desk: Desk) -> None:
    without_server(desk)
    (finding,) = check_senders(desk.app)
    assert (finding.grade, finding.reason.code) == (Grade.NOTICE, "senders_by_keys_only")


def test_a_faulty_key_is_wrong_and_counts_for_nothing(desk: Desk) -> None:
    without_server(desk)
    for file in keys_folder(desk).iterdir():
        file.write_text("v=DKIM1; p=")
    fault, nothing = check_senders(desk.app)
    assert (fault.grade, fault.reason.values["why"]) == (Grade.WRONG, "dkim_key_revoked")
    assert nothing.reason.code == "senders_unproved"
