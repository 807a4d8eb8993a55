"""What association rules are measured by, from counts of playlists: mlxtend's metrics, and what chance explains.

A rule says that playlists with its left side often have its right side too. `both`, `left` and `right` are the shares
of all playlists that hold both sides, the left one and the right one. Formulas and the order of their operations are
those of mlxtend's `association_rules`, so that the numbers are the same to the last bit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import numpy.typing as npt
from scipy.special import gammaln

from recsys.corpus import Int64

Float64 = npt.NDArray[np.float64]
Metric = Callable[[Float64, Float64, Float64], Float64]
_SMALL = 1e-12


def support(both: Float64, left: Float64, right: Float64) -> Float64:
    return both


def confidence(both: Float64, left: Float64, right: Float64) -> Float64:
    """Of the playlists with the left side, how many have the right one: an estimate of P(right | left)."""
    return both / left


def lift(both: Float64, left: Float64, right: Float64) -> Float64:
    """How many times more often than if the sides had nothing to do with each other (Brin et al. 1997)."""
    return both / left / right


def leverage(both: Float64, left: Float64, right: Float64) -> Float64:
    """How large a share of all playlists has both beyond what chance would give (Piatetsky-Shapiro 1991)."""
    return both - left * right


def conviction(both: Float64, left: Float64, right: Float64) -> Float64:
    """How many times more often chance would be wrong than the rule; infinite for one that never is (Brin 1997)."""
    sure = confidence(both, left, right)
    wrong = sure < 1.0
    found: Float64 = np.divide(1.0 - right, 1.0 - sure, out=np.full(len(both), np.inf), where=wrong)
    return found


def zhangs_metric(both: Float64, left: Float64, right: Float64) -> Float64:
    """-1 for sides that shun each other, 0 for chance, 1 for sides that are never apart (Yan, Zhang and Zhang 2009)."""
    most = np.maximum(both * (1 - left), left * (right - both))
    found: Float64 = np.divide(leverage(both, left, right), most, out=np.zeros(len(both)), where=most != 0)
    return found


def jaccard(both: Float64, left: Float64, right: Float64) -> Float64:
    """Of the playlists with either side, how many have both."""
    return both / (left + right - both)


def kulczynski(both: Float64, left: Float64, right: Float64) -> Float64:
    """The mean of the confidence of the rule and of its reverse."""
    return (both / left + both / right) / 2


METRICS: Mapping[str, Metric] = {
    metric.__name__: metric
    for metric in (support, confidence, lift, leverage, conviction, zhangs_metric, jaccard, kulczynski)
}


def chance(both: Int64, left: Int64, right: Int64, of: Int64) -> Float64:
    """float64[n]: how probable it is that so many of `of` playlists, or more, have both sides by chance.

    Fisher's exact test with one side: the upper tail of the hypergeometric distribution. What is not above its
    expectation gets 1, although its tail is a little less.
    """
    above = both * of > left * right
    k, a, c, n = (counts[above].astype(np.float64) for counts in (both, left, right, of))
    first = _log_choose(a, k) + _log_choose(n - a, c - k) - _log_choose(n, c)
    term, tail = np.ones(len(k)), np.ones(len(k))
    while np.any(term > _SMALL * tail):
        term *= np.maximum(a - k, 0) * np.maximum(c - k, 0) / ((k + 1) * (n - a - c + k + 1))
        tail += term
        k += 1
    values = np.ones(len(both))
    values[above] = np.minimum(np.exp(first) * tail, 1)
    return values


def discoveries(p_values: Float64, tests: int, rate: float) -> npt.NDArray[np.bool_]:
    """Which of these stand when at most the share `rate` of all that stand may be by chance (Benjamini, Hochberg 1995).

    `tests` is how many were tried, with those that were dropped for being rare, which count as not significant.
    """
    order = np.sort(p_values)
    fine = np.flatnonzero(order <= rate * np.arange(1, len(order) + 1) / tests)
    return p_values <= order[fine[-1]] if len(fine) else np.zeros(len(p_values), dtype=np.bool_)


def _log_choose(n: Float64, k: Float64) -> Float64:
    found: Float64 = gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1)
    return found
