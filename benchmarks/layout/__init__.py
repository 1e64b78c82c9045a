"""Lines and heaps: titles known as headlines, prose left as body, heaps told from articles."""
