"""indexes that lists of 100,000 documents were measured to need"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_document_due", "document", ["agency_id", "due_on", "state"])
    op.create_index("ix_document_arrived", "document", ["agency_id", "arrived_on"])
    op.create_index("ix_document_routed", "document", ["agency_id", "routed_to_id", "state"])
    there = sa.text("duplicate_of_id IS NOT NULL")
    op.create_index(
        "ix_document_duplicate_of_id", "document", ["duplicate_of_id"], sqlite_where=there, postgresql_where=there
    )
    op.create_index("ix_assignment_person", "assignment", ["agency_id", "person_id", "state"])
    op.create_index("ix_assignment_unit", "assignment", ["agency_id", "unit_id", "state"])
    op.create_index("ix_letter_agency_state", "letter", ["agency_id", "state"])
    # Without statistics SQLite preferred the order of the whole journal to the few entries of one object.
    op.drop_index("ix_history_object", "history")
    op.create_index("ix_history_object", "history", ["agency_id", "object_type", "object_id", "seq"])
    op.execute(_ISSUER[op.get_bind().dialect.name])


_ISSUER = {
    "sqlite": "CREATE INDEX ix_document_issuer ON document (agency_id, issuer)",
    # A B-tree of PostgreSQL refuses names longer than 2.7 kB, and a stranger may send one.
    "postgresql": "CREATE INDEX ix_document_issuer ON document USING hash (issuer)",
}
