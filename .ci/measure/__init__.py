"""What `.ci/bench` and `.ci/bench-rivals` measure with. Standard library only."""
