"""The names of things in RDF: prefixes, and the IRIs of articles, evidence and statements."""

from __future__ import annotations

import hashlib
from urllib.parse import quote, unquote

from kg.model import Evidence

KG = "https://w3id.org/kg/ontology#"
ENTITY = "https://w3id.org/kg/entity/"
STATEMENT = "https://w3id.org/kg/statement/"
EVIDENCE = "https://w3id.org/kg/evidence/"
ARTICLE = "https://w3id.org/kg/article/"
REJECTION = "https://w3id.org/kg/rejection/"
PROBLEM = "https://w3id.org/kg/problem/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"
PROV = "http://www.w3.org/ns/prov#"
SKOS = "http://www.w3.org/2004/02/skos/core#"

PREFIXES = {
    "kg": KG,
    "ent": ENTITY,
    "wd": "http://www.wikidata.org/entity/",
    "stmt": STATEMENT,
    "ev": EVIDENCE,
    "art": ARTICLE,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "skos": SKOS,
    "xsd": XSD,
}
"""Known to `kg query` undeclared, and declared at the head of `graph.ttl`."""


def article_iri(article: str) -> str:
    """Return the IRI of an article, which is also the name of its graph.

    It is made from the article's id whatever that is, a URL too: so no input can choose the IRI
    of something else.
    """
    steps = {".", ".."}.intersection(article.split("/"))  # which an RDF tool would follow
    return ARTICLE + quote(article, safe="" if steps else "/", errors="surrogatepass")


def article_id(iri: str) -> str:
    """Return the article's id that `article_iri` was given."""
    return unquote(iri.removeprefix(ARTICLE), errors="surrogatepass")


def statement_iri(statement: str) -> str:
    """Return the IRI of the statement with this id."""
    return STATEMENT + statement


def evidence_iri(evidence: Evidence) -> str:
    """Return the IRI of an evidence: the same for the same words, place and rule."""
    return EVIDENCE + digest(
        evidence.article,
        evidence.path,
        str(evidence.start),
        str(evidence.end),
        evidence.sentence,
        evidence.rule,
    )


def digest(*parts: str) -> str:
    """Return a short stable name made from texts."""
    text = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(text).hexdigest()[:16]


def expand(name: str) -> str | None:
    """Return the IRI that `<…>`, a full IRI or a prefixed name (`wd:Q184`) stands for, else None."""
    if name.startswith("<") and name.endswith(">"):
        return name[1:-1]
    prefix, colon, rest = name.partition(":")
    if not colon or " " in name:
        return None
    if prefix in PREFIXES:
        return PREFIXES[prefix] + rest
    return name if prefix in {"http", "https", "urn"} else None


def shorten(iri: str) -> str:
    """Return the prefixed name of an IRI where a prefix is known, else the IRI in brackets."""
    for prefix, base in PREFIXES.items():
        rest = iri.removeprefix(base)
        if rest != iri and rest.replace("_", "").replace("-", "").isalnum():
            return f"{prefix}:{rest}"
    return f"<{iri}>"
