"""Watches the calendar of proofs: warns once a week, and stamps copies where an authority is configured."""

from __future__ import annotations

import logging
from collections import deque
from datetime import timedelta

from mailbot.bootstrap import App
from mailbot.children.pool import ChildFailed
from mailbot.domain.errors import DomainError
from mailbot.storage import nodes

log = logging.getLogger(__name__)
_LOOK = timedelta(days=1)


class Archivist:
    """One copy a step, so that the process can end between two."""

    def __init__(self, app: App) -> None:
        self.app = app
        self._due: deque[tuple[str, int]] = deque()

    def step(self) -> bool:
        """Once a day look at the calendar; then one document after the other. True while some are left."""
        if not self._due:
            self._look()
        if not self._due:
            return False
        self._stamp(*self._due.popleft())
        return bool(self._due)

    def _look(self) -> None:
        with self.app.db.transaction() as session:
            if not nodes.due(session, "archive-look", self.app.clock(), _LOOK):
                return
        from mailbot.workflow.evidence import archive, calendar  # with HTTP: not before it is needed

        calendar.warn(self.app)
        if self.app.settings.archive.tsa_url:
            self._due.extend(
                (agency, number) for agency in self.app.agencies for number in archive.due(self.app, agency)
            )

    def _stamp(self, agency_id: str, document_id: int) -> None:
        from mailbot.workflow.evidence import archive

        try:
            archive.stamp(self.app, agency_id, document_id)
        except (DomainError, ChildFailed) as error:
            # The others must not wait for one that cannot be stamped; tomorrow it is tried again.
            log.warning("document not stamped", extra={"document": document_id, "reason": error.code})
