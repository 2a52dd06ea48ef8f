"""The making of the gazetteer's files from public data; `__main__.py` has the order of the steps.

Every step takes the `Sources` (raw data and the hand-written files of `ontology/gazetteer/hand/`) and
adds entities, facts and forms to one `Book`, which names and writes them in the end.
"""
