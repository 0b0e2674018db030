"""Every error the workbench raises on purpose.

::

    WorkbenchError                  one line: what is wrong, where, what to do
    ├── InputError                  a file, a table or a text is not as it must be
    │   ├── UnreadableFileError     the file cannot be read at all
    │   ├── TableError              a column, a row or a value of a table is wrong
    │   └── DefinitionError         a codebook, a questionnaire or study.toml is wrong
    ├── OptionError                 an argument has a value that is not allowed
    ├── ConflictError               somebody else has changed the same coding meanwhile
    ├── ModelError                  a model cannot be fitted to these data
    ├── ReportError                 a report cites or shows something that does not exist
    ├── BuildError                  a step of the build failed
    └── MissingDependencyError      an optional library is not installed

Messages name ids, rows and offsets, never a respondent's words.
"""

from __future__ import annotations


class WorkbenchError(Exception):
    """One line for the reader: what is wrong, where, and what to do."""


class InputError(WorkbenchError):
    """A file, a table or a text is not as it must be."""


class UnreadableFileError(InputError):
    """The file cannot be read at all."""


class TableError(InputError):
    """A column, a row or a value of a table is wrong."""


class DefinitionError(InputError):
    """A codebook, a questionnaire or ``study.toml`` is wrong."""


class OptionError(WorkbenchError, ValueError):
    """An argument has a value that is not allowed."""


class ConflictError(WorkbenchError):
    """Somebody else has changed the same coding meanwhile."""


class ModelError(WorkbenchError):
    """A model cannot be fitted to these data."""


class ReportError(WorkbenchError):
    """A report cites or shows something that does not exist."""


class BuildError(WorkbenchError):
    """A step of the build failed."""


class MissingDependencyError(WorkbenchError):
    """An optional library is not installed."""
