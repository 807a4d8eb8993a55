"""How recordings sound, asked of providers outside the bundle: one chain, a cache in front, a breaker on each."""
