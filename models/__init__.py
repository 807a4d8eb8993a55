"""TensorFlow models, and nothing else; `models._keras` is the only place that imports TensorFlow."""
