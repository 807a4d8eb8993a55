"""From a query to an answer: resolve, retrieve, rank, diversify, explain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Self

import numpy as np

from recsys.bundle import Bundle, Manifest
from recsys.catalog import Catalog
from recsys.comparing import Comparer
from recsys.content import ContentModel
from recsys.corpus import Int64
from recsys.diversity import Diversifier, pool_size
from recsys.domain import Query, Recommendation, Recommendations
from recsys.errors import BundleError, NothingKnown
from recsys.explain import Explainer, Strengths
from recsys.lists import Lists
from recsys.postings import Postings
from recsys.resolve import Resolved, Resolver
from recsys.retrieval import Bool, Float32, best
from recsys.rules import Rules
from recsys.rules_asked import Asked, Found
from recsys.sound import Compare, Comparison
from recsys.two_stage import SOURCES, Ranked, TwoStage

ANYTHING = Query(title="anything")
"""Stands in where nothing is given."""

SCORES_BYTES = 64 * 2**20
"""How much memory the scores of one chunk of a batch take, beside a copy that the model makes."""


class Recommender:
    """Answers queries with the songs of one bundle. Deterministic; one query at a time; to be closed.

    `rules` is None where nobody has mined any.
    """

    def __init__(
        self,
        manifest: Manifest,
        catalog: Catalog,
        postings: Postings,
        model: TwoStage,
        content: ContentModel,
        rules: Rules | None,
    ) -> None:
        self.manifest = manifest
        self.catalog = catalog
        self._model = model
        self._song_artist = catalog.song_artist
        self._popularity = postings.counts().astype(np.float32)
        self._resolver = Resolver(catalog, self._song_artist, model)
        self._diversifier = Diversifier(catalog, model.song_vectors, self._song_artist, self._popularity)
        self._explainer = Explainer(postings, self._song_artist, model.song_vectors)
        self._comparer = Comparer(catalog, content, self._song_artist)
        self._rules = rules

    @classmethod
    def load(cls, path: Path) -> Recommender:
        """Raises BundleError when the folder cannot be used."""
        bundle = Bundle.load(path)
        with ExitStack() as stack:
            catalog = stack.enter_context(bundle.catalog())
            postings = bundle.postings()
            if len(catalog) != len(postings.counts()):
                raise BundleError(path, "its parts are not of one training. Copy or train it again.")
            lists = Lists(postings, catalog.playlist_titles(), catalog.song_artist, catalog.artist_keys())
            model = bundle.model(lists)
            content = bundle.content()
            rules = bundle.rules(catalog.song_artist) if bundle.has_rules else None
            stack.pop_all()  # from here on the recommender closes it
        return cls(bundle.manifest, catalog, postings, model, content, rules)

    def close(self) -> None:
        self.catalog.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def recommend(self, query: Query) -> Recommendations:
        """At most `query.limit` songs, each in one version, none of them a version of a seed. Raises NothingKnown."""
        (answer,) = self.recommend_all([query])
        if isinstance(answer, NothingKnown):
            raise answer
        return answer

    def recommend_all(self, queries: Sequence[Query]) -> list[Recommendations | NothingKnown]:
        """For each query its answer or, where `recommend` would raise it, NothingKnown; quicker than one by one."""
        resolved = [self._resolver.resolve(query) for query in queries]
        known = [
            (one.seeds, query.limit) for one, query in zip(resolved, queries, strict=True) if not one.nothing_known
        ]
        ranked = iter(self._model.ranked([seeds for seeds, _ in known], [limit for _, limit in known]))
        return [
            NothingKnown() if one.nothing_known else self._told(query, one, next(ranked))
            for query, one in zip(queries, resolved, strict=True)
        ]

    def _told(self, query: Query, resolved: Resolved, ranked: Ranked) -> Recommendations:
        chosen = self._answer(ranked.scores, query, resolved.left_out, query.limit)
        songs = self.catalog.songs(chosen.tolist())
        reasons = self._explainer.reasons(
            songs, self._resolver.evidence(resolved), Strengths(*ranked.strengths(chosen))
        )
        items = zip(songs, ranked.scores[chosen].tolist(), reasons, strict=True)
        return Recommendations(
            items=tuple(Recommendation(song, score, reason) for song, score, reason in items),
            known=resolved.known,
            by_artist=resolved.by_artist,
            unknown=resolved.unknown,
        )

    @property
    def song_vectors(self) -> Float32:
        """float32[n_songs, d]: those of the model's song tower."""
        return self._model.song_vectors

    def compare(self, compare: Compare) -> Comparison:
        """How alike songs and the query's seeds sound. Raises NothingKnown; KeyError when there is no such song."""
        return self._comparer.compare(compare, self._resolver.resolve(compare.query))

    @property
    def has_rules(self) -> bool:
        """Whether the bundle has rules to be asked for."""
        return self._rules is not None

    def rules(self, asked: Asked) -> Found:
        """What goes together. Raises ValueError when there are no rules."""
        if self._rules is None:
            raise ValueError("this bundle has no rules")
        return self._rules.found(asked)

    def rank(self, queries: Sequence[Query | None], k: int, *, only: Bool | None = None) -> Iterator[Int64]:
        """For each query k songs as `recommend` orders them, int64[k]; by popularity where nothing is given or known.

        No reasons: this is for evaluation. `only` (bool[n_songs]) says which songs may be answers. Fewer than k songs
        only when there are no more. Memory is bounded by SCORES_BYTES, not by the number of queries.
        """
        chunk = max(1, SCORES_BYTES // (4 * (len(SOURCES) + 2) * max(1, len(self._popularity))))
        for start in range(0, len(queries), chunk):
            asked = queries[start : start + chunk]
            resolved = [self._resolver.resolve(query) if query else None for query in asked]
            for query, one, scores in zip(asked, resolved, self._scores(resolved, k), strict=True):
                if only is not None:
                    scores[~only] = -np.inf
                left_out = one.left_out if one else np.empty(0, dtype=np.int64)
                yield self._answer(scores, query or ANYTHING, left_out, k)

    def _scores(self, resolved: Sequence[Resolved | None], k: int) -> Float32:
        scores = np.tile(self._popularity, (len(resolved), 1))
        answerable = {row: one.seeds for row, one in enumerate(resolved) if one and not one.nothing_known}
        if answerable:
            scores[list(answerable)] = self._model.score(list(answerable.values()), k)
        return scores

    def _answer(self, scores: Float32, query: Query, left_out: Int64, limit: int) -> Int64:
        """What is answered, from a pool of the best that grows until there is enough or all songs are seen."""
        pool = pool_size(limit)
        while True:
            ranked = best(scores, pool, left_out)
            chosen = self._diversifier.answer(ranked, query, left_out, limit)
            if len(chosen) == limit or len(ranked) < pool:
                return chosen
            pool *= 4
