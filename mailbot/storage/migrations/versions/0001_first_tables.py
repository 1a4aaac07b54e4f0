"""first tables"""

from alembic import op
import sqlalchemy as sa

from mailbot.storage.base import UtcDateTime

revision = '0001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('agency',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('chain_seq', sa.Integer(), nullable=False),
    sa.Column('chain_head', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_agency'))
    )
    op.create_table('node',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('lock_key', sa.BigInteger(), nullable=False),
    sa.Column('started_at', UtcDateTime(), nullable=False),
    sa.Column('version', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_node'))
    )
    op.create_table('periodic',
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('next_at', UtcDateTime(), nullable=False),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_periodic'))
    )
    op.create_table('worker',
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('beat_at', UtcDateTime(), nullable=False),
    sa.Column('error', sa.String(), nullable=True),
    sa.Column('steps', sa.Integer(), nullable=False),
    sa.Column('busy_seconds', sa.Double(), nullable=False),
    sa.Column('restarts', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_worker'))
    )
    op.create_table('counter',
    sa.Column('agency_id', sa.String(), nullable=False),
    sa.Column('book', sa.String(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('last', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['agency_id'], ['agency.id'], name=op.f('fk_counter_agency_id')),
    sa.PrimaryKeyConstraint('agency_id', 'book', 'year', name=op.f('pk_counter'))
    )
    op.create_table('history',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('agency_id', sa.String(), nullable=False),
    sa.Column('seq', sa.Integer(), nullable=False),
    sa.Column('at', UtcDateTime(), nullable=False),
    sa.Column('actor', sa.String(), nullable=False),
    sa.Column('on_behalf_of', sa.String(), nullable=True),
    sa.Column('action', sa.String(), nullable=False),
    sa.Column('object_type', sa.String(), nullable=False),
    sa.Column('object_id', sa.Integer(), nullable=True),
    sa.Column('detail', sa.Text(), nullable=False),
    sa.Column('prev', sa.String(), nullable=False),
    sa.Column('hash', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['agency_id'], ['agency.id'], name=op.f('fk_history_agency_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_history')),
    sa.UniqueConstraint('agency_id', 'seq', name=op.f('uq_history_agency_id_seq'))
    )
    with op.batch_alter_table('history', schema=None) as batch_op:
        batch_op.create_index('ix_history_object', ['agency_id', 'object_type', 'object_id'], unique=False)

    op.create_table('mailbox',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('agency_id', sa.String(), nullable=False),
    sa.Column('address', sa.String(), nullable=False),
    sa.Column('uidvalidity', sa.BigInteger(), nullable=True),
    sa.Column('last_uid', sa.BigInteger(), nullable=False),
    sa.Column('server_count', sa.Integer(), nullable=False),
    sa.Column('live', sa.Boolean(), nullable=False),
    sa.Column('last_look_at', UtcDateTime(), nullable=True),
    sa.Column('error', sa.String(), nullable=True),
    sa.Column('error_at', UtcDateTime(), nullable=True),
    sa.Column('owner', sa.String(), nullable=True),
    sa.Column('lease_until', UtcDateTime(), nullable=True),
    sa.Column('epoch', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['agency_id'], ['agency.id'], name=op.f('fk_mailbox_agency_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_mailbox'))
    )
    op.create_table('unit',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('agency_id', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('aliases', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['agency_id'], ['agency.id'], name=op.f('fk_unit_agency_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_unit')),
    sa.UniqueConstraint('agency_id', 'name', name=op.f('uq_unit_agency_id_name'))
    )
    op.create_table('message',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('agency_id', sa.String(), nullable=False),
    sa.Column('mailbox_id', sa.String(), nullable=False),
    sa.Column('uidvalidity', sa.BigInteger(), nullable=False),
    sa.Column('uid', sa.BigInteger(), nullable=False),
    sa.Column('digest', sa.String(), nullable=False),
    sa.Column('size', sa.BigInteger(), nullable=False),
    sa.Column('complete', sa.Boolean(), nullable=False),
    sa.Column('received_at', UtcDateTime(), nullable=False),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('outcome', sa.String(), nullable=True),
    sa.Column('decided_by', sa.String(), nullable=True),
    sa.Column('reason', sa.String(), nullable=True),
    sa.Column('decision', sa.Text(), nullable=True),
    sa.Column('subject', sa.Text(), nullable=False),
    sa.Column('sender', sa.Text(), nullable=False),
    sa.Column('message_id', sa.Text(), nullable=True),
    sa.Column('error', sa.Text(), nullable=True),
    sa.Column('owner', sa.String(), nullable=True),
    sa.Column('lease_until', UtcDateTime(), nullable=True),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('next_at', UtcDateTime(), nullable=False),
    sa.Column('decided_at', UtcDateTime(), nullable=True),
    sa.Column('resolved_at', UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['agency_id'], ['agency.id'], name=op.f('fk_message_agency_id')),
    sa.ForeignKeyConstraint(['mailbox_id'], ['mailbox.id'], name=op.f('fk_message_mailbox_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_message')),
    sa.UniqueConstraint('mailbox_id', 'uidvalidity', 'uid', name=op.f('uq_message_mailbox_id_uidvalidity_uid'))
    )
    with op.batch_alter_table('message', schema=None) as batch_op:
        batch_op.create_index('ix_message_agency_state', ['agency_id', 'state', 'outcome'], unique=False)
        batch_op.create_index('ix_message_digest', ['agency_id', 'digest'], unique=False)
        batch_op.create_index('ix_message_queue', ['state', 'next_at'], unique=False)

    op.create_table('person',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('agency_id', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('position', sa.String(), nullable=False),
    sa.Column('role', sa.String(), nullable=False),
    sa.Column('email', sa.String(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=True),
    sa.Column('heads_unit', sa.Boolean(), nullable=False),
    sa.Column('aliases', sa.Text(), nullable=False),
    sa.Column('active', sa.Boolean(), nullable=False),
    sa.Column('mail_frozen', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['agency_id'], ['agency.id'], name=op.f('fk_person_agency_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_person_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_person')),
    sa.UniqueConstraint('agency_id', 'email', name=op.f('uq_person_agency_id_email'))
    )
    op.create_table('account',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('agency_id', sa.String(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('login', sa.String(), nullable=False),
    sa.Column('password_hash', sa.String(), nullable=True),
    sa.Column('invitation_hash', sa.String(), nullable=True),
    sa.Column('invitation_until', UtcDateTime(), nullable=True),
    sa.Column('failures', sa.Integer(), nullable=False),
    sa.Column('next_try_at', UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['agency_id'], ['agency.id'], name=op.f('fk_account_agency_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_account_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_account')),
    sa.UniqueConstraint('login', name=op.f('uq_account_login')),
    sa.UniqueConstraint('person_id', name=op.f('uq_account_person_id'))
    )
    op.create_table('document',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('agency_id', sa.String(), nullable=False),
    sa.Column('message_id', sa.Integer(), nullable=True),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('digest', sa.String(), nullable=True),
    sa.Column('file_name', sa.Text(), nullable=False),
    sa.Column('file_type', sa.String(), nullable=False),
    sa.Column('file_size', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('sender', sa.Text(), nullable=False),
    sa.Column('reply_address', sa.Text(), nullable=True),
    sa.Column('mail_message_id', sa.Text(), nullable=True),
    sa.Column('received_at', UtcDateTime(), nullable=False),
    sa.Column('legal_received_at', UtcDateTime(), nullable=False),
    sa.Column('verdict', sa.String(), nullable=False),
    sa.Column('report', sa.Text(), nullable=False),
    sa.Column('fields', sa.Text(), nullable=False),
    sa.Column('decision', sa.Text(), nullable=False),
    sa.Column('hold_reason', sa.String(), nullable=True),
    sa.Column('book', sa.String(), nullable=True),
    sa.Column('year', sa.Integer(), nullable=True),
    sa.Column('arrival_number', sa.Integer(), nullable=True),
    sa.Column('arrived_on', sa.Date(), nullable=True),
    sa.Column('registered_at', UtcDateTime(), nullable=True),
    sa.Column('registered_by', sa.String(), nullable=True),
    sa.Column('paper_on', sa.Date(), nullable=True),
    sa.Column('issuer', sa.Text(), nullable=True),
    sa.Column('notation', sa.String(), nullable=True),
    sa.Column('number', sa.String(), nullable=True),
    sa.Column('symbol', sa.String(), nullable=True),
    sa.Column('issued_on', sa.Date(), nullable=True),
    sa.Column('kind', sa.String(), nullable=True),
    sa.Column('abstract', sa.Text(), nullable=True),
    sa.Column('urgency', sa.String(), nullable=True),
    sa.Column('signatory', sa.Text(), nullable=True),
    sa.Column('signatory_position', sa.Text(), nullable=True),
    sa.Column('pages', sa.Integer(), nullable=True),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('search', sa.Text(), nullable=False),
    sa.Column('duplicate_of_id', sa.Integer(), nullable=True),
    sa.Column('routed_to_id', sa.Integer(), nullable=True),
    sa.Column('routed_at', UtcDateTime(), nullable=True),
    sa.Column('route_wanted', sa.Boolean(), nullable=False),
    sa.Column('owner', sa.String(), nullable=True),
    sa.Column('lease_until', UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['agency_id'], ['agency.id'], name=op.f('fk_document_agency_id')),
    sa.ForeignKeyConstraint(['duplicate_of_id'], ['document.id'], name=op.f('fk_document_duplicate_of_id')),
    sa.ForeignKeyConstraint(['message_id'], ['message.id'], name=op.f('fk_document_message_id')),
    sa.ForeignKeyConstraint(['routed_to_id'], ['person.id'], name=op.f('fk_document_routed_to_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_document')),
    sa.UniqueConstraint('agency_id', 'book', 'year', 'arrival_number', name=op.f('uq_document_agency_id_book_year_arrival_number')),
    sa.UniqueConstraint('message_id', 'position', name=op.f('uq_document_message_id_position'))
    )
    with op.batch_alter_table('document', schema=None) as batch_op:
        batch_op.create_index('ix_document_digest', ['agency_id', 'digest'], unique=False)
        batch_op.create_index('ix_document_key', ['agency_id', 'number', 'symbol'], unique=False)
        batch_op.create_index('ix_document_state', ['agency_id', 'state'], unique=False)

    op.create_table('annex',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('agency_id', sa.String(), nullable=False),
    sa.Column('document_id', sa.Integer(), nullable=False),
    sa.Column('digest', sa.String(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('type', sa.String(), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('in_blobs', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['agency_id'], ['agency.id'], name=op.f('fk_annex_agency_id')),
    sa.ForeignKeyConstraint(['document_id'], ['document.id'], name=op.f('fk_annex_document_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_annex'))
    )
    with op.batch_alter_table('annex', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_annex_document_id'), ['document_id'], unique=False)

    op.create_table('directive',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('agency_id', sa.String(), nullable=False),
    sa.Column('document_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('message_id', sa.Integer(), nullable=True),
    sa.Column('given_at', UtcDateTime(), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('understood', sa.Text(), nullable=False),
    sa.Column('confirmed_by', sa.String(), nullable=True),
    sa.Column('undone_at', UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['agency_id'], ['agency.id'], name=op.f('fk_directive_agency_id')),
    sa.ForeignKeyConstraint(['document_id'], ['document.id'], name=op.f('fk_directive_document_id')),
    sa.ForeignKeyConstraint(['message_id'], ['message.id'], name=op.f('fk_directive_message_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_directive_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_directive'))
    )
    with op.batch_alter_table('directive', schema=None) as batch_op:
        batch_op.create_index('ix_directive_document', ['agency_id', 'document_id'], unique=False)

    op.create_table('letter',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('agency_id', sa.String(), nullable=False),
    sa.Column('mailbox_id', sa.String(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('document_id', sa.Integer(), nullable=True),
    sa.Column('cause_id', sa.Integer(), nullable=True),
    sa.Column('envelope_from', sa.String(), nullable=False),
    sa.Column('recipient', sa.String(), nullable=False),
    sa.Column('subject', sa.Text(), nullable=False),
    sa.Column('message_id_header', sa.String(), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('next_at', UtcDateTime(), nullable=False),
    sa.Column('owner', sa.String(), nullable=True),
    sa.Column('lease_until', UtcDateTime(), nullable=True),
    sa.Column('reply', sa.Text(), nullable=True),
    sa.Column('in_doubt', sa.Boolean(), nullable=False),
    sa.Column('created_at', UtcDateTime(), nullable=False),
    sa.Column('sent_at', UtcDateTime(), nullable=True),
    sa.Column('answered', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['agency_id'], ['agency.id'], name=op.f('fk_letter_agency_id')),
    sa.ForeignKeyConstraint(['cause_id'], ['message.id'], name=op.f('fk_letter_cause_id')),
    sa.ForeignKeyConstraint(['document_id'], ['document.id'], name=op.f('fk_letter_document_id')),
    sa.ForeignKeyConstraint(['mailbox_id'], ['mailbox.id'], name=op.f('fk_letter_mailbox_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_letter')),
    sa.UniqueConstraint('agency_id', 'key', name=op.f('uq_letter_agency_id_key')),
    sa.UniqueConstraint('message_id_header', name=op.f('uq_letter_message_id_header'))
    )
    with op.batch_alter_table('letter', schema=None) as batch_op:
        batch_op.create_index('ix_letter_document', ['agency_id', 'document_id'], unique=False)
        batch_op.create_index('ix_letter_queue', ['state', 'next_at'], unique=False)
        batch_op.create_index('ix_letter_recipient', ['agency_id', 'recipient', 'created_at'], unique=False)

    op.create_table('portal_session',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('agency_id', sa.String(), nullable=False),
    sa.Column('created_at', UtcDateTime(), nullable=False),
    sa.Column('seen_at', UtcDateTime(), nullable=False),
    sa.Column('user_agent', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_portal_session_account_id')),
    sa.ForeignKeyConstraint(['agency_id'], ['agency.id'], name=op.f('fk_portal_session_agency_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_portal_session'))
    )
    with op.batch_alter_table('portal_session', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_portal_session_account_id'), ['account_id'], unique=False)

    op.create_table('assignment',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('agency_id', sa.String(), nullable=False),
    sa.Column('document_id', sa.Integer(), nullable=False),
    sa.Column('directive_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('unit_id', sa.Integer(), nullable=True),
    sa.Column('part', sa.String(), nullable=False),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('progress', sa.Text(), nullable=False),
    sa.Column('done_at', UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['agency_id'], ['agency.id'], name=op.f('fk_assignment_agency_id')),
    sa.ForeignKeyConstraint(['directive_id'], ['directive.id'], name=op.f('fk_assignment_directive_id')),
    sa.ForeignKeyConstraint(['document_id'], ['document.id'], name=op.f('fk_assignment_document_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_assignment_person_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_assignment_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_assignment'))
    )
    with op.batch_alter_table('assignment', schema=None) as batch_op:
        batch_op.create_index('ix_assignment_document', ['agency_id', 'document_id'], unique=False)

    op.create_table('token',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('agency_id', sa.String(), nullable=False),
    sa.Column('nonce_hash', sa.String(), nullable=False),
    sa.Column('document_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('assignment_id', sa.Integer(), nullable=True),
    sa.Column('verbs', sa.String(), nullable=False),
    sa.Column('expires_at', UtcDateTime(), nullable=False),
    sa.Column('used_verbs', sa.String(), nullable=False),
    sa.Column('message_id_header', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['agency_id'], ['agency.id'], name=op.f('fk_token_agency_id')),
    sa.ForeignKeyConstraint(['assignment_id'], ['assignment.id'], name=op.f('fk_token_assignment_id')),
    sa.ForeignKeyConstraint(['document_id'], ['document.id'], name=op.f('fk_token_document_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_token_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_token')),
    sa.UniqueConstraint('nonce_hash', name=op.f('uq_token_nonce_hash'))
    )
    with op.batch_alter_table('token', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_token_message_id_header'), ['message_id_header'], unique=False)
    for statement in _APPEND_ONLY[op.get_bind().dialect.name]:
        op.execute(statement)


_APPEND_ONLY = {
    "sqlite": (
        "CREATE TRIGGER history_no_update BEFORE UPDATE ON history "
        "BEGIN SELECT RAISE(ABORT, 'history is append-only'); END",
        "CREATE TRIGGER history_no_delete BEFORE DELETE ON history "
        "BEGIN SELECT RAISE(ABORT, 'history is append-only'); END",
    ),
    "postgresql": (
        "CREATE FUNCTION history_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'history is append-only'; END $$",
        "CREATE TRIGGER history_append_only BEFORE UPDATE OR DELETE ON history "
        "FOR EACH ROW EXECUTE FUNCTION history_append_only()",
        "CREATE TRIGGER history_no_truncate BEFORE TRUNCATE ON history "
        "FOR EACH STATEMENT EXECUTE FUNCTION history_append_only()",
    ),
}
