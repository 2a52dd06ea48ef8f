"""Training of the English pipeline: `python -m kg.language.train --data DIR`."""
