"""Documents: bytes to text, with its date, its language, its copies, and the way back to the bytes."""

from whomet.documents.listing import TextRead, article_text, text_read
from whomet.documents.read import read_original
from whomet.documents.reading import DocumentsRead, Layouts
from whomet.documents.x_archive import account_in

__all__ = ["DocumentsRead", "Layouts", "TextRead", "account_in", "article_text", "read_original", "text_read"]
