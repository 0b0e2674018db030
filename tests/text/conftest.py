import pytest

from workbench.text import Tokenizer


@pytest.fixture(scope="session")
def tokenizer() -> Tokenizer:
    return Tokenizer(words=("五社联动", "支部建在网格上", "楼门长"))
