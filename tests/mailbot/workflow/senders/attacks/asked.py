"""What it asks for: nothing, too much, or something nobody can be sure of."""

from __future__ import annotations

from tests.mailbot.workflow.senders.attacks.kit import UNCLEAR, Attack, sent


def said(name: str, words: str, reason: str = UNCLEAR) -> Attack:
    return Attack(name, sent(words=words), reason)


ATTACKS = [
    said("nothing", ""),
    said("blank lines", "\n\n   \n"),
    said("a greeting", "Kính gửi văn thư, xin cảm ơn."),
    said("a report of work nobody gave", "Đang xử lý.", "verb_not_allowed"),
    said("a question", "Giao đồng chí Võ Hoài Nam chủ trì được không?"),
    said("a refusal", "Không giao đồng chí Võ Hoài Nam chủ trì."),
    said("a condition", "Nếu Phòng Kinh tế đồng ý thì giao đồng chí Võ Hoài Nam."),
    said("a name nobody has", "Giao đồng chí Nguyễn Văn Tám chủ trì."),
    said("an address from outside", "Giao x@evil.example chủ trì."),
    said("a unit nobody has", "Giao Phòng Tài nguyên vũ trụ chủ trì."),
    said("a day that is over", "Giao đồng chí Võ Hoài Nam chủ trì, trước ngày 01/01/2020."),
    said("a day that does not exist", "Giao đồng chí Võ Hoài Nam chủ trì, trước ngày 31/02/2027."),
    said("closing over the heads of others", "Hoàn thành.", "proof_too_weak"),
    said("20,000 words", "Giao đồng chí Võ Hoài Nam chủ trì. " * 3000),
]
