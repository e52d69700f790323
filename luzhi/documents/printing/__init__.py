"""Official documents as PDF/A pages by GB/T 9704-2012: the same content that `official.builder.build` prints as .docx."""

from luzhi.documents.printing.printer import pdf

__all__ = ("pdf",)
