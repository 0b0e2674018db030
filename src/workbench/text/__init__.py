"""Words: segmentation, counts, keyness, context, topics, and codes that occur together."""

from workbench.text.keyness import keyness, log_likelihood
from workbench.text.kwic import kwic
from workbench.text.network import cooccurrence
from workbench.text.topics import Topics, fit_topics
from workbench.text.words import TOKENS, Tokenizer, count_words, tokenize

__all__ = [
    "TOKENS",
    "Tokenizer",
    "Topics",
    "cooccurrence",
    "count_words",
    "fit_topics",
    "keyness",
    "kwic",
    "log_likelihood",
    "tokenize",
]
