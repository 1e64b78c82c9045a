"""Times: TempEval-3 scores on TimeBank, AQUAINT and MEANTIME."""
