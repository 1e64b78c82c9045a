"""Who said what, span by span, on PolNeAR (Newell, Margolin and Ruths 2018)."""
