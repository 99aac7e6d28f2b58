// The module's map is in Sources/README.md.
