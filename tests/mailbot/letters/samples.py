"""Letters to compose in tests and pictures: every kind, full and sparse."""

from dataclasses import replace
from datetime import UTC, date, datetime

from mailbot.domain.asking import RequestKind, RequestState
from mailbot.domain.delegation import Delegation, Proof, Scope, ScopeKind
from mailbot.domain.digests import Section
from mailbot.domain.directive import AssignmentState, Duty
from mailbot.domain.document import AgencyCard, DocumentLine
from mailbot.domain.opinions import OpinionLine, RoundLine
from mailbot.domain.people import Person, Role
from mailbot.domain.recalls import Receiver, SentDocument
from mailbot.domain.states import State
from mailbot.letters.compose import Envelope, LetterKind
from mailbot.letters.contexts import (
    AdministratorAlert,
    AskBack,
    AssignmentLetter,
    ClerkAlert,
    Context,
    DelegatedCopy,
    DelegationNotice,
    Echo,
    NotAccepted,
    PaperReminder,
    RecallRequest,
    Receipt,
    Returned,
    SenderQuestion,
    Undone,
    WorkEcho,
    WorkOrder,
)
from mailbot.letters.staffcontexts import Handover
from mailbot.letters.workcontexts import (
    Digest,
    DigestEcho,
    DigestLine,
    LateWork,
    NewsLine,
    OpinionEcho,
    OpinionRequest,
    OpinionSummary,
    Reminder,
    RequestEcho,
    Unclear,
    WeeklySummary,
    WorkRequest,
)
from parsers.model import ParsedDirective, Party, Question, Urgency, Verb
from rules.engine import Reason
from signing.model import Verdict

AT = datetime(2026, 11, 20, 2, 14, 5, tzinfo=UTC)

AGENCY = AgencyCard(
    "xa-an-phu",
    "Ủy ban nhân dân xã An Phú",
    "H30.15.07",
    "vanthu@anphu.example.vn",
    "Số 12 đường Trần Hưng Đạo, xã An Phú, tỉnh Bình Hòa",
    "0293 3888 999",
)
HEAD = Person(1, "Nguyễn Văn Thành", "Chủ tịch UBND xã", Role.HEAD, "thanh.nv@anphu.example.vn", None)
DEPUTY = Person(2, "Lê Thị Lan", "Phó Chủ tịch UBND xã", Role.LEADER, "lan.lt@anphu.example.vn", None)
LENT = Delegation(
    3, 1, 2, date(2026, 11, 23), date(2026, 11, 27), Scope(ScopeKind.FIELD, "đất đai, môi trường"),
    "Giấy ủy quyền số 05/GUQ-UBND ngày 20/11/2026", Proof.SECOND_FACTOR, AT, "Nguyễn Văn Thành", None,
)  # fmt: skip
OFFICER = Person(5, "Trần Thị Hoa", "Công chức Địa chính – Xây dựng", Role.OFFICER, "hoa.tt@anphu.example.vn", 2)

FULL = DocumentLine(
    id=12,
    agency_id="xa-an-phu",
    state=State.REGISTERED,
    version=1,
    message_id=7,
    digest="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    file_name="1234_UBND-VX.signed.pdf",
    file_type="application/pdf",
    sender="vanthu@huyen.example.vn",
    received_at=AT,
    legal_received_at=datetime(2026, 11, 20, 6, 30, tzinfo=UTC),
    verdict=Verdict.VALID,
    hold_reason=None,
    hold_values={},
    arrival_number=153,
    year=2026,
    arrived_on=date(2026, 11, 20),
    paper_on=None,
    issuer="Ủy ban nhân dân tỉnh Bình Hòa",
    notation="1234/UBND-VX",
    issued_on=date(2026, 11, 19),
    kind="Công văn",
    abstract="V/v tổ chức kiểm tra công tác phòng cháy, chữa cháy và cứu nạn, cứu hộ tại các trường học trên địa bàn",
    urgency=Urgency.URGENT,
    signatory="Lê Minh Đức",
    signatory_position="Phó Chủ tịch",
    pages=2,
    due_on=date(2026, 11, 25),
    note="",
    duplicate_of_id=None,
    routed_to_id=1,
    routed_at=AT,
    registered_at=AT,
    registered_by="mailbot",
)
HELD = replace(FULL, state=State.HELD, arrival_number=None, arrived_on=None, year=None, registered_at=None)
SPARSE = replace(
    FULL,
    state=State.HELD,
    digest=None,
    file_name="scan0001.pdf",
    legal_received_at=AT,
    arrival_number=None,
    arrived_on=None,
    year=None,
    issuer=None,
    notation=None,
    issued_on=None,
    kind=None,
    abstract=None,
    urgency=Urgency.NORMAL,
    signatory=None,
    signatory_position=None,
    pages=None,
    due_on=None,
)

WORDS = "Giao Phòng Văn hóa – Xã hội chủ trì, phối hợp Công an xã, báo cáo trước 25/11.\nĐồng chí Hoa theo dõi."
PORTAL = "http://127.0.0.1:8025/documents/12"
SUGGESTIONS = (
    "Giao Phòng Văn hóa – Xã hội chủ trì, hạn 25/11.",
    "Đồng chí Trần Thị Hoa chủ trì.",
    "Chuyển đồng chí Phó Chủ tịch chỉ đạo.",
    "Để biết.",
    "Không thuộc thẩm quyền.",
)
CHOICES = (
    Party("person", "5", "Trần Thị Hoa", "Công chức Địa chính – Xây dựng", "Phòng Kinh tế"),
    Party("person", "6", "Nguyễn Thị Hoa", "Công chức Tư pháp – Hộ tịch", "Văn phòng HĐND và UBND"),
)

ENVELOPE = Envelope(
    mailbox_id="vanthu",
    from_address="vanthu@anphu.example.vn",
    recipient="thanh.nv@anphu.example.vn",
    recipient_name="Nguyễn Văn Thành",
    message_id="<assignment-12-1.5f0c2a@anphu.example.vn>",
    date=AT,
    key="assignment:document:12",
    in_reply_to="<20261120.001@huyen.example.vn>",
    references=("<20261120.001@huyen.example.vn>",),
    reply_to="vanthu+t.Ab3_x-9.Zk81@anphu.example.vn",
    document_id=12,
    cause_id=7,
)
BARE_ENVELOPE = Envelope(
    mailbox_id="vanthu",
    from_address="vanthu@anphu.example.vn",
    recipient="ai@do.example.vn",
    recipient_name="",
    message_id="<bare-1@anphu.example.vn>",
    date=AT,
    key="bare:1",
)

UNSIGNED = Reason("unsigned")
ALTERED = Reason("altered_after_signing", {"signer": "Ủy ban nhân dân tỉnh Bình Hòa"})
ORDER = ParsedDirective(Verb.ASSIGN, note=WORDS)

FULL_LETTERS: dict[LetterKind, Context] = {
    LetterKind.ARRIVED: Receipt(AGENCY, HELD, (UNSIGNED,), cure=True),
    LetterKind.REFUSED: Receipt(AGENCY, HELD, (ALTERED,), cure=True),
    LetterKind.REGISTERED: Receipt(AGENCY, FULL, sender_organ_id="H30"),
    LetterKind.ASSIGNED: Receipt(AGENCY, FULL),
    LetterKind.IN_PROGRESS: Receipt(AGENCY, FULL),
    LetterKind.DONE: Receipt(AGENCY, FULL),
    LetterKind.RECALL_REQUEST: RecallRequest(
        AGENCY,
        SentDocument("45/UBND-VP", date(2026, 11, 18), "V/v cử cán bộ tham gia đoàn kiểm tra liên ngành"),
        Receiver("Sở Tài chính tỉnh Bình Hòa", "vanthu.stc@binhhoa.example.vn"),
        "Phụ lục kèm theo có sai sót về số liệu; cơ quan sẽ gửi văn bản thay thế.",
    ),
    LetterKind.RECALL_AGREED: Receipt(AGENCY, FULL, (Reason("recall_note", {"words": "Gửi lại bản thay thế."}),)),
    LetterKind.RECALL_REFUSED: Receipt(AGENCY, FULL, (Reason("recall_note", {"words": "Việc đã xử lý xong."}),)),
    LetterKind.DUPLICATE: Receipt(AGENCY, FULL),
    LetterKind.REMINDER: Reminder(
        AGENCY, FULL, OFFICER, Duty.LEAD, None, date(2026, 11, 25), late=False, words=WORDS, portal_url=PORTAL
    ),
    LetterKind.DIGEST: Digest(
        AGENCY,
        HEAD,
        AT,
        (
            DigestLine(1, Section.OVERDUE, FULL, date(2026, 11, 18), "", "Lê Minh Đức", WORDS),
            DigestLine(2, Section.DUE, replace(FULL, arrival_number=155), date(2026, 11, 23), "", "Lê Minh Đức", ""),
            DigestLine(3, Section.WAITING, FULL, date(2026, 11, 25), "order_awaited", "", ""),
            DigestLine(
                4,
                Section.WAITING,
                FULL,
                date(2026, 11, 30),
                "extension_awaited",
                "Trần Thị Hoa",
                "Xin gia hạn đến 30/11 vì còn chờ số liệu.",
            ),
            DigestLine(5, Section.NEW, replace(FULL, urgency=Urgency.NORMAL), None, "", "Lê Minh Đức", WORDS),
        ),
        3,
        (NewsLine(FULL, "finished", "Trần Thị Hoa", "Hoàn thành, gửi kèm báo cáo."),),
        PORTAL,
    ),
    LetterKind.OPINION_REQUEST: OpinionRequest(
        AGENCY,
        FULL,
        "Phòng Văn hóa – Xã hội",
        OFFICER,
        HEAD,
        "Xin ý kiến Phòng Văn hóa – Xã hội, Công an xã.",
        date(2026, 11, 27),
        again=False,
        portal_url=PORTAL,
    ),
    LetterKind.OPINION_ECHO: OpinionEcho(AGENCY, FULL, OFFICER, "Phòng Văn hóa – Xã hội", "Thống nhất với dự thảo."),
    LetterKind.OPINION_SUMMARY: OpinionSummary(
        AGENCY,
        FULL,
        HEAD,
        RoundLine(
            3,
            12,
            1,
            "Xin ý kiến Phòng Văn hóa – Xã hội, Công an xã.",
            date(2026, 11, 27),
            AT,
            None,
            (
                OpinionLine(1, "Phòng Văn hóa – Xã hội", 5, None, "Thống nhất với dự thảo.", AT, None),
                OpinionLine(2, "Công an xã", 6, None, "", None, None),
            ),
        ),
        closed=False,
        portal_url=PORTAL,
    ),
    LetterKind.DIGEST_ECHO: DigestEcho(
        AGENCY,
        HEAD,
        "1 giao Lan; 3 để biết; 4 đồng ý",
        (3, 4),
        (Unclear(1, "giao Lan", Reason("not_understood"), (Question("ambiguous_name", "Lan", CHOICES),)),),
        (Question("no_such_item", "9"),),
    ),
    LetterKind.REQUEST: WorkRequest(
        AGENCY,
        FULL,
        HEAD,
        OFFICER,
        Duty.LEAD,
        RequestKind.EXTENSION,
        date(2026, 11, 25),
        date(2026, 11, 30),
        (),
        "Xin gia hạn đến 30/11 vì còn chờ số liệu của các thôn.",
        PORTAL,
    ),
    LetterKind.REQUEST_ECHO: RequestEcho(
        AGENCY,
        FULL,
        OFFICER,
        HEAD,
        RequestKind.EXTENSION,
        RequestState.GRANTED,
        date(2026, 11, 30),
        (),
        "Đồng ý gia hạn.",
    ),
    LetterKind.WEEKLY_SUMMARY: WeeklySummary(
        AGENCY,
        OFFICER,
        (
            LateWork(FULL, "Trần Thị Hoa", "Phòng Kinh tế", date(2026, 11, 12)),
            LateWork(replace(FULL, arrival_number=140, urgency=Urgency.NORMAL), "", "Phòng Nội vụ", date(2026, 11, 18)),
        ),
        12,
        PORTAL,
    ),
    LetterKind.ASSIGNMENT: AssignmentLetter(
        AGENCY,
        FULL,
        HEAD,
        "Chữ ký số hợp lệ của Ủy ban nhân dân tỉnh Bình Hòa và của ông Lê Minh Đức.",
        SUGGESTIONS,
        PORTAL,
        attached=True,
        proposal="Giao Phòng Văn hóa – Xã hội chủ trì.",
    ),
    LetterKind.WORK_ORDER: WorkOrder(
        AGENCY,
        FULL,
        OFFICER,
        Duty.LEAD,
        HEAD,
        WORDS,
        ("Phòng Văn hóa – Xã hội",),
        ("Công an xã", "Trần Thị Hoa"),
        date(2026, 11, 25),
        PORTAL,
        attached=True,
    ),
    LetterKind.ECHO: Echo(
        AGENCY,
        FULL,
        HEAD,
        WORDS,
        ORDER,
        ("Phòng Văn hóa – Xã hội",),
        ("Công an xã",),
        ("Trần Thị Hoa",),
        date(2026, 11, 25),
        datetime(2026, 11, 20, 2, 45, tzinfo=UTC),
        "https://vanban.anphu.example.vn/khong-phai-toi/12-0123456789abcdef0123456789abcdef01234567",
    ),
    LetterKind.ASK_BACK: AskBack(
        AGENCY,
        FULL,
        HEAD,
        "Giao đ/c Hoa xử lý gấp",
        (Question("ambiguous_name", "Hoa", CHOICES),),
        tuple(ParsedDirective(Verb.ASSIGN, (one,), due_on=date(2026, 11, 25)) for one in CHOICES),
    ),
    LetterKind.UNDONE: Undone(AGENCY, FULL, HEAD, WORDS),
    LetterKind.WORK_ECHO: WorkEcho(AGENCY, FULL, OFFICER, AssignmentState.IN_PROGRESS, "Tôi đang xử lý, sẽ xong sớm."),
    LetterKind.RETURNED: Returned(
        AGENCY, FULL, HEAD, OFFICER, "Không đúng chức năng, nhiệm vụ của bộ phận.", SUGGESTIONS, PORTAL, giver=DEPUTY
    ),
    LetterKind.REOPEN_ASKED: Returned(
        AGENCY, FULL, HEAD, OFFICER, "Tôi báo hoàn thành nhầm, xin mở lại.", ("Đồng ý mở lại văn bản.",), PORTAL
    ),
    LetterKind.DELEGATION: DelegationNotice(AGENCY, HEAD, HEAD, DEPUTY, LENT, PORTAL),
    LetterKind.DELEGATED_COPY: DelegatedCopy(AGENCY, FULL, HEAD, DEPUTY, PORTAL),
    LetterKind.HANDOVER: Handover(AGENCY, DEPUTY, HEAD, DEPUTY, 1, 2, (FULL,), 3, PORTAL),
    LetterKind.NOT_ACCEPTED: NotAccepted(AGENCY, HEAD, Reason("token_expired"), FULL),
    LetterKind.CLERK_ALERT: ClerkAlert(AGENCY, Reason("marked_secret", {"mark": "MẬT"}), 12, PORTAL),
    LetterKind.ADMINISTRATOR_ALERT: AdministratorAlert(
        AGENCY,
        (
            Reason(
                "trusted_certificate_ends_soon",
                {"name": "CA phục vụ các cơ quan Nhà nước G2", "until": "20/12/2026", "days": "30"},
            ),
            Reason("crl_stale", {"name": "RootCA chuyên dùng Chính phủ G2", "until": "19/11/2026"}),
        ),
        PORTAL,
    ),
    LetterKind.PAPER_REMINDER: PaperReminder(AGENCY, HELD, 5),
    LetterKind.QUESTION: SenderQuestion(
        AGENCY, HELD, "Nguyễn Thị Lan", "Văn bản có 02 phụ lục nhưng thư chỉ kèm 01.\nĐề nghị gửi bổ sung phụ lục II."
    ),
}

BARE_AGENCY = AgencyCard("a", "Ủy ban nhân dân xã An Phú", "", "vanthu@anphu.example.vn")
BARE_PERSON = Person(9, "Lê An", "", Role.OFFICER, "an@anphu.example.vn", None)

SPARSE_LETTERS: dict[LetterKind, Context] = {
    **{
        kind: Receipt(BARE_AGENCY, SPARSE)
        for kind in LetterKind
        if kind.value.startswith("receipt") or kind is LetterKind.DUPLICATE
    },
    LetterKind.RECALL_REQUEST: RecallRequest(
        BARE_AGENCY, SentDocument("45/UBND", date(2026, 11, 18)), Receiver("", "vanthu@stc.example"), "Gửi nhầm"
    ),
    LetterKind.REMINDER: Reminder(
        BARE_AGENCY, SPARSE, BARE_PERSON, Duty.HELP, BARE_PERSON, None, late=True, words="", portal_url=PORTAL
    ),
    LetterKind.DIGEST: Digest(BARE_AGENCY, BARE_PERSON, AT, (), 0, (NewsLine(SPARSE, "begun", "", ""),), PORTAL),
    LetterKind.OPINION_REQUEST: OpinionRequest(
        BARE_AGENCY, SPARSE, "Lê An", BARE_PERSON, BARE_PERSON, "Xin ý kiến", None, again=True, portal_url=PORTAL
    ),
    LetterKind.OPINION_ECHO: OpinionEcho(BARE_AGENCY, SPARSE, BARE_PERSON, "Lê An", "Thống nhất"),
    LetterKind.OPINION_SUMMARY: OpinionSummary(
        BARE_AGENCY,
        SPARSE,
        BARE_PERSON,
        RoundLine(3, 12, 1, "Xin ý kiến", None, AT, AT, (OpinionLine(1, "Lê An", 9, None, "", None, None),)),
        closed=True,
        portal_url=PORTAL,
    ),
    LetterKind.DIGEST_ECHO: DigestEcho(
        BARE_AGENCY, BARE_PERSON, "2", (), (Unclear(2, "?", Reason("token_used"), ()),), ()
    ),
    LetterKind.REQUEST: WorkRequest(
        BARE_AGENCY,
        SPARSE,
        BARE_PERSON,
        BARE_PERSON,
        Duty.HELP,
        RequestKind.HELP,
        None,
        None,
        ("Phòng Nội vụ",),
        "Xin Phòng Nội vụ phối hợp",
        PORTAL,
    ),
    LetterKind.REQUEST_ECHO: RequestEcho(
        BARE_AGENCY,
        SPARSE,
        BARE_PERSON,
        BARE_PERSON,
        RequestKind.HELP,
        RequestState.WAITING,
        None,
        ("Phòng Nội vụ",),
        "Xin Phòng Nội vụ phối hợp",
    ),
    LetterKind.WEEKLY_SUMMARY: WeeklySummary(
        BARE_AGENCY, BARE_PERSON, (LateWork(SPARSE, "", "", date(2026, 11, 18)),), 1, PORTAL
    ),
    LetterKind.ASSIGNMENT: AssignmentLetter(
        BARE_AGENCY, SPARSE, BARE_PERSON, "Không có chữ ký số.", (), None, attached=False
    ),
    LetterKind.WORK_ORDER: WorkOrder(
        BARE_AGENCY, SPARSE, BARE_PERSON, Duty.KNOW, BARE_PERSON, "Để biết", (), (), None, None
    ),
    LetterKind.ECHO: Echo(
        BARE_AGENCY, SPARSE, BARE_PERSON, "Để biết", ParsedDirective(Verb.INFORM), (), (), (), None, None
    ),
    LetterKind.ASK_BACK: AskBack(BARE_AGENCY, SPARSE, BARE_PERSON, "?", (Question("nothing_understood", "?"),)),
    LetterKind.UNDONE: Undone(BARE_AGENCY, SPARSE, BARE_PERSON, "Để biết"),
    LetterKind.WORK_ECHO: WorkEcho(BARE_AGENCY, SPARSE, BARE_PERSON, AssignmentState.DONE),
    LetterKind.RETURNED: Returned(BARE_AGENCY, SPARSE, BARE_PERSON, BARE_PERSON, "Trả lại", (), PORTAL),
    LetterKind.REOPEN_ASKED: Returned(BARE_AGENCY, SPARSE, BARE_PERSON, BARE_PERSON, "Mở lại", (), PORTAL),
    LetterKind.DELEGATION: DelegationNotice(
        BARE_AGENCY, BARE_PERSON, BARE_PERSON, BARE_PERSON, replace(LENT, scope=Scope(), ended_at=AT), PORTAL
    ),
    LetterKind.DELEGATED_COPY: DelegatedCopy(BARE_AGENCY, SPARSE, BARE_PERSON, BARE_PERSON, PORTAL),
    LetterKind.HANDOVER: Handover(BARE_AGENCY, BARE_PERSON, BARE_PERSON, BARE_PERSON, 0, 0, (SPARSE,), 1, PORTAL),
    LetterKind.NOT_ACCEPTED: NotAccepted(BARE_AGENCY, None, Reason("token_missing")),
    LetterKind.CLERK_ALERT: ClerkAlert(BARE_AGENCY, Reason("complaint"), None, PORTAL),
    LetterKind.ADMINISTRATOR_ALERT: AdministratorAlert(BARE_AGENCY, (Reason("no_trust_roots"),), PORTAL),
    LetterKind.PAPER_REMINDER: PaperReminder(BARE_AGENCY, SPARSE, 3),
    LetterKind.QUESTION: SenderQuestion(BARE_AGENCY, SPARSE, "Lê An", "?"),
}
