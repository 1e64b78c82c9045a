"""Speed and memory of the main job."""
