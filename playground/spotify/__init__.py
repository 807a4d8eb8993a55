"""A Spotify on loopback: accounts service and Web API as a new development-mode app meets them in late 2026."""

from playground.spotify.control import ControlError, SpotifyControl
from playground.spotify.refusals import Fault
from playground.spotify.server import SpotifyPlayground
from playground.spotify.world import Episode, LocalFile, Rules

__all__ = ["ControlError", "Episode", "Fault", "LocalFile", "Rules", "SpotifyControl", "SpotifyPlayground"]
