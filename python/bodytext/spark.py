"""bodytext on Apache Spark: see ``bodytext.integrations.spark``."""

from .integrations.spark import extract, register, schema

__all__ = ["extract", "register", "schema"]
