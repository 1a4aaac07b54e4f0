"""Whether passwords travel to the portal unseen, and whether it knows from where they come."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

from mailbot.config.portal import PortalSettings
from mailbot.workflow.checking.findings import Finding, Part, fine, notice


def check_portal(settings: PortalSettings) -> Finding:
    """HTTPS, unless nobody but this machine can come; behind it, the web server whose word about addresses counts."""
    asked = urlsplit(settings.base_url)
    if asked.scheme == "https":
        if not settings.proxy:
            return notice(Part.PORTAL, "portal_proxy_missing")
        return fine(Part.PORTAL, "portal_fine", url=settings.base_url)
    if asked.hostname and not _is_here(asked.hostname):
        return notice(Part.PORTAL, "portal_without_https", url=settings.base_url)
    if not _is_here(settings.host):
        return notice(Part.PORTAL, "portal_without_https", url=f"http://{settings.host}:{settings.port}")
    return fine(Part.PORTAL, "portal_fine_here")


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
