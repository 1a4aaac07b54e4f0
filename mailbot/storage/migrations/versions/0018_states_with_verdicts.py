"""counting documents by state and by verdict reads the index alone"""

from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_document_state", "document")
    op.create_index("ix_document_state", "document", ["agency_id", "state", "verdict"])
