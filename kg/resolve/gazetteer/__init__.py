"""The gazetteer: countries, places, organisations, parties and leaders, with their dated states.

`Gazetteer.load()` reads the files of `ontology/gazetteer/`; `python -m kg.resolve.gazetteer.make`
makes those files from public data.
"""

from kg.resolve.gazetteer.gazetteer import Gazetteer, Metonym
from kg.resolve.gazetteer.rows import Fact, Form, Row, holds

__all__ = ["Fact", "Form", "Gazetteer", "Metonym", "Row", "holds"]
