"""Articles from files, folders and standard input: title, date, outlet, and blocks with their offsets."""

from kg.read.articles import read, read_paths, read_text
from kg.read.inputs import Problem

__all__ = ["Problem", "read", "read_paths", "read_text"]
