"""Reports gathered into stories, against stories made by people."""
