"""The machine door: every map and the whole portal as files that programs read, with every figure that pages show."""
