"""PDF files: the text in the order of reading, with every repair of the page's form as a change.

`dump` runs PDFium in a process of its own, `pages` gives its characters, `marks`, `segments` and `layout` put
them in order, `furniture`, `footnotes`, `joins` and `letters` say what is not running text, `compose` and
`read` put it together.
"""

from workbench.readers.pdf.read import read_pdf

__all__ = ["read_pdf"]
