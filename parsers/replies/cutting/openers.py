"""Words that open somebody else's mail in a reply, by language; all folded (parsers.vietnamese.fold)."""

from __future__ import annotations

import re

from parsers.vietnamese.fold import fold

LABELS = {
    "from": (
        *("tu", "gui tu", "from", "nguoi gui", "de"),
        *("von", "da", "van", "od", "fra", "fran", "lahettaja", "от", "от кого"),
        *("发件人", "發件人", "寄件者", "差出人", "送信者", "보낸 사람", "보낸사람", "จาก"),
        *(
            "felado",
            "kimden",
            "gonderen",
            "від",
            "від кого",
            "απο",
            "de la",
            "expeditor",
            "salje",
            "šalje",
            "posiljatelj",
        ),
        *("saatja", "nuo", "dari", "מאת", "من", "از", "avsender", "afsender"),
    ),
    "to": (
        *("den", "toi", "to", "nguoi nhan", "gui den", "gui toi"),
        *("a", "an", "para", "aan", "do", "komu", "til", "till", "vastaanottaja", "кому"),
        *("收件人", "收件者", "宛先", "ถึง"),
        *(
            "cimzett",
            "kime",
            "alici",
            "alıcı",
            "до",
            "προς",
            "catre",
            "prima",
            "za",
            "adressaat",
            "kam",
            "kepada",
        ),
        *("אל", "إلى", "به", "destinatario", "destinataire", "mottaker", "modtager"),
    ),
    "cc": (
        *("cc", "dong kinh gui", "dong gui", "bcc", "kopie", "kopia", "kopi", "copie a", "копия"),
        *("抄送", "副本", "참조", "สำเนา"),
    ),
    "date": (
        *("da gui", "ngay gui", "ngay", "gui", "sent", "date", "thoi gian", "gui luc", "sent on"),
        *(
            "envoye",
            "envoye le",
            "gesendet",
            "datum",
            "enviado",
            "enviado el",
            "enviado em",
            "enviada em",
            "fecha",
            "message du",
        ),
        *("data", "inviato", "verzonden", "wyslano", "wysłano", "skickat", "sendt", "dato", "lahetetty", "odeslano"),
        *("дата", "отправлено", "发送时间", "發送時間", "寄件日期", "日期"),
        *("送信日時", "日時", "보낸 날짜", "날짜", "ส่ง", "วันที่"),
        *("kuldve", "elkuldve", "gonderildi", "tarih", "надіслано", "изпратено", "σταλθηκε", "ημερομηνια", "trimis"),
        *("poslano", "saadetud", "kuupaev", "nosutits", "issiusta", "dikirim", "tanggal", "תאריך", "נשלח", "تاريخ"),
        *("تاريخ الإرسال", "تم الإرسال", "تاریخ", "odoslane", "дата отправки"),
    ),
    "subject": (
        *("chu de", "tieu de", "subject"),
        *("objet", "sujet", "betreff", "asunto", "oggetto", "assunto", "onderwerp", "temat", "predmet", "amne", "emne"),
        *("aihe", "тема", "主题", "主題", "主旨", "件名", "제목", "เรื่อง"),
        *("targy", "konu", "относно", "θεμα", "subiect", "predmet", "zadeva", "teema", "tema", "subjek", "perihal"),
        *("נושא", "الموضوع", "موضوع"),
    ),
    "reply": ("tra loi toi", "reply to", "reply-to"),
}
"""Labels of header blocks, from the translations of Thunderbird, K-9, Roundcube and Zimbra, and as seen in mail.

Latvian "No" (from) and Malay "Ke" (to) are left out, which are words of Vietnamese. Folded,
Korean "받는 사람" (to) cannot be told from "보낸 사람" (from) and is left out.
"""

_ORIGINAL = "|".join(
    map(fold, ("原始?邮件", "原始?郵件", "原邮件", "转发邮件", "转发的邮件", "元のメッセージ", "원본 ?메일"))
)

SEPARATOR = re.compile(
    rf"^\s*-{{3,}}[^\n-]{{0,8}}(?:{_ORIGINAL})[^\n-]{{0,8}}-{{3,}}\s*$|"
    r"^[\s>]*(-{2,}\s*(thu goc|tin nhan goc|original message|original appointment|forwarded message|thu da chuyen tiep"
    r"|thu chuyen tiep|tin nhan da (duoc )?chuyen tiep|noi dung chuyen tiep|reply message|mail original"
    r"|ursprungliche nachricht|antwort nachricht|oprindelig (meddelelse|besked)|opprinnelig melding"
    r"|ursprungligt meddelande"
    r"|message d'origine|message original|mensaje original|mensagem original|messaggio originale"
    r"|oorspronkelijk bericht|wiadomosc oryginalna|исходное сообщение|thu duoc chuyen tiep|[^\n]{1,160} wrote)\s*-{2,}"
    r"|(begin (?:forwarded|original) message|bat dau (thu|tin nhan) (da )?(duoc )?chuyen tiep)\s*:)\s*$"
)
"""Ruled titles between words and the older mail."""

WROTE = re.compile(
    r"(\bviet( vao luc [^\n]{4,40})?|\bwrote|\bwrites|\bsent|\ba ecrit|\bha scritto|\bescribio|\bescreveu|\bgeschreven"
    r"|\bnapisa[lł]\w*(\(a\))?|\bnapsal\w*|\bskrev|\bkirjoitti|\bschreef|\bschrieb|\bпишет|\bнаписал\w*"
    r"|\bpisze|\bpise|\bskriver|\bschreibt|\bschrijft|\bescribe|\bescreve|\bscrive|\becrit|\bsaid"
    r"|\ba scris|\bva escriure|\bnapisao je|\bje napisal\w*|\brase|\brakstija|\bkirjutas|\b(?:me)?nulis|\birta"
    r"|\birta \(idopont:[^\n]{4,60}\)|\byazd[iı]|εγραψε|\bнаписа\w*|\bпише|כתבה?|\bكتبت?|بواسطة[^\n]{2,80}|نوشت"
    r"|เขียนว่า|[写寫]道|書きました|작성)"
    r"(?:[(/]\w{1,3}\)?)?\W{0,2}\s*[:：]\s*(-{2,}\s*)?\W?$"
    r"|\b(?:schreef|schrieb|skrev|napisa[lł]\w*|napsal\w*|kirjoitti|wrote|ecrit|escribio|escreveu|scritto|idatzi du)"
    r"\b[^\n]{2,160}\d{1,2}[:.]\d{2}\)*\s*:\s*$"
    r"|\b(schreef|schrieb|skrev|napisa[lł]\w*|napsal\w*|a ecrit) [^:\n]{2,160}:\s*$"
    r"|\b(?:wrote|schrieb|ecrit|escribio|scritto|skrev|schreef) (?:in|im|dans|en|i|nel) (?:\S+ )?(?:message|news)"
    r"[^\n]{2,120}[.:]\s*$"
    r"|\b(viet|wrote):\s{2,}(?=\S)|\d:\d\d[^\n]{2,120}<[^\s<>@]+@[^\s<>@]+> ?(?:da )?(viet|wrote): (?=\S)"
    r"|^>>> [^\n]{3,200} >>>\s*$"
)
"""The end of an attribution line."""

OPENING = re.compile(
    r"^[\s>]*(-{2,}\s*)?(vao|luc|on|ngay|thu|le|am|op|el|il|em|den|dnia|w dniu|pa|ke|ti|ma|pe|to|la|su|\d|\"|[^\s]+@)"
)
"""The beginning of an attribution line."""

DATED = re.compile(r"\d{1,2}[:.h]\d{2}\b[^\n]{0,160}[:\]]\s*$|<[^\s<>@]+@[^\s<>@]+>[^\n]{0,60}\d{1,2}[:.h]\d{2}\s*$")
"""A line ending with a time and a colon, or an address and a time.

In whatever language, it is an attribution when a quote follows at once.
"""

DATED_SENDER = re.compile(r"\d{1,2}[:.h]\d{2}\b[^\n]{0,200}[^\s<>@]+@[^\s<>@]+\s*>\s*(?::|wrote|(?:da )?viet)\s*$")
"""A time, a sender's address and a colon: an attribution in any language, such as `2014-10-17 11:28 Tên <a@b.vn>:`."""

CITING = re.compile(r"^(?:quoting|trich(?: dan)?(?: tu)?|zitat von|citando|cytowanie)\b[^\n]{2,160}[:)]\s*$")
"""An attribution without a time (Horde)."""
