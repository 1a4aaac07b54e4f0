"""Keeps the trust store fresh: reads changed files, asks for revocation data, judges again what waited for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from mailbot.bootstrap import App
from mailbot.daemon.loop import Job
from mailbot.domain.trust import TrustVersion
from mailbot.storage import nodes
from mailbot.workflow.arrival.reverify import refresh_trust, reverify_some

if TYPE_CHECKING:
    from mailbot.workflow.trust.afterwards import Afterwards

_LOOK = timedelta(hours=1)


class TrustKeeper:
    """Three workers, so that a slow authority keeps neither files nor documents waiting."""

    def __init__(self, app: App) -> None:
        self.app = app
        self._is_settled = False
        self._looked_at: TrustVersion | None = None
        self._planned_for: TrustVersion | None = None
        self._asked = False
        self._afterwards: Afterwards | None = None

    def jobs(self) -> Iterator[Job]:
        """What runs; nothing asks the network when no address is configured."""
        yield Job("trust", self.refresh, 60.0)
        yield Job("reverify", self.reverify, 60.0)
        trust = self.app.settings.trust
        if trust.crl_urls or trust.responders:
            yield Job("revocation", self.fetch, 30.0)

    def refresh(self) -> bool:
        """Read files and tables again; look for faults when something changed, and once an hour.

        Not at the very first: the children have just read everything, and mail waits to be read.
        """
        if not self._is_settled:
            self._is_settled = True
            return False
        # With the readers of certificates, which the first mail need not wait for.
        from mailbot.workflow.trust.past import keep_lists
        from mailbot.workflow.trust.watch import look

        if refresh_trust(self.app):
            self.app.wake.nudge("reverify")
        with self.app.db.transaction() as session:
            is_due = nodes.due(session, "trust-look", self.app.clock(), _LOOK)
        version = self.app.children.trust_version
        if is_due or version != self._looked_at:
            keep_lists(self.app)
            look(self.app)
            self._looked_at = version
        return False

    def fetch(self) -> bool:
        """Ask one address that is due; once all have been asked, judge with what came."""
        from mailbot.workflow.trust import fetch  # likewise

        version = self.app.children.trust_version
        if version != self._planned_for:
            fetch.plan(self.app)
            self._planned_for = version
        asked, self._asked = self._asked, fetch.fetch_next(self.app)
        if asked and not self._asked:
            self.app.wake.nudge("trust")
        return self._asked

    def reverify(self) -> bool:
        """Judge a few documents again that waited for revocation data or another trust store, then some in the book."""
        return reverify_some(self.app)[1] or self._look_back()

    def _look_back(self) -> bool:
        """At what was entered before lists came; not at the start, when mail waits to be read."""
        if self._looked_at is None:
            return False
        if self._afterwards is None:
            from mailbot.workflow.trust.afterwards import Afterwards  # with the readers of certificates

            self._afterwards = Afterwards(self.app)
        return self._afterwards.step()
