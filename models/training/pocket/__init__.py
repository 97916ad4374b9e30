"""Training program of *pocket*, Masklet's small embedded video segmentation network."""
