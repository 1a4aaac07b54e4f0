"""What `mailbot check` says about the way to the portal."""

from __future__ import annotations

import pytest

from mailbot.config.portal import PortalSettings
from mailbot.workflow.checking.checkportal import check_portal
from mailbot.workflow.checking.findings import Grade


@pytest.mark.parametrize(
    ("settings", "code", "grade"),
    [
        (PortalSettings(), "portal_fine_here", Grade.FINE),
        (PortalSettings(base_url="http://localhost:8025"), "portal_fine_here", Grade.FINE),
        (PortalSettings(base_url="http://127.0.0.1:8025"), "portal_fine_here", Grade.FINE),
        (PortalSettings(host="10.0.0.5"), "portal_without_https", Grade.NOTICE),
        (PortalSettings(base_url="http://vanban.xa.example"), "portal_without_https", Grade.NOTICE),
        (PortalSettings(base_url="https://vanban.xa.example"), "portal_proxy_missing", Grade.NOTICE),
        (PortalSettings(base_url="https://vanban.xa.example", proxy="127.0.0.1"), "portal_fine", Grade.FINE),
    ],
)
def test_passwords_must_travel_unseen_and_addresses_be_known(settings: PortalSettings, code: str, grade: Grade) -> None:
    found = check_portal(settings)

    assert (found.reason.code, found.grade) == (code, grade)
