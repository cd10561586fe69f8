"""Reading cases the way the pipeline does, and writing small PDF files to read."""

import hashlib
from pathlib import Path

from whomet.documents import DocumentsRead, read_original
from whomet.model import DocumentKind, Original
from whomet.model.media import MediaType

CASES = Path(__file__).parents[1] / "cases" / "documents"


def original_of(data: bytes, name: str, media_type: MediaType) -> Original:
    return Original(sha256=hashlib.sha256(data).hexdigest(), media_type=media_type, size=len(data), name=name)


class Reader:
    """Reads bytes or a case file as an original."""

    def read(
        self,
        data: bytes,
        name: str,
        media_type: MediaType,
        published: str | None = None,
        kind: DocumentKind | None = None,
    ) -> DocumentsRead:
        return read_original(data, original_of(data, name, media_type), published=published, kind=kind)

    def case(
        self, name: str, media_type: MediaType, published: str | None = None
    ) -> tuple[DocumentsRead, bytes]:
        data = (CASES / name).read_bytes()
        return self.read(data, name, media_type, published), data


def write_pdf(pages: list[list[tuple[int, int, str]]], information: dict[str, str]) -> bytes:
    """A PDF with lines of text: (distance from the top, letter size, text) for each page."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode())
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for number, lines in enumerate(pages):
        content = "".join(
            f"BT /F1 {size} Tf 60 {800 - top} Td ({text}) Tj ET\n" for top, size, text in lines
        ).encode()
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * number} 0 R "
            f"/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    entries = " ".join(f"/{key} ({value})" for key, value in information.items())
    objects.append(f"<< {entries} >>".encode())
    data = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = f"trailer << /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>"
    return data + f"{trailer}\nstartxref\n{table}\n%%EOF".encode()
