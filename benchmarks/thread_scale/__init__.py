"""Who copied whom and which story, at the scale of the news of a month: speed, memory, growth."""
