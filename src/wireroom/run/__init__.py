"""Run: calls the stages in the order of the path, on one machine; the only package that knows more than one stage.

Parts, in order: `stages` gives each map stage a name and a bytes-in, bytes-out form; `workers` spreads batches over
processes and survives the death of one; `local` walks the whole path from inputs to an account.
"""
