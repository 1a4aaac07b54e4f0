"""Is the XAdES signature we just put on a status message intact? Knows the one shape that endesive writes."""

from __future__ import annotations

import base64
import binascii
import copy
import hashlib
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509 import Certificate
from lxml import etree

from signing.errors import SigningError

STATUS_ROOT: Final = "{http://www.mic.gov.vn/TBT/QCVN_102_2016}edXML"
_NAMES: Final = {"ds": "http://www.w3.org/2000/09/xmldsig#", "xades": "http://uri.etsi.org/01903/v1.3.2#"}
_PARSER: Final = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


def open_status(status: bytes) -> etree._Element:
    """The root of an unsigned status message. Raises SigningError `not_a_status_message`: nothing else is signed."""
    try:
        root = etree.fromstring(status, _PARSER)
    except etree.XMLSyntaxError as error:
        raise SigningError("not_a_status_message", str(error)) from error
    plain = root.tag == STATUS_ROOT and root.getroottree().docinfo.doctype == ""
    if not plain or root.find(".//ds:Signature", _NAMES) is not None:
        raise SigningError("not_a_status_message")
    return root


def check_status(tree: etree._ElementTree, certificate: Certificate) -> bytes:
    """The signed message as bytes, after proving both digests and the signature (XMLDSig, 3.2).

    Raises SigningError `own_output_not_valid`.
    """
    written: bytes = etree.tostring(tree, encoding="UTF-8", xml_declaration=True)
    try:
        _check(etree.fromstring(written, _PARSER), certificate)
    except (InvalidSignature, binascii.Error, etree.LxmlError, LookupError, TypeError) as error:
        raise SigningError("own_output_not_valid", type(error).__name__) from error
    return written


def _check(root: etree._Element, certificate: Certificate) -> None:
    (signature,) = root.findall("ds:Signature", _NAMES)
    (info,) = signature.findall("ds:SignedInfo", _NAMES)
    whole, properties = (base64.b64decode(value.text) for value in info.iterfind(".//ds:DigestValue", _NAMES))
    bare = copy.deepcopy(root)
    bare.remove(bare.find("ds:Signature", _NAMES))
    if _digest(bare) != whole or _digest(signature.find(".//xades:SignedProperties", _NAMES)) != properties:
        raise InvalidSignature
    key = certificate.public_key()
    if not isinstance(key, rsa.RSAPublicKey):
        raise InvalidSignature
    value = base64.b64decode(signature.findtext("ds:SignatureValue", "", _NAMES))
    key.verify(value, _canonical(info), padding.PKCS1v15(), hashes.SHA256())


def _canonical(element: etree._Element) -> bytes:
    """Canonical XML 1.0, without comments."""
    written: bytes = etree.tostring(element, method="c14n", with_comments=False)
    return written


def _digest(element: etree._Element) -> bytes:
    return hashlib.sha256(_canonical(element)).digest()
