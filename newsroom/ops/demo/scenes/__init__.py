"""What the demo's pictures show, a file to each kind of place. `pictures` is the door."""
