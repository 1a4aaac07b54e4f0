"""What an opaque signature carries (CMS, RFC 5652); whether it is worth anything is not asked here."""

from __future__ import annotations

from asn1crypto import cms

SIGNED_MAIL = "application/pkcs7-mime"
SIGNATURE = "application/pkcs7-signature"


def signed_content(content: bytes) -> tuple[str, bytes | None]:
    """What an opaque S/MIME signature carries (RFC 8551 section 3.5.2); None when it is encrypted or damaged.

    A signature that carries nothing lies beside its file, whatever it is called.
    """
    try:
        info = cms.ContentInfo.load(content)  # type: ignore[no-untyped-call] # the library has no types
        if info["content_type"].native != "signed_data":
            return SIGNED_MAIL, None
        inner = info["content"]["encap_content_info"]["content"].native
    except (ValueError, TypeError, KeyError, IndexError, RecursionError):
        return SIGNED_MAIL, None
    return (SIGNED_MAIL, inner) if isinstance(inner, bytes) else (SIGNATURE, None)
