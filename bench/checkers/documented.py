"""pyHanko as its documentation shows it, with the same roots and lists as ours, asked to insist on revocation data."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from asn1crypto.crl import CertificateList
from pyhanko.keys import load_cert_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from bench.signedfiles import SignedFiles


def prepare(files: SignedFiles) -> Callable[[Path], None]:
    """A new context for each signature, as in its examples."""
    root, sub = load_cert_from_pemder(str(files.root)), load_cert_from_pemder(str(files.sub))
    lists = [CertificateList.load(path.read_bytes()) for path in files.crls]
    if "signing.speed" in sys.modules:
        raise RuntimeError("pyHanko must be measured without our cures")

    def check(pdf: Path) -> None:
        with pdf.open("rb") as stream:
            for one in PdfFileReader(stream).embedded_signatures:
                context = ValidationContext(
                    trust_roots=[root], other_certs=[sub], crls=lists, revocation_mode="hard-fail"
                )
                if not validate_pdf_signature(one, context).bottom_line:
                    raise RuntimeError("a good file was refused")

    return check
