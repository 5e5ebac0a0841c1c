"""What is filled into a PDF page or laid over it: form fields and notes become a part of the page, as shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the library is loaded only where a document is read
    import pypdfium2 as pdfium


def with_what_is_filled_in(document: pdfium.PdfDocument, number: int) -> pdfium.PdfPage:
    """Give a page (counted from 0) with what its form fields and its notes show; links show nothing."""
    import pypdfium2.raw as pdfium_c

    page = document[number]
    if not any(_shows(page, n) for n in range(pdfium_c.FPDFPage_GetAnnotCount(page))):
        return page
    if document.get_formtype() != pdfium_c.FORMTYPE_NONE and document.formenv is None:
        document.init_forms()  # which draws the fields that are not drawn yet
        page = document[number]
    if pdfium_c.FPDFPage_Flatten(page, pdfium_c.FLAT_NORMALDISPLAY) != pdfium_c.FLATTEN_SUCCESS:
        return page
    return document[number]


def _shows(page: pdfium.PdfPage, number: int) -> bool:
    import pypdfium2.raw as pdfium_c

    note = pdfium_c.FPDFPage_GetAnnot(page, number)
    kind = pdfium_c.FPDFAnnot_GetSubtype(note)
    pdfium_c.FPDFPage_CloseAnnot(note)
    return kind not in (pdfium_c.FPDF_ANNOT_LINK, pdfium_c.FPDF_ANNOT_POPUP)
