"""evidence of verdicts, and copies stamped anew"""

from alembic import op
import sqlalchemy as sa

from mailbot.storage.base import UtcDateTime

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('evidence',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('agency_id', sa.String(), nullable=False),
    sa.Column('document_id', sa.Integer(), nullable=False),
    sa.Column('judged_at', UtcDateTime(), nullable=False),
    sa.Column('digest', sa.String(), nullable=False),
    sa.Column('content', sa.Text(), nullable=False),
    sa.Column('provable_until', UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['agency_id'], ['agency.id'], name=op.f('fk_evidence_agency_id')),
    sa.ForeignKeyConstraint(['document_id'], ['document.id'], name=op.f('fk_evidence_document_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_evidence'))
    )
    with op.batch_alter_table('evidence', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_evidence_document_id'), ['document_id'], unique=False)
        batch_op.create_index('ix_evidence_provable', ['agency_id', 'provable_until'], unique=False)

    op.create_table('archive_copy',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('agency_id', sa.String(), nullable=False),
    sa.Column('document_id', sa.Integer(), nullable=False),
    sa.Column('made_at', UtcDateTime(), nullable=False),
    sa.Column('digest', sa.String(), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('authority', sa.Text(), nullable=False),
    sa.Column('provable_until', UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['agency_id'], ['agency.id'], name=op.f('fk_archive_copy_agency_id')),
    sa.ForeignKeyConstraint(['document_id'], ['document.id'], name=op.f('fk_archive_copy_document_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_archive_copy'))
    )
    with op.batch_alter_table('archive_copy', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_archive_copy_document_id'), ['document_id'], unique=False)
