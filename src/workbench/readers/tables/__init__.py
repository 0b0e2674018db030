"""Tables with one document a row: csv, workbooks, and JSON lines."""

from workbench.readers.tables.delimited import read_csv_documents
from workbench.readers.tables.json_lines import read_jsonl_documents
from workbench.readers.tables.workbook import read_xlsx_documents

__all__ = ["read_csv_documents", "read_jsonl_documents", "read_xlsx_documents"]
