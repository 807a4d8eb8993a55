"""All that Segue does on Discord, as classes: what is registered can be told without building any of it."""

from __future__ import annotations

from bot.client import Area
from cogs.account import Account
from cogs.blend import Blend
from cogs.feedback import FeedbackPanel
from cogs.forms import Forms
from cogs.help import Help
from cogs.playlists import Playlists
from cogs.privacy import Privacy
from cogs.recommend import Recommend
from cogs.reminders import LinkReminders
from cogs.rules import Rules
from cogs.settings import SettingsPanel
from cogs.similar import Similar
from cogs.talk import Talk

AREAS: tuple[type[Area], ...] = (
    Recommend,
    Similar,
    Talk,
    FeedbackPanel,
    Rules,
    Blend,
    Playlists,
    Account,
    Forms,
    SettingsPanel,
    Privacy,
    LinkReminders,
    Help,
)
