"""Claims: figures found and compared, passages that say the same, and the origins behind them (DESIGN section 5)."""
