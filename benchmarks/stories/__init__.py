"""Reports gathered into stories, measured against incidents or stories that people named."""
