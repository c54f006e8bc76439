# Heads, leaders, administrator, inspector.
