"""What a mail programme or a habit puts below the words: signatures, closings, device lines, disclaimers."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from parsers.replies.cutting.oldsigns import outside_fences
from parsers.vietnamese.fold import fold

_DELIMITER = re.compile(r"^(--|---|—|__|\|( \|)?)\s*$")
_RULES = frozenset({"---", "—"})
"""Delimiters some people also draw between two parts of their words."""
_RULE = re.compile(r"^\s*[_=*~#]{5,}\s*$")
_SENT = (
    r"(da |duoc )?(gui|soan|viet) (tu|bang|qua|boi)"
    r"(?![^\n]*\b(?:truoc|ngay|gap|kem|cho (?!windows|ios|iphone|ipad|android|mac|may|dien thoai)))"
    r"|(sent|written|composed|secured|encrypted|scanned) (from|with|via|using|by)|gesendet"
    r"|envoye|enviado|enviada|enviat|inviato|verstuurd|verzonden|wys[lł]an|odeslan|odoslan|poslan|poslat|skickat|sendt"
    r"|lahetetty|saadetud|issiusta|nosutits|trimis|dikirim|dihantar|отправлено|надіслано|изпратено|послато"
    r"|发自|發自|[从從]我的|から送信|ส่งจาก|σταλθηκε|נשלח|ا\u064f?رسل"
)
"""How programmes begin the line that praises them."""
_SENT_LAST = "|".join(map(fold, ("küldve", "보냄", "보낸 메일", "भेजा गया", "傳送", "发送", "gönderildi")))
"""How they end it in languages whose verb comes last."""
_PRODUCTS = (
    r"(iphon|айфон|ipad|\bios\b|samsung|galaxy|android|dien thoai|smartphone|thiet bi|outlook|yahoo|\be?mail\b|gmail"
    r"|windows|zalo|xiaomi|redmi|oppo|\bvivo\b|huawei|blackberry|nokia|di dong|zimbra|macbook|proton|phone|mobil|k-9"
    r"|thunderbird|tablet|typeapp|superhuman)"
)
_SENT_HERE = r"(?:sent|gesendet|versendet|envoye|enviad[oa]|inviato|verzonden|verstuurd|sendt|skickat|odeslana|wyslana)"
_DEVICE = re.compile(
    rf"^\W*({_SENT})[^.]*{_PRODUCTS}|^\W*[^.\n]{{0,20}}{_PRODUCTS}[^.\n]{{0,20}}({_SENT_LAST})\W*$"
    rf"|^\W*[^\s.]{{2,12}}から送信\W*$|^\W*[^\s.]{{4,20}}(?:dan|den) gonderildi\W*$"
    r"|^\W*(tai|nhan|lay|get|download)( xuong)? (?:ung dung |the )?[\w@&+ -]{2,24} (cho|for|tren|on) "
    r"(?:your |dien thoai )?(android|ios|iphone|ipad|mac|windows|mobile|desktop)\b"
    rf"|^\W*(von|mit) [^.\n]{{0,40}}{_PRODUCTS}[^.\n]{{0,40}}(gesendet|geschrieben|verschickt|versendet|verfasst)"
    r"|^\W*[发發]自\S{1,20}\W*$|^\W*von mein(?:em|er) [\w®' -]{2,30}\W*$"
    r"|^\W*\w{2,12}(?: \w{1,4})? outlook \w{2,5} (?:ios|android)\W*$|^[^.\n]{0,40}\boutlook\b[^.\n]{0,30}https?://aka\.ms/"
    rf"|^\W*(?:diese?|this|cet?|este|esta|questo|questa|dit|deze|denne|detta|tato|ta) (?:e-?)?(?:nachricht|message|mail"
    rf"|mensaje|mensagem|correo|messaggio|bericht|besked|meddelande|zprava|wiadomosc)\b[^\n]{{0,60}}"
    rf"(?:{_SENT_HERE}\b[^\n]{{0,60}}{_PRODUCTS}|{_PRODUCTS}[^\n]{{0,60}}{_SENT_HERE}\b)"
    r"|^\W*sent (via|with|using|from) [\w ]{2,30} ?[<(\[] ?https?://\S+[^.\n]{0,60}$"
    r"|^\W*sent (from|with|via|using) [\w-]+(?: [\w-]+){0,5}\W*$|^\W*sent from my [\w,&'®™-]+(?: [\w,&'®™-]+){0,11}\W*$"
    r"|^\W*(?:connected|powered) by [\w,&'®™-]+(?: [\w,&'®™-]+){0,7}\W*$"
    r"|^\W*(gesendet von|envoye (a partir|depuis)|enviado desde|inviato da) [^.<]{2,60}(<\S+)?$"
)
_CLOSING = re.compile(
    r"^\W*(tran trong( kinh chao| cam on)?( ?\./\.)?|tran trong ?!?|kinh( thu| chao| bao)?|than( ai| men)?|chao than ai"
    r"|(best |kind |warm(est)? |with )?(best |kind )?regards|sincerely( yours)?|yours (sincerely|faithfully|truly)"
    r"|cheers|br|(mit )?(freundliche|beste|schone|herzliche|viele|liebe)[nmr]? gru(ss|ß)e?n?|mfg"
    r"|cordialement|bien a vous|(un )?(cordial(es)? )?saludos?( cordiales)?|cordiali saluti|atenciosamente"
    r"|met vriendelijke groet(en)?)\s*[,.!/;]*\s*$"
)
_CLOSING_HERE = re.compile(r"^\W*(?:tran trong|kinh|than|chao than)\b")
_DISCLAIMER = re.compile(
    r"^\W*(?:(?:canh bao|khuyen cao|thong bao|luu y(?=\W{1,3}thu dien tu))\W{1,3})?(confidentiality|disclaimer"
    r"|the (information|contents?)\b.{0,120}\b(intended|confidential|privileged)"
    r"|(thu dien tu|thu|email|e-mail|thong diep) nay (va|cung|kem|co the chua|chua|chi danh|duoc gui)"
    r"|(thu dien tu|thu|email|e-mail|thong diep)( nay)? da duoc (quet|kiem tra) (vi-?rut|virus|boi|bang|an toan)"
    r"|(thong tin|noi dung) (trong |chua trong |cua )?(thu dien tu|thu|email|e-mail|thong diep)( nay)?"
    r" (va|cung|chi|la|duoc|bao gom|co (the )?(chua|duoc|mang))"
    r"|thong tin (trong|chua trong|cua) (thu|email|e-mail)"
    r"|khong (gui|su dung) [^\n]{0,30}(bi mat|thu dien tu cong vu|thu cong vu)"
    r"|((important|legal|privacy) notice\W{1,3})?(this|ce|cet|diese|este|esta|questo|questa|dit|deze|denna)\b.{0,80}"
    r"\b(message|e-?mail|nachricht|courriel|correo|mensaje|mensagem|messaggio|bericht|communication|meddelande)\b"
    r".{0,120}\b(confiden[tc]i|vertraulich|riservat|vertrouwelijk|privileged|intended|konfidenti)"
    r"|tuyen bo mien tru|please consider the environment|(?:hay|vui long|xin|xin hay)"
    r" (?:nghi den|can nhac(?: den)?|nghi toi|bao ve|giu gin) moi truong)"
)
_LEGAL = tuple(
    map(
        re.compile,
        (
            r"confid|konfiden|vertraul|riservat|vertrouwelijk|poufn|duvern|конфиден|gizli|bao mat|保密|机密|機密|秘密",
            r"privileg|copyright|legally|prawnie|rechtlich",
            r"intended|addressee|recipient|destinat|empfanger|ontvanger|geadresseerde|mottagar|adresat|адресат|收件",
            r"authori[sz]|prohibit|untersag|nicht gestattet|interdi|prohib|verboden|запрещ|proibi|zakazan|zabron|禁止",
            r"\bin error|mistake|irrtum|erreur|por error|per errore|abusievelijk|omylkou|ошиб|hataen|误|誤",
            r"\bdelet|destroy|losch|vernicht|detrui|supprim|elimin|borr|destru|verwijder|удал|usun|smaz|删除|削除",
            r"attach|anhang|anlage|pieces? jointe|adjunt|allegat|bijlage|zalaczn|вложен|附件",
            r"\bvirus|liab|haftung|responsab|aansprakelijk|odpowiedzialn|ответственн",
            r"disclos|dissemin|distribut|divulg|weitergabe|copying|forward|verbreit|verspreid|распростран",
        ),
    )
)
"""What lawyers write below letters, by thing said, in whatever language."""
_THIS_MAIL = re.compile(r"^\W*(?:this|the information (?:contained )?in this) (?:e-?mail|message|communication)\b")
_THIS_MAIL_WITHIN = re.compile(r"\bthis (?:e-?mail|message)\b")
"""It begins as disclaimers do; one thing that lawyers say makes it one."""
_LEGAL_ENOUGH = 3
_LEGAL_LENGTH = 110
_LIST = re.compile(
    r"unsubscrib|mailing list|subscri(?:be|ption)|listinfo|abmelden|abbestell|desabonn|desinscri|de baja|отписаться"
    r"|\bgroups?\b.{0,20}\blinks\b|/groups?/"
)
_WIDE = 30
"""Signs in the ruled lines above the advertisements of free mail services."""
_LINK = re.compile(r"^\s*https?://\S+\s*$")
_PICTURE = re.compile(
    r"^\s*\[(?:cid:|image\b|(?:inline )?bild\b|https?://\S+\.(?:png|gif|jpe?g)\b)[^\]\n]*\](?: ?<\S+>)?\s*$"
)
_LIST_RULE = re.compile(r"^\s*[-_=*~#]{8,}\s*$")
_ADDED = re.compile(
    r"^\W{0,3}(?:reply to this email directly|reply via web post|virus-free\.|khong co vi-?rut\."
    r"|yahoo mail: tim kiem, sap xep"
    r"|to unsubscribe (?:from|,|send|click|visit)"
    r"|you(?: are receiving| received| have received|'re (?:receiving|getting)) this (?:e?-?mail |message )?because"
    r"|you are currently subscribed to |yahoo mail: search, organi[sz]e, conquer"
    r"|reply to this e-?mail or (?:visit|view|click)|visit (?:topic|message) or reply to"
    r"|this e-?mail (?:has been|was|is) (?:checked|scanned|sent (?:to|by))|diese e-mail wurde"
    r"|(?:cet |l')?e-?mail a ete verifie|thu nay da duoc (?:quet|kiem tra) (?:virus|boi|bang))"
    r"|^-----begin pgp signature-----\s*$|^[_.,]{6,}\s*$|^[\w.-]{1,60} mailing list( -- \S+@\S+)?\s*$"
)
"""Lines that scanners and mailing lists add."""
_SENTENCE = re.compile(r"^\W{0,3}\w+(?: \S+){3,}[.!?]$")
_ORDERS = re.compile(
    r"\b(giao(?! thong)|chuyen(?! (vien|trach|mon))|xu ly|chu tri|phoi hop|dong y|tra lai|truoc ngay|chi dao)\b"
    r"|(^|[,.;:] *|\b(xin|de nghi) )huy\b"
)
_POSTSCRIPT = re.compile(
    r"^\W{0,3}(?:(?:p\.? ?/?s\.?|t/?b|t[aá]i b[uú]t|nb)\s?:|p\.?s[. ] ?(?=\w))[^\S\n]*", re.IGNORECASE | re.MULTILINE
)
_MOST_LINES = 8
_CARD = 5
_LONGEST = 90
_FAR = 200
"""Lines looked at below a sign: a text of nothing but signs costs no more than its length."""


def sign_off_at(lines: Sequence[str]) -> int | None:
    """Index of the first line below the words (signature, closing, device line, disclaimer), else None."""
    for index in outside_fences(lines):
        if _starts_sign_off(lines, index):
            return index - (index > 0 and _DELIMITER.match(lines[index - 1]) is not None)
    return None


def is_notice(words: str) -> bool:
    """Whether these are nothing but what machines and lawyers add below a mail."""
    lines = ["", *words.split("\n")]
    written = [line for line in lines if line.strip()]
    first = fold(written[0]) if written else ""
    if not written:
        return False
    added = _disclaims(first) or _ADDED.match(first) or _DEVICE.match(first)
    return bool(added or _is_legal(lines, lines.index(written[0]))) and not hides_orders(lines)


def postscript_at(lines: Sequence[str], index: int) -> int | None:
    """Index of a postscript ("P/S:", "Tái bút:") in the sign-off that begins with a closing at `index`."""
    if not _CLOSING.match(fold(lines[index])):
        return None
    own = itertools.takewhile(lambda at: _is_no_disclaimer(lines[at]), range(index + 1, len(lines)))
    return next((at for at in own if _POSTSCRIPT.match(lines[at])), None)


def farewell_length(lines: Sequence[str]) -> int:
    """How many lines of a sign-off are a closing in another language and at most a name: words of the writer.

    0 where a position, agency or telephone makes it a name card, and for Vietnamese closings, which are habit.
    """
    if not lines or not _CLOSING.match(fold(lines[0])) or _CLOSING_HERE.match(fold(lines[0])):
        return 0
    name = next((at for at in range(1, min(3, len(lines))) if lines[at].strip()), None)
    if name is None:
        return 1
    if not _is_name(lines[name]):
        return 0
    return name + 1 if name + 1 == len(lines) or not lines[name + 1].strip() else 0


def without_farewell(words: str) -> str:
    """The words above a closing that orders nothing."""
    lines = words.split("\n")
    index = sign_off_at(lines)
    if not index or not farewell_length(lines[index:]) or hides_orders(lines[index:]):
        return words
    return "\n".join(lines[:index]).rstrip()


def without_postscript_mark(words: str) -> str:
    """What a postscript says counts like the lines above it; its mark says nothing."""
    first, line_end, below = words.partition("\n")
    return first + line_end + _POSTSCRIPT.sub("", below)


def hides_orders(lines: Sequence[str]) -> bool:
    """Whether a cut sign-off holds words that could have been an order (then the cut is doubtful)."""
    return any(may_order(line) for line in lines if not _disclaims(fold(line)))


def may_order(line: str) -> bool:
    """Whether a line has a word that orders begin with."""
    return _ORDERS.search(fold(line)) is not None


def _starts_sign_off(lines: Sequence[str], index: int) -> bool:
    line = fold(lines[index])
    if _DEVICE.match(line) or (_DISCLAIMER.match(line) and _follows_blank(lines, index)):
        return True
    if _PICTURE.match(lines[index]) and index and _is_picture_last(lines, index):
        return True
    if lines[index] == "-- " or _ADDED.match(line) or _is_legal(lines, index) or _is_list_footer(lines, index):
        return True
    ruled = _RULE.match(line) or (_LIST_RULE.match(line) and _follows_blank(lines, index))
    if not ruled and not any(sign.match(line) for sign in (_DELIMITER, _CLOSING)):
        return False
    rest = lines[index + 1 : index + _FAR]
    if not ruled:
        return _is_short(rest) and not (line.strip() in _RULES and any(map(_is_said, rest)))
    return not any(part.strip() for part in rest) or _is_card(rest)


def _is_legal(lines: Sequence[str], index: int) -> bool:
    """A long paragraph below the words that says three things lawyers say."""
    if not lines[index].strip() or not index or not _follows_blank(lines, index):
        return False
    paragraph = itertools.takewhile(str.strip, lines[index : index + _MOST_LINES + _CARD])
    whole = fold(" ".join(paragraph))
    said = sum(bool(sign.search(whole)) for sign in _LEGAL)
    if _THIS_MAIL.match(whole):
        return said > 0
    said += bool(_THIS_MAIL_WITHIN.search(whole))
    return len(whole) >= _LEGAL_LENGTH and said >= _LEGAL_ENOUGH


def _is_list_footer(lines: Sequence[str], index: int) -> bool:
    """A ruled line, and little below it but how to leave a list, or an advertisement."""
    if not _LIST_RULE.match(lines[index]):
        return False
    rest = _written(lines[index + 1 : index + _FAR], _MOST_LINES + _CARD + 1)
    listed = any(_LIST.search(fold(line)) for line in rest)
    advertised = rest and len(lines[index].strip()) >= _WIDE and _LINK.match(rest[-1]) and len(rest) <= _CARD
    return len(rest) <= _MOST_LINES + _CARD and bool(listed or advertised)


def _is_picture_last(lines: Sequence[str], index: int) -> bool:
    """A picture without words, and nothing else below but a name."""
    rest = [line for line in _written(lines[index : index + _FAR], _FAR) if not _PICTURE.match(line)]
    return not rest or (len(rest) == 1 and _is_name(rest[0]))


def _written(lines: Sequence[str], most: int) -> list[str]:
    return list(itertools.islice((line for line in lines if line.strip()), most))


def _is_said(line: str) -> bool:
    """A whole sentence that no machine added."""
    return _SENTENCE.match(line) is not None and _ADDED.match(fold(line)) is None


def _is_card(lines: Sequence[str]) -> bool:
    """A name and perhaps who that is, nothing that could be an order; or what a mailing list adds."""
    written = [line for line in lines if line.strip()]
    words = written[0].split()
    if _ADDED.match(fold(written[0])) or _disclaims(fold(written[0])):
        return True
    if len(written) == len(words) == 1 and "@" in words[0]:
        return True
    named = 2 <= len(words) <= _CARD and all(word.isalpha() and word[0].isupper() for word in words)
    return named and len(written) <= _CARD and _is_short(written)


def _is_name(line: str) -> bool:
    words = line.strip(" ,.!").split()
    return len(words) <= 3 and all(word.strip(".").replace("-", "").isalpha() for word in words)


def _is_no_disclaimer(line: str) -> bool:
    return not _disclaims(fold(line))


def _disclaims(folded: str) -> bool:
    return bool(_DISCLAIMER.match(folded) or _THIS_MAIL.match(folded))


def _follows_blank(lines: Sequence[str], index: int) -> bool:
    return index > 0 and (not lines[index - 1].strip() or _RULE.match(lines[index - 1]) is not None)


def _is_short(lines: Sequence[str]) -> bool:
    """Whether no more than a name card stands there, perhaps above a disclaimer of any length."""
    own = (line for line in itertools.takewhile(_is_no_disclaimer, lines) if line.strip())
    written = list(itertools.islice(own, _MOST_LINES + 1))
    return len(written) <= _MOST_LINES and all(len(line) <= _LONGEST for line in written)
