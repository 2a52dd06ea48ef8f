"""Values to quads: the shape of the graph (`kg/store/values.py` reads it back).

The default graph holds what is merged: statements, entities, labels of the vocabulary and the
simple edges. A graph per article (named by its IRI) holds the article, its evidence, on each
evidence what it alone states (`kg:asExtracted`, JSON: all that merging again needs), and the
rejections. No triple stands in two graphs, so that their union counts each once.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from kg.model import Article, Evidence, Rejection, Statement
from kg.namespaces import (
    KG,
    PROBLEM,
    PROV,
    RDF,
    RDFS,
    REJECTION,
    SKOS,
    XSD,
    article_iri,
    digest,
    evidence_iri,
    statement_iri,
)
from kg.ontology import Ontology

MERGED = DefaultGraph()
A = NamedNode(RDF + "type")
LABEL = NamedNode(RDFS + "label")
FROM_EVIDENCE = NamedNode(PROV + "wasDerivedFrom")
AS_EXTRACTED = NamedNode(KG + "asExtracted")
ALIAS = NamedNode(SKOS + "altLabel")
JSON = NamedNode(RDF + "JSON")

ENTITIES = ("subject", "object", "subjectSide", "objectSide", "speaker", "location")
MENTIONED = ("subject", "object", "speaker", "location")
"""Parts whose words in the first evidence are kept, as `kg:subjectMention` and so on."""
DATES = (("date", "date"), ("from_", "from"), ("until", "until"))
DATE_TYPES = (
    (re.compile(r"\d{4}"), NamedNode(XSD + "gYear")),
    (re.compile(r"\d{4}-\d\d"), NamedNode(XSD + "gYearMonth")),
    (re.compile(r"\d{4}-\d\d-\d\d"), NamedNode(XSD + "date")),
)


def kg(name: str) -> NamedNode:
    """Return the term of the ontology with this local name."""
    return NamedNode(KG + name)


def article_quads(
    article: Article, statements: Iterable[Statement], rejections: Iterable[Rejection]
) -> Iterator[Quad]:
    """Yield the graph of one article: itself, its evidence with what each states, its rejections."""
    graph = NamedNode(article_iri(article.id))
    yield Quad(graph, A, kg("Article"), graph)
    for name in ("title", "source", "url", "path"):
        value = getattr(article, name)
        if value is not None:
            yield Quad(graph, kg(name), text(value), graph)
    if article.published:
        yield Quad(graph, kg("published"), date(article.published), graph)
    for statement in statements:
        for evidence in statement.evidence:
            yield from _evidence(evidence, statement, graph)
    for rejection in rejections:
        yield from _rejection(rejection, graph)


def _evidence(e: Evidence, statement: Statement, graph: NamedNode) -> Iterator[Quad]:
    node = NamedNode(evidence_iri(e))
    yield Quad(node, A, kg("Evidence"), graph)
    yield Quad(node, kg("article"), NamedNode(article_iri(e.article)), graph)
    yield Quad(node, kg("path"), text(e.path), graph)
    yield Quad(node, kg("start"), Literal(e.start), graph)
    yield Quad(node, kg("end"), Literal(e.end), graph)
    yield Quad(node, kg("sentence"), text(e.sentence), graph)
    yield Quad(node, kg("rule"), text(e.rule), graph)
    row = {k: v for k, v in statement.to_json().items() if k not in ("id", "article", "path", "evidence")}
    extracted = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
    yield Quad(node, AS_EXTRACTED, Literal(_valid(extracted), datatype=JSON), graph)


def _rejection(r: Rejection, graph: NamedNode) -> Iterator[Quad]:
    node = NamedNode(REJECTION + digest(r.article, str(r.start), str(r.end), r.seen, r.reason))
    yield Quad(node, A, kg("Rejection"), graph)
    yield Quad(node, kg("article"), NamedNode(article_iri(r.article)), graph)
    yield Quad(node, kg("start"), Literal(r.start), graph)
    yield Quad(node, kg("end"), Literal(r.end), graph)
    yield Quad(node, kg("seen"), text(r.seen), graph)
    yield Quad(node, kg("reason"), text(r.reason), graph)


def problem_quads(problems: Iterable[tuple[str, str]]) -> Iterator[Quad]:
    """Yield what could not be built: pairs of an input and why."""
    for path, reason in problems:
        node = NamedNode(PROBLEM + digest(path, reason))
        yield Quad(node, A, kg("Problem"), MERGED)
        yield Quad(node, kg("path"), text(path), MERGED)
        yield Quad(node, kg("reason"), text(reason), MERGED)


def statement_quads(s: Statement) -> Iterator[Quad]:
    """Yield a merged statement and the entities that it names."""
    node = NamedNode(statement_iri(s.id))
    for predicate, term in _statement_terms(s):
        yield Quad(node, predicate, term, MERGED)
    for entity in (*(getattr(s, name) for name in ENTITIES), *s.via):
        if entity:
            yield Quad(NamedNode(entity.iri), A, kg(entity.type), MERGED)
            yield Quad(NamedNode(entity.iri), LABEL, text(entity.label), MERGED)


def _statement_terms(s: Statement) -> Iterator[tuple[NamedNode, NamedNode | Literal]]:
    yield A, kg("Statement")
    yield kg("kind"), Literal(s.kind)
    yield kg("relation"), text(s.relation) if s.kind == "open" else kg(s.relation)
    yield kg("polarity"), Literal(s.polarity)
    yield kg("modality"), Literal(s.modality)
    yield kg("mutual"), Literal(s.mutual)
    yield kg("ended"), Literal(s.ended)
    yield kg("belief"), Literal(f"{s.belief:.3f}", datatype=NamedNode(XSD + "decimal"))
    for name in ENTITIES:
        if entity := getattr(s, name):
            yield kg(name), NamedNode(entity.iri)
    for name in MENTIONED:
        if (entity := getattr(s, name)) and entity.mention:
            yield kg(f"{name}Mention"), text(entity.mention)
    for attribute, name in DATES:
        if value := getattr(s, attribute):
            yield kg(name), date(value)
    if s.mode:
        yield kg("mode"), text(s.mode)
    for context in s.context:
        yield kg("context"), text(context)
    for entity in s.via:
        yield kg("via"), NamedNode(entity.iri)
    if len(s.via) > 1:
        yield kg("viaOrder"), Literal(" ".join(e.iri for e in s.via))
    for e in s.evidence:
        yield FROM_EVIDENCE, NamedNode(evidence_iri(e))


def vocabulary_quads(statements: Iterable[Statement], ontology: Ontology) -> Iterator[Quad]:
    """Yield labels of the relations, event types and classes that the statements use.

    Classes come with their superclasses, so that `?x a/rdfs:subClassOf* kg:Organisation` finds a party.
    """
    for name in {s.relation for s in statements if s.kind != "open"}:
        yield from _relation(name, ontology)
    types = {e.type for s in statements for e in (*(getattr(s, part) for part in ENTITIES), *s.via) if e}
    for name in {above for type_ in types for above in ontology.kinds(type_)}:
        yield Quad(kg(name), LABEL, text(_words(name)), MERGED)
        for above in ontology.kinds(name)[1:]:
            yield Quad(kg(name), NamedNode(RDFS + "subClassOf"), kg(above), MERGED)


def _relation(name: str, ontology: Ontology) -> Iterator[Quad]:
    if event := ontology.events.get(name):
        score = Literal(str(event.score), datatype=NamedNode(XSD + "decimal"))
        yield Quad(kg(name), A, kg("EventType"), MERGED)
        yield Quad(kg(name), LABEL, text(event.label), MERGED)
        yield Quad(kg(name), kg("score"), score, MERGED)
        yield Quad(kg(name), kg("quadrant"), kg(event.quadrant), MERGED)
        return
    state = ontology.relations.get(name)
    yield Quad(kg(name), A, kg("StateRelation"), MERGED)
    yield Quad(kg(name), LABEL, text(state.label if state else _words(name)), MERGED)


def _words(name: str) -> str:
    """Return a local name as words: `ArmedGroup` → `armed group`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()


def fact_quads(facts: Iterable[tuple[str, str, str]]) -> Iterator[Quad]:
    """Yield the simple edges."""
    for subject, relation, object_ in facts:
        yield Quad(NamedNode(subject), kg(relation), NamedNode(object_), MERGED)


def alias_quads(aliases: Iterable[tuple[str, str]]) -> Iterator[Quad]:
    """Yield further names of entities: pairs of an IRI and a name."""
    for iri, name in aliases:
        yield Quad(NamedNode(iri), ALIAS, text(name), MERGED)


def text(value: str) -> Literal:
    """Return a plain literal; what is no valid Unicode (file names may be such) becomes `?`."""
    return Literal(_valid(value))


def _valid(value: str) -> str:
    return value.encode("utf-8", "replace").decode("utf-8")


def date(value: str) -> Literal:
    """Return a date as exact as it is; an interval is a plain literal."""
    for form, datatype in DATE_TYPES:
        if form.fullmatch(value):
            return Literal(value, datatype=datatype)
    return text(value)
