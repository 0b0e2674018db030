"""One script a release that changed the tables."""
